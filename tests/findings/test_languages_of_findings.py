"""Numbers and days in findings are values, written in the language that the finding is told in."""

from __future__ import annotations

import errno
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.checking.explanations import describe, show_detail
from suluh.reading.confined_files import _detail_of, _pack_detail
from suluh.reading.standard_list import load_findings
from suluh.vocabulary.findings import Counted, Detail, Finding, Place
from suluh.vocabulary.system_faults import KNOWN, name_fault

SOURCE = Path(__file__).parents[2] / "generator" / "suluh"
UNITS = sorted(name for name, phrase in load_findings()["frasa"].items() if "{jumlah}" in phrase["id"])


def told(code: str, language: str, **details: Detail) -> str:
    words = describe(Finding(code, Place("a"), details=details), language)
    return f"{words.message} {words.hint}"


def test_a_result_over_its_target_is_told_in_each_language_s_signs() -> None:
    details: dict[str, Detail] = {"indikator": "x", "hasil": Decimal("3.50"), "target": Decimal("2.5")}
    assert "3.50" in told("A017", "en", **details) and "3,50" not in told("A017", "en", **details)
    assert "3,50" in told("A017", "id", **details) and "2,5" in told("A017", "id", **details)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("1000000.50"), "1.000.000,50", "1,000,000.50"),
        (Fraction(200, 3), "66,67", "66.67"),
        (date(2026, 7, 31), "31 Juli 2026", "31 July 2026"),
        (Counted(1200, "minutes"), "1.200 menit", "1,200 minutes"),
        ("3,50", "3,50", "3,50"),
        ("@of_one_table", "dalam satu tabel", "in one table"),
    ],
)
def test_details_are_written_when_they_are_said(value: Detail, indonesian: str, english: str) -> None:
    assert (show_detail(value, "id"), show_detail(value, "en")) == (indonesian, english)


def test_kinds_of_personal_data_are_named_in_the_language() -> None:
    kinds: dict[str, Detail] = {"kolom_orang": "nama", "kolom_data": "umur (umur atau kelahiran), x (y)"}
    assert "umur (age or birth), x (y)" in told("I023", "en", **kinds)
    assert "umur (umur atau kelahiran), x (y)" in told("I023", "id", **kinds)
    assert "(NIK)" in told("I010", "en", arti="NIK")


numbers = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
details = (
    st.text()
    | numbers
    | st.fractions()
    | st.dates()
    | st.builds(Counted, numbers, st.sampled_from(UNITS or ["minutes"]))
)


@given(details)
def test_details_come_out_of_confinement_as_they_went_in(value: Detail) -> None:
    back = _detail_of(_pack_detail(value))
    assert (type(back), back) == (type(value), value)


@given(st.integers(1000, 10**15))
def test_a_number_never_has_the_signs_of_the_other_language(value: int) -> None:
    assert "," not in show_detail(value, "id") and "." not in show_detail(value, "en")


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_what_the_system_refuses_is_told_in_our_words(name: str) -> None:
    fault = OSError(getattr(errno, name), "the system's own words")
    words = {language: show_detail(name_fault(fault), language) for language in ("id", "en")}
    assert words["id"] != words["en"] and "own words" not in "".join(words.values())


FORMATTED = re.compile(
    r"\.replace\(\"[.,]\", \"[.,]\"\)|str\.maketrans\(\",\.\", \"\.,\"\)|:,\}|(?<!os)\.strerror|"
    r"f\"\{[^}]+\} (?:menit|detik|sel|baris|kolom|hari|berkas)\b"
)
ALLOWED = {
    "explanations.py",  # where details are written
    "saying.py",
    "numbers.py",
    "code_forms.py",  # reads numbers
    "plain_cells.py",  # reads numbers
    "exclusions.py",  # the lists of the PPID, whose words are the record
}


def test_nothing_below_writes_numbers_in_one_language_s_signs() -> None:
    """A text that is made where the finding is made is in one language for ever."""
    layers = ("reading", "checking", "clearing", "linking", "measuring", "history", "assembly", "engines")
    found = [
        f"{path.relative_to(SOURCE)}: {match[0]}"
        for layer in layers
        for path in sorted((SOURCE / layer).rglob("*.py"))
        if path.name not in ALLOWED
        for match in FORMATTED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found
