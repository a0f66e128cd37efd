"""Letters of spreadsheet columns, there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suluh.vocabulary.sheet_columns import column_letters, column_number


@given(st.integers(1, 2**40))
def test_letters_and_numbers_are_one_column(number: int) -> None:
    letters = column_letters(number)
    assert letters.isalpha() and letters.isupper() and column_number(letters) == number


def test_letters_as_spreadsheets_count() -> None:
    shown = [column_letters(number) for number in (1, 26, 27, 28, 52, 702, 703, 16_384)]
    assert shown == ["A", "Z", "AA", "AB", "AZ", "ZZ", "AAA", "XFD"]
