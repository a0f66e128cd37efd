"""Answers come back for the same parts alone, and only what is bounded and whole is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from suluh.reading import kept_answers
from suluh.reading.kept_answers import KeptAnswers
from suluh.reading.kept_results import FOLDER, make_key


def test_an_answer_comes_back_in_the_next_run(tmp_path: Path) -> None:
    first = KeptAnswers("uji", tmp_path)
    assert first.recall("a", 1) is None
    first.note(["x", "y"], "a", 1)
    first.keep()
    second = KeptAnswers("uji", tmp_path)
    assert second.recall("a", 1) == ["x", "y"]
    assert second.recall("a", 2) is None
    assert (second.known, second.asked) == (1, 1)
    assert KeptAnswers("lain", tmp_path).recall("a", 1) is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    answers = KeptAnswers("uji")
    answers.note("x", "a")
    answers.keep()
    assert answers.recall("a") is None and answers.asked == 1


def test_another_generator_answers_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptAnswers("uji", tmp_path)
    first.note("x", "a")
    first.keep()
    monkeypatch.setattr(kept_answers, "digest_generator", lambda: "lain")
    assert KeptAnswers("uji", tmp_path).recall("a") is None


def test_what_this_run_asked_for_stays_and_the_rest_while_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "MOST", 2)
    first = KeptAnswers("uji", tmp_path)
    first.note("x", "a")
    first.note("y", "b")
    first.keep()
    second = KeptAnswers("uji", tmp_path)
    assert second.recall("b") == "y"
    second.note("z", "c")
    second.keep()
    third = KeptAnswers("uji", tmp_path)
    assert [third.recall(name) for name in "abc"] == [None, "y", "z"]


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    first = KeptAnswers("uji", tmp_path)
    first.note("x", "a")
    first.keep()
    (path,) = (tmp_path / FOLDER).iterdir()
    path.chmod(0o400)
    before = path.stat().st_ino
    second = KeptAnswers("uji", tmp_path)
    assert second.recall("a") == "x"
    second.keep()
    assert path.stat().st_ino == before


class Held(Sequence[int]):
    """Numbers that are held somehow."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: Any) -> Any:
        return self.numbers[at]


def test_a_key_has_what_is_in_a_value_and_never_where_it_lies() -> None:
    assert make_key(Held(1, 2)) == make_key([1, 2]) != make_key(Held(1, 3))
    assert make_key(MappingProxyType({"a": Held(1)})) == make_key({"a": [1]})
    assert make_key(Path("a")) == make_key("a")
    with pytest.raises(TypeError):
        make_key(object())
