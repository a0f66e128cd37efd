"""What may be mended in a CSV without changing what it means: bytes → bytes, with each change named.

Mended are the mark and encoding at the start, quotation marks out of place, mixed line ends, blanks
around codes, codes in another form of which exactly one known code is meant, the `.0` that a library of
tables adds to codes, years and whole numbers, and empty rows and columns at the end.
A mended table never has a finding that it had not before: else its cells are left alone.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from suluh.checking.code_forms import CodeForms
from suluh.checking.decimal_tails import without_tail
from suluh.checking.places import is_missing
from suluh.reading.csv_quotes import requote
from suluh.reading.csv_records import read_csv
from suluh.reading.csv_spans import RecordSpan, find_spans, read_cell_text
from suluh.reading.csv_text import decode_csv
from suluh.reading.header_search import header_row_of
from suluh.vocabulary.findings import Place, has_errors
from suluh.vocabulary.package import Field, Klasifikasi, Resource

BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
Edit = tuple[int, int, str]
"""From where to where of a text, and what stands there instead."""
Judge = Callable[[str], Counter[tuple[str, str]]]
"""Tells the findings of a text by code and column, so that a mended one can be compared with the first."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One change: what kind, on which line and in which column; what a public cell was and is."""

    kind: str
    line: int = 0
    column: str = ""
    before: str = ""
    after: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after, and what was changed; the same bytes where nothing was.

    `public` says that every column is, so that whole lines may be shown.
    """

    path: str
    before: bytes
    after: bytes
    encoding: str
    mends: tuple[Mend, ...] = ()
    public: bool = False

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    @property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many cells are changed, by kind and column."""
        return Counter((mend.kind, mend.column) for mend in self.mends if mend.column)

    def write(self, target: BinaryIO) -> None:
        """The mended file."""
        target.write(self.after)


Known = CodeForms | frozenset[str] | None
"""What a cell of a column may say: codes in their forms, choices, or anything."""


@dataclass(slots=True)
class _Changes:
    edits: list[Edit] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)


def mend_csv(data: bytes, path: str, resource: Resource, codes: Mapping[str, Known], judge: Judge) -> Mended:
    """The file with everything mended that may be; `codes` are columns without blanks, with what is known."""
    opened = _open(data, path, resource)
    if opened is None:
        return Mended(path, data, data, resource.encoding)
    text, mends = opened
    quotes = _mend_quotes(text, resource)
    text = apply_edits(text, quotes.edits)
    mends += quotes.mends
    spans = find_spans(text, resource.dialect)
    if spans:
        ends = _mend_line_ends(text, spans)
        cells = _mend_cells(text, spans, resource, codes)
        whole = apply_edits(text, ends.edits + cells.edits)
        if cells.edits and judge(whole) - judge(text):
            whole, cells = apply_edits(text, ends.edits), _Changes()
        mends += ends.mends + cells.mends
        text = whole
    return Mended(
        path, data, text.encode(resource.encoding), resource.encoding, tuple(mends), _is_public(resource)
    )


def _is_public(resource: Resource) -> bool:
    return all(other_field.klasifikasi is Klasifikasi.PUBLIK for other_field in resource.schema.fields)


def _open(data: bytes, path: str, resource: Resource) -> tuple[str, list[Mend]] | None:
    """The text in its declared encoding, without a mark; None where the file is no such CSV."""
    mends: list[Mend] = []
    plain = data
    if resource.encoding.startswith("utf-16"):
        return None  # the mark is part of the encoding and says the order of bytes
    if resource.encoding == "utf-8" and data.startswith(_UTF16):
        try:
            plain = data.decode("utf-16").encode("utf-8")
        except UnicodeError:
            return None
        mends.append(Mend("utf16"))
    elif data.startswith(codecs.BOM_UTF8) and resource.encoding == "utf-8":
        mends.append(Mend("bom"))
    while plain.startswith(codecs.BOM_UTF8) and resource.encoding == "utf-8":
        plain = plain.removeprefix(codecs.BOM_UTF8)
    text, findings = decode_csv(plain, resource.encoding, Place(path))
    return None if text is None or has_errors(findings) else (text, mends)


def _mend_quotes(text: str, resource: Resource) -> _Changes:
    """Stray marks become content, where each line with one has a sole reading of the header's width."""
    changes = _Changes()
    names = _read_header(text, resource)
    found = requote(text, resource.dialect, len(names))
    if found is None or has_errors(read_csv(apply_edits(text, found.edits), resource.dialect, Place())[1]):
        return changes
    changes.edits += found.edits
    for line, column, before, after in found.cells:
        field_of = resource.schema.field_named(names[column])
        public = field_of is not None and field_of.klasifikasi is Klasifikasi.PUBLIK
        changes.mends.append(Mend("quotes", line, names[column], before, after, public))
    return changes


def _read_header(text: str, resource: Resource) -> list[str]:
    """The header's names, or those of the schema where the header cannot be read or is not there."""
    dialect = resource.dialect
    declared = [other_field.name for other_field in resource.schema.fields]
    if dialect.get("header", True) is False:
        return declared
    row = header_row_of(dialect)
    lines = text.split("\n", row)
    records, findings = read_csv(lines[row - 1] if len(lines) >= row else "", dialect, Place())
    return list(records[0].cells) if records and not has_errors(findings) else declared


def _mend_line_ends(text: str, spans: Sequence[RecordSpan]) -> _Changes:
    """Mixed line ends become the commonest of them; inside of cells they stay."""
    ends = Counter(text[span.end : span.after] for span in spans if span.after > span.end)
    if len(ends) < 2:
        return _Changes()
    best = choose_line_end(ends)
    edits = [
        (span.end, span.after, best)
        for span in spans
        if span.after > span.end and text[span.end : span.after] != best
    ]
    return _Changes(edits, [Mend("line_ends", after=str(len(edits)))])


def choose_line_end(ends: Mapping[str, int]) -> str:
    """The commonest of several ends of lines."""
    return max(ends, key=lambda end: (ends[end], end == "\n", end))


def _mend_cells(
    text: str, spans: Sequence[RecordSpan], resource: Resource, codes: Mapping[str, Known]
) -> _Changes:
    dialect = resource.dialect
    quote = str(dialect.get("quoteChar", '"'))
    header_row = header_row_of(dialect)
    below = [span for span in spans if span.line >= header_row and not _is_blank(text, span, quote)]
    whole = [span for span in spans if span.line >= header_row]
    if dialect.get("header", True) is False:
        names, body = [other_field.name for other_field in resource.schema.fields], below
    else:
        if not below:
            return _Changes()
        names = [read_cell_text(text, cell, quote) for cell in below[0].cells]
        body = below[1:]
    changes = _Changes()
    _cut_rows(text, whole, quote, len(body), changes)
    cut = {edit[0] for edit in changes.edits}
    _cut_columns(text, [span for span in whole if span.start not in cut], quote, changes)
    for name, forms in codes.items():
        column = resource.schema.field_named(name)
        if column is None or names.count(name) != 1:
            continue
        at = names.index(name)
        known: dict[str, tuple[str, str] | None] = {}
        for span in body:
            if at < len(span.cells) and span.start not in cut:
                value = read_cell_text(text, span.cells[at], quote)
                if value not in known:
                    known[value] = mend_text(value, column, forms, quote)
                mend = known[value]
                if mend is not None:
                    _note_cell(text, span, at, mend, column=column, quote=quote, changes=changes)
    return changes


def _cut_rows(text: str, spans: Sequence[RecordSpan], quote: str, rows: int, changes: _Changes) -> None:
    """Empty rows at the end go, if there are rows before them and more than one column."""
    empty = 0
    while empty < len(spans) - 1 and _is_blank(text, spans[-1 - empty], quote):
        empty += 1
    gone = spans[len(spans) - empty :]
    if not empty or not rows or max(len(span.cells) for span in spans) < 2:
        return
    for span in gone:
        changes.edits.append((span.start, span.after, ""))
    changes.mends.append(Mend("empty_rows", line=gone[0].line, after=str(len(gone))))


def _cut_columns(text: str, spans: Sequence[RecordSpan], quote: str, changes: _Changes) -> None:
    """Columns at the end go that have no title and no content, if all rows are as wide as the header."""
    width = len(spans[0].cells) if spans else 0
    if not width or any(len(span.cells) != width for span in spans):
        return
    count = 0
    while count < width - 1 and all(
        not read_cell_text(text, span.cells[-1 - count], quote).strip() for span in spans
    ):
        count += 1
    if count:
        changes.edits += [(span.cells[width - count - 1][1], span.end, "") for span in spans]
        changes.mends.append(Mend("empty_columns", line=spans[0].line, after=str(count)))


def mend_text(value: str, column: Field, forms: Known, quote: str) -> tuple[str, str] | None:
    """What stands in a cell in place of blanks around it or a code in another form, and the kind of change.

    Only what exists takes its place; None where the cell stays as it is.
    """
    stripped = value.strip(BLANKS)
    if not stripped or is_missing(value, column) or is_missing(stripped, column):
        return None
    bare = without_tail(stripped, column)
    right = _find_right(value, stripped, forms)
    right = _find_without_tail(bare, right, forms) if bare else right
    if not right or right == value or quote in value:
        return None
    return right, "blanks" if right == stripped else "tail" if bare else "code"


def _note_cell(
    text: str,
    span: RecordSpan,
    at: int,
    mend: tuple[str, str],
    *,
    column: Field,
    quote: str,
    changes: _Changes,
) -> None:
    right, kind = mend
    changes.edits.append(edit_cell(text, span.cells[at], right, quote))
    public = column.klasifikasi is Klasifikasi.PUBLIK
    value = read_cell_text(text, span.cells[at], quote)
    changes.mends.append(Mend(kind, span.line, column.name, value, right, public))


def edit_cell(text: str, cell: tuple[int, int], right: str, quote: str) -> Edit:
    """Another text in a cell, within the quotation marks that it has."""
    start, end = cell
    quoted = text.startswith(quote, start) and end - start >= 2
    return start, end, f"{quote}{right}{quote}" if quoted else right


def _find_right(value: str, stripped: str, forms: Known) -> str:
    """What the cell says without its blanks; empty where that is not certain."""
    if forms is None:
        return stripped
    if isinstance(forms, frozenset):
        return stripped if stripped in forms and value not in forms else ""
    return "" if value in forms.known else forms.recover(value, whole=True)


def _find_without_tail(bare: str, right: str, forms: Known) -> str:
    """The same for a cell whose text without its tail is `bare`: a known code, a choice, or a bare number."""
    if isinstance(forms, CodeForms):
        return right or forms.recover(bare, whole=True)
    if forms:
        return right or (bare if bare in forms else "")
    return bare


def _is_blank(text: str, span: RecordSpan, quote: str) -> bool:
    return all(not read_cell_text(text, cell, quote).strip(BLANKS) for cell in span.cells)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with its edits, of which none overlaps another that is not within it."""
    parts: list[str] = []
    done = 0
    # Of two edits of the same place the one that cuts it out goes first.
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1], bool(edit[2]))):
        if start < done:
            continue  # inside of what was cut already
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])
