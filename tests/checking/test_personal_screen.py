"""The screen before the rules for personal data: what it lets pass holds nothing that they would find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh.checking.personal_patterns import find_personal
from suluh.checking.personal_screen import CELL_END, ROW_END, find_doubtful
from suluh.checking.plain_text import plain_text

PERSONAL = (
    "7472015708900003",
    "74 7201 570890 0003",
    "7472-0157-0890-0003",
    "74720157O8900003",
    "l472 0157 0890 0003",
    "0812-3456-7890",
    "(0812) 3456 7890",
    "+62 812 3456 7890",
    "0062 8123456789",
    "62812 3456 7890",
    "(62) 81234567890",
    "WA 6281234567890",
    "wa.me/6281234567890",
    "wa.me/62-812-3456-7890",
    "kontak: 62 812.3456.7890",
    "198507172010012003",
    "01.234.567.4-901.000",
    "NPWP 01 234 567 4 901 000",
    "NIK: 7472 0157 0890 0003",
    "no. KTP 7472015708900003",
    "0012-01-004567-50-8",
    "no rek BRI 0012 0100 4567",
    "Nomor  rekening: 00120100456",
    "norek. bca. 12345678",
    "paspor C1234567",
    "BPJS 0001234567890",
    "SIM A 123456789012",
    "plat nomor DT 1234 AB",
    "No. Polisi: DT 1 A",
    "nopol B1234XYZ",
    "wa.ode@contoh.co.id",
    "wa.ode (at) contoh [titik] co.id",
    "7.47201570890E+15",
    "7,4720157 x 10^15",
    "RT 03 / RW 04",
    "RT.01/02",
    "RT/RW 001/002",
)
GLUE = ("", " ", ".", ",", "-", "/", ": ", "\t", "–", "0", "8", "a", "(", '"', ROW_END, CELL_END, "x" * 120)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(PERSONAL),
        st.sampled_from(GLUE),
        st.text(alphabet="0189 .,-/()+@eEOlRTrnikİıſK8\t\x1e\x1f", max_size=24),
        st.text(max_size=6),
    ),
    max_size=8,
).map("".join)


def cells_with_something(plain: str) -> set[tuple[int, str]]:
    """(row, cell) of whatever the rules themselves find, asked cell by cell."""
    return {
        (number, cell)
        for number, row in enumerate(plain.split(ROW_END))
        for cell in row.split(CELL_END)
        if find_personal(cell)
    }


@pytest.mark.parametrize("text", PERSONAL)
@pytest.mark.parametrize(
    "around", ["%s", "a%s", "x: %s.", "1%s", "a\x1f%s\x1f2", "a\x1e%s\x1eb", "\x1e\x1f%s", "ı %s"]
)
def test_what_is_personal_is_doubtful(text: str, around: str) -> None:
    plain = plain_text(around % text)
    told = {(row, part) for row, cell in find_doubtful(plain) for part in cell.split(CELL_END)}
    assert cells_with_something(plain) <= told
    assert cells_with_something(plain_text(text))


@settings(max_examples=600)
@given(TEXTS)
def test_no_cell_is_let_pass_in_which_the_rules_find_something(text: str) -> None:
    plain = plain_text(text)
    told = [(row, part) for row, cell in find_doubtful(plain) for part in cell.split(CELL_END)]
    assert cells_with_something(plain) <= set(told)
    assert [row for row, _ in told] == sorted(row for row, _ in told)


def test_most_of_a_table_passes() -> None:
    rows = [
        f"1.02.0{number % 9}.2.01,Rp 1.234.567.{number:03d},12.3456789,2026-01-31" for number in range(500)
    ]
    assert list(find_doubtful(ROW_END.join(rows).replace(",", CELL_END))) == []


def test_what_cannot_be_screened_is_looked_at_whole() -> None:
    assert list(find_doubtful("a\ud800\x1fb\x1ec")) == [(0, "a\ud800\x1fb"), (1, "c")]
    assert list(find_doubtful("a\x1fB\u0130\x1ec")) == [(0, "a\x1fB\u0130"), (1, "c")]
    assert list(find_doubtful("")) == []
