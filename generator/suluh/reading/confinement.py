"""Reading in a process of its own, with limits: a file that hangs, swells or breaks its reader is a finding.

One process is kept and used again, so that an ordinary file costs a few milliseconds more. After
an overrun it is ended and the next file gets a new one: no file keeps another from being read.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import IO, Any

from suluh.reading.confined_worker import MEMORY_LIMIT, TIME_LIMIT
from suluh.vocabulary.findings import Counted, Detail, Finding, Place

START_SECONDS = 120
"""For the process to start and to import what it needs; no file is looked at before."""
WALL_SECONDS = 20 if sys.platform != "win32" else TIME_LIMIT
"""Where the system counts the time that a process computes, that counts, and this is a second net."""
RUN_SECONDS = 120.0
"""Of processor time that all files of one run may take in confinement, besides what each of them adds."""
SECONDS_A_FILE = 0.25

TOO_LONG, TOO_MUCH, BROKEN = "F301", "F302", "F303"
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG")


def read_confined(task: str, argument: Any, place: Place) -> tuple[Any, list[Finding]]:
    """What `task` (`package.module:function` of ours) makes of a JSON value, or None with F301, F302 or F303.

    The function must give a JSON value too. Both are copied as text between the processes. Once the files of
    one run have taken too much together, the others are F305 and not read.
    """
    account = _reader().account
    if account.is_empty:
        limit = Counted(round(account.allowed), "seconds")
        details: dict[str, Detail] = {"batas": limit, "terlama": account.slowest or "?"}
        return None, [Finding("F305", place, details=details)]
    value, code = _reader().ask(task, argument, place.path)
    if not code:
        return value, []
    limits = {
        TOO_LONG: Counted(TIME_LIMIT, "seconds"),
        TOO_MUCH: Counted(MEMORY_LIMIT // 2**20, "megabytes"),
    }
    return None, [Finding(code, place, details={"batas": limits[code]} if code in limits else {})]


def begin_run() -> None:
    """Open a new account: what files took before counts for nothing."""
    _reader().account = Account()


@dataclass(slots=True)
class Account:
    """The processor time that one run's files took in confinement, and which took longest.

    Every file adds to what is allowed, so that a large site is not refused for its size: only files that
    take far longer than files do use it up.
    """

    used: float = 0.0
    files: int = 0
    slowest: str = ""
    _longest: float = 0.0

    @property
    def allowed(self) -> float:
        """Seconds."""
        return RUN_SECONDS + SECONDS_A_FILE * self.files

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return self.used > self.allowed

    def note(self, path: str, seconds: float) -> None:
        """Count a file."""
        self.used += seconds
        self.files += 1
        if seconds > self._longest:
            self._longest, self.slowest = seconds, path


@dataclass(slots=True)
class _Worker:
    """A running process, with a thread that hands over its lines; None says that there will be no more."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str | None] = field(default_factory=queue.Queue)

    def listen(self) -> None:
        threading.Thread(target=_hand_over, args=(self.process.stdout, self.lines), daemon=True).start()

    def end(self) -> int:
        """End it now; its exit code."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        return self.process.wait()


class _Reader:
    """Keeps one worker at a time; whoever asks waits for the one before."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self.account = Account()

    def ask(self, task: str, argument: Any, path: str = "") -> tuple[Any, str]:
        """The value, or None and the code of what went wrong; the time that it took goes to the account."""
        with self._lock:
            worker = self._worker or self._start()
            try:
                assert worker.process.stdin is not None
                worker.process.stdin.write(json.dumps({"task": task, "argument": argument}) + "\n")
                worker.process.stdin.flush()
                begun = worker.lines.get(timeout=START_SECONDS)
                line = worker.lines.get(timeout=WALL_SECONDS) if begun is not None else None
            except queue.Empty:
                self._drop(worker)
                self.account.note(path, TIME_LIMIT)
                return None, TOO_LONG
            except OSError:
                line = None
            if line is None:
                self.account.note(path, TIME_LIMIT)
                return None, _code_of_end(self._drop(worker))
        answer = json.loads(line)
        self.account.note(path, float(answer.get("seconds", 0.0)))
        faults = {"memory": TOO_MUCH, "broken": BROKEN}
        return answer.get("value"), faults.get(answer.get("fault"), "")

    def end(self) -> None:
        """End the worker, if there is one."""
        if self._worker is not None:
            self._drop(self._worker)

    def _start(self) -> _Worker:
        process = subprocess.Popen(
            # Not from the folder one is in: it may be a stranger's, with modules of these names.
            [sys.executable, "-P", "-m", "suluh.reading.confined_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            encoding="utf-8",
        )
        worker = _Worker(process)
        worker.listen()
        self._worker = worker
        return worker

    def _drop(self, worker: _Worker) -> int:
        self._worker = None
        with suppress(subprocess.TimeoutExpired):
            worker.process.wait(timeout=1)  # one that ended by itself tells why
        return worker.end()


@lru_cache(maxsize=1)
def _reader() -> _Reader:
    reader, owner = _Reader(), os.getpid()
    atexit.register(lambda: reader.end() if os.getpid() == owner else None)
    return reader


_OTHERS: list[_Reader] = []
"""Readers of the processes that this one was forked from: their workers, locks and streams are not ours."""


def _begin_anew() -> None:
    """In a forked process: a reader of its own, which goes on with the account so far."""
    if _reader.cache_info().currsize:
        _OTHERS.append(_reader())
        _reader.cache_clear()
        _reader().account = replace(_OTHERS[-1].account)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)


def _hand_over(stream: IO[str] | None, lines: queue.Queue[str | None]) -> None:
    try:
        for line in stream or ():
            lines.put(line)
    except (OSError, ValueError):
        pass  # closed while it was read: the same as its end
    lines.put(None)


def _code_of_end(exit_code: int) -> str:
    """Why a worker ended: the system stops one that has computed too long by a signal of its own."""
    limit = getattr(signal, "SIGXCPU", None)
    return TOO_LONG if limit is not None and exit_code == -int(limit) else BROKEN


def _environment() -> dict[str, str]:
    """As little as Python needs: no token of the surroundings is within a reader's reach."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
