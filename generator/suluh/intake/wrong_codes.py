"""Codes of BPS that are found in the ministry's list and mean other regions, by the names beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.column_readings import ColumnReading, Joined
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_words import describe_header
from suluh.intake.joined_lists import BPS, CodeLists
from suluh.reading.place_names import PlaceFinder, plain_place, read_region_code, split_kind
from suluh.vocabulary.package import Table
from suluh.words.saying import N_

MINISTRY, OTHER_LIST = "kemendagri", "daftar-lain"
_PAIRS = 200
_HALF, _MOSTLY = 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Told:
    """The readings with codes of BPS told as such, and a doubt for codes that no name vouches for."""

    readings: list[ColumnReading]
    doubts: tuple[Doubt, ...] = ()


def tell_other_system(
    table: Table, readings: Sequence[ColumnReading], lists: CodeLists, answers: Mapping[str, str]
) -> Told:
    """The readings, those joined to regions held against the names in the columns beside them."""
    told: list[ColumnReading] = []
    doubts: list[Doubt] = []
    for reading in readings:
        joined = reading.joined
        if joined is None or joined.name != "wilayah" or describe_header(reading.name).is_kemendagri:
            told.append(reading)
            continue
        answer = answers.get(f"sistem:{reading.name}", "")
        verdict = answer or _hear_names(table, reading, readings, lists)
        if verdict == BPS:
            other = Joined(*((BPS.upper(), BPS) if answer else ("", OTHER_LIST)), 0, joined.filled)
            told.append(replace(reading, joined=other))
            continue
        if not verdict and _is_shared_form(table, reading):
            doubts.append(_ask(table, reading, lists))
        told.append(reading)
    return Told(told, tuple(doubts))


def _hear_names(
    table: Table, reading: ColumnReading, readings: Sequence[ColumnReading], lists: CodeLists
) -> str:
    """`kemendagri` or `bps` by the names that stand beside codes; empty where none do."""
    at = table.header.index(reading.name)
    finder = PlaceFinder(lists.regions)
    verdict = ""
    for other in readings:
        if other.type != "string" or other.joined is not None or other.role == "kode":
            continue
        beside = table.header.index(other.name)
        pairs = list(dict.fromkeys((row[at].strip(), row[beside].strip()) for row in table.rows[:5_000]))
        pairs = [(code, name) for code, name in pairs if code and name][:_PAIRS]
        regions = [
            (lists.regions[code], name)
            for text, name in pairs
            if (code := read_region_code(text, lists.regions, lists.home))
        ]
        if not regions:
            continue
        agree = sum(_same_name(region.nama, name) for region, name in regions)
        if agree >= _HALF * len(regions):
            return MINISTRY
        levels = {region.level for region, _ in regions}
        if max(levels) <= 2 and sum(
            bool(finder.find(name, levels, "").code) for _, name in regions
        ) >= _MOSTLY * len(regions):
            verdict = BPS
    return verdict


def _same_name(official: str, name: str) -> bool:
    return plain_place(split_kind(official)[1]) == plain_place(split_kind(name)[1])


def _is_shared_form(table: Table, reading: ColumnReading) -> bool:
    """Whether both the ministry and BPS write codes so: four figures without a dot."""
    at = table.header.index(reading.name)
    cells = {row[at].strip() for row in table.rows}
    return bool(cells) and all(len(cell) == 4 and cell.isdecimal() for cell in cells if cell)


def _ask(table: Table, reading: ColumnReading, lists: CodeLists) -> Doubt:
    at = table.header.index(reading.name)
    sample = next(row[at].strip() for row in table.rows if row[at].strip())
    code = read_region_code(sample, lists.regions, lists.home)
    name = lists.regions[code].full_name if code else ""
    return Doubt(
        f"sistem:{reading.name}",
        N_("Kode di kolom %(column)s (seperti %(sample)s): kode Kemendagri atau kode BPS?"),
        {"column": reading.name, "sample": sample},
        (
            Choice(MINISTRY, N_("Kemendagri: %(sample)s adalah %(name)s"), {"sample": sample, "name": name}),
            Choice(BPS, N_("BPS: tidak dicocokkan dengan daftar wilayah menurut kodenya")),
        ),
        MINISTRY,
        ((sample, name),),
    )
