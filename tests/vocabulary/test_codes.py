"""Codes of the nomenclature: the right form, the dirty ones that are put right, and the prefixes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.vocabulary.codes import (
    LEVELS,
    code_at,
    is_sub_kegiatan,
    matches_agency,
    normalise_code,
    suffix_digits,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.01.01.02.01.0001", "1.01.01.2.01.0001"),
        (" 2.16.02.2.01.0014 ", "2.16.02.2.01.0014"),
        ("5.01.01.02.01.01", "5.01.01.2.01.01"),
        ("X.XX.01.02.07.0002", "X.XX.01.2.07.0002"),
        ("1.01.01.01.01.0001", "1.01.01.1.01.0001"),
    ],
)
def test_dirty_codes_are_put_right(text: str, code: str) -> None:
    assert normalise_code(text) == code
    assert is_sub_kegiatan(code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.01",
        "1.01.01.09.01.0001",
        "0.01.01.2.01.0001",
        "1.01.01.2.01.1",
        "2.16.02.2.01.0014.5.1.02.04.01.0001",
    ],
)
def test_other_texts_are_no_codes(text: str) -> None:
    assert not is_sub_kegiatan(normalise_code(text))


@given(
    st.from_regex(r"[1-8]\.(0[1-9]|1[0-9])\.[0-9]{2}\.0?[12]\.[0-9]{2}\.([0-9]{2}|[0-9]{4})", fullmatch=True)
)
def test_putting_right_is_done_once_and_leads_to_prefixes(text: str) -> None:
    code = normalise_code(text)
    assert normalise_code(code) == code and is_sub_kegiatan(code)
    prefixes = [code_at(code, level) for level in LEVELS]
    assert prefixes[-1] == code
    assert all(code.startswith(f"{one}.") for one in prefixes[:-1])
    assert [len(one) for one in prefixes] == sorted(len(one) for one in prefixes)


def test_the_last_part_tells_the_version() -> None:
    assert suffix_digits("5.01.01.2.01.01") == 2
    assert suffix_digits("5.01.01.2.01.0001") == 4


def test_an_agency_may_have_three_fields_of_affairs() -> None:
    kominfo = "2.16.2.20.2.21.01.0000"
    assert [
        matches_agency(f"{field}.01.2.01.0001", kominfo) for field in ("2.16", "2.20", "2.21", "X.XX")
    ] == [True] * 4
    assert not matches_agency("1.01.01.2.01.0001", kominfo)
    assert matches_agency("1.01.01.2.01.0001", "")
    for social in ("1.06.0.00.0.00.01", "1.06"):
        assert matches_agency("1.06.02.2.01.0001", social) and not matches_agency("1.01.01.2.01.0001", social)
    assert matches_agency("1.01.01.2.01.0001", "1.06.01")  # another form settles nothing
