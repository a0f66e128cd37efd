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
from suluh.reading.parted_lines import PartedLines, part_lines, part_quoted_lines
from suluh.reading.photo_places import is_film
from suluh.vocabulary.findings import Place

_PIECE = 1024 * 1024
_ODD = (b"\x00", b"<<<<<<<", b">>>>>>>", b"PK\x05\x06")
"""What a look at the whole file has to judge: NULs, marks of a conflict, the end of an archive."""
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
        plain = piece if header else _without_mark(piece)
        if not header:
            head = plain.decode("utf-8")
            header, plain = parse.header(plain)
            packer = RowPacker(len(header))
            held = len(header)
        lines = parse.lines(plain, is_last=read == size)
        if lines is None:
            continue
        if not lines and not isinstance(lines, PartedLines):
            raise _NotPlainError  # blank lines alone
        width, count = (
            (lines.width, len(lines)) if isinstance(lines, PartedLines) else (len(lines), len(lines[0]))
        )
        held += width * count
        if width != len(header) or held > room:
            raise _NotPlainError
        if isinstance(lines, PartedLines):
            packer.add_lines(lines)
        else:
            packer.add(lines)
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
        one = len(self._delimiter) == 1 and self._delimiter.isascii() and self._delimiter not in "\r\n"
        self._is_bare = one and not dialect.get("skipInitialSpace")
        self._mark = (self._form.quote or "").encode("utf-8")
        self._options = csv_options(dialect)

    def header(self, text: bytes) -> tuple[tuple[str, ...], bytes]:
        """The cells of the first line, and what is below it."""
        line, _, rest = text.partition(b"\n")
        columns = self._read(_without_returns(line + b"\n").decode("utf-8"))
        return tuple(cells[0] for cells in columns), rest

    def lines(self, text: bytes, *, is_last: bool) -> PartedLines | Sequence[Sequence[str]] | None:
        """The cells of lines, by column; None of no lines. After the last ones blank lines may follow."""
        body = _without_returns(text)
        if is_last:
            stripped = body.rstrip(b"\n")
            body = stripped + b"\n" if stripped else b""
        if not body:
            return None
        if not self._is_bare:
            return self._read(body.decode("utf-8"))
        if not body.isascii():
            body.decode("utf-8")
        if self._mark and self._mark in body:
            parted = self._part_quoted(body)
            return self._read(body.decode("utf-8")) if parted is None else parted
        parted = part_lines(body, ord(self._delimiter), CELL_LIMIT)
        if parted is None:
            raise _NotPlainError
        return parted

    def _part_quoted(self, body: bytes) -> PartedLines | None:
        if len(self._mark) > 1 or self._mark.decode() in {self._delimiter, "\n", "\r"}:
            return None
        return part_quoted_lines(body, ord(self._delimiter), ord(self._mark), CELL_LIMIT)

    def _read(self, text: str) -> Sequence[Sequence[str]]:
        """The cells of lines in which quotation marks may stand, by column."""
        lines = text[:-1].split("\n")
        quote = self._form.quote
        if max(map(len, lines)) > CELL_LIMIT:
            raise _NotPlainError
        if quote and quote in text and any(quote in line and self._form.find_stray([line]) for line in lines):
            raise _NotPlainError
        records = [*csv.reader(lines, strict=True, **self._options)]
        if len(records) != len(lines):
            raise _NotPlainError
        return [*zip(*records, strict=True)]


def _without_returns(text: bytes) -> bytes:
    """Lines that end with a newline alone."""
    returns = text.count(b"\r")
    if returns and returns != text.count(b"\r\n"):
        raise _NotPlainError
    return text.replace(b"\r\n", b"\n") if returns else text
