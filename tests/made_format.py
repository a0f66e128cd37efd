"""A format that exists in tests alone: the tables of a dataset with a bar between cells, in one packed file.

It is all that a new format is: this module, and the line of the registry that names it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from suluh.vocabulary.download_format import Format, Layout, Outgoing, OutgoingNumbers

LINE = "made_format:FORMAT"


def write_bars(stream: BinaryIO, outgoing: Outgoing) -> None:
    """A packed text for each table."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, table in outgoing.dataset.cleared.tables.items():
            lines = ["|".join(row) for row in (table.header, *table.rows)]
            archive.writestr(ZipInfo(f"{name}.txt"), "\n".join(lines))
    stream.write(packed.getvalue())


def write_numbers_bars(stream: BinaryIO, pages: Iterable[OutgoingNumbers]) -> None:
    """The names of the columns, which is enough for a test."""
    for outgoing in pages:
        stream.write("|".join(column.name for column in outgoing.numbers.columns).encode())


FORMAT = Format(
    name="BARS",
    media_type="application/x-bars",
    suffix=".bars",
    layout=Layout.PACKED,
    note="dengan kamus data",
    sentence="sel dipisahkan garis tegak",
    writer=write_bars,
    numbers=write_numbers_bars,
)
