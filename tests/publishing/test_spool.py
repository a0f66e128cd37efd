"""Measured files come back from the spool as they went in, and without it too."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from typing import BinaryIO

import pytest

from suluh.publishing import artifacts, spool
from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.spool import Spool


def read_back(kept: object) -> bytes:
    target = BytesIO()
    kept.copy_to(target)  # type: ignore[attr-defined]
    return target.getvalue()


def test_what_was_kept_comes_back_in_any_order() -> None:
    one = Spool()
    contents = [os.urandom(size) for size in (1, 40_000, 0, 3_000_000)]
    kept = [one.keep(content) for content in contents]
    assert [read_back(some) for some in reversed(kept)] == list(reversed(contents))


def test_another_file_is_begun_after_a_while_and_the_full_one_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "TURN", 10)
    one = Spool()
    first = one.keep(b"0123456789")
    second = one.keep(b"abc")
    assert first is not None and second is not None
    assert first.file is not second.file
    assert (read_back(first), read_back(second)) == (b"0123456789", b"abc")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_fork_reads_what_was_kept_and_keeps_nothing() -> None:
    one = Spool()
    kept = one.keep(b"x" * 100_000)
    pid = os.fork()
    if pid == 0:
        right = one.keep(b"of the child") is None and read_back(kept) == b"x" * 100_000
        os._exit(0 if right else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert read_back(one.keep(b"of the parent")) == b"of the parent"


def test_a_full_disk_makes_a_file_twice_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(artifacts, "_SPOOL", Spool())
    assert _written_twice() == 3


def test_a_file_of_some_size_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifacts, "_SPOOL", Spool())
    assert _written_twice() == 1


def _written_twice() -> int:
    calls = []

    def produce(stream: BinaryIO) -> None:
        calls.append(1)
        for _ in range(100):
            stream.write(b"baris\r\n" * 1000)

    artifact = measure_artifact("a.csv", produce)
    for _ in range(2):
        target = BytesIO()
        artifact.write(target)
        assert target.getvalue() == b"baris\r\n" * 100_000
    assert artifact.size == 700_000
    return len(calls)
