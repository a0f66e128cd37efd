"""The canonical CSV: the table's values in one form for every dataset.

UTF-8 without byte order mark, comma, CRLF, quotes only where needed, one header row (RFC 4180).
Values are those of `canonical_table`; texts stay as they were submitted: blanks, `010`, line breaks
inside a cell, and what begins like a formula, which is why people are pointed to the XLSX.
"""

from __future__ import annotations

import csv
from typing import BinaryIO

from suluh.history.past_states import TableForms
from suluh.publishing.canonical_table import make_canonical, outgoing_table
from suluh.publishing.page_number_forms import write_numbers_csv
from suluh.vocabulary.columns import ROWS_AT_ONCE
from suluh.vocabulary.download_format import Format, Layout, Outgoing
from suluh.vocabulary.formula_signs import is_sylk, write_rows
from suluh.vocabulary.package import Resource, Table
from suluh.words.saying import N_

DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
"""The canonical form in the words of Table Dialect, so that no reader needs to guess."""


class _EncodedLines:
    """What the csv writer writes to: encodes its lines, many at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: list[str] = []

    def write(self, text: str) -> int:
        self._lines.append(text)
        if len(self._lines) >= ROWS_AT_ONCE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Give on what waits."""
        self._stream.write("".join(self._lines).encode("utf-8"))
        self._lines.clear()


def write_list(stream: BinaryIO, table: Table) -> None:
    """A list of our own making as canonical CSV: whatever words stand in it, no spreadsheet runs them."""
    stream.write(write_rows([table.header, *table.rows]).encode("utf-8"))


def write_csv(stream: BinaryIO, table: Table) -> None:
    """A table's header and rows as they stand, as CSV: its cells were looked at at the door."""
    lines = _EncodedLines(stream)
    plain = csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    quoted = csv.writer(lines, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    (quoted if is_sylk(table.header) else plain).writerow(table.header)
    if len(table.header) != 1:
        plain.writerows(table.rows)
        lines.flush()
        return
    # In a table of one column a blank cell makes a blank line, which many readers skip.
    for row in table.rows:
        (plain if row[0].strip() else quoted).writerow(row)
    lines.flush()


def _write_canonical(stream: BinaryIO, resource: Resource, table: Table) -> None:
    write_csv(stream, make_canonical(resource, table).text_table)


def _write_as_submitted(stream: BinaryIO, resource: Resource, table: Table) -> None:
    write_csv(stream, table)


TABLE_FORMS = TableForms(canonical=_write_canonical, former=_write_as_submitted)
"""The bytes by which editions are told apart, and those by which it was done before."""


def write_outgoing(stream: BinaryIO, outgoing: Outgoing) -> None:
    """The one table that goes out, as canonical CSV."""
    write_csv(stream, outgoing_table(outgoing).text_table)


FORMAT = Format(
    name="CSV",
    media_type="text/csv",
    suffix=".csv",
    layout=Layout.ROWS,
    note=N_("%(count)s baris, UTF-8"),
    sentence="data baku: UTF-8, koma, CRLF; angka polos bertitik desimal, tanggal ISO, kode tetap teks",
    prominent=True,
    writer=write_outgoing,
    numbers=write_numbers_csv,
    per_table=True,
)
