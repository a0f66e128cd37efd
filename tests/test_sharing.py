"""Work shared out to several processes: the same results in the same order, faults and all."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh import sharing
from suluh.reading.git_answers import GitSilentError, Silence
from suluh.sharing import HERE, beside, share_out, working_with

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does it all here")


@pytest.fixture(autouse=True)
def three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_processors", lambda: 3)


@settings(max_examples=12)
@given(st.integers(0, 5000))
def test_results_come_in_order_whatever_the_number(count: int) -> None:
    told: list[int] = []
    assert share_out(count, lambda number: number * 7, told.append) == [one * 7 for one in range(count)]
    assert sum(told) == count


def test_several_processes_take_part() -> None:
    def work(number: int) -> int:
        time.sleep(0.001)
        return os.getpid()

    assert len(set(share_out(400, work))) == 3


def test_a_large_result_comes_back_whole() -> None:
    assert share_out(300, lambda number: bytes(10_000)) == [bytes(10_000)] * 300


@pytest.mark.parametrize("place", [0, 150, 399])
def test_what_the_work_raises_is_raised_here(place: int) -> None:
    def work(number: int) -> int:
        time.sleep(0.0005)
        if number == place:
            raise OSError(28, "No space left on device")
        return number

    with pytest.raises(OSError, match="No space left"):
        share_out(400, work)


def test_a_child_leaves_what_it_was_given_alone_and_here_nothing_changes() -> None:
    def work(number: int) -> tuple[bool, int]:
        time.sleep(0.001)
        process = os.getpid()
        if process not in counts:
            counts[process] = gc.get_freeze_count()  # which looks at all of them
        return process == here, counts[process]

    here = os.getpid()
    counts: dict[int, int] = {}
    gc.freeze()
    before = gc.get_freeze_count()
    given = [[number] for number in range(2_000)]
    done = share_out(400, work)
    least = before + len(given) // 2
    assert before > 0 and {is_here for is_here, _ in done} == {True, False}
    assert all(0 < frozen < least if is_here else frozen > least for is_here, frozen in done)


def test_a_child_that_is_killed_is_noticed() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        time.sleep(0.0005)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(RuntimeError, match="ended from outside"):
        share_out(400, work)


def test_work_beside_is_done_by_another_process() -> None:
    with beside(os.getpid) as ask:
        assert ask() != os.getpid()
    with working_with(HERE), beside(os.getpid) as ask:
        assert ask() == os.getpid()


def test_work_beside_that_is_ended_from_outside_is_done_here() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with beside(work) as ask:
        assert ask() == here


def test_what_work_beside_raises_is_raised_where_it_is_asked_for() -> None:
    def work() -> None:
        raise GitSilentError(Silence.FAILED, "log")

    with beside(work) as ask, pytest.raises(GitSilentError) as raised:
        ask()
    assert (raised.value.reason, raised.value.question) == (Silence.FAILED, "log")


@pytest.mark.parametrize("ignored", [False, True])
def test_work_beside_that_nobody_asks_for_ends_and_leaves_nothing_behind(
    ignored: bool, tmp_path: Path
) -> None:
    was = signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.default_int_handler)
    try:
        _leave_alone(tmp_path)
    finally:
        signal.signal(signal.SIGINT, was)


def _leave_alone(tmp_path: Path) -> None:
    begun, left = tmp_path / "mulai", tmp_path / "sisa"

    def work() -> None:
        left.touch()
        try:
            begun.touch()
            time.sleep(10)
            left.with_name("ganti").touch()
        finally:
            left.unlink()

    with pytest.raises(ValueError, match="lain"), beside(work):
        while not begun.exists():
            time.sleep(0.01)
        raise ValueError("lain")
    assert not left.exists() and not left.with_name("ganti").exists()


def test_work_beside_that_does_not_hear_is_asked_again_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_PATIENCE", 0.05)
    begun, unheard = tmp_path / "mulai", tmp_path / "tak-didengar"

    def work() -> None:
        signal.signal(signal.SIGINT, lambda *_: signal.signal(signal.SIGINT, signal.default_int_handler))
        begun.touch()
        time.sleep(5)
        unheard.touch()

    with pytest.raises(ValueError, match="lain"), beside(work):
        while not begun.exists():
            time.sleep(0.01)
        raise ValueError("lain")
    assert not unheard.exists()
