"""A large CSV in good form, read in pieces into a table that is held by columns.

Good form: UTF-8, one header in the first line, every line one record of the header's width with quotation
marks in their places, nothing blank, nothing to be told. Any other file is read whole, which knows what to
tell of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from suluh.reading.binary_text import BINARY_STARTS, ZIP_START
from suluh.reading.csv_quotes import QuoteForm
from suluh.reading.csv_records import CELL_LIMIT, csv_options
from suluh.reading.csv_text import find_disguise
from suluh.reading.packed_rows import PackedRows, RowPacker
from suluh.reading.photo_places import is_film
from suluh.vocabulary.findings import Place

LARGE = 1024 * 1024
"""Bytes from which on a file is tried here."""
_PIECE = 1024 * 1024
_ODD = (b"\x00", b"<<<<<<<", b">>>>>>>", b"PK\x05\x06")
"""What a look at the whole file has to judge: NULs, marks of a conflict, the end of an archive."""
_END = "\x00"
"""Stands for the end of a line among cells, which have none themselves."""
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class LargeCsv:
    """The file's header and rows, the beginning of its text, and the digest of all its bytes."""

    header: tuple[str, ...]
    rows: PackedRows
    head: str
    sha256: str


class _NotPlainError(Exception):
    """The file has something that this reader does not judge."""


def read_large(file: Path, dialect: Mapping[str, Any], *, size: int, room: int) -> LargeCsv | None:
    """A file of `size` bytes as a table; None where it is not in good form or has more than `room` cells."""
    if not _is_usual(dialect):
        return None
    try:
        with file.open("rb") as stream:
            return _read(stream, dialect, size, room)
    except (_NotPlainError, OSError, UnicodeDecodeError, csv.Error, ValueError, TypeError):
        return None


def _is_usual(dialect: Mapping[str, Any]) -> bool:
    rows = dialect.get("headerRows")
    return (
        dialect.get("header", True) is not False
        and (not rows or rows == [1])
        and not dialect.get("commentChar")
        and not dialect.get("escapeChar")
        and dialect.get("doubleQuote", True) is True
    )


def _read(stream: IO[bytes], dialect: Mapping[str, Any], size: int, room: int) -> LargeCsv:
    digest = sha256()
    header: tuple[str, ...] = ()
    head, packer, read, held = "", RowPacker(0), 0, 0
    parse = _LineParser(dialect)
    for piece in _pieces(stream):
        digest.update(piece)
        read += len(piece)
        if any(odd in piece for odd in _ODD) or b"base64" in piece.lower():
            raise _NotPlainError
        text = (piece if header else _without_mark(piece)).decode("utf-8")
        columns = parse.columns(text, is_last=read == size)
        if not header:
            head = text
            header = tuple(cells[0] for cells in columns)
            packer = RowPacker(len(header))
            columns = [cells[1:] for cells in columns]
        held += sum(map(len, columns))
        if len(columns) != len(header) or held + len(header) > room:
            raise _NotPlainError
        if columns[0]:
            packer.add(columns)
    if read != size or not header:
        raise _NotPlainError  # it changes just now
    return LargeCsv(header, packer.finish(), head, digest.hexdigest())


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces that end with a line, but for the last."""
    rest = b""
    while block := stream.read(_PIECE):
        cut = block.rfind(b"\n") + 1
        if not cut:
            raise _NotPlainError
        yield rest + block[:cut]
        rest = block[cut:]
    if rest:
        yield rest


def _without_mark(piece: bytes) -> bytes:
    """The first piece without its byte order mark, where it is text and nothing else."""
    if piece.startswith((*BINARY_STARTS, ZIP_START, _MARK + _MARK)) or is_film(piece):
        raise _NotPlainError
    if find_disguise(piece, "utf-8", Place()) is not None:
        raise _NotPlainError
    return piece.removeprefix(_MARK)


class _LineParser:
    """Takes each line for a record; raises where one is not, or where a line is blank."""

    def __init__(self, dialect: Mapping[str, Any]) -> None:
        self._form = QuoteForm(dialect)
        self._delimiter = str(dialect.get("delimiter", ","))
        self._is_bare = len(self._delimiter) == 1 and not dialect.get("skipInitialSpace")
        self._options = csv_options(dialect)

    def columns(self, text: str, *, is_last: bool) -> Sequence[Sequence[str]]:
        """The cells of a text that ends with a line, by column; after the last one blank lines may follow."""
        returns = text.count("\r")
        if returns and returns != text.count("\r\n"):
            raise _NotPlainError
        body = text.replace("\r\n", "\n") if returns else text
        body = body.rstrip("\n") if is_last else body[:-1]
        lines = body.split("\n")
        if max(map(len, lines)) > CELL_LIMIT:
            raise _NotPlainError
        quote = self._form.quote
        if self._is_bare and (not quote or quote not in text):
            return self._part(body, len(lines), lines[0].count(self._delimiter) + 1)
        if quote and quote in text and any(quote in line and self._form.find_stray([line]) for line in lines):
            raise _NotPlainError
        records = [*csv.reader(lines, strict=True, **self._options)]
        if len(records) != len(lines):
            raise _NotPlainError
        return [*zip(*records, strict=True)]

    def _part(self, body: str, count: int, width: int) -> list[list[str]]:
        """Cells of so many lines without quotation marks: an end of line after each `width` proves it."""
        if not body or (width == 1 and (body[0] == "\n" or "\n\n" in body or body[-1] == "\n")):
            raise _NotPlainError  # a blank line is no record
        part = self._delimiter
        cells = body.replace("\n", f"{part}{_END}{part}").split(part)
        ends = cells[width :: width + 1]
        if len(cells) != count * (width + 1) - 1 or ends.count(_END) != count - 1:
            raise _NotPlainError
        return [cells[at :: width + 1] for at in range(width)]
