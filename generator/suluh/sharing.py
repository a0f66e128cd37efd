"""Long work over many things shared out to the machine's processors.

Processes are forked, so that what a thing is made from is there without being sent; only results
come back. Where forking is not to be had, or for a few things, one process does it all: the
results are the same.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn, TypeVar

Result = TypeVar("Result")

FEWEST = 200
"""Below so many things a second process costs more than it saves."""
MOST = 8
_TOKEN = 4
_CHUNKS = 2000
"""More would not fit into the pipe that they are taken from."""


def share_out(
    count: int,
    work: Callable[[int], Result],
    advance: Callable[[int], None] | None = None,
    *,
    fewest: int = FEWEST,
    chunks: int = _CHUNKS,
) -> list[Result]:
    """`[work(0), work(1), …]`; `advance` is told how many more are under way or done.

    Below `fewest` things one process does it all. Each takes one of some `chunks` runs of neighbours at a
    time: many of them end together, few keep together what is alike.

    Results must be picklable. What `work` raises in any process is raised here, and the others end.
    """
    helpers = _processors() - 1
    told = advance or (lambda _: None)
    if count < fewest or helpers < 1:
        return _do_alone(count, work, told)
    size = -(-count // chunks)
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
    gc.freeze()
    with warnings.catch_warnings():
        # The child touches nothing that another thread may hold: it works, answers and ends.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        os.close(results)
        _answer(take, size, count, _while_watched(work, parent), give)
    gc.unfreeze()
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
            answer = pickle.dumps((dict(_take_chunks(take, size, count, work, lambda _: None)), None))
        except BaseException as fault:
            answer = pickle.dumps(({}, _sendable(fault)))
        with os.fdopen(give, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)


def _sendable(fault: BaseException) -> BaseException:
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
        raise RuntimeError("a process of the build was ended from outside")
    done: dict[int, list[Result]]
    # From our own child over our own pipe.
    done, fault = pickle.loads(answer)  # noqa: S301
    if fault is not None:
        raise fault
    return done


def _end(children: Sequence[tuple[int, int]]) -> None:
    for pid, _ in children:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
