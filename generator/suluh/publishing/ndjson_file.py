"""A table as NDJSON: one JSON object on each line, for programs that read a row at a time.

Values are those of the JSON download: numbers as exact as they were submitted, null where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.json_file import ROWS_PER_BLOCK, dump, make_converter
from suluh.publishing.machine_values import columns_of, missing_state
from suluh.vocabulary.download_format import Format, Layout, Outgoing
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field
from suluh.words.saying import N_

STATES_KEY = "keadaan"


def write_ndjson(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The rows of one table in their order, each an object with the columns in theirs and ended by a newline.

    A null is unreported unless the row's own `keadaan` names another state for the column.
    """
    lines = _encode_rows(columns_of(outgoing.described, outgoing.table), outgoing.table.rows)
    while block := list(islice(lines, ROWS_PER_BLOCK)):
        write_text(stream, "".join(block))


def name_states_key(columns: Sequence[Field]) -> str:
    """The key of a row's states: `keadaan`, with blanks' signs before it where a column is called so."""
    key, names = STATES_KEY, {field.name for field in columns}
    while key in names:
        key = f"_{key}"
    return key


def _encode_rows(columns: Sequence[Field], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    names = [dump(field.name) for field in columns]
    converters = [make_converter(field) for field in columns]
    stated = [(place, field) for place, field in enumerate(columns) if _names_states(field)]
    key = dump(name_states_key(columns))
    for row in rows:
        pairs = [
            f"{name}:{convert(text)}" for name, convert, text in zip(names, converters, row, strict=True)
        ]
        states = {
            field.name: str(state)
            for place, field in stated
            if (state := missing_state(field, row[place])) not in (None, State.BELUM_DILAPORKAN)
        }
        if states:
            pairs.append(f"{key}:{dump(states)}")
        yield "{" + ",".join(pairs) + "}\n"


def _names_states(field: Field) -> bool:
    """Whether a null in the column may be anything but unreported."""
    return any(missing.label != State.BELUM_DILAPORKAN for missing in field.missing_values)


FORMAT = Format(
    name="NDJSON",
    media_type="application/x-ndjson",
    suffix=".ndjson",
    layout=Layout.JSON_LINES,
    note=N_("%(count)s baris, satu objek JSON tiap baris"),
    sentence="tabel yang sama, satu objek JSON tiap baris, untuk program yang membaca baris demi baris",
    writer=write_ndjson,
    per_table=True,
)
