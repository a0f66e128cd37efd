"""`suluh late`: which agencies lack a report of the last quarter that is due, of each kind."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import form_option, give_out, output_option
from suluh.cli.speech import language_option, option, verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suluh.checking.project import Checked
    from suluh.measuring.lateness import Lateness
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
    """Sebutkan instansi yang belum menyerahkan laporan kegiatan atau realisasi triwulan.

    Yang dinilai triwulan terakhir yang sudah jatuh tempo; yang dihitung hanya yang lulus pemeriksaan,
    seperti di situs.
    """
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings
    from suluh.publishing import late_forms
    from suluh.publishing.whole_check import check_whole

    settings, findings = load_settings(root, as_of=day and day.date())
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    found = find_lateness(settings, check_whole(settings), days)
    writers = {
        "text": late_forms.write_late_text,
        "json": late_forms.write_late_json,
        "markdown": late_forms.write_late_markdown,
    }
    give_out(writers[form](found, lang), output)
    if issues is not None:
        _write_issues(found, settings, issues, lang)


def find_lateness(settings: Settings, checked: Checked, days: int | None = None) -> tuple[Lateness, ...]:
    """Who is late with narrative reports and with realisation, of what the site would publish."""
    from suluh.measuring.lateness import find_late, find_late_realisation
    from suluh.publishing.cleared_catalog import make_catalog

    catalog, day = make_catalog(settings, checked), settings.as_of.day
    agencies = catalog.agencies.values()
    return (
        find_late(
            agencies,
            catalog.handed_in,
            day,
            duty=catalog.threads.duty,
            days=days,
            simulated=catalog.agencies_simulated,
        ),
        find_late_realisation(agencies, catalog.threads, day, days=days),
    )


def _write_issues(found: Sequence[Lateness], settings: Settings, folder: Path, lang: str) -> None:
    """`<slug>.title` and `<slug>.md` for each agency that is late with anything that is no example."""
    from suluh.publishing.late_forms import write_issue
    from suluh.reading.paths import relative_path
    from suluh.reading.report_files import REPORTS_FOLDER

    folder.mkdir(parents=True, exist_ok=True)
    reports = f"{relative_path(settings.root, settings.content_dir)}/{REPORTS_FOLDER}"
    real = [lateness for lateness in found if not lateness.simulated]
    agencies = {late.agency.slug: late.agency for lateness in real for late in lateness.late}
    for slug, agency in sorted(agencies.items()):
        title, body = write_issue(real, agency, reports, lang)
        (folder / f"{slug}.title").write_bytes(f"{title}\n".encode())
        (folder / f"{slug}.md").write_bytes(body.encode())
