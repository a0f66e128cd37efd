"""Table T-C.29 of an agency, all its years in one file, column by column as on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.renstra_evaluation import RenstraRow
from suluh.publishing.evaluation_files import File, write_form_workbook
from suluh.publishing.evaluation_table import (
    LEVELS,
    PLACES,
    Column,
    Value,
    in_figures,
    round_fraction,
    say_note,
)
from suluh.publishing.evaluation_workbook import Sheet
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.settings import Settings

TITLE = "Rekapitulasi evaluasi hasil Renja dan pencapaian Renstra"
COLUMNS = (
    Column("kode", "1", "Kode"),
    Column("tingkat", "2", "Tingkat"),
    Column("program_kegiatan", "2", "Program, kegiatan, sub kegiatan"),
    Column("indikator", "3", "Indikator kinerja"),
    Column("satuan", "3", "Satuan"),
    Column("target_renstra", "4", "Target Renstra pada akhir masanya"),
    Column("realisasi_sampai_n3", "5", "Realisasi sampai tahun n-3"),
    Column("target_renja_n2", "6", "Target Renja tahun n-2"),
    Column("realisasi_renja_n2", "7", "Realisasi Renja tahun n-2"),
    Column("tingkat_realisasi_n2", "8", "Tingkat realisasi n-2 (%)"),
    Column("target_renja_n1", "9", "Target Renja tahun berjalan (n-1)"),
    Column("perkiraan_sampai_n1", "10", "Perkiraan realisasi sampai tahun berjalan (5 + 7 + 9)"),
    Column("capaian_renstra", "11", "Perkiraan tingkat capaian Renstra (%) (10 : 4)"),
    Column("realisasi_sampai_n1", "", "Realisasi yang sudah dilaporkan sampai tahun berjalan"),
    Column("capaian_dilaporkan", "", "Capaian Renstra dari yang sudah dilaporkan (%)"),
    Column("keterangan", "", "Keterangan"),
)


def tc29_address(year: int, slug: str) -> str:
    """Where the table of an agency with that running year lies, from the site's root."""
    return f"evaluasi/{year}/tc29/{slug}/"


def renstra_address(slug: str) -> str:
    """Where the tables of an agency lie, all years together, without the ending of a format."""
    return f"evaluasi/tc29/{slug}"


@dataclass(frozen=True, slots=True)
class RenstraTable:
    """The table of one running year (n-1 on paper), and whether anything in it is invented."""

    year: int
    rows: Sequence[RenstraRow]
    simulated: bool


def make_renstra_files(
    tables: Sequence[RenstraTable], *, slug: str, whose: str, settings: Settings
) -> tuple[File, ...]:
    """The tables of an agency as one CSV and as a workbook with a sheet for each running year."""
    names = (column.name for column in COLUMNS)
    lines: list[Sequence[Value]] = [("tahun_berjalan", "instansi", *names, "status_data")]
    sheets = []
    for table in tables:
        cells = [*map(tuple, map(_cells, table.rows))]
        status = str(StatusData.SIMULASI if table.simulated else StatusData.SEMENTARA)
        for row in cells:
            lines.append((str(table.year), slug, *row, status))
        title = f"{TITLE}: {whose}, tahun berjalan {table.year} (n-1)"
        day, name = date(table.year, 12, 31), f"T-C.29 {table.year}"
        sheets.append((Sheet("T-C.29", title, COLUMNS, day, table.simulated, name=name), cells))
    address = renstra_address(slug)
    return (
        (f"{address}.csv", write_rows(in_figures(lines)).encode("utf-8")),
        write_form_workbook(address, sheets, settings),
    )


def _cells(row: RenstraRow) -> Iterator[Value]:
    yield from (row.code, LEVELS[row.level], row.name, row.indikator, row.satuan)
    for amount in amounts_of(row):
        if isinstance(amount, Fraction):
            yield round_fraction(amount, PLACES)
        else:
            yield "" if amount is None else amount
    yield explain_renstra(row)


def explain_renstra(row: RenstraRow) -> str:
    """Why a row lacks what it lacks, and what changed in its plan, in a few words."""
    reasons = [say_note(note) for note in row.notes]
    if row.undefined is not None and row.target_renstra is not None:
        reasons.append(f"capaian tidak dihitung: {row.undefined}")
    return "; ".join(reasons)


def amounts_of(row: RenstraRow) -> tuple[Decimal | Fraction | None, ...]:
    """The numbers of a row in the order of columns 4 to 11, then what was reported so far."""
    return (
        row.target_renstra,
        row.before,
        row.last_target,
        row.last_result,
        row.last_percent,
        row.target,
        row.estimate,
        row.percent,
        row.since,
        row.since_percent,
    )
