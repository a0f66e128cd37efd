"""The budget by account: every branch is the sum of those below it, to the last rupiah."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from suluh.rendering.pages.budgets.budget_accounts import Branch, account_tree
from thread_builders import make_records

CODES = st.sampled_from(
    ["4.1.01", "5.1", "5.1.02.01.01.0001", "5.1.02.01.01.0002", "5.1.02.02.01.0001", "5.2.03", "6.1.01.01"]
)
ROWS = st.lists(st.tuples(CODES, st.decimals(0, 10**13, places=2)), min_size=1, max_size=20)


def check_branch(branch: Branch, rows: list[tuple[str, Decimal]]) -> None:
    code = branch.sum.code
    own = sum((amount for one, amount in rows if one == code), Decimal(0))
    under = sum((amount for one, amount in rows if one.startswith(f"{code}.")), Decimal(0))
    assert branch.sum.budget == own + under
    assert sum((one.sum.budget or Decimal(0) for one in branch.below), Decimal(0)) == under
    for one in branch.below:
        assert one.sum.code.startswith(f"{code}.") and one.level == branch.level + 1
        check_branch(one, rows)


@given(ROWS)
def test_every_branch_is_the_sum_of_what_is_below_it(rows: list[tuple[str, Decimal]]) -> None:
    records = make_records("anggaran", [{"kode_rekening": code, "murni": amount} for code, amount in rows])
    trunk = account_tree(records)
    assert [one.sum.code for one in trunk] == sorted({code[0] for code, _ in rows})
    for one in trunk:
        if one.sum.code != "6":
            check_branch(one, rows)


def test_financing_is_what_comes_in_less_what_goes_out() -> None:
    rows = [("6.1.01", 700), ("6.1.02", 50), ("6.2.02", 200)]
    records = make_records("anggaran", [{"kode_rekening": code, "murni": amount} for code, amount in rows])
    (financing,) = account_tree(records)
    assert financing.sum.budget == 550 and financing.share is None
    assert [one.sum.budget for one in financing.below] == [750, 200]


def test_accounts_have_their_official_names_and_shares() -> None:
    records = make_records(
        "anggaran",
        [{"kode_rekening": "5.1.02", "murni": 300}, {"kode_rekening": "5.2.03", "murni": 100}],
    )
    (spending,) = account_tree(records)
    assert spending.name == "Belanja daerah" and Markup(spending.percent).striptags() == "100,0 %"
    assert [(one.name, one.share) for one in spending.below] == [
        ("Belanja operasi", 75),
        ("Belanja modal", 25),
    ]
