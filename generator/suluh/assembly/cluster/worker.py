"""What a worker does: a run of neighbours of a job, in a folder of its own, for the same generator."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory
from threading import Lock

from suluh.assembly.cluster.packing import (
    Answer,
    Packed,
    lay_down,
    pack_answer,
    read_files,
    unpack_files,
    unpack_work,
)
from suluh.assembly.cluster.store import Store
from suluh.reading.generator_digest import digest_whole_generator
from suluh.sharing import sendable


@dataclass(frozen=True, slots=True)
class Order:
    """A run of neighbours: which, of what work, with which files, and where all of it lies.

    `generator` is the digest of the run's own Suluh with Python and all libraries.
    """

    generator: str
    url: str
    run: str
    work: str
    start: int
    stop: int
    files: str = ""


class OtherGeneratorError(Exception):
    """The generator of `worker` is not that of the run: its bytes would be others."""

    def __init__(self, worker: str) -> None:
        super().__init__(worker)
        self.worker = worker


_ONE_AT_A_TIME = Lock()
"""What work keeps to itself is for one thread."""
_HELD: dict[str, Packed] = {}
"""The work at hand, by its name in the store."""


def tell_generator() -> str:
    """The digest of the generator of whoever is asked."""
    return digest_whole_generator()


def do_order(order: Order) -> str:
    """Do it, and leave the answer in the store; its name there.

    What the work raises is in the answer. Raises OtherGeneratorError before anything is read, and whatever
    the store raises.
    """
    if order.generator != tell_generator():
        raise OtherGeneratorError(gethostname())
    store = Store(order.url, order.run)
    with _ONE_AT_A_TIME:
        packed = _fetch(store, order.work)
        files = unpack_files(store.get(order.files)) if order.files else {}
        with TemporaryDirectory(prefix="suluh-") as name, packed.surroundings():
            lay_down(files, Path(name))
            answer = _answer(packed.work, order, Path(name), files)
    return store.answer(pack_answer(answer))


def _fetch(store: Store, name: str) -> Packed:
    if name not in _HELD:
        _HELD.clear()
        _HELD[name] = unpack_work(store.get(name))
    return _HELD[name]


def _answer(
    work: Callable[[Path, int], object], order: Order, folder: Path, given: Collection[str]
) -> Answer:
    try:
        results = [work(folder, number) for number in range(order.start, order.stop)]
    except Exception as fault:
        return Answer([], {}, sendable(fault))
    return Answer(results, read_files(folder, besides=given))
