"""Patterns from strangers: those that can explode are refused, those that people write are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.checking.patterns import is_safe_pattern


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\d{2}$",
        r"[a-z0-9]+(-[a-z0-9]+)*",
        r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?",
        r"^\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}$",
        r"(beras|minyak)",
        r"([ab])*",
        r"(a|b)*",
        r"\d+(,\d+)*",
        r"[A-Z]{2,5}",
        r".*",
        r"(?:0|[1-9]\d*)",
        r"[^,]+(,[^,]+)*",
        "",
    ],
)
def test_ordinary_patterns_pass(pattern: str) -> None:
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
        r"(a)\1",
        r"(?=a)b",
        r"(-[-a]+)*",
        "(",
        "a" * 257,
        None,
        7,
    ],
)
def test_explosive_and_broken_patterns_are_refused(pattern: object) -> None:
    assert not is_safe_pattern(pattern)


@given(st.text(st.sampled_from("ab()|*+?{},23[]^$\\d.-"), max_size=20))
def test_no_pattern_raises(pattern: str) -> None:
    assert is_safe_pattern(pattern) in (True, False)
