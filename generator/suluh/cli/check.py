"""`suluh check`: everything that is wrong, in all files, in one run."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.finding_text import print_report
from suluh.cli.output import form_option, give_out, output_option
from suluh.cli.roots import as_of_option, choose_root, settings_option
from suluh.cli.speech import argument, language_option, option, say, verb

if TYPE_CHECKING:
    from suluh.assembly.kept_verdicts import Verdict
    from suluh.checking.reporting.report import CheckReport, Counts
    from suluh.vocabulary.findings import Finding
    from suluh.vocabulary.settings import Settings

EXIT_ERRORS = 1
FORMS = ("text", "json", "github", "markdown", "html", "csv", "tally")
REPORT_FILES = {
    **{form: f"pemeriksaan.{form}" for form in ("html", "json", "csv", "markdown")},
    "tally": "hitungan.json",
}
"""What `--report` writes, by form: a project is read once for all of them."""


@verb()
@argument("paths", metavar="JALUR", nargs=-1, type=click.Path(path_type=Path))
@form_option(FORMS)
@output_option
@option(
    "--marked-copy",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder untuk salinan buku kerja dengan sel salah diberi warna dan catatan.",
)
@option(
    "--report",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder untuk semua bentuk sekaligus: pemeriksaan.html, .json, .csv, .markdown, dan hitungan.json.",
)
@option("--staged", is_flag=True, help="Hanya cari data pribadi di berkas yang disiapkan git.")
@language_option
@settings_option
@as_of_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
def check(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    marked_copy: Path | None,
    folder: Path | None,
    staged: bool,
    lang: str,
    root: Path | None,
    settings_file: Path | None,
    as_of: datetime | None,
) -> None:
    """Periksa semua dataset, laporan, dan halaman; JALUR membatasi yang dilaporkan.

    Kode keluar: 0 bersih (boleh ada peringatan), 1 ada kesalahan, 2 salah pakai, 3 Suluh sendiri rusak.
    """
    from suluh.checking.reporting.report import make_report

    project = choose_root(root, settings_file)
    if staged:
        from suluh.cli.staged import check_staged

        check_staged(project, lang)
        return
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(say("%(path)s tidak ada.", path=path))
        if not path.resolve().is_relative_to(project):
            raise click.UsageError(say("%(path)s ada di luar proyek.", path=path))
    settings, findings, verdict = _run(
        project, settings_file, paths, as_of.date() if as_of is not None else None
    )
    address = settings.site_url if settings else ""
    report = make_report(findings, _counts(verdict), language=lang, site_url=address)
    if form == "text" and output is None:
        print_report(report)
        click.echo(_say_summary(report))
    else:
        give_out(_write(report, form, settings), output)
    for other, name in REPORT_FILES.items() if folder is not None else ():
        give_out(_write(report, other, settings), (folder or Path()) / name)
    if marked_copy is not None and settings is not None:
        _write_copies(report, settings, marked_copy)
    if report.errors:
        raise SystemExit(EXIT_ERRORS)


def _run(
    root: Path, settings_file: Path | None, paths: Iterable[Path], day: date | None
) -> tuple[Settings | None, list[Finding], Verdict | None]:
    """Findings in reading order; no `Settings` and no `Verdict` where the settings cannot be read."""
    from suluh.assembly.kept_verdicts import judge_project
    from suluh.reading.site_settings import read_settings
    from suluh.vocabulary.findings import in_reading_order

    settings, findings = read_settings(root, settings_file=settings_file, as_of=day)
    if settings is None:
        return None, in_reading_order(findings), None
    chosen = [path.absolute() for path in paths]
    if not sys.stderr.isatty():
        verdict = judge_project(settings, chosen)
    else:
        from rich.console import Console

        with Console(stderr=True).status(say("Memeriksa…")) as status:
            verdict = judge_project(
                settings, chosen, lambda path: status.update(say("Memeriksa %(path)s", path=path))
            )
    return settings, in_reading_order([*findings, *verdict.findings]), verdict


def _counts(verdict: Verdict | None) -> Counts:
    from suluh.checking.reporting.report import Counts

    return Counts(verdict.packages, verdict.resources, verdict.rows) if verdict else Counts()


def _write(report: CheckReport, form: str, settings: Settings | None) -> str:
    """The report in one form, as text."""
    if form == "json":
        from suluh.checking.reporting.json_form import write_json

        return write_json(report)
    if form == "github":
        from suluh.checking.reporting.github import write_annotations

        return "\n".join(part for part in (write_annotations(report), _say_summary(report)) if part)
    if form == "markdown":
        from suluh.checking.reporting.markdown import write_comment

        return write_comment(report)
    if form == "csv":
        from suluh.checking.reporting.table_file import write_table

        return write_table(report)
    if form == "tally":
        from suluh.checking.reporting.tally import write_tally

        return write_tally(report)
    if form == "html":
        from suluh.rendering.check_page import write_check_page

        return write_check_page(report, settings)
    from suluh.cli.finding_text import capture_report

    return f"{capture_report(report)}{_say_summary(report)}\n"


def _write_copies(report: CheckReport, settings: Settings, folder: Path) -> None:
    """A marked copy of each workbook with findings; its name tells dataset and file."""
    from suluh.checking.reporting.sheets import SheetReader
    from suluh.publishing.marked_copy import write_marked_copy

    sheets = SheetReader(settings)
    folder.mkdir(parents=True, exist_ok=True)
    for file in report.files:
        sheet = sheets.sheet_of(file.path)
        if sheet is not None and sheet.is_workbook:
            name = "-".join(file.path.split("/")[-2:])
            (folder / f"bertanda-{name.rpartition('.')[0]}.xlsx").write_bytes(
                write_marked_copy(sheet, report)
            )


def _say_summary(report: CheckReport) -> str:
    """The last line: how many errors and warnings, over how much."""
    from suluh.checking.reporting.finding_words import WORDS

    words = WORDS[report.language]
    return report.last_line if report.errors else f"{words['clean']} {report.last_line}"
