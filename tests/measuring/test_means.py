"""Means by the rule in force: what is far off counts as the limit, and it is said how many were."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law_overlay import Law, forget_law
from suluh.measuring.means import find_mean_rule, take_mean
from suluh.measuring.rollups import roll_up_all
from thread_builders import make_thread

PERCENTS = st.lists(st.none() | st.fractions(-50_000, 50_000))


@given(PERCENTS)
def test_a_mean_lies_between_its_limits_and_counts_what_it_held(percents: list[Fraction | None]) -> None:
    mean = take_mean(percents, 2024)
    found = [percent for percent in percents if percent is not None]
    by_hand = [0 if percent < 0 else 100 if percent > 100 else percent for percent in found]
    if not found:
        assert mean.value is None and mean.spread.count == 0
        return
    assert mean.value == sum(by_hand, Fraction(0)) / len(by_hand) and 0 <= mean.value <= 100
    assert mean.spread.below == len([percent for percent in found if percent < 0])
    assert mean.spread.above == len([percent for percent in found if percent > 100])
    assert mean.spread.count == len(found)
    for band in mean.spread.bands:
        low = -(10**9) if band.least is None else band.least
        high = 10**9 if band.limit is None else band.limit
        assert band.count == len([percent for percent in found if low <= percent < high])


def test_one_result_far_below_does_not_drag_the_mean_along() -> None:
    plans = [{"indikator": f"I{number}", "target": 100} for number in range(3)]
    plans.append(
        {"indikator": "Buruk", "target": 2, "arah": "turun", "rumus": "dua_t_kurang_r", "agregasi": "akhir"}
    )
    reports = [{"indikator": f"I{number}", "realisasi_fisik": 50} for number in range(3)]
    reports.append({"indikator": "Buruk", "realisasi_fisik": 600})
    whole = roll_up_all([make_thread(rencana=plans, realisasi=reports)])
    assert (whole.achievement.value, whole.spread.below, whole.spread.above) == (Fraction(75, 2), 1, 0)


def test_the_rule_says_why_it_is_so() -> None:
    rule = find_mean_rule(2024)
    assert rule.note and (rule.least, rule.most) == (0, 100)


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    yield Law(tmp_path / "standards", monkeypatch)
    monkeypatch.undo()
    forget_law()


def test_next_year_s_decree_may_count_up_to_120(law: Law) -> None:
    law.succeed(
        "means/capaian.yaml", "means/baru.yaml", ("since: 0", "since: 2027"), ('most: "100"', 'most: "120"')
    )
    percents = [Fraction(150), Fraction(90)]
    assert (take_mean(percents, 2026).value, take_mean(percents, 2027).value) == (95, 105)


def test_limits_that_do_not_ascend_are_refused(law: Law) -> None:
    law.succeed(
        "means/capaian.yaml", "means/baru.yaml", ("since: 0", "since: 2027"), ('least: "0"', 'least: "100"')
    )
    with pytest.raises(ValueError, match="means/baru"):
        find_mean_rule(2027)
