"""The same thing has one value wherever it is told: on pages, in the API, in tables, under any name."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from api_facts import read_facts
from suluh.vocabulary.facts import within

OF_YEAR = (
    "sub_kegiatan",
    "sub_kegiatan_dianggarkan",
    "pagu_indikatif",
    "anggaran_murni",
    "anggaran",
    "indikator",
)
UNTIL = ("realisasi", "laporan_masuk", "laporan_ditunggu")
SHARES = ("penyerapan", "capaian")
DIMENSIONS = {
    "instansi": "instansi",
    "kode_program": "program",
    "kode_bidang": "bidang",
    "kode_wilayah": "wilayah",
    "sumber_dana": "sumber_dana",
    "kode_sub_kegiatan": "sub_kegiatan",
}
NEAR = Decimal("0.000002")
"""Facts state six decimals, tables of figures ten."""


def read_tables(site: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(page, first column, row) of every table that adds up plans, budgets and reports."""
    for path in sorted((site / "data/angka").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if "anggaran_murni" in row:
                    yield row["halaman"], list(row)[1], row


def name_row(page: str, key: str, row: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Year, quarter and place of a row by its page and first column; None where a page chose its threads."""
    parts = page.strip("/").split("/")
    year = next((part for part in parts if re.fullmatch(r"\d{4}", part)), row.get("tahun", ""))
    quarter = next((part for part in parts if re.fullmatch(r"tw\d", part)), "")
    chosen = parts[0] in ("kinerja", "wilayah") or len(parts) > 3 or parts[:2] == ["rencana", "sasaran"]
    if chosen or not year or (key != "tahun" and key not in DIMENSIONS):
        return None
    own = [("instansi", parts[-1])] if len(parts) > 1 and not re.fullmatch(r"\d{4}|tw\d", parts[-1]) else []
    if own and (parts[0] not in ("anggaran", "instansi", "evaluasi") or key == "instansi"):
        return None
    pair = [] if key == "tahun" else [(DIMENSIONS[key], row[key])]
    return year, quarter, within(*own, *pair)


def names_of(page: str, key: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(name of the fact, column) for each figure of a row that is a fact by its place."""
    named = name_row(page, key, row)
    if named is None:
        return
    year, quarter, where = named
    until = f"{year}-{quarter}" if quarter else year
    for column in OF_YEAR:
        yield f"{column}.{year}.{where}", column
    for column in UNTIL:
        yield f"{column}.{until}.{where}", column
    for column in SHARES:
        if through := row.get(f"{column}_sampai_triwulan"):
            yield f"{column}.{year}-tw{through}.{where}", column


def differs(fact: str, row: Mapping[str, str], column: str) -> bool:
    low, to, high = fact.partition("..")
    if to:
        return any(
            abs(Decimal(end) - Decimal(row[f"{column}_{side}"])) > NEAR
            for end, side in ((low, "terendah"), (high, "tertinggi"))
        )
    return (
        bool(row[column])
        and re.fullmatch(r"-?[\d.]+", fact) is not None
        and (abs(Decimal(fact) - Decimal(row[column])) > NEAR)
    )


def test_tables_of_figures_say_what_facts_say(built_site: Path) -> None:
    facts, compared = read_facts(built_site), 0
    other = []
    for page, key, row in read_tables(built_site):
        for name, column in names_of(page, key, row):
            if name in facts and column in row:
                compared += 1
                if differs(facts[name], row, column):
                    other.append((page, name, facts[name], row[column]))
    assert compared > 3000
    assert other == []


WHOLES = {
    "instansi_lengkap": ("instansi_tepat_waktu", "instansi_terlambat"),
    "instansi_melapor": ("instansi_lengkap", "instansi_sebagian"),
    "instansi_ditunggu": ("instansi_melapor", "instansi_belum_melapor"),
    "instansi_dianggarkan": ("instansi_ditunggu",),
    "diminta": ("diterima", "ditunda", "ditolak", "belum_diputuskan"),
    "dokumen_wajib": (
        "dokumen_wajib_diumumkan",
        "dokumen_wajib_sebagian",
        "dokumen_wajib_belum",
        "dokumen_wajib_nanti",
    ),
}
"""What is made of others of the same time and place; one that is not printed is none."""


def test_wholes_are_the_sums_of_their_parts(built_site: Path) -> None:
    facts = read_facts(built_site)
    wrong, seen = [], set()
    for name, value in facts.items():
        what, _, rest = name.partition(".")
        parts = [facts.get(f"{part}.{rest}", "") for part in WHOLES.get(what, ())]
        numbers = [Decimal(part) for part in parts if part.isdecimal()]
        if numbers and value.isdecimal() and (all(parts) or what == "dokumen_wajib"):
            seen.add(what)
            if sum(numbers) != Decimal(value):
                wrong.append((name, value, parts))
    assert wrong == []
    assert seen == set(WHOLES)


ADDED_UP = (
    "anggaran",
    "pagu_indikatif",
    "anggaran_murni",
    "realisasi",
    "sub_kegiatan",
    "laporan_masuk",
    "laporan_ditunggu",
)


def test_agencies_add_up_to_the_region(built_site: Path) -> None:
    facts = read_facts(built_site)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for name, value in facts.items():
        what, when, where = name.split(".", 2)
        if what in ADDED_UP and re.fullmatch(r"instansi\.[^.]+", where) and re.fullmatch(r"-?[\d.]+", value):
            sums[f"{what}.{when}.semua"] += Decimal(value)
    told = {name: Decimal(facts[name]) for name in sums if re.fullmatch(r"-?[\d.]+", facts.get(name, ""))}
    assert len(told) > 30
    assert {name: (value, sums[name]) for name, value in told.items() if value != sums[name]} == {}


def test_a_sub_kegiatan_has_one_value_whatever_it_is_named_within(built_site: Path) -> None:
    """By its agency, by a goal or a program: the same measure of the same time is the same."""
    values: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for name, value in read_facts(built_site).items():
        what, when, where = name.split(".", 2)
        found = re.search(r"(?:^|\.)(instansi\.[^.]+)?.*?\b(sub_kegiatan\.[\dX.]+\d)$", where)
        if found and found[1]:
            values[what, when, f"{found[1]}.{found[2]}"][value] = name
    assert len(values) > 1000
    assert {key: some for key, some in values.items() if len(some) > 1} == {}
