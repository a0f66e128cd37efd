"""Old codes lead to the one in force; a split leads nowhere, and a circle comes to an end."""

from hypothesis import given
from hypothesis import strategies as st

from suluh.vocabulary.crosswalk import AGENCY, REGION, make_crosswalk

NAMES = st.sampled_from("abcdef")


def test_a_chain_leads_to_its_end() -> None:
    crosswalk = make_crosswalk([(AGENCY, "a", "b"), (AGENCY, "b", "c"), (AGENCY, "x", "c")])
    assert [crosswalk.today(AGENCY, name) for name in "abcx"] == ["c"] * 4
    assert crosswalk.today(REGION, "a") == "a"


def test_a_split_hands_no_history_on() -> None:
    crosswalk = make_crosswalk([(AGENCY, "a", "b"), (AGENCY, "a", "c"), (AGENCY, "z", "a")])
    assert [crosswalk.today(AGENCY, name) for name in "az"] == ["a", "a"]


def test_a_row_said_twice_is_no_split() -> None:
    assert make_crosswalk([(AGENCY, "a", "b"), (AGENCY, "a", "b")]).today(AGENCY, "a") == "b"


@given(st.lists(st.tuples(st.just(AGENCY), NAMES, NAMES)), NAMES)
def test_every_way_ends(rows: list[tuple[str, str, str]], name: str) -> None:
    assert make_crosswalk(rows).today(AGENCY, name) in "abcdef"
