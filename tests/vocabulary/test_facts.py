"""Names of facts: what, when and where, written and read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.measuring.fact_sources import DIMENSIONS
from suluh.vocabulary.facts import (
    FactMaker,
    FactName,
    in_quarter,
    in_year,
    read_name,
    read_place,
    spell_key,
    within,
)
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Coverage, Measured


def test_a_name_says_what_when_and_where() -> None:
    where = within(("instansi", "dinas-pupr"), ("program", "1.03.02"))
    name = FactName("penyerapan", in_quarter(2025, 2), where)
    assert str(name) == "penyerapan.2025-tw2.instansi.dinas-pupr.program.1.03.02"
    assert read_name(str(name)) == name
    assert list(read_place(where, DIMENSIONS)) == [("instansi", "dinas-pupr"), ("program", "1.03.02")]
    assert str(FactMaker(in_year(2025)).make("anggaran", 5).name) == "anggaran.2025.semua"


def test_a_key_may_be_called_as_a_dimension() -> None:
    pairs = [("dataset", "instansi"), ("tabel", "instansi"), ("wilayah", "74.72")]
    assert list(read_place(within(*pairs), DIMENSIONS)) == pairs


@given(st.text())
def test_any_key_makes_a_name_that_is_read_back(key: str) -> None:
    name = FactName("anggaran", "2025", within(("sumber_dana", key)))
    assert read_name(str(name)) == name
    assert [dimension for dimension, _ in read_place(name.where, frozenset({"sumber_dana"}))] == [
        "sumber_dana"
    ]


@pytest.mark.parametrize(
    "text", ["", "anggaran", "anggaran.2025", "Anggaran.2025.semua", "a.b.c d", "..", "a..b"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no name of a fact"):
        read_name(text)


def test_an_empty_key_is_named_as_such() -> None:
    assert spell_key("") == spell_key(" – ") == "tanpa"


def test_a_share_is_as_of_the_quarter_that_it_was_counted_up_to() -> None:
    coverage = Coverage(3, 4, "sub kegiatan", Fraction(80), (2025, 2))
    measured = Measured(Fraction(50), State.NILAI, coverage, Fraction(40), Fraction(60))
    fact = FactMaker("2025", "instansi.bpkad").measure("penyerapan", measured)
    assert str(fact.name) == "penyerapan.2025-tw2.instansi.bpkad"
    assert fact.measured is measured
    nothing = Measured(None, State.TIDAK_BERLAKU, Coverage(0, 0, "sub kegiatan"), None, None)
    assert FactMaker("2025").measure("penyerapan", nothing).state is State.TIDAK_BERLAKU


def test_no_value_is_a_state_and_never_zero() -> None:
    fact = FactMaker("2025").make("realisasi", None)
    assert (fact.value, fact.state) == (None, State.BELUM_DILAPORKAN)
