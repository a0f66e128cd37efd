"""Achievement by declared formula and aggregation, exactly; what cannot be reckoned is named."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.formulas import measure_indicator, reckon
from suluh.measuring.means import take_mean
from suluh.reading.formula_list import load_formulas
from suluh.reading.ladders import ladder_in_force
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.indicators import AGGREGATIONS, aggregate, indicators_of
from suluh.vocabulary.measures import Undefined
from thread_builders import make_thread

FORMULAS = load_formulas()
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)


def quarters_of(*values):
    return {number: Fraction(value) for number, value in enumerate(values, 1)}


def test_the_declared_formula_decides() -> None:
    target, actual = Decimal(14), Decimal(18)
    percents = {name: reckon(one, target, actual)[0] for name, one in FORMULAS.items()}
    assert percents["t_per_r"] == Fraction(14, 18) * 100
    assert percents["dua_t_kurang_r"] == Fraction(10, 14) * 100
    assert [f"{float(percents[name]):.1f}" for name in ("t_per_r", "dua_t_kurang_r")] == ["77.8", "71.4"]


def test_a_cumulative_percentage_is_not_added_up() -> None:
    quarters = quarters_of(20, 45, 70, 100)
    assert aggregate(quarters, "akhir") == 100
    assert aggregate(quarters, "jumlah") == 235
    assert aggregate(quarters, "maks") == 100
    assert aggregate(quarters, "rata") == Fraction(235, 4)


def test_no_report_aggregates_to_nothing() -> None:
    assert [aggregate({}, one) for one in AGGREGATIONS] == [None] * 4
    assert aggregate(quarters_of(1), "entah") is None


def test_the_last_reported_quarter_counts_where_a_later_one_is_missing() -> None:
    assert aggregate({1: Fraction(20), 3: Fraction(70)}, "akhir") == 70


@pytest.mark.parametrize(
    ("target", "actual", "formula", "why"),
    [
        (None, 5, "r_per_t", Undefined.TANPA_TARGET),
        (5, None, "r_per_t", Undefined.BELUM_DILAPORKAN),
        (0, 5, "r_per_t", Undefined.TARGET_NOL),
        (0, 0, "r_per_t", Undefined.TARGET_NOL),
        (5, 0, "t_per_r", Undefined.REALISASI_NOL),
        (5, 5, "entah", Undefined.RUMUS_TIDAK_DIKENAL),
    ],
)
def test_what_cannot_be_reckoned_is_named(target, actual, formula, why) -> None:
    made = [None if one is None else Decimal(one) for one in (target, actual)]
    assert reckon(FORMULAS.get(formula), *made) == (None, why)


@pytest.mark.parametrize("formula", ["t_per_r", "dua_t_kurang_r"])
def test_a_target_of_at_most_0_is_met_or_missed(formula: str) -> None:
    reached = {actual: reckon(FORMULAS[formula], Decimal(0), Decimal(actual)) for actual in (0, 1, 5)}
    assert reached == {0: (100, None), 1: (0, None), 5: (0, None)}


def test_nothing_done_of_a_falling_indicator_is_200_per_cent_by_one_formula() -> None:
    assert reckon(FORMULAS["dua_t_kurang_r"], Decimal(5), Decimal(0)) == (200, None)


@given(NUMBERS, NUMBERS, st.sampled_from(sorted(FORMULAS)))
def test_there_is_a_percentage_or_a_reason(target: Decimal, actual: Decimal, name: str) -> None:
    percent, why = reckon(FORMULAS[name], target, actual)
    assert (percent is None) != (why is None)
    if percent is not None and target == actual:
        assert percent == 100


def test_above_100_is_shown_raw_and_capped_in_the_mean_alone() -> None:
    thread = make_thread(rencana=[{"target": 50}], realisasi=[{"realisasi_fisik": 52}])
    came = measure_indicator(*indicators_of(thread), ladder_in_force(2024))
    assert (came.percent, came.predicate) == (104, "Sangat Tinggi")
    assert take_mean([came.percent, Fraction(50), None], 2024).value == 75
    assert take_mean([None], 2024).value is None


def test_a_quarter_takes_only_what_was_reported_until_then() -> None:
    thread = make_thread(
        rencana=[{"target": 100, "agregasi": "akhir"}],
        realisasi=[
            {"triwulan": number, "realisasi_fisik": value} for number, value in ((1, 20), (2, 45), (4, 100))
        ],
    )
    (indicator,) = indicators_of(thread)
    came = {number: measure_indicator(indicator, through=number) for number in (1, 2, 3, 4)}
    assert [one.percent for one in came.values()] == [20, 45, None, 100]
    assert [one.through for one in came.values()] == [1, 2, 2, 4]


def test_places_of_a_count_add_up_and_those_of_a_percentage_are_disputed() -> None:
    rows = {"realisasi": [{"realisasi_fisik": 30}, {"realisasi_fisik": 20}]}
    counted = make_thread(rencana=[{"target": 60}, {"target": 40}], **rows)
    assert measure_indicator(*indicators_of(counted)).percent == 50
    share = make_thread(rencana=[{"agregasi": "akhir"}], **rows)
    assert measure_indicator(*indicators_of(share)).undefined is Undefined.BEBERAPA_NILAI


def test_a_report_without_name_is_about_the_only_indicator() -> None:
    thread = make_thread(rencana=[{}], realisasi=[{"indikator": "", "realisasi_fisik": 7}])
    (indicator,) = indicators_of(thread)
    assert indicator.quarters == {1: 7}
    two = make_thread(
        rencana=[{}, {"indikator": "Lain"}], realisasi=[{"indikator": "", "realisasi_fisik": 7}]
    )
    assert [one.quarters for one in indicators_of(two)] == [{}, {}]


def test_names_meet_without_regard_to_case_and_blanks() -> None:
    thread = make_thread(rencana=[{}], realisasi=[{"indikator": "ORANG  dilatih", "realisasi_fisik": 7}])
    (indicator,) = indicators_of(thread)
    assert indicator.name == "Orang dilatih" and indicator.until() == 7


@pytest.mark.parametrize("standard", ["rencana", "indikator"])
def test_the_standard_offers_exactly_the_formulas_and_aggregations_there_are(standard: str) -> None:
    fields = {one["name"]: one for one in load_standard(standard)["fields"]}
    assert fields["rumus"]["constraints"]["enum"] == list(FORMULAS)
    assert tuple(fields["agregasi"]["constraints"]["enum"]) == AGGREGATIONS


def test_each_formula_names_its_source() -> None:
    assert all(one.source and one.sentence and one.arah in ("naik", "turun") for one in FORMULAS.values())
