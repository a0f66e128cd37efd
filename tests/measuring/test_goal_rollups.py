"""At every level of the tree of goals the parts and the rest are the whole, to the last rupiah."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from record_builders import read_rows
from suluh.measuring.goal_rollups import goals_of, roll_up_goals
from suluh.measuring.rollups import roll_up_all
from suluh.vocabulary.goals import grow_tree
from suluh.vocabulary.threads import add_exactly
from thread_builders import make_book

PLAN = {"tahun_awal": 2023, "tahun_akhir": 2027}
PARENTS = {
    "v": "",
    "1": "v",
    "2": "v",
    "1.1": "1",
    "2.1": "2",
    "1.1.1": "1.1",
    "1.1.2": "1.1",
    "2.1.1": "2.1",
}
KINDS = ("visi", "misi", "tujuan", "sasaran")
LEVELS = [["v"], ["1", "2"], ["1.1", "2.1"], ["1.1.1", "1.1.2", "2.1.1"]]
TREE = grow_tree(
    read_rows(
        "tujuan",
        [
            {"id": one, "induk": PARENTS[one], "jenis": kind, "uraian": one, **PLAN}
            for kind, some in zip(KINDS, LEVELS, strict=True)
            for one in some
        ],
    )
)
CODES = [f"1.06.02.2.01.000{number}" for number in range(1, 6)]
PLANS = st.lists(
    st.fixed_dictionaries(
        {
            "kode_sub_kegiatan": st.sampled_from(CODES),
            "indikator": st.sampled_from(["a", "b"]),
            "sasaran": st.sampled_from(["", "1.1.1", "1.1.2", "2.1.1", "lain"]),
            "pagu_indikatif": st.integers(0, 10**12),
        }
    ),
    max_size=12,
)
BUDGETS = st.lists(
    st.fixed_dictionaries({"kode_sub_kegiatan": st.sampled_from(CODES), "murni": st.integers(0, 10**12)}),
    max_size=8,
)


@given(PLANS, BUDGETS)
def test_parts_and_rest_are_the_whole(plans: list[dict[str, Any]], budgets: list[dict[str, Any]]) -> None:
    threads = make_book(None, rencana=plans, anggaran=budgets).select()
    totals = roll_up_goals(TREE, threads)
    whole = roll_up_all(threads)
    for depth, level in enumerate(LEVELS):
        rest = roll_up_all(one for one in threads if len(goals_of(TREE, one)) <= depth)
        parts = [totals[one] for one in level if one in totals] + [rest]
        for name in ("pagu_indikatif", "budget"):
            assert add_exactly(getattr(one, name) for one in parts) == getattr(whole, name)
        assert sum(one.threads for one in parts) == whole.threads


def test_a_thread_of_several_sasaran_counts_for_what_they_share() -> None:
    rows = [
        {"indikator": "a", "sasaran": "1.1.1", "pagu_indikatif": 70},
        {"indikator": "b", "sasaran": "1.1.2", "pagu_indikatif": 30},
        {"indikator": "c", "pagu_indikatif": 5},
    ]
    totals = roll_up_goals(TREE, make_book(None, rencana=rows).select())
    assert {key: one.pagu_indikatif for key, one in totals.items() if one.threads} == {
        "v": Decimal(105),
        "1": Decimal(105),
        "1.1": Decimal(105),
    }
