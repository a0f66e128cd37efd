"""`suluh scope`: does a submission change data alone, or the tool with it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import form_option, give_out, output_option
from suluh.cli.roots import choose_root
from suluh.cli.speech import argument, language_option, option, say, verb
from suluh.words.saying import N_, say_in

if TYPE_CHECKING:
    from suluh.checking.reporting.report import CheckReport
    from suluh.history.submission_scope import Scope

EXIT_ERRORS = 1
FORMS = ("text", "json", "github", "markdown")
_SENTENCES = {
    "data": N_("Kiriman ini hanya mengubah data dan laporan."),
    "perkakas": N_("Kiriman ini mengubah perkakas, bukan data."),
    "campuran": N_("Kiriman ini mengubah data dan perkakas sekaligus; walidata perlu memeriksanya terpisah."),
    "kosong": N_("Kiriman ini tidak mengubah apa pun."),
}


@verb()
@argument("base")
@argument("head", default="HEAD")
@form_option(FORMS)
@output_option
@option(
    "--allow-mixed",
    is_flag=True,
    help="Data dan perkakas memang diubah bersama: seorang pemeriksa sudah menyetujuinya.",
)
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def scope(
    ctx: click.Context,
    base: str,
    head: str,
    form: str,
    output: Path | None,
    allow_mixed: bool,
    lang: str,
    root: Path | None,
) -> None:
    """Sebutkan apa yang disentuh HEAD sejak BASE: data saja, atau juga pengaturan, alur kerja, dan program.

    Kode keluar: 0, 1 bila data dan perkakas diubah bersama tanpa --allow-mixed (W001), 2 salah pakai.
    """
    from suluh.checking.reporting.report import make_report
    from suluh.history.revisions import find_revision
    from suluh.history.submission_scope import find_scope

    project = choose_root(root)
    first, second = (find_revision(project, name, None) for name in (base, head))  # no day is told
    if first is None or second is None:
        told = N_("git tidak mengenal revisi %(name)s.")
        raise click.UsageError(say(told, name=repr(base if first is None else head)))
    found = find_scope(project, first, second)
    if found is None:
        raise click.UsageError(
            say("git tidak dapat membandingkan kedua revisi; ambil riwayatnya lengkap (fetch-depth: 0).")
        )
    report = make_report(found.findings(allow_mixed=allow_mixed), language=lang)
    give_out(_write(found, report, form), output)
    if report.errors:
        ctx.exit(EXIT_ERRORS)


def _write(found: Scope, report: CheckReport, form: str) -> str:
    sentence = say_in(report.language, _SENTENCES[found.kind])
    if form == "json":
        import json

        content = {"cakupan": found.kind, "data": list(found.data), "perkakas": list(found.tool)}
        return json.dumps(content, indent=2)
    if form == "github":
        from suluh.checking.reporting.github import write_annotations

        return "\n".join(part for part in (write_annotations(report), sentence) if part)
    if form == "markdown":
        from suluh.checking.reporting.markdown import write_comment
        from suluh.checking.reporting.markdown_text import escape_text

        words = f"<p>{escape_text(sentence)}</p>\n"
        return f"{words}\n{write_comment(report)}" if report.findings else words
    from suluh.cli.finding_text import capture_report

    return f"{capture_report(report)}{sentence}\n"
