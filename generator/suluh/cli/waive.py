"""`suluh waive`: the entry for `datasets/pengecualian.yaml` that lets a reviewed finding stay."""

from __future__ import annotations

import json
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.roots import choose_root
from suluh.cli.speech import argument, option, say, verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suluh.checking.personal_data import Evidence
    from suluh.vocabulary.findings import Finding
    from suluh.vocabulary.settings import Settings

EXIT_NONE = 1
YEAR = timedelta(days=365)


@verb()
@argument("path", metavar="BERKAS", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option("--row", type=int, help="Nomor baris data; 0 untuk baris judul.")
@option("--line", type=int, help="Nomor baris berkas, untuk teks.")
@option("--field", help="Nama kolom.")
@option("--code", help="Kode temuan, kalau ada beberapa di tempat itu.")
@option("--reason", required=True, help="Alasan yang akan dibaca peninjau.")
@option(
    "--ground",
    type=click.Choice(["pejabat_publik", "badan_hukum", "layanan_umum"]),
    help="Dasar bagi kolomnya, bukan pengecualian bagi satu nilai.",
)
@option("--until", help="Berlaku sampai, 2026-12-31 (bawaan: setahun).")
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
def waive(
    path: Path,
    row: int | None,
    line: int | None,
    field: str | None,
    code: str | None,
    reason: str,
    ground: str | None,
    until: str | None,
    root: Path | None,
) -> None:
    """Cetak isian pengecualian untuk temuan di BERKAS. Nilainya sendiri tidak pernah dicetak."""
    from suluh.checking.waivers import WAIVABLE, hash_value, read_waivers
    from suluh.reading.site_settings import read_settings

    project = choose_root(root)
    if not path.resolve().is_relative_to(project):
        raise click.UsageError(say("Berkas itu ada di luar proyek."))
    if len(reason.strip()) < 10:
        raise click.UsageError(say("Tulis alasannya dengan lengkap, sedikitnya sepuluh huruf."))
    settings, _ = read_settings(project)
    if settings is None:
        raise click.UsageError(say("mkdocs.yml tidak dapat dibaca; jalankan suluh check."))
    chosen = [
        evidence
        for evidence in gather_evidence(settings, path.resolve())
        if WAIVABLE.fullmatch(evidence.finding.code)
        and not evidence.ground
        and (row is None or evidence.finding.place.row == row)
        and (line is None or evidence.finding.place.line == line)
        and (field is None or evidence.finding.place.field == field)
        and (code is None or evidence.finding.code == code.upper())
    ]
    if not chosen:
        click.echo(say("Tidak ada temuan yang dapat dikecualikan di tempat itu."), err=True)
        raise SystemExit(EXIT_NONE)
    waivers, _ = read_waivers(settings.root, settings.datasets_dir)
    salt = waivers.garam or secrets.token_hex(16)
    told = say("Salin ke %(path)s, lalu minta walidata meninjaunya.", path=waivers.path)
    click.echo(f"# {told}")
    section = "dasar" if ground else "pengecualian"
    if not waivers.garam:
        click.echo(f'garam: "{salt}"\n{section}:')
    last = _read_date(until, settings)
    if ground:
        print_grounds(ground, [evidence.finding for evidence in chosen], reason, last)
        return
    entries = {
        (
            place.field,
            evidence.finding.code,
            hash_value(evidence.finding.code, evidence.text, salt),
        ): place.path
        for evidence in chosen
        for place in [evidence.finding.place]
    }
    for (column, kind, digest), file in sorted(entries.items()):
        click.echo(write_entry(kind, file, column, reason, digest, last))


def print_grounds(ground: str, findings: list[Finding], reason: str, until: date) -> None:
    """Print one entry of `dasar` for each column that the findings tell of."""
    from suluh.checking.grounds import columns_of

    told = {(finding.place.path, *columns_of(finding)) for finding in findings}
    for path, column, *beside in sorted(told):
        values: dict[str, object] = {"jenis": ground, "path": path, "kolom": column}
        values |= {"di_samping": beside} if beside else {}
        values |= {"alasan": reason, "sampai": until.isoformat()}
        click.echo(_as_yaml(values))


def write_entry(code: str, path: str, column: str, reason: str, digest: str, until: date) -> str:
    """One entry of `pengecualian` as YAML."""
    values = {
        "kode": code,
        "path": path,
        "kolom": column,
        "alasan": reason,
        "nilai_hmac": digest,
        "sampai": until.isoformat(),
    }
    return _as_yaml(values)


def _as_yaml(values: Mapping[str, object]) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "  - " + "\n    ".join(lines)


def gather_evidence(settings: Settings, path: Path) -> list[Evidence]:
    """What the scan finds in one file, its cells that look like formulas, and its doubted values."""
    from suluh.checking.cell_hygiene import check_cells
    from suluh.checking.personal_data import Evidence, scan_file
    from suluh.checking.value_doubts import check_value_doubts
    from suluh.reading.packages import read_packages
    from suluh.reading.paths import relative_path
    from suluh.reading.submitted_tables import read_table

    name = relative_path(settings.root, path)
    dialect = None
    evidence: list[Evidence] = []
    for package in read_packages(settings)[0]:
        for resource in package.resources:
            if name not in (f"{package.folder}/{text}" for text in resource.paths):
                continue
            dialect = resource.dialect
            table, _ = read_table(settings, package, resource)
            findings = check_cells(package, resource, table) if table is not None else []
            findings += check_value_doubts(package, resource, table) if table is not None else []
            evidence += [Evidence(finding, finding.value or "") for finding in findings]
    return [*evidence, *scan_file(name, path.read_bytes(), dialect)]


def _read_date(text: str | None, settings: Settings) -> date:
    from suluh.reading.clock import read_today

    if text is None:
        return read_today(settings.zone).day + YEAR
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(say("Tanggal %(text)s harus seperti 2026-12-31.", text=text)) from None
