"""Table T-C.29: years put together as the indicator says, and only under one and the same plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from suluh.measuring.renstra_evaluation import evaluate_renstra
from thread_builders import CODE, make_book

YEARS = (2022, 2023, 2024)
RESULTS = {2022: 10, 2023: 20, 2024: 30}


def table(agregasi: str = "jumlah", renstra: dict[int, int | None] | None = None, tahun: int = 2024):
    targets = renstra or dict.fromkeys(YEARS, 100)
    book = make_book(
        rencana=[
            {"tahun": year, "target": 40, "agregasi": agregasi, "target_renstra": targets[year]}
            for year in YEARS
        ],
        realisasi=[{"tahun": year, "triwulan": 1, "realisasi_fisik": done} for year, done in RESULTS.items()],
    )
    return evaluate_renstra(book, "dinas-contoh", tahun=tahun, names={"1.06.02": "PROGRAM CONTOH"})


def test_programs_and_kegiatan_are_headings() -> None:
    program, kegiatan, leaf = table()
    assert (program.level, program.code, program.name) == ("program", "1.06.02", "PROGRAM CONTOH")
    assert (kegiatan.level, kegiatan.target, leaf.code) == ("kegiatan", None, CODE)


@pytest.mark.parametrize(("agregasi", "since"), [("jumlah", 60), ("akhir", 30), ("maks", 30), ("rata", 30)])
def test_years_are_put_together_as_the_indicator_says(agregasi: str, since: int) -> None:
    leaf = table(agregasi)[-1]
    assert (leaf.before, leaf.last_target, leaf.last_result, leaf.last_percent) == (10, 40, 20, 50)
    assert (leaf.target, leaf.since, leaf.since_percent) == (40, since, since)


@pytest.mark.parametrize(("agregasi", "estimate"), [("jumlah", 70), ("akhir", 40), ("maks", 40)])
def test_column_10_is_what_came_and_what_is_to_come_this_year(agregasi: str, estimate: int) -> None:
    leaf = table(agregasi)[-1]
    assert (leaf.estimate, leaf.percent) == (estimate, estimate)


def test_a_target_changed_in_mid_term_is_named_and_keeps_the_years_before() -> None:
    leaf = table(renstra={2022: 80, 2023: 100, 2024: 100})[-1]
    assert (leaf.before, leaf.last_result, leaf.since) == (10, 20, 60)
    assert [note.values["year"] for note in leaf.notes if "diubah" in note.text] == ["2023"]


def test_without_a_plan_of_five_years_nothing_is_reckoned() -> None:
    leaf = table(renstra={2022: None, 2023: None, 2024: None})[-1]
    assert (leaf.target_renstra, leaf.since, leaf.percent) == (None, None, None)
    assert leaf.target == Decimal(40)


def test_the_first_year_has_no_past() -> None:
    leaf = table(tahun=2022)[-1]
    assert (leaf.before, leaf.last_result, leaf.last_percent, leaf.since) == (None, None, None, 10)
