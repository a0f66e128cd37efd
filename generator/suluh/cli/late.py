"""`suluh late`: which agencies lack the report of the last quarter that is due."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import form_option, give_out, output_option
from suluh.cli.speech import language_option, option, verb

if TYPE_CHECKING:
    from suluh.checking.lateness import Lateness
    from suluh.vocabulary.settings import Settings

EXIT_ERRORS = 1
FORMS = ("text", "json", "markdown")


@verb()
@form_option(FORMS)
@output_option
@option(
    "--issues",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder untuk judul dan isi satu isu per instansi; kosong bila daftar instansinya data contoh.",
)
@option(
    "--on",
    "--as-of",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Hari yang dipakai (bawaan: per_tanggal di mkdocs.yml, atau hari ini di wilayah).",
)
@option(
    "--days",
    type=click.IntRange(0, 365),
    help="Batas, dalam hari sesudah triwulan berakhir (bawaan: menurut standar situs).",
)
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def late(
    ctx: click.Context,
    form: str,
    output: Path | None,
    issues: Path | None,
    day: datetime | None,
    days: int | None,
    lang: str,
    root: Path | None,
) -> None:
    """Sebutkan instansi yang belum menyerahkan laporan triwulan terakhir yang sudah jatuh tempo."""
    from suluh.checking.agency_lists import load_agencies
    from suluh.checking.lateness import find_late
    from suluh.checking.reporting import late_forms
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings
    from suluh.reading.report_files import read_reports
    from suluh.reading.report_tombstones import read_report_tombstones

    settings, findings = load_settings(root, as_of=day and day.date())
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    listed, _ = load_agencies(settings)
    reports, _ = read_reports(settings)
    stones, _ = read_report_tombstones(settings)
    found = find_late(
        listed.agencies.values(),
        (*reports, *stones),
        settings.as_of.day,
        days=days,
        simulated=listed.simulated,
    )
    writers = {
        "text": late_forms.write_late_text,
        "json": late_forms.write_late_json,
        "markdown": late_forms.write_late_markdown,
    }
    give_out(writers[form](found, lang), output)
    if issues is not None:
        _write_issues(found, settings, issues, lang)


def _write_issues(found: Lateness, settings: Settings, folder: Path, lang: str) -> None:
    """`<slug>.title` and `<slug>.md` for each agency that is late."""
    from suluh.checking.reporting.late_forms import write_issue
    from suluh.reading.paths import relative_path
    from suluh.reading.report_files import REPORTS_FOLDER

    folder.mkdir(parents=True, exist_ok=True)
    reports = f"{relative_path(settings.root, settings.content_dir)}/{REPORTS_FOLDER}"
    for other_late in () if found.simulated else found.late:
        title, body = write_issue(found, other_late, reports, lang)
        (folder / f"{other_late.agency.slug}.title").write_bytes(f"{title}\n".encode())
        (folder / f"{other_late.agency.slug}.md").write_bytes(body.encode())
