"""Patterns from strangers: none can keep a check busy, and those that people write are run."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.patterns import fits_pattern, is_safe_pattern
from suluh.reading.standard_list import list_standards, load_standard


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\d{2}$",
        r"[a-z0-9]+(-[a-z0-9]+)*",
        r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?",
        r"^\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}$",
        r"^(\d{2}\.){1,3}\d{2}$",
        r"(beras|minyak)",
        r"([ab])*",
        r"\d+(,\d+)*",
        r"[A-Z]{2,5}",
        r".*",
        r".{1,1000}",
        r"(?:0|[1-9]\d*)",
        r"[^,]+(,[^,]+)*",
        r"\d+\Z",
        "",
    ],
)
def test_ordinary_patterns_are_run(pattern: str) -> None:
    assert is_safe_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a*)*",
        r"(a|aa)+",
        r"(a|a)*b",
        r"(\w+\s?)*",
        r"([a-z]+[a-z]*)+",
        r"(x+x+)+y",
        r"(.*a){12}",
        r".*.*.*.*",
        r"(a?){50}b",
        r"^a*a*a*b$",
        r"(.*)(.*)(.*)x",
        r"a{0,200}a{0,200}a{0,200}a{0,200}a{0,200}",
        r"(-[-a]+)*",
        r"(a?){500}a{500}",
    ],
)
def test_patterns_that_would_explode_elsewhere_end_here(pattern: str) -> None:
    assert is_safe_pattern(pattern)
    for cell in ("a" * 60_000, "ab " * 20_000, "x" * 60_000 + "!", "-" * 60_000 + "!"):
        assert not fits_pattern(pattern, f"{cell}\n;")


@pytest.mark.parametrize(
    "pattern",
    [r"(a)\1", r"(?=a)b", r"(?<!a)b", "(", "a" * 1_001, "((a{0,100}){0,100}){0,100}", "\ud800", None, 7],
)
def test_broken_and_oversized_patterns_and_those_that_look_back_are_refused(pattern: object) -> None:
    assert not is_safe_pattern(pattern)


@given(st.text(st.sampled_from("ab()|*+?{},23[]^$\\d.-"), max_size=20))
def test_no_pattern_raises(pattern: str) -> None:
    assert is_safe_pattern(pattern) in (True, False)


@given(
    st.text(st.sampled_from("ab()|*+?{}12[].-"), max_size=12),
    st.text(st.sampled_from("ab-.12"), max_size=8),
)
def test_a_pattern_means_what_it_means_to_others(pattern: str, cell: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            compiled = re.compile(pattern)
    except re.error:
        return
    if is_safe_pattern(pattern) and not re.search(
        r"[*+?}][*+?{]|\[\[|--|\{,", pattern
    ):  # these differ in form
        assert fits_pattern(pattern, cell) == (compiled.fullmatch(cell) is not None), (pattern, cell)


def test_every_pattern_of_a_standard_is_run() -> None:
    for name in list_standards():
        for column in load_standard(name)["fields"]:
            pattern = column.get("constraints", {}).get("pattern")
            assert pattern is None or is_safe_pattern(pattern), (name, column["name"])
