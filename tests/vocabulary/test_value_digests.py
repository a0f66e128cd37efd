"""A digest tells values apart that could be read apart, and is the same for what is equal."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Table
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.value_digests import NoDigestError, digest_value

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False) | st.dates(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@dataclass(frozen=True)
class _Counted:
    """What is kept of what was read counts for nothing; what was given does, compared or not."""

    name: str
    note: str = field(default="", compare=False)
    _read: dict[str, str] = field(default_factory=dict, init=False, compare=False)


@given(PLAIN, PLAIN)
def test_two_values_have_one_digest_only_if_they_are_one(first: object, second: object) -> None:
    same = repr(first) == repr(second)
    assert (digest_value(first) == digest_value(second)) is same


def test_what_reads_apart_is_told_apart() -> None:
    values: list[object] = [
        "1",
        1,
        True,
        Decimal(1),
        Decimal("1.0"),
        Fraction(1),
        1.0,
        Markup("1"),
        b"1",
        ["1"],
        ("1",),
        ("1", ""),
        ("", "1"),
        {"1": "1"},
        {"a": 1, "b": 2},
        {"b": 2, "a": 1},
        frozenset({"1"}),
        Path("1"),
        date(2026, 1, 1),
        datetime(2026, 1, 1, tzinfo=UTC),
        State.NILAI,
        Table(("a",), [("1",)]),
        Table(("a",), [("2",)]),
        _Counted("1"),
        _Counted("1", "x"),
        "\ud800",
    ]
    assert len({digest_value(value) for value in values}) == len(values)


def test_what_was_read_of_a_value_is_not_in_its_digest() -> None:
    read = _Counted("1")
    before = digest_value(read)
    read._read["a"] = "b"
    assert digest_value(read) == before


def test_a_file_is_its_bytes_and_not_who_makes_them() -> None:
    file = Artifact("a.csv", lambda _: None, 3, "ab")
    assert digest_value(file) == digest_value(replace(file, write=lambda _: None))
    assert digest_value(file) != digest_value(replace(file, sha256="cd"))


@pytest.mark.parametrize("value", [len, Artifact("a.csv", print), iter(()), [object()]])
def test_what_has_no_form_has_no_digest(value: object) -> None:
    with pytest.raises(NoDigestError):
        digest_value(value)


def test_the_order_of_a_set_is_that_of_no_run() -> None:
    """Texts have another order in sets in each process: their digest has not."""
    code = (
        "from suluh.vocabulary.value_digests import digest_value;"
        "print(digest_value(frozenset(map(str, range(99)))))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == digest_value(frozenset(map(str, range(99))))
