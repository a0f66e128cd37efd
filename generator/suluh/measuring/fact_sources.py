"""Which rows a fact comes from: for each table that its formula reads, what its columns say in those rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from suluh.vocabulary.facts import (
    COPIED,
    EVERYWHERE,
    Fact,
    FactFormula,
    FactName,
    Selection,
    name_cell,
    read_place,
    spell_dataset,
    spell_key,
    within,
)
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.threads import Record

_COLUMNS: Mapping[str, tuple[str, str]] = {
    "instansi": ("instansi", "="),
    "sub_kegiatan": ("kode_sub_kegiatan", "="),
    "urusan": ("kode_sub_kegiatan", "mulai"),
    "bidang": ("kode_sub_kegiatan", "mulai"),
    "program": ("kode_sub_kegiatan", "mulai"),
    "kegiatan": ("kode_sub_kegiatan", "mulai"),
    "wilayah": ("kode_wilayah", "mulai"),
    "variabel": ("variabel", "="),
    "saluran": ("saluran", "="),
    "jenis": ("jenis", "="),
    "izin": ("jenis_izin", "="),
    "sasaran": ("sasaran", "="),
    "sumber_dana": ("sumber_dana", "="),
    "rekening": ("kode_rekening", "mulai"),
    "status": ("status", "="),
    "metode": ("metode", "="),
    "capaian": ("", "="),
    "dataset": ("", "="),
    "tabel": ("", "="),
    "kolom": ("", "="),
    "sebab": ("", "="),
    "bendera": ("", "="),
    "batas": ("", "="),
    "triwulan": ("triwulan", "="),
    "langkah": ("", "="),
    "ujung": ("", "="),
    "titik": ("", "="),
    "bulan": ("bulan", "="),
    "baris": ("", "="),
    "jenis_data": ("", "="),
    "kelompok": ("", "="),
    "tujuan": ("", "="),
    "strategi": ("", "="),
    "dari": ("", "="),
    "keadaan": ("", "="),
    "indikator": ("", "="),
}
"""Which column says a dimension, and how: codes of the nomenclature begin with those above them."""

DIMENSIONS = frozenset(_COLUMNS)
_KEPT = 4096
"""Places of facts are read again for each part of a formula, and by the next pages."""


@dataclass(frozen=True, slots=True)
class RowsRead:
    """Rows of a record type that a fact was worked out of, and the columns that were read."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Selection, ...]


def select_rows(name: FactName, table: str) -> tuple[Selection, ...]:
    """What holds of the rows of a record type that a fact was worked out of."""
    return (*_of_time(name.when, table), *_of_place(name.where))


def _of_time(when: str, table: str) -> tuple[Selection, ...]:
    year, _, quarter = when.partition("-tw")
    if not year.isdecimal():
        return ()
    of_year = Selection("tahun", "=", year)
    return (of_year, Selection("triwulan", "≤", quarter)) if quarter and table == "realisasi" else (of_year,)


@lru_cache(maxsize=_KEPT)
def _of_place(where: str) -> tuple[Selection, ...]:
    if where == EVERYWHERE:
        return ()
    told = ((_COLUMNS[dimension], key) for dimension, key in read_place(where, DIMENSIONS))
    return tuple(Selection(column, how, key) for (column, how), key in told if column)


def describe_rows(name: FactName, formula: FactFormula) -> Iterator[RowsRead]:
    """Each table that the formula reads, its columns, and what holds of its rows.

    A formula over any record type names none: then the fact's own name says which type and column.
    """
    tables = formula.tables
    if not tables:
        keys = dict(read_place(name.where, DIMENSIONS))
        tables = (
            {keys["jenis_data"]: (keys["kolom"],) if "kolom" in keys else ()} if "jenis_data" in keys else {}
        )
    for table, columns in tables.items():
        yield RowsRead(table, tuple(columns), select_rows(name, table))


def cell_fact(record: Record, column: str) -> Fact:
    """A number as it stands in one cell of a published table; rows are counted from 1."""
    name = name_cell(record.dataset, record.source.resource, column, record.row)
    status = StatusData.SIMULASI if record.source.simulated else StatusData.TETAP
    value = record.number(column)
    return Fact(name, value, State.TIDAK_TERSEDIA if value is None else State.NILAI, status)


def cell_columns(dataset: str, resource: str, columns: Iterable[str]) -> str:
    """The names of a table's columns as its cells have them, for a table that names its facts by column."""
    return " ".join(
        f"{COPIED}.{spell_dataset(dataset)}.{within((spell_key(resource), name))}" for name in columns
    )


def cell_row(row: int) -> str:
    """The name of a row, by its index from 0."""
    return f"baris.{row + 1}"
