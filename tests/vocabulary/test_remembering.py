"""What is worked out of a value is kept beside it, for that very value and for as long as it lives."""

from __future__ import annotations

import ast
import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

import suluh
from suluh.checking.five_year_targets import settle_renstra
from suluh.measuring.evaluation import evaluate_agency
from suluh.measuring.rollups import roll_up
from suluh.vocabulary.five_years import FiveYearTarget, Subject
from suluh.vocabulary.indicators import indicators_of
from suluh.vocabulary.remembering import Very, remembered
from suluh.vocabulary.threads import Thread
from thread_builders import make_book, make_thread

TARGET = FiveYearTarget(
    Subject("", "dinas-contoh", "1.06.02.2.01.0001"),
    "Orang dilatih",
    "orang",
    "naik",
    2022,
    2026,
    targets={year: Decimal(100) for year in range(2022, 2027)},
    ceilings={year: Decimal(7) for year in range(2022, 2027)},
)
TARGETS = {TARGET.subject: (TARGET,)}


def test_targets_are_there_whoever_asked_for_indicators_before() -> None:
    thread = make_thread(rencana=[{}])
    assert [one.target_renstra for one in indicators_of(thread)] == [None]
    assert thread.pagu_renstra is None
    settled = settle_renstra(thread, TARGETS)
    assert [one.target_renstra for one in indicators_of(settled)] == [Decimal(500)]
    assert settled.pagu_renstra == Decimal(35)
    assert [one.target_renstra for one in indicators_of(thread)] == [None], "a value does not change"


def test_a_changed_copy_is_reckoned_anew() -> None:
    thread = make_thread(
        anggaran=[{"murni": 900}], realisasi=[{"realisasi_keuangan": 10, "realisasi_fisik": 3}]
    )
    assert (thread.spent, thread.budget, thread.reported, thread.simulated) == (10, 900, (1,), False)
    bare = replace(thread, realisasi=(), anggaran=())
    assert (bare.spent, bare.budget, bare.reported) == (None, None, ())
    assert indicators_of(bare) == () and len(indicators_of(thread)) == 1


def _ask(thread: Thread) -> tuple[Any, ...]:
    return (
        thread.budget,
        thread.murni,
        thread.pagu_indikatif,
        thread.pagu_renstra,
        thread.reported,
        thread.missing,
        [thread.spent_in(number) for number in (1, 2, 3, 4)],
        [thread.spent_until(number) for number in (1, 2, 3, 4)],
        indicators_of(thread),
    )


@given(st.lists(st.sampled_from(["rencana", "anggaran", "realisasi", "settle", "through"]), max_size=5))
def test_whatever_was_asked_before_a_copy_tells_what_a_fresh_one_tells(changes: list[str]) -> None:
    rows = {
        "rencana": [{"pagu_indikatif": 40}],
        "anggaran": [{"murni": 900, "perubahan": 950}],
        "realisasi": [{"triwulan": 1, "realisasi_keuangan": 10, "realisasi_fisik": 3}, {"triwulan": 2}],
    }
    asked, fresh = make_thread(**rows), make_thread(**rows)
    steps: dict[str, Callable[[Thread], Thread]] = {
        "rencana": lambda one: replace(one, rencana=()),
        "anggaran": lambda one: replace(one, anggaran=()),
        "realisasi": lambda one: replace(one, realisasi=one.realisasi[1:]),
        "settle": lambda one: settle_renstra(one, TARGETS),
        "through": lambda one: replace(one, through=4),
    }
    for change in changes:
        _ask(asked)
        asked, fresh = steps[change](asked), steps[change](fresh)
    assert _ask(asked) == _ask(fresh)


def test_years_before_are_those_of_the_book_that_is_asked() -> None:
    plan = {"target_renstra": 500, "pagu_renstra": 9}
    done = {"triwulan": 1, "realisasi_fisik": 30, "realisasi_keuangan": 2}
    book = make_book(
        None,
        rencana=[{**plan, "tahun": 2023}, {**plan, "tahun": 2024}],
        realisasi=[{**done, "tahun": 2023}, {**done, "tahun": 2024}],
    )

    def before(some: Any) -> Any:
        form = evaluate_agency(some, "dinas-contoh", tahun=2024, triwulan=1)
        return next(one.before.k for one in form.rows if one.level == "sub_kegiatan")

    later = {key: one for key, one in book.threads.items() if key.tahun == 2024}
    assert before(book) == 30
    assert before(replace(book, threads=later)) is None


def test_what_one_page_does_with_a_list_no_other_page_sees() -> None:
    book = make_book(None, rencana=[{}], realisasi=[{"realisasi_fisik": 30}])
    first = roll_up(book.threads.values(), "instansi", through=4)
    assert first == roll_up(book.threads.values(), "instansi", through=4)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Word:
    text: str


def test_it_is_worked_out_once_and_let_go_with_its_value() -> None:
    asked: list[tuple[str, int]] = []

    @remembered
    def repeat(word: Word, times: int) -> str:
        asked.append((word.text, times))
        return word.text * times

    one, twin = Word("a"), Word("a")
    assert [repeat(one, 2), repeat(one, 2), repeat(one, 3), repeat(twin, 2)] == ["aa", "aa", "aaa", "aa"]
    assert asked == [("a", 2), ("a", 3), ("a", 2)], "an equal value is another value"
    gone = []
    for number in range(200):
        word = Word(str(number))
        assert repeat(word, 1) == str(number)
        gone.append(ref(word))
    del word
    gc.collect(1)  # of what is new: all that a worker holds by now takes seconds
    assert not any(some() for some in gone)


def test_what_fails_is_not_remembered() -> None:
    asked: list[str] = []

    @remembered
    def fail(word: Word) -> str:
        asked.append(word.text)
        raise ValueError(word.text)

    word = Word("a")
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            fail(word)
    assert asked == ["a", "a"]


def _memos(source: str) -> list[str]:
    """Fields of frozen dataclasses that take part in no comparison, may change, and go along with a copy."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef):
            continue
        if not any("frozen=True" in ast.unparse(one) for one in node.decorator_list):
            continue
        for field in node.body:
            if not isinstance(field, ast.AnnAssign):
                continue
            kind, default = ast.unparse(field.annotation), ast.unparse(field.value) if field.value else ""
            changes = kind.startswith(("dict[", "list[", "set[")) or "MutableMapping" in kind
            hidden = "compare=False" in default or ast.unparse(field.target).startswith("_")
            if changes and hidden and "init=False" not in default:
                found.append(f"{node.name}.{ast.unparse(field.target)}")
    return found


def test_no_frozen_value_holds_what_a_copy_would_share() -> None:
    old = (
        "@dataclass(frozen=True)\nclass A:\n"
        "    memo: dict[str, int] = field(default_factory=dict, compare=False)\n"
        "    rows: dict[str, int] = field(default_factory=dict)\n"
    )
    assert _memos(old) == ["A.memo"]
    package = Path(suluh.__file__).parent
    assert [
        f"{path.name}: {name}"
        for path in sorted(package.rglob("*.py"))
        if "frozen=True" in (text := path.read_text(encoding="utf-8"))
        for name in _memos(text)
    ] == []


def test_a_value_without_a_hash_is_an_argument_by_which_one_it_is() -> None:
    asked: list[dict[str, int]] = []

    @remembered
    def look_up(word: Word, very: Very[dict[str, int]]) -> int:
        asked.append(very.value)
        return very.value[word.text]

    word, table, twin = Word("a"), {"a": 1}, {"a": 1}
    assert [look_up(word, Very(table)), look_up(word, Very(table)), look_up(word, Very(twin))] == [1, 1, 1]
    assert len(asked) == 2
