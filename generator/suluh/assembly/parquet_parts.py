"""What a Parquet file says, all of it, as text for the last look.

Beside its values such a file holds statistics, dictionaries and keys, in places that readers do not show.
So it may leave only if it is, byte for byte, what we make of the values and keys that can be read of it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from suluh.publishing.columnar_files import open_columns
from suluh.publishing.csv_file import write_csv
from suluh.vocabulary.package import Table

SMALL = 256 * 1024
"""Bytes of a file whose parts are kept: the same file lies alone and in one or two archives beside it."""


def unpack_columns(name: str, stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Name and text of each part: keys and columns, statistics, and the rows as a CSV has them, in blocks.

    Raises ValueError for a file that is no Parquet, or that holds anything besides.
    """
    begun = stream.read(SMALL + 1)
    if len(begun) <= SMALL:
        parts: Iterable[tuple[str, str]] = _kept_parts(begun)
    else:
        stream.seek(0)
        parts = _list_parts(stream)
    yield from ((f"{name} › {inner}", text) for inner, text in parts)


@lru_cache(maxsize=32)
def _kept_parts(content: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(_list_parts(io.BytesIO(content)))


def _list_parts(content: BinaryIO) -> Iterator[tuple[str, str]]:
    with open_columns(content) as file:
        if not file.made_of_these:
            raise ValueError("holds more than its values")
        said = {
            "created_by": file.creator,
            **file.metadata,
            "columns": [column.name for column in file.columns],
        }
        yield "keterangan.json", json.dumps(said, ensure_ascii=False)
        yield "statistik.csv", _as_csv(file.statistics)
        for block in file.rows:
            yield "baris.csv", _as_csv(block)


def _as_csv(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as the canonical CSV has them, so that what was looked at there needs no second look."""
    if not rows:
        return ""
    stream = io.BytesIO()
    write_csv(stream, Table(rows[0], rows[1:]))
    return stream.getvalue().decode()
