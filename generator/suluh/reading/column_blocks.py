"""Blocks of a column of a large table: numbers of known texts, short whole numbers, or texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suluh.reading.block_shelf import Shelf
from suluh.reading.digit_cells import Numbers

KNOWN, DIGITS, TEXT = "k", "d", "t"
"""Kinds of blocks: numbers of known texts, short whole numbers, and cells themselves."""
BETWEEN = "\x00"
"""Between the cells of a block of text: no CSV that is read may have it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Where a block lies on its shelf; of numbers how many bytes each takes, and the least and greatest.

    Short whole numbers are held as what they are more than `least`; they `rise` where each is greater than
    the one before.
    """

    kind: str
    place: int
    size: int = 0
    least: int = 0
    most: int = 0
    rises: bool = False


def put_codes(shelf: Shelf, codes: Numbers, known: int) -> Block:
    """A block of numbers of so many known texts."""
    size = 1 if known <= 2**8 else 2
    return Block(KNOWN, shelf.put(codes.astype(f"<u{size}").tobytes()), size)


def put_numbers(shelf: Shelf, numbers: Numbers) -> Block:
    """A block of short whole numbers."""
    least, most = int(numbers.min()), int(numbers.max())
    size = next(size for size in (1, 2, 4, 8) if most - least < 2 ** (8 * size))
    rises = bool((numbers[1:] > numbers[:-1]).all())
    packed = (numbers - least).astype(f"<u{size}").tobytes()
    return Block(DIGITS, shelf.put(packed), size, least, most, rises)


def put_text(shelf: Shelf, joined: bytes) -> Block:
    """A block of cells with a NUL between two of them."""
    return Block(TEXT, shelf.put(joined))


def pack_text(cells: Sequence[str]) -> bytes:
    """Cells as the bytes of a block of text."""
    return BETWEEN.join(cells).encode("utf-8", "surrogatepass")


def find_block(starts: Sequence[int], index: int) -> tuple[int, int]:
    """The block that has a row, and the row's place within it. Raises IndexError."""
    count = starts[-1]
    at = index + count if index < 0 else index
    if not 0 <= at < count:
        raise IndexError(index)
    block = bisect_right(starts, at) - 1
    return block, at - starts[block]


def blocks_between(starts: Sequence[int], first: int, end: int) -> Iterator[tuple[int, slice]]:
    """The blocks with the rows from `first` to before `end`, and which of their rows."""
    block = bisect_right(starts, first) - 1
    while first < end:
        begun, over = starts[block], min(end, starts[block + 1])
        yield block, slice(first - begun, over - begun)
        first, block = over, block + 1
