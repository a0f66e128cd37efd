"""A cell is a number only where writing it as one loses nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_resource, make_table
from suluh.publishing.machine_values import clean_number, columns_of, fits_spreadsheet

INTEGER = make_field("n", type="integer")
NUMBER = make_field("n", type="number")
INDONESIAN = make_field("n", type="number", decimal_char=",", group_char=".")


@pytest.mark.parametrize(
    ("field", "text", "number"),
    [
        (INTEGER, "0", "0"),
        (INTEGER, "-12", "-12"),
        (INTEGER, "010", None),
        (INTEGER, "+1", None),
        (INTEGER, " 1", None),
        (INTEGER, "1.0", None),
        (INTEGER, "1_000", None),
        (INTEGER, "١٢", None),
        (INTEGER, "", None),
        (NUMBER, "1.10", "1.10"),
        (NUMBER, ".5", None),
        (NUMBER, "5.", None),
        (NUMBER, "1e5", None),
        (NUMBER, "NaN", None),
        (NUMBER, "1,5", None),
        (INDONESIAN, "1.234.567,50", "1234567.50"),
        (INDONESIAN, "1234,5", "1234.5"),
        (INDONESIAN, "1.2", None),
        (INDONESIAN, "12.34", None),
        (INDONESIAN, "0.123", None),
        (INDONESIAN, "1,2.345", None),
        (make_field("n", type="integer", group_char="."), "1.234", "1234"),
        (make_field("n", type="number", group_char="."), "1.234", None),
        (make_field("n", type="year"), "2024", None),
        (make_field("n"), "12", None),
    ],
)
def test_clean_numbers(field, text, number):
    assert clean_number(field, text) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_every_plain_decimal_is_clean_and_exact(value):
    text = f"{value:f}"

    assert Decimal(clean_number(NUMBER, text)) == value


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,14})", fullmatch=True))
def test_fifteen_digits_fit_a_spreadsheet(text):
    assert fits_spreadsheet(text)
    assert Decimal(repr(float(text))) == Decimal(text)


@pytest.mark.parametrize("text", ["1234567890123456", "7472010101900001", "0.1234567890123456"])
def test_sixteen_digits_do_not(text):
    assert not fits_spreadsheet(text)


def test_columns_follow_the_header_and_a_stranger_is_refused():
    resource = make_resource("contoh", ["a", "b"])

    assert [one.name for one in columns_of(resource, make_table(["b", "a"], []))] == ["b", "a"]
    with pytest.raises(ValueError, match="without a cleared field"):
        columns_of(resource, make_table(["a", "nik"], []))
