"""Targets of "at most" that fill up in the year: within the limit or over it until every report is there."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law_overlay import Law, forget_law
from suluh.measuring.formulas import measure_indicator
from suluh.measuring.outcomes import Standing, reached_target, standing_of
from suluh.measuring.rollups import roll_up_all
from suluh.record_types.kinerja.measures import measure_performances
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.measures import Achievement, Limit, Undefined
from suluh.vocabulary.threads import Thread
from thread_builders import make_records, make_thread

DEATHS = {"target": 8, "arah": "turun", "rumus": "dua_t_kurang_r", "agregasi": "jumlah"}
AMOUNTS = st.integers(0, 30)


def thread_of(quarters: dict[int, int], **plan: Any) -> Thread:
    reports = [
        {"triwulan": number, "realisasi_fisik": value, "realisasi_keuangan": 1}
        for number, value in quarters.items()
    ]
    return make_thread(rencana=[{**DEATHS, **plan}], anggaran=[{}], realisasi=reports)


def came_of(thread: Thread, through: int | None = None) -> Achievement:
    (indicator,) = indicators_of(thread)
    return measure_indicator(indicator, through=through)


def test_four_deaths_of_at_most_eight_in_june_are_within_the_limit() -> None:
    thread = thread_of({1: 1, 2: 3})
    came = came_of(thread)
    assert (came.percent, came.undefined) == (None, Undefined.MENUNGGU_AKHIR_TAHUN)
    assert (came.limit, came.met) == (Limit.DALAM_BATAS, None)
    assert standing_of(thread) is Standing.WITHIN_LIMIT and not reached_target(thread)
    whole = roll_up_all([thread])
    assert (whole.indicators, whole.achievement.coverage.owed) == (1, 0)


def test_nine_deaths_of_at_most_eight_in_june_are_over_it_for_good() -> None:
    thread = thread_of({1: 5, 2: 4})
    came = came_of(thread)
    assert (came.percent, came.limit, came.met) == (None, Limit.TERLAMPAUI, False)
    assert standing_of(thread) is Standing.OVER_LIMIT


@pytest.mark.parametrize(
    ("quarters", "percent", "standing"),
    [
        ({1: 1, 2: 3, 3: 0, 4: 0}, 150, Standing.DONE),
        ({1: 2, 2: 2, 3: 2, 4: 2}, 100, Standing.DONE),
        ({1: 8, 2: 8, 3: 0, 4: 0}, 0, Standing.OVER_LIMIT),
    ],
)
def test_the_whole_year_has_its_percentage(
    quarters: dict[int, int], percent: int, standing: Standing
) -> None:
    thread = thread_of(quarters)
    assert came_of(thread).percent == percent and standing_of(thread) is standing


def test_a_missing_quarter_may_hold_what_is_not_told() -> None:
    came = came_of(thread_of({1: 1, 3: 1, 4: 1}))
    assert (came.percent, came.limit, came.met) == (None, None, None)
    assert came_of(thread_of({1: 5, 3: 3, 4: 1})).limit is Limit.TERLAMPAUI


def test_none_of_at_most_none_is_met_and_one_is_not() -> None:
    none, some = dict.fromkeys((1, 2, 3, 4), 0), {1: 0, 2: 0, 3: 1, 4: 0}
    assert came_of(thread_of(none, target=0)).percent == 100
    assert standing_of(thread_of(none, target=0)) is Standing.DONE
    assert came_of(thread_of(some, target=0)).percent == 0
    assert standing_of(thread_of({1: 0, 2: 1}, target=0)) is Standing.OVER_LIMIT


def test_none_of_at_most_eight_is_met_though_one_formula_has_no_number_for_it() -> None:
    thread = thread_of(dict.fromkeys((1, 2, 3, 4), 0), rumus="t_per_r")
    assert came_of(thread).undefined is Undefined.REALISASI_NOL
    assert standing_of(thread) is Standing.DONE


@pytest.mark.parametrize("agregasi", ["akhir", "rata"])
def test_a_level_has_its_percentage_in_june_and_is_done_at_the_year_s_end(agregasi: str) -> None:
    thread = thread_of({1: 8, 2: 7}, agregasi=agregasi)
    came = came_of(thread)
    assert came.percent is not None and came.percent >= 100
    assert (came.met, came.limit, standing_of(thread)) == (None, None, Standing.UNDER_WAY)
    assert standing_of(thread_of({1: 9, 2: 9, 3: 8, 4: 2}, agregasi=agregasi)) is Standing.DONE


def test_what_grows_is_done_when_its_target_is_reached() -> None:
    thread = thread_of({1: 8}, arah="naik", rumus="r_per_t")
    assert (came_of(thread).met, standing_of(thread)) == (True, Standing.DONE)


@given(st.dictionaries(st.integers(1, 4), AMOUNTS), AMOUNTS, st.sampled_from(["jumlah", "maks"]))
def test_no_report_to_come_overturns_what_is_said(quarters: dict[int, int], target: int, how: str) -> None:
    """The law, reckoned anew by hand: each way to fill the missing quarters agrees with what is said."""
    came = came_of(thread_of(quarters, target=target, agregasi=how))
    missing = [number for number in (1, 2, 3, 4) if number not in quarters]
    put_together = sum if how == "jumlah" else max
    for fill in (0, 10**6):
        whole = {**quarters, **dict.fromkeys(missing, fill)}
        total = put_together(whole.values())
        if came.met is not None:
            assert came.met == (total <= target)
        if came.percent is not None:
            hand = Fraction(2 * target - total, target) * 100 if target else (0 if total else 100)
            assert not missing and came.percent == hand
    if came.limit is not None:
        assert (came.limit is Limit.TERLAMPAUI) == (put_together(quarters.values()) > target)
    if came.limit is Limit.DALAM_BATAS:
        assert sorted(quarters) == list(range(1, len(quarters) + 1))


def test_indicators_of_performance_follow_the_same_rule() -> None:
    definition = {
        "id_indikator": "kematian",
        "rumus": "dua_t_kurang_r",
        "arah": "turun",
        "agregasi": "jumlah",
    }
    rows = [
        {"tahun": 2024, "triwulan": number, "id_indikator": "kematian", "kode_wilayah": "74.72", **some}
        for number, some in ((0, {"target": 8}), (1, {"realisasi": 1}), (2, {"realisasi": 3}))
    ]
    (performance,) = measure_performances(
        make_records("indikator", [definition]), make_records("capaian", rows), "74.72"
    )
    (year,) = performance.years
    assert (year.percent, year.limit, year.partial) == (None, Limit.DALAM_BATAS, 2)
    (told,) = measure_performances(
        make_records("indikator", [definition]),
        make_records("capaian", [{**rows[0], "realisasi": 4}]),
        "74.72",
    )
    assert told.years[0].percent == 150
    (running,) = measure_performances(
        make_records("indikator", [definition]),
        make_records("capaian", [{**rows[0], "realisasi": 4}]),
        "74.72",
        running=2024,
    )
    assert (running.years[0].percent, running.years[0].limit) == (None, Limit.DALAM_BATAS)


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    yield Law(tmp_path / "standards", monkeypatch)
    monkeypatch.undo()
    forget_law()


def test_a_decree_may_hold_results_against_the_part_of_the_year(law: Law) -> None:
    law.succeed(
        "formulas/batas.yaml",
        "formulas/batas-baru.yaml",
        ("since: 0", "since: 2024"),
        ("before_year_end: wait", "before_year_end: pro_rata"),
    )
    assert came_of(thread_of({1: 1, 2: 3})).percent == 100
    assert came_of(thread_of({1: 0, 2: 6})).percent == 50
    assert came_of(thread_of({2: 6})).percent is None
