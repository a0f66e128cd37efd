"""What comes of defined indicators, by their own formula, direction and aggregation."""

from decimal import Decimal
from fractions import Fraction

import pytest

from record_builders import read_rows
from suluh.record_types.kinerja.measures import Performance, measure_performances
from suluh.vocabulary.measures import Undefined

REGION = "74.72"
SHARE = {
    "id_indikator": "stunting",
    "nama": "Prevalensi stunting",
    "satuan": "%",
    "arah": "turun",
    "rumus": "t_per_r",
    "agregasi": "akhir",
}


def measure(definition: dict[str, object], *years: dict[str, object]) -> Performance:
    rows = [{"id_indikator": "stunting", "kode_wilayah": REGION, "triwulan": 0, **one} for one in years]
    (found,) = measure_performances(read_rows("indikator", [definition]), read_rows("capaian", rows), REGION)
    return found


@pytest.mark.parametrize(
    ("formula", "percent", "predicate"),
    [
        ("t_per_r", Fraction(1400, 18), "Tinggi"),
        ("dua_t_kurang_r", Fraction(1000, 14), "Sedang"),
    ],
)
def test_the_declared_formula_decides(formula: str, percent: Fraction, predicate: str) -> None:
    (year,) = measure({**SHARE, "rumus": formula}, {"tahun": 2025, "target": 14, "realisasi": 18}).years
    assert (year.percent, year.predicate, year.undefined) == (percent, predicate, None)


@pytest.mark.parametrize(
    ("target", "actual", "predicate"),
    [("100", "75.96", "Sedang"), ("100", "90.4", "Tinggi"), ("100", "104", "Sangat Tinggi")],
)
def test_values_are_judged_unrounded_and_shown_raw(target: str, actual: str, predicate: str) -> None:
    grows = {**SHARE, "arah": "naik", "rumus": "r_per_t"}
    (year,) = measure(grows, {"tahun": 2025, "target": target, "realisasi": actual}).years
    assert (year.percent, year.predicate) == (Fraction(Decimal(actual)), predicate)


@pytest.mark.parametrize(
    ("aggregation", "actual"), [("akhir", 100), ("jumlah", 235), ("maks", 100), ("rata", Fraction(235, 4))]
)
def test_quarters_make_a_year_by_the_declared_aggregation(aggregation: str, actual: object) -> None:
    quarters = [
        {"tahun": 2025, "triwulan": at, "realisasi": value}
        for at, value in enumerate((20, 45, 70, 100), start=1)
    ]
    year = measure({**SHARE, "agregasi": aggregation}, {"tahun": 2025, "target": 100}, *quarters).years[0]
    assert (year.actual, year.partial) == (actual, 0)


def test_a_year_that_is_not_over_has_no_predicate() -> None:
    part = {"tahun": 2025, "triwulan": 2, "realisasi": 40}
    year = measure({**SHARE, "agregasi": "jumlah"}, {"tahun": 2025, "target": 50}, part).years[0]
    assert (year.actual, year.partial, year.predicate) == (40, 2, "")


def test_a_stated_year_stands_before_its_quarters() -> None:
    part = {"tahun": 2025, "triwulan": 1, "realisasi": 1}
    assert measure(SHARE, {"tahun": 2025, "target": 9, "realisasi": 8}, part).years[0].actual == 8


@pytest.mark.parametrize(("actual", "percent"), [(0, 100), (3, 0)])
def test_a_target_of_at_most_0_is_met_or_missed(actual: int, percent: int) -> None:
    (year,) = measure(SHARE, {"tahun": 2025, "target": 0, "realisasi": actual}).years
    assert (year.percent, year.undefined) == (percent, None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"target": 5}, Undefined.BELUM_DILAPORKAN),
        ({"realisasi": 5}, Undefined.TANPA_TARGET),
        ({"target": 5, "realisasi": 0}, Undefined.REALISASI_NOL),
    ],
)
def test_what_is_undefined_is_named_and_never_nought(row: dict[str, object], reason: Undefined) -> None:
    (year,) = measure(SHARE, {"tahun": 2025, **row}).years
    assert (year.percent, year.undefined, year.predicate) == (None, reason, "")


def test_rows_of_another_region_are_not_its_own() -> None:
    (year,) = measure(
        SHARE,
        {"tahun": 2024, "target": 9, "realisasi": 9},
        {"tahun": 2025, "target": 9, "realisasi": 9, "kode_wilayah": "74.71"},
    ).years
    assert year.year == 2024


def test_the_newest_year_is_the_last_that_says_anything() -> None:
    found = measure(SHARE, {"tahun": 2024, "target": 9, "realisasi": 9}, {"tahun": 2025, "target": 8})
    assert found.newest is not None and found.newest.year == 2024
    silent = measure(SHARE, {"tahun": 2025, "target": 8})
    assert silent.newest is not None and silent.newest.actual is None
