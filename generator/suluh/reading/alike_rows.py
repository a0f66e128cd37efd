"""Rows that may share what some columns say, found by hashes: eight bytes a row, whatever the cells are.

The hashes of a large table are sorted in runs, which wait in a file and are compared range by range.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

RUN = 2**21
"""Hashes that are sorted at once."""
_SHIFT = 58
_RANGES = 2 ** (64 - _SHIFT)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(31)

Hashes: TypeAlias = NDArray[np.uint64]
Blocks: TypeAlias = Callable[[], Iterable[Sequence[memoryview]]]
"""What gives, for each block of rows, the hashes of each of the columns."""


def find_alike_rows(blocks: Blocks) -> list[int]:
    """Indices of rows that have the hashes of another one in all columns, ascending.

    Whoever shares its cells with another is among them; that one who is among them does is not said.
    """
    repeated = _find_repeated(map(_join, blocks()))
    if not len(repeated):
        return []
    found: list[int] = []
    start = 0
    for hashes in map(_join, blocks()):
        found += (np.flatnonzero(_are_among(hashes, repeated)) + start).tolist()
        start += len(hashes)
    return found


def count_kinds(
    sizes: Sequence[int], blocks: Iterable[Sequence[memoryview]]
) -> Iterator[tuple[int, int, int]]:
    """(first row, number in the last column, rows) of each kind of rows: those with the same numbers.

    `sizes` say below what the numbers of each column are; rows with a negative one are left out.
    """
    known: dict[tuple[int, ...], tuple[int, int]] = {}
    start = 0
    for block in blocks:
        columns = [np.frombuffer(column, np.int64) for column in block]
        rows = np.flatnonzero(np.all([column >= 0 for column in columns], axis=0))
        kinds = np.zeros(len(rows), np.int64)
        for column, size in zip(columns, sizes, strict=True):
            # Numbered anew after each column, so that they stay less than the rows of a block.
            kinds = np.unique(kinds * size + column[rows], return_inverse=True)[1]
        _, firsts, counts = np.unique(kinds, return_index=True, return_counts=True)
        for row, count in sorted(zip(rows[firsts].tolist(), counts.tolist(), strict=True)):
            kind = tuple(int(column[row]) for column in columns)
            first, before = known.get(kind, (start + row, 0))
            known[kind] = first, before + count
        start += len(columns[0])
    yield from ((first, kind[-1], count) for kind, (first, count) in known.items())


def _join(columns: Sequence[memoryview]) -> Hashes:
    """One number for the hashes of each row, spread evenly."""
    joined: Hashes = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        joined ^= np.frombuffer(column, np.uint64)
        joined *= _FACTOR
        joined ^= joined >> _HALF
        joined *= _MIXER
    return joined


def _are_among(hashes: Hashes, ordered: Hashes) -> NDArray[np.bool_]:
    at = np.minimum(np.searchsorted(ordered, hashes), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == hashes
    return found


def _find_repeated(blocks: Iterable[Hashes]) -> Hashes:
    """Hashes that come more than once, in order."""
    runs = _sort_in_runs(blocks)
    first = next(runs, None)
    if first is None:
        return np.zeros(0, np.uint64)
    second = next(runs, None)
    if second is None:
        return _repeated(first)
    with tempfile.TemporaryFile() as file:
        bounds = [_put(file, run) for run in (first, second)]
        del first, second
        bounds += [_put(file, run) for run in runs]
        file.flush()
        found = [_repeated(_read_range(file, bounds, number)) for number in range(_RANGES)]
    return np.concatenate(found)


def _sort_in_runs(blocks: Iterable[Hashes]) -> Iterator[Hashes]:
    held: list[Hashes] = []
    count = 0
    for block in blocks:
        held.append(block)
        count += len(block)
        if count >= RUN:
            yield np.sort(np.concatenate(held))
            held, count = [], 0
    if held:
        yield np.sort(np.concatenate(held))


def _repeated(ordered: Hashes) -> Hashes:
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])


def _put(file: IO[bytes], run: Hashes) -> list[int]:
    """Write a run to the end of a file; gives where each of its ranges begins there, and where it ends."""
    starts = np.arange(_RANGES, dtype=np.uint64) << np.uint64(_SHIFT)
    begun = file.tell()
    file.write(run.data)
    return [*(begun + np.searchsorted(run, starts) * run.itemsize).tolist(), begun + run.nbytes]


def _read_range(file: IO[bytes], bounds: Sequence[Sequence[int]], number: int) -> Hashes:
    parts: list[bytes] = []
    for places in bounds:
        start, end = places[number : number + 2]
        file.seek(start)
        parts.append(file.read(end - start))
    return np.sort(np.frombuffer(b"".join(parts), np.uint64))
