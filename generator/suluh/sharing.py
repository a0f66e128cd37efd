"""Long work over many things, shared out by whichever scheduler a run has; the results are the same.

Without one named, the machine's processors share it: processes are forked, so that what a thing is made from
is there without being sent; only results come back. Where forking is not to be had, or for a few things, one
process does it all.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Generic, NoReturn, Protocol, TypeVar

from suluh.vocabulary.findings import Finding
from suluh.vocabulary.forked_processes import closing_at_end
from suluh.vocabulary.held_values import holding

Result = TypeVar("Result")

FEWEST = 200
"""Below so many things a second process costs more than it saves."""
MOST = 8
_TOKEN = 4
_PATIENCE = 5.0
"""Seconds that a child has to clear up before it is asked again to end."""
_CHUNKS = 2000
"""More would not fit into the pipe that they are taken from."""


class EndedFromOutsideError(RuntimeError):
    """Whatever a child was doing, somebody else ended it."""


class SharingFault(Exception):
    """What does the work cannot be used: the finding says why, and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def _say_nothing(count: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """Work over `count` things: a pure function of a folder and of a thing's number.

    Of the folder it reads the file that `reads` names for the number, if any, and it may write files that
    are not there yet. A job that is `tied` needs what lies on this machine alone. Below `fewest` things one
    process does it all; runs of neighbours, at most some `chunks` of them, are done together. `told` hears
    how many more are under way or done.
    """

    count: int
    work: Callable[[Path, int], Result]
    folder: Path = Path()
    reads: Sequence[str] = ()
    tied: bool = False
    fewest: int = FEWEST
    chunks: int = _CHUNKS
    told: Callable[[int], None] = _say_nothing

    @property
    def name(self) -> str:
        """What the work is called, in logs."""
        return self.work.__qualname__.rpartition(".")[2].strip("<>")

    def do(self, number: int) -> Result:
        """The work on one thing, here."""
        return self.work(self.folder, number)


class Scheduler(Protocol):
    """Who does the work of a run."""

    def share(self, job: Job[Result]) -> list[Result]:
        """The results in the order of their numbers.

        What the work raises is raised here; SharingFault where the scheduler itself is of no use.
        """


class Here:
    """One process does it all."""

    def share(self, job: Job[Result]) -> list[Result]:
        """One after the other."""
        return _do_alone(job.count, job.do, job.told)


class Cores:
    """Forks of this process, one for each of the machine's processors."""

    def share(self, job: Job[Result]) -> list[Result]:
        """Whoever is free takes the next neighbours; where nothing can be forked, one after the other."""
        helpers = _processors() - 1
        if job.count < job.fewest or helpers < 1:
            return HERE.share(job)
        return _share_with(helpers, job)


HERE, CORES = Here(), Cores()
_SCHEDULER: ContextVar[Scheduler] = ContextVar("scheduler", default=CORES)


def working_with(scheduler: Scheduler) -> AbstractContextManager[None]:
    """Within it long work is given to this scheduler."""
    return holding(_SCHEDULER, scheduler)


def share_out(
    count: int,
    work: Callable[[int], Result],
    advance: Callable[[int], None] = _say_nothing,
    *,
    fewest: int = FEWEST,
    tied: bool = False,
) -> list[Result]:
    """`[work(0), work(1), …]`, of work on values alone, or `tied` to this machine's files; see `Job`.

    Results must be picklable. What `work` raises in any process is raised here, and the others end.
    """

    @wraps(work)
    def work_on_value(_: Path, number: int) -> Result:
        return work(number)

    return _SCHEDULER.get().share(Job(count, work_on_value, fewest=fewest, tied=tied, told=advance))


def share_files(
    folder: Path,
    count: int,
    work: Callable[[Path, int], Result],
    advance: Callable[[int], None] = _say_nothing,
    *,
    reads: Sequence[str] = (),
    chunks: int = _CHUNKS,
) -> list[Result]:
    """The same of work in a folder, which it is given: one with these files, perhaps on another machine."""
    return _SCHEDULER.get().share(Job(count, work, folder, reads, chunks=chunks, told=advance))


@contextmanager
def beside(work: Callable[[], Result], *, begin: bool = True) -> Iterator[Callable[[], Result]]:
    """Work that begins now in a process of its own, and what gives its result, or raises what it raised.

    Where it is not to `begin`, where one process does all, and where that process was ended from outside (for
    want of memory), the work is done when its result is asked for; a result that nobody asks for ends the
    work. It is asked for once.
    """
    if not begin or _SCHEDULER.get() is HERE or _processors() < 2:
        yield work
        return
    take, give = os.pipe()
    os.write(give, (0).to_bytes(_TOKEN, "big"))
    os.close(give)

    def begin_there(_: int) -> Result:
        # What runs in the background begins with this signal ignored, and would never hear that it is to end.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return work()

    pid, results = _begin(take, 1, 1, begin_there)
    os.close(take)
    waiting = True

    def collect() -> Result:
        nonlocal waiting
        waiting = False
        try:
            return _collect(pid, results)[0][0]
        except EndedFromOutsideError:
            return work()

    try:
        yield collect
    finally:
        if waiting:
            _interrupt(pid, results)
        os.close(results)


def _share_with(helpers: int, job: Job[Result]) -> list[Result]:
    count, work, told = job.count, job.do, job.told
    size = -(-count // job.chunks)
    starts = range(0, count, size)
    take, give = os.pipe()
    os.write(give, b"".join(start.to_bytes(_TOKEN, "big") for start in starts))
    os.close(give)
    children = [_begin(take, size, count, work) for _ in range(helpers)]
    try:
        done = dict(_take_chunks(take, size, count, work, told))
        for pid, results in children:
            done.update(_collect(pid, results))
    except BaseException:
        _end(children)
        raise
    finally:
        os.close(take)
    return [result for start in starts for result in done[start]]


def _do_alone(count: int, work: Callable[[int], Result], told: Callable[[int], None]) -> list[Result]:
    results = []
    for number in range(count):
        results.append(work(number))
        told(1)
    return results


def _processors() -> int:
    """How many processes may work at once: one where a process cannot be forked safely."""
    if not sys.platform.startswith("linux"):
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def _take_chunks(
    take: int, size: int, count: int, work: Callable[[int], Result], told: Callable[[int], None]
) -> Iterator[tuple[int, list[Result]]]:
    """Chunks until none is left; whoever is free takes the next."""
    before = 0
    while token := os.read(take, _TOKEN):
        start = int.from_bytes(token, "big")
        yield start, [work(number) for number in range(start, min(start + size, count))]
        told(start + size - before)
        before = start + size
    told(count - before)


def _begin(take: int, size: int, count: int, work: Callable[[int], Result]) -> tuple[int, int]:
    """A process that takes chunks; its number, and where its results come from."""
    results, give = os.pipe()
    parent = os.getpid()
    with warnings.catch_warnings():
        # The child touches nothing that another thread may hold: it works, answers and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        # In the child alone, where it stays so: looking through what is the parent's would copy its memory.
        gc.freeze()
        os.close(results)
        _answer(take, size, count, _while_watched(work, parent), give)
    os.close(give)
    return pid, results


def _while_watched(work: Callable[[int], Result], parent: int) -> Callable[[int], Result]:
    """The work, which stops when the process that wants it is gone."""

    def watched(number: int) -> Result:
        if os.getppid() != parent:
            os._exit(1)
        return work(number)

    return watched


def _answer(take: int, size: int, count: int, work: Callable[[int], Result], give: int) -> NoReturn:
    """Work in the child, send what came of it, and end without the parent's farewells."""
    try:
        try:
            with closing_at_end():
                done = dict(_take_chunks(take, size, count, work, _say_nothing))
            answer = pickle.dumps((done, None))
        except BaseException as fault:
            answer = pickle.dumps(({}, sendable(fault)))
        with os.fdopen(give, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)


def sendable(fault: BaseException) -> BaseException:
    """What was raised, or the like of it where it cannot go to another process."""
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes, to see whether they come back
    except Exception:
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault


def _collect(pid: int, results: int) -> dict[int, list[Result]]:
    """A child's chunks; what it raised is raised."""
    with os.fdopen(results, "rb", closefd=False) as stream:
        answer = stream.read()
    os.waitpid(pid, 0)
    if not answer:
        raise EndedFromOutsideError("a process of the build was ended from outside")
    done: dict[int, list[Result]]
    # From our own child over our own pipe.
    done, fault = pickle.loads(answer)  # noqa: S301
    if fault is not None:
        raise fault
    return done


def _interrupt(pid: int, results: int) -> None:
    """End a child as a person would, so that it leaves nothing behind, and wait for it.

    It is asked again where it does not answer: what it begins to wait for at that very moment goes on.
    """
    answers = select.poll()
    answers.register(results, select.POLLIN)
    while True:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        if answers.poll(_PATIENCE * 1000):
            break
    with suppress(BaseException):
        _collect(pid, results)


def _end(children: Sequence[tuple[int, int]]) -> None:
    for pid, _ in children:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
