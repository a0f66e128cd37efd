"""Totals equal the sum of their parts to the last rupiah, in every dimension, on any tree."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.accounts import sum_accounts
from suluh.measuring.rollups import DIMENSIONS, roll_up, roll_up_all
from suluh.vocabulary.codes import LEVELS
from suluh.vocabulary.threads import add_exactly
from thread_builders import make_book, make_records

MONEY = st.none() | st.decimals(min_value=0, max_value=10**20, places=2)
CODES = st.sampled_from(
    [
        f"{bidang}.0{p}.2.0{k}.000{s}"
        for bidang in ("1.06", "2.16")
        for p in (1, 2)
        for k in (1, 2)
        for s in (1, 2)
    ]
)
SHARED = {
    "kode_sub_kegiatan": CODES,
    "instansi": st.sampled_from(["a", "b"]),
    "tahun": st.sampled_from([2023, 2024]),
}
PLACES = st.sampled_from(["", "74.72.01", "74.72.02"])
SOURCES = st.sampled_from(["", "DAU", "PAD"])
TREES = st.fixed_dictionaries(
    {
        "rencana": st.lists(
            st.fixed_dictionaries(
                {**SHARED, "pagu_indikatif": MONEY, "kode_wilayah": PLACES, "sumber_dana": SOURCES}
            ),
            max_size=12,
        ),
        "anggaran": st.lists(
            st.fixed_dictionaries(
                {**SHARED, "murni": MONEY, "pergeseran": MONEY, "perubahan": MONEY, "sumber_dana": SOURCES}
            ),
            max_size=12,
        ),
        "realisasi": st.lists(
            st.fixed_dictionaries(
                {**SHARED, "triwulan": st.integers(1, 4), "realisasi_keuangan": MONEY, "kode_wilayah": PLACES}
            ),
            max_size=12,
        ),
    }
)
AMOUNTS = ("pagu_indikatif", "murni", "budget", "spent")


def sum_of(records, column):
    return add_exactly(record.number(column) for record in records)


@given(TREES, st.integers(1, 4))
def test_totals_are_the_sums_of_their_parts(tree, through) -> None:
    book = make_book(None, **tree)
    threads = list(book.threads.values())
    whole = roll_up_all(threads, through=through)
    assert whole.pagu_indikatif == sum_of(book.records("rencana"), "pagu_indikatif")
    assert whole.murni == sum_of(book.records("anggaran"), "murni")
    inside = [one for one in book.records("realisasi") if one.whole("triwulan") <= through]
    assert whole.spent == sum_of(inside, "realisasi_keuangan")
    for dimension in DIMENSIONS:
        parts = roll_up(threads, dimension, through=through).values()
        for amount in AMOUNTS:
            assert add_exactly(getattr(one, amount) for one in parts) == getattr(whole, amount), (
                dimension,
                amount,
            )


@given(TREES)
def test_each_level_of_codes_is_the_sum_of_the_level_below(tree) -> None:
    threads = list(make_book(None, **tree).threads.values())
    levels = [roll_up(threads, level) for level in LEVELS]
    for above, below in pairwise(levels):
        for code, total in above.items():
            inside = [one for key, one in below.items() if key.startswith(f"{code}.") or key == code]
            for amount in AMOUNTS:
                assert add_exactly(getattr(one, amount) for one in inside) == getattr(total, amount)
            assert sum(one.threads for one in inside) == total.threads


@given(
    st.lists(
        st.tuples(st.sampled_from(["4.1.01", "5.1.02.01", "5.1.02.02", "5.2", "6.1"]), MONEY), max_size=12
    )
)
def test_accounts_add_up_at_every_level(rows) -> None:
    records = make_records("anggaran", [{"kode_rekening": code, "murni": money} for code, money in rows])
    for level in range(1, 7):
        sums = sum_accounts(records, level).values()
        assert add_exactly(one.murni for one in sums) == add_exactly(money for _, money in rows)
        assert sum(one.rows for one in sums) == len(rows)


def test_cents_and_large_amounts_stay_exact() -> None:
    rows = [{"murni": Decimal("0.10")}] * 3 + [{"murni": Decimal(10) ** 20}]
    (total,) = roll_up(make_book(anggaran=rows).threads.values(), "instansi").values()
    assert total.budget == Decimal("100000000000000000000.30")


def test_nothing_stated_is_not_0() -> None:
    (total,) = roll_up(make_book(rencana=[{"target": 5}]).threads.values(), "tahun").values()
    assert (total.pagu_indikatif, total.budget, total.spent, total.absorption.value) == (None,) * 4
    assert (total.indicators, total.achievement.value, total.achievement.coverage.counted) == (1, None, 0)


def test_reports_are_counted_against_those_due() -> None:
    book = make_book(
        anggaran=[{}, {"kode_sub_kegiatan": "1.06.02.2.01.0002"}],
        realisasi=[{"triwulan": 1, "realisasi_fisik": 1}, {"triwulan": 2, "realisasi_fisik": 1}],
    )
    (total,) = roll_up(book.threads.values(), "instansi").values()
    assert (total.due, total.reports) == (4, 2)
    (first,) = roll_up(book.threads.values(), "instansi", through=1).values()
    assert (first.due, first.reports) == (2, 1)


def test_absorption_may_be_above_100() -> None:
    book = make_book(anggaran=[{"murni": 100}], realisasi=[{"realisasi_keuangan": 104}])
    assert roll_up_all(book.threads.values()).absorption.value == 104


def test_an_unknown_dimension_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        roll_up(make_book(rencana=[{}]).threads.values(), "cuaca")


def test_both_ways_of_writing_an_account_are_added_up_as_one() -> None:
    row = {"tahun": 2026, "instansi": "a", "kode_sub_kegiatan": "1.06.02.2.01.0001"}
    records = make_records(
        "anggaran",
        [
            {**row, "kode_rekening": "5.1.02.01.001.00024", "murni": 10},
            {**row, "kode_rekening": "5.1.02.01.01.0024", "murni": 5},
        ],
    )
    for level, code in ((6, "5.1.02.01.01.0024"), (5, "5.1.02.01.01"), (4, "5.1.02.01")):
        sums = sum_accounts(records, level)
        assert list(sums) == [code] and sums[code].murni == 15
        assert level < 6 or sums[code].name.startswith("Belanja Alat")
