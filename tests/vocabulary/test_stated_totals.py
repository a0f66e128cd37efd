"""Totals of documents against their parts: exact, by stage, agency, code and account."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record_builders import read_rows
from suluh.vocabulary.codes import LEVELS, code_at
from suluh.vocabulary.stated_totals import StatedTotal, compare_totals

ROW = {"tahun": 2025, "instansi": "dinas-contoh", "kode_rekening": "5.1.02"}
A, B = "1.03.06.2.01.0028", "1.03.10.2.01.0044"
BUDGET = [
    {**ROW, "kode_sub_kegiatan": A, "murni": 100, "pergeseran": 90, "perubahan": 80},
    {**ROW, "kode_sub_kegiatan": B, "murni": 50, "kode_rekening": "5.10"},
    {**ROW, "instansi": "badan-lain", "kode_sub_kegiatan": B, "murni": "7.25"},
    {**ROW, "kode_sub_kegiatan": "", "kode_rekening": "4.1", "murni": 1000},
]
PLAN = [{"tahun": 2025, "instansi": "dinas-contoh", "kode_sub_kegiatan": A, "pagu_indikatif": 120}]


def compare(**total: Any) -> StatedTotal:
    stated = {"tahun": 2025, "tahap": "murni", "jumlah": 0, **total}
    rows = {"anggaran": read_rows("anggaran", BUDGET), "rencana": read_rows("rencana", PLAN)}
    (found,) = compare_totals(read_rows("jumlah_anggaran", [stated]), rows)
    return found


@pytest.mark.parametrize(
    ("total", "reckoned"),
    [
        ({}, "157.25"),
        ({"instansi": "dinas-contoh"}, "150"),
        ({"kode_nomenklatur": "1.03.06"}, "100"),
        ({"kode_nomenklatur": "1.03", "instansi": "dinas-contoh"}, "150"),
        ({"kode_nomenklatur": "1.03.06.02.01"}, "100"),
        ({"kode_rekening": "5.1"}, "107.25"),
        ({"kode_rekening": "4"}, "1000"),
        ({"tahap": "pergeseran"}, "147.25"),
        ({"tahap": "perubahan"}, "137.25"),
        ({"tahap": "pagu_indikatif"}, "120"),
    ],
)
def test_the_parts_of_a_total(total: dict[str, Any], reckoned: str) -> None:
    assert compare(**total).reckoned == Decimal(reckoned)


def test_a_total_of_a_unit_is_of_its_rows_alone() -> None:
    units = [
        {**ROW, "kode_sub_kegiatan": A, "murni": amount, "sub_unit": unit}
        for unit, amount in (("a", 3), ("b", 4))
    ]
    total = {"tahun": 2025, "tahap": "murni", "jumlah": 0, "instansi": "dinas-contoh"}
    totals = read_rows("jumlah_anggaran", [{**total, "sub_unit": "b"}, total])
    found = compare_totals(totals, {"anggaran": read_rows("anggaran", units)})
    assert [one.reckoned for one in found] == [Decimal(4), Decimal(7)]


def test_a_total_without_parts_differs_from_nothing() -> None:
    found = compare(kode_nomenklatur="1.06", jumlah=5)
    assert (found.reckoned, found.difference, found.parts) == (None, 0, 0)


def test_a_difference_keeps_its_sign_and_its_cents() -> None:
    assert compare(jumlah="157.24").difference == Decimal("-0.01")
    assert compare(jumlah="200").difference == Decimal("42.75")


CODES = st.builds(
    "{}.{:02}.{:02}.2.{:02}.{:04}".format,
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 9),
)


@given(st.lists(st.tuples(CODES, st.decimals(0, 10**15, places=2)), min_size=1, max_size=40))
def test_every_level_of_a_random_tree_adds_up_to_the_last_cent(tree: list[tuple[str, Decimal]]) -> None:
    """Sub kegiatan = kegiatan = program = bidang = urusan = APBD."""
    rows = read_rows(
        "anggaran", [{**ROW, "kode_sub_kegiatan": code, "murni": f"{amount:f}"} for code, amount in tree]
    )
    whole = sum(amount for _, amount in tree)
    for level in LEVELS:
        sums: dict[str, Decimal] = {}
        for code, amount in tree:
            above = code_at(code, level)
            sums[above] = sums.get(above, Decimal(0)) + amount
        totals = read_rows(
            "jumlah_anggaran",
            [
                {"tahun": 2025, "kode_nomenklatur": code, "tahap": "murni", "jumlah": f"{amount:f}"}
                for code, amount in sums.items()
            ],
        )
        found = list(compare_totals(totals, {"anggaran": rows}))
        assert [one.difference for one in found] == [0] * len(sums)
        assert sum(one.reckoned or 0 for one in found) == whole
