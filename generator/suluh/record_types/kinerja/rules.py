"""Do indicators, what came of them and institutions' grades agree with their own definitions and ladders?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, note_cell
from suluh.reading.formula_list import load_formulas
from suluh.reading.index_list import load_indices
from suluh.reading.ladders import judge, ladder_in_force
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record


def check_indicators(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """An indicator's formula is made for its direction."""
    formulas = load_formulas()
    for record in records:
        formula, way = formulas.get(record.text("rumus")), record.text("arah")
        if formula is not None and way and formula.arah != way:
            yield note_cell("A007", record, "rumus", places, arah=way, untuk=formula.arah)


def check_achievements(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Every row is about a defined indicator, has a target, and targets go the way that is good."""
    defined = {record.text("id_indikator"): record for record in lookups.records.get("indikator", ())}
    unknown: set[str] = set()
    yearly: dict[tuple[str, str], list[tuple[int, Decimal, Record]]] = {}
    for record in records:
        name, target = record.text("id_indikator"), record.number("target")
        if name not in defined:
            if name not in unknown:
                unknown.add(name)
                near = get_close_matches(name, list(defined), n=1) or sorted(defined)[:3]
                yield fail_cell("J001", record, "id_indikator", places, dekat=", ".join(near) or "-")
            continue
        whole = record.whole("triwulan") == 0
        if whole and target is None and record.number("realisasi") is not None:
            yield note_cell("J002", record, "target", places, indikator=name, tahun=record.text("tahun"))
        if whole and target is not None:
            series = yearly.setdefault((name, record.text("kode_wilayah")), [])
            series.append((record.whole("tahun"), target, record))
    for (name, _), series in yearly.items():
        yield from _check_direction(defined[name], sorted(series, key=lambda pair: pair[0]), places)


def _check_direction(
    indicator: Record, series: Sequence[tuple[int, Decimal, Record]], places: Places
) -> Iterator[Finding]:
    """A warning for the first year whose target is worse than that of the year before."""
    falls = indicator.text("arah") == "turun"
    for (year, earlier, _), (_, later, record) in pairwise(series):
        if later > earlier if falls else later < earlier:
            details = {"indikator": indicator.text("id_indikator"), "arah": indicator.text("arah")}
            yield note_cell("J003", record, "target", places, sebelumnya=f"{earlier:f} ({year})", **details)
            return


def check_indices(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """A grade is of a known index, within its scale, and its predicate that of the ladder in force."""
    indices = load_indices()
    for record in records:
        code, value = record.text("indeks"), record.number("nilai")
        index = indices.get(code)
        if index is None:
            near = get_close_matches(code, list(indices), n=1) or list(indices)
            yield note_cell("J004", record, "indeks", places, dekat=", ".join(near))
            continue
        year = record.whole("tahun")
        ladder = ladder_in_force(year, code)
        if (index.ladders and ladder is None) or not index.covers(year):
            yield note_cell("J007", record, "tahun", places, indeks=index.name)
        if ladder is None or value is None:
            continue
        least, most = ladder.scale
        if not least <= Fraction(value) <= most:
            limits = {"paling_rendah": f"{least}", "paling_tinggi": f"{most}"}
            yield fail_cell("J005", record, "nilai", places, **limits)
            continue
        right, stated = judge(ladder, Fraction(value)), record.text("predikat")
        if stated and stated.casefold() != right.casefold():
            details = {"nilai_indeks": f"{value:f}", "harap": right, "peraturan": ladder.regulation}
            yield fail_cell("J006", record, "predikat", places, **details)
