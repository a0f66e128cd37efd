"""Random years of a few agencies: plans, budgets, and reports that may be there or missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from builders import make_field
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.thread_book import ThreadBook, gather_threads
from suluh.vocabulary.threads import Record, Source

YEAR = 2024
CODES = ("1.06.02.2.01.0001", "1.06.02.2.01.0002", "1.06.03.2.01.0001")
AGENCIES = ("a", "b", "c")
FORMULAS = (("naik", "r_per_t"), ("turun", "t_per_r"), ("turun", "dua_t_kurang_r"))
AGGREGATIONS = ("jumlah", "akhir", "maks", "rata")

Row = Mapping[str, object]
Cell = tuple[str, str, int]
"""Agency, sub kegiatan and quarter of a report."""


@dataclass(frozen=True)
class History:
    """One year: rows of plans and budgets, and reports by what they are of; `due` is the last quarter due."""

    plans: tuple[Row, ...]
    budgets: tuple[Row, ...]
    reports: Mapping[Cell, tuple[Row, ...]]
    due: int

    def without(self, cells: Iterable[Cell]) -> History:
        """The same with some reports not there."""
        gone = set(cells)
        return replace(self, reports={cell: rows for cell, rows in self.reports.items() if cell not in gone})

    def with_reports(self, reports: Mapping[Cell, tuple[Row, ...]]) -> History:
        """The same with further reports, which come last."""
        return replace(self, reports={**self.reports, **reports})


def make_source(standard: str) -> Source:
    """A table of a standard with all of its columns."""
    fields = load_standard(standard)["fields"]
    columns = {
        field["name"]: (at, make_field(field["name"], type=field["type"])) for at, field in enumerate(fields)
    }
    return Source(standard, "alur", standard, columns)


SOURCES = {standard: make_source(standard) for standard in ("rencana", "anggaran", "realisasi")}


def make_history_book(history: History) -> ThreadBook:
    """The threads of a history."""
    rows = {
        "rencana": history.plans,
        "anggaran": history.budgets,
        "realisasi": [row for some in history.reports.values() for row in some],
    }
    records = [record for standard, some in rows.items() for record in _make_records(standard, some)]
    return gather_threads(records, {}, lambda _: history.due)


def _make_records(standard: str, rows: Sequence[Row]) -> Iterable[Record]:
    source = SOURCES[standard]
    for number, row in enumerate(rows):
        cells = tuple("" if (value := row.get(name)) is None else str(value) for name in source.columns)
        yield Record(source, number, cells)


def draw_history(seed: int) -> History:
    """A year by a seed: most of what is owed is reported, some of it blank, some before its deadline."""
    dice = Random(seed)
    due = dice.choice((0, 1, 2, 2, 3, 4, 4))
    plans: list[Row] = []
    budgets: list[Row] = []
    reports: dict[Cell, tuple[Row, ...]] = {}
    diligence = dice.choice((0.5, 0.9, 0.97, 1.0))
    for agency in AGENCIES[: dice.randint(1, len(AGENCIES))]:
        for code in CODES[: dice.randint(1, len(CODES))]:
            own = {"tahun": YEAR, "instansi": agency, "kode_sub_kegiatan": code}
            indicators = [_draw_indicator(dice, number) for number in range(dice.choice((0, 1, 1, 2)))]
            plans += [
                {**own, "pagu_indikatif": dice.randint(1, 500), **indicator} for indicator in indicators
            ]
            budget = dice.choice((None, 0, dice.randint(1, 400), dice.randint(1, 400), dice.randint(1, 4000)))
            if budget is not None:
                budgets.append({**own, "kode_rekening": "5.1.02", "murni": budget})
            open_ = 50 if budget is None else budget
            for quarter in range(1, min(4, due + dice.randint(0, 1)) + 1):
                if dice.random() > diligence:
                    continue
                rows = draw_report(dice, (agency, code, quarter), indicators, open_)
                open_ -= sum(int(str(row["realisasi_keuangan"] or 0)) for row in rows)
                reports[agency, code, quarter] = rows
    return History(tuple(plans), tuple(budgets), reports, due)


def _draw_indicator(dice: Random, number: int) -> dict[str, object]:
    direction, formula = dice.choice(FORMULAS)
    return {
        "indikator": f"Indikator {number}",
        "satuan": "orang",
        "target": dice.choice((None, 0, 1, 20, 20, 40, 100)),
        "arah": direction,
        "rumus": formula,
        "agregasi": dice.choice(AGGREGATIONS),
    }


def draw_report(
    dice: Random, cell: Cell, indicators: Sequence[Mapping[str, object]], most: int, *, whole: bool = False
) -> tuple[Row, ...]:
    """The rows of a report of at most so much money; `whole`: none of its cells is blank."""
    agency, code, quarter = cell
    own = {"tahun": YEAR, "instansi": agency, "kode_sub_kegiatan": code, "triwulan": quarter}
    money: int | None = dice.choice(
        (0, most, dice.randint(0, max(0, most)), dice.randint(0, max(0, most // 4)))
    )
    if not whole and dice.random() < 0.05:
        money = None
    rows: list[Row] = []
    for place, indicator in enumerate(indicators or [{"indikator": ""}]):
        done: int | None = dice.choice((0, 1, 5, 5, 10, 25, 100, 300)) if indicators else None
        if not whole and dice.random() < 0.05:
            done = None
        rows.append(
            {
                **own,
                "indikator": indicator["indikator"],
                "realisasi_fisik": done,
                "realisasi_keuangan": None if place else money,
                "tanggal_lapor": dice.choice(("", f"{YEAR}-{quarter * 3:02}-28", f"{YEAR + 1}-02-20")),
            }
        )
    return tuple(rows)


def draw_instead(seed: int, history: History, cell: Cell) -> tuple[Row, ...]:
    """Any other admissible content of a report, with no cell blank: no more money than is still open."""
    dice = Random(seed)
    agency, code, _ = cell
    about = [row for row in history.budgets if (row["instansi"], row["kode_sub_kegiatan"]) == (agency, code)]
    open_ = sum(int(str(row["murni"])) for row in about)
    for (other, same, _), rows in history.reports.items():
        if (other, same) == (agency, code):
            open_ -= sum(int(str(row["realisasi_keuangan"] or 0)) for row in rows)
    plans = [row for row in history.plans if (row["instansi"], row["kode_sub_kegiatan"]) == (agency, code)]
    return draw_report(dice, cell, plans, max(0, open_), whole=True)
