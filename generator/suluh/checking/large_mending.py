"""What may be mended in a large CSV: known by the cells of its columns, and written a piece at a time."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from suluh.checking.mending import (
    BLANKS,
    Known,
    Mend,
    apply_edits,
    choose_line_end,
    edit_cell,
    mend_text,
)
from suluh.reading.csv_spans import find_spans
from suluh.reading.large_csv import LargeCsv, read_large
from suluh.reading.submitted_tables import LARGE, LARGE_LIMIT
from suluh.vocabulary.columns import MOST_WRITTEN, Written, cells_of, distinct_of, odd_of
from suluh.vocabulary.package import Field, Klasifikasi, Resource, Table

NO_FORMS: Known = frozenset()
"""Of whole numbers nothing is mended but the tail of a spreadsheet."""
MOST_NAMED = 200
"""Cells of a column that are named; the others are counted."""
_PIECE = 1024 * 1024

JudgeTable = Callable[[Table], Counter[tuple[str, str]]]
"""Tells the findings of a table by code and column."""


class ChangedMeanwhileError(Exception):
    """A file is not the one that was looked at."""


class _Right(dict[str, tuple[str, str] | None]):
    """For each cell of a column the text that takes its place and the kind of change, or None."""

    def __init__(self, column: Field, forms: Known, quote: str) -> None:
        super().__init__()
        self.column, self._forms, self._quote = column, forms, quote

    def __missing__(self, text: str) -> tuple[str, str] | None:
        if len(self) >= MOST_WRITTEN:
            self.clear()
        right = self[text] = mend_text(text, self.column, self._forms, self._quote)
        return right

    def write(self, text: str) -> str:
        """The text that stands there then."""
        right = self[text]
        return text if right is None else right[0]


@dataclass(frozen=True, slots=True)
class LineForm:
    """How the lines of a file stand: whether a mark is before them, and how many end in which way."""

    marked: bool
    ends: Mapping[str, int]

    @property
    def end(self) -> str:
        """What they are all to end with; empty where they do."""
        return choose_line_end(self.ends) if len(self.ends) > 1 else ""


@dataclass(frozen=True, slots=True)
class LargeMended:
    """A large file and what is changed in it; the first cells of a column are named, all are counted.

    `rights` has the columns with something to mend, by their place from 0.
    """

    path: str
    file: Path
    large: LargeCsv
    form: LineForm
    dialect: Mapping[str, Any]
    rights: Mapping[int, _Right] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.mends)

    def write(self, target: BinaryIO) -> None:
        """The mended file. Raises ChangedMeanwhileError at its end where the file is another one by now."""
        digest = sha256()
        edits = self._edits()
        row, mends = next(edits, (-1, {}))
        first = -1  # the header's place among the rows
        with self.file.open("rb") as source:
            while lines := source.readlines(_PIECE):
                digest.update(b"".join(lines))
                if first < 0:
                    lines[0] = lines[0].removeprefix(codecs.BOM_UTF8)
                while mends and row < first + len(lines):
                    lines[row - first] = _edit_line(lines[row - first], mends, self.dialect)
                    row, mends = next(edits, (-1, {}))
                first += len(lines)
                target.writelines(_end_alike(lines, self.form.end.encode()) if self.form.end else lines)
        if digest.hexdigest() != self.large.sha256:
            raise ChangedMeanwhileError(self.path)

    def _edits(self) -> Iterator[tuple[int, dict[int, tuple[str, str]]]]:
        """The rows with cells to mend, from 0, and these by their columns."""
        first = 0
        columns = [self.large.rows.column_at(at).blocks() for at in self.rights]
        for block in zip(*columns, strict=True):
            found: dict[int, dict[int, tuple[str, str]]] = {}
            for (at, rights), cells in zip(self.rights.items(), block, strict=True):
                for row, right in enumerate(map(rights.__getitem__, cells), first):
                    if right is not None:
                        found.setdefault(row, {})[at] = right
            yield from sorted(found.items())
            first += len(block[0])


def mend_large(
    file: Path, path: str, resource: Resource, codes: Mapping[str, Known], judge: JudgeTable
) -> LargeMended | None:
    """What `mend_csv` would mend in a large file; None where the file is small or in no good form."""
    size = file.stat().st_size
    if not LARGE <= size <= LARGE_LIMIT or resource.encoding != "utf-8":
        return None
    form = _find_form(file)
    if form is None or find_spans("", resource.dialect) is None:
        return None
    large = read_large(file, resource.dialect, size=size, room=size)
    if large is None or not large.rows or not large.header[-1].strip():
        return None
    if not any(cell.strip(BLANKS) for cell in large.rows[-1]):
        return None
    mended = LargeMended(path, file, large, form, resource.dialect, mends=_name_ends(form))
    rights = _find_rights(large, resource, codes)
    if not rights or judge(_table_of(large, rights)) - judge(_table_of(large, {})):
        return mended
    mended = replace(mended, rights=rights)
    cells, counts = _name_cells(mended)
    return replace(mended, mends=(*mended.mends, *cells), counts=counts)


def _name_ends(form: LineForm) -> tuple[Mend, ...]:
    mends = [Mend("bom")] * form.marked
    if form.end:
        mends.append(Mend("line_ends", after=str(sum(form.ends.values()) - form.ends[form.end])))
    return tuple(mends)


def _find_rights(large: LargeCsv, resource: Resource, codes: Mapping[str, Known]) -> dict[int, _Right]:
    quote = str(resource.dialect.get("quoteChar", '"'))
    found: dict[int, _Right] = {}
    for name, forms in codes.items():
        column = resource.schema.field_named(name)
        if column is None or large.header.count(name) != 1:
            continue
        at = large.header.index(name)
        cells, rights = cells_of(large.rows, at), _Right(column, forms, quote)
        # A plain whole number is never mended where there are no forms to choose from.
        texts = odd_of(cells) if forms == NO_FORMS else distinct_of(cells)
        if any(rights[text] is not None for text in texts):
            found[at] = rights
    return found


def _table_of(large: LargeCsv, rights: Mapping[int, _Right]) -> Table:
    columns = [large.rows.column_at(at) for at in range(large.rows.width)]
    for at, right in rights.items():
        columns[at] = columns[at].rewrite(Written(right.write))
    rows = large.rows.with_columns(columns) if rights else large.rows
    return Table(large.header, rows, lines=range(2, len(rows) + 2))


def _name_cells(mended: LargeMended) -> tuple[list[Mend], Counter[tuple[str, str]]]:
    """Cells that change, column by column, and how many there are by kind and column."""
    counts: Counter[tuple[str, str]] = Counter()
    named: dict[int, list[Mend]] = {at: [] for at in mended.rights}
    for row, found in mended._edits():
        for at, (after, kind) in found.items():
            column = mended.rights[at].column
            counts[kind, column.name] += 1
            if len(named[at]) < MOST_NAMED:
                public = column.klasifikasi is Klasifikasi.PUBLIK
                before = mended.large.rows.column_at(at)[row]
                named[at].append(Mend(kind, row + 2, column.name, before, after, public))
    return [*chain.from_iterable(named.values())], counts


def _find_form(file: Path) -> LineForm | None:
    """How the lines of a file stand; None where it ends with blank ones."""
    ends: Counter[str] = Counter()
    last, marked, before = b"", False, b""
    with file.open("rb") as source:
        marked = source.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
        source.seek(0)
        while piece := source.read(_PIECE):
            # A return at the end of one piece may belong to the newline that the next begins with.
            ends["\r\n"] += (before + piece).count(b"\r\n")
            ends["\n"] += piece.count(b"\n")
            before = piece[-1:].replace(b"\n", b"")
            last = (last + piece)[-3:]
    if last.endswith((b"\n\n", b"\n\r\n")):
        return None
    ends["\n"] -= ends["\r\n"]
    return LineForm(marked, +ends)


def _edit_line(line: bytes, mends: Mapping[int, tuple[str, str]], dialect: Mapping[str, Any]) -> bytes:
    """A line with other texts in some of its cells."""
    text, quote = line.decode("utf-8"), str(dialect.get("quoteChar", '"'))
    if quote not in text:
        body, delimiter = text.rstrip("\r\n"), str(dialect.get("delimiter", ","))
        cells = body.split(delimiter)
        for at, (right, _) in mends.items():
            cells[at] = right
        return f"{delimiter.join(cells)}{text[len(body) :]}".encode()
    spans = find_spans(text, dialect)
    assert spans, "a line of a file in good form is a record"
    edits = [edit_cell(text, spans[0].cells[at], right, quote) for at, (right, _) in mends.items()]
    return apply_edits(text, edits).encode("utf-8")


def _end_alike(lines: Sequence[bytes], end: bytes) -> Iterator[bytes]:
    """Lines with one end; the last of the file may have none."""
    return (line.rstrip(b"\r\n") + end if line.endswith(b"\n") else line for line in lines)
