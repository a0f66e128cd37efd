"""The shapes of texts say which of their signs are digits, and which of these are 0."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suluh.vocabulary.digit_shapes import shapes_of


@given(st.lists(st.text(st.sampled_from("0123456789.-e \x00\u0663"), max_size=6), max_size=30))
def test_shapes_are_the_texts_with_other_digits(texts: list[str]) -> None:
    assert shapes_of(texts) == {
        "".join("9" if sign in "12345678" else sign for sign in text) for text in texts
    }


def test_many_numbers_have_few_shapes() -> None:
    assert shapes_of(f"{number / 100:.2f}" for number in range(100, 10_000)) == {
        f"{whole}.{part}" for whole in ("9", "90", "99") for part in ("00", "09", "90", "99")
    }
