"""A table as NDJSON: one JSON object on each line, for programs that read a row at a time.

Values are those of the JSON download: numbers where every reader keeps them, null where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.canonical_table import CanonicalTable, outgoing_table
from suluh.publishing.json_file import ROWS_PER_BLOCK, Stated, dump, list_stated, name_members
from suluh.vocabulary.columns import write_cells
from suluh.vocabulary.download_format import Format, Layout, Outgoing, Room
from suluh.vocabulary.package import Field
from suluh.words.saying import N_

MOST_CELLS = 20_000_000
"""Cells of a file that is read line by line: some 300 MB. Of more, Parquet is read from afar, in groups."""
MANY_ROWS = 50_000
"""From so many rows on a table goes out in lines: a smaller one is read whole from the JSON."""

STATES_KEY = "keadaan"


def write_ndjson(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The rows of one table in their order, each an object with the columns in theirs and ended by a newline.

    A null is unreported unless a column beside it, or the row's own `keadaan`, names another state.
    """
    lines = _encode_rows(outgoing_table(outgoing))
    while block := list(islice(lines, ROWS_PER_BLOCK)):
        write_text(stream, "".join(block))


def is_large(outgoing: Outgoing) -> bool:
    """Whether the table has too many rows to be read whole."""
    return len(outgoing.dataset.cleared.tables[outgoing.resource].rows) >= MANY_ROWS


def name_states_key(columns: Sequence[Field]) -> str:
    """The key of a row's states: `keadaan`, with blanks' signs before it where a column is called so."""
    key, names = STATES_KEY, {field.name for field in columns}
    while key in names:
        key = f"_{key}"
    return key


def _encode_rows(table: CanonicalTable) -> Iterator[str]:
    rows = write_cells(table.rows, name_members(table))
    stated = list_stated(table)
    if not stated:
        return ("{" + ",".join(cells) + "}\n" for cells in rows)
    key = dump(name_states_key(table.fields))
    return (
        "{" + ",".join((*cells, *_tell_states(row, stated, key))) + "}\n"
        for cells, row in zip(rows, table.rows, strict=True)
    )


def _tell_states(row: Sequence[str], stated: Sequence[Stated], key: str) -> Iterator[str]:
    """The member that says why cells of the row are empty, where it is not simply unreported."""
    states = {name: labels[row[place]] for place, name, labels in stated if row[place] in labels}
    if states:
        yield f"{key}:{dump(states)}"


FORMAT = Format(
    name="NDJSON",
    media_type="application/x-ndjson",
    suffix=".ndjson",
    layout=Layout.JSON_LINES,
    note=N_("%(count)s baris, satu objek JSON tiap baris"),
    sentence="tabel yang sama, satu objek JSON tiap baris, untuk program yang membaca baris demi baris",
    writer=write_ndjson,
    wanted=is_large,
    per_table=True,
    room=Room(cells=MOST_CELLS),
)
