"""Text files of cells as raw sheets: the delimiter and the encoding are found, and said."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from suluh.reading.csv_records import read_csv
from suluh.reading.raw_cells import RawRow, TooManyCells, make_sheet, too_many_cells
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.raw_sheet import RawSheet

DELIMITERS = "\t|;,"
"""The likelier first: a comma stands in numbers and sentences as well."""
BLANK = " "
"""Parts cells only where no other sign does, and most of them are numbers."""
SAMPLE_LINES = 400
_COMMON, _FEWEST = 0.5, 4
_QUOTED = re.compile(r'"[^"]*"')
SAMPLE_SIZE = 262_144
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class StatedForm:
    """The delimiter and the encoding of a text as somebody stated them; empty where they are to be found."""

    delimiter: str = ""
    encoding: str = ""


def read_raw_text(
    data: bytes, place: Place, *, room: int | None = None, stated: StatedForm | None = None
) -> tuple[list[RawSheet], list[Finding]]:
    """The records of a text of cells as one sheet, each with its physical line.

    Reading ends with one record too many once there are more than `room` cells.
    """
    stated = stated or StatedForm()
    if stated.encoding:
        text, encoding = _decode(data, stated.encoding), stated.encoding
    else:
        text, encoding = decode_text(data)
    if text is None:
        return [], [Finding("F035", place)]
    if not text.strip():
        return [], [Finding("F008", place)]
    delimiter = stated.delimiter or find_delimiter(text)
    if not stated.delimiter and is_parted_by_place(text, delimiter):
        return [], [Finding("F042", place)]
    records, findings = read_csv(text, {"delimiter": delimiter}, place, room=room)
    findings = [finding for finding in findings if finding.code != "T009"]  # lines tell of blank ones
    if has_errors(findings):
        return [], findings
    try:
        sheet = make_sheet("", [RawRow(record.line, record.cells) for record in records if any(record.cells)])
    except TooManyCells:
        return [], [*findings, too_many_cells(place)]
    return [RawSheet("", sheet.rows, sheet.lines, delimiter=delimiter, encoding=encoding)], findings


def decode_text(data: bytes) -> tuple[str | None, str]:
    """The text and the encoding as a descriptor names it: by mark, UTF-8, then Windows' own; or None."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, "utf-8-sig" if encoding == "utf-8" else encoding), encoding
    head = data[:4096]
    if head.count(b"\x00") > len(head) * 0.3:
        even = head[::2].count(0) > head[1::2].count(0)
        encoding = "utf-16-be" if even else "utf-16-le"
        return _decode(data, encoding), encoding
    for encoding in ("utf-8", "cp1252"):
        text = _decode(data, encoding)
        if text is not None:
            return text, encoding
    return None, ""


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def find_delimiter(text: str) -> str:
    """The sign by which most records have the same number of cells, two or more; a comma for none."""
    sample = text[:SAMPLE_SIZE]
    best, best_score = ",", (0.0, 0)
    for sign in DELIMITERS:
        if sign not in sample:
            continue
        score = _score(sample, sign)
        if score > best_score:
            best, best_score = sign, score
    apart = best_score if best_score[0] < _COMMON else _score(_QUOTED.sub("q", sample), best)
    return BLANK if apart[0] < _COMMON and _is_parted_by_blanks(sample) else best


def _is_parted_by_blanks(sample: str) -> bool:
    """Whether every line has as many words, two or more: below the first numbers, or texts within quotes.

    The first may have one less: names of columns, where the rows have names of their own.
    """
    lines = [line for line in sample.splitlines()[:SAMPLE_LINES] if line.strip()]
    try:
        rows = list(csv.reader(lines, delimiter=BLANK))
    except csv.Error:
        return False
    width = len(rows[1]) if len(rows) > 1 else 0
    if (
        width < 2
        or len(rows[0]) not in (width, width - 1)
        or len(rows) < _FEWEST
        or any(len(row) != width for row in rows[1:-1])
    ):
        return False
    if "" in rows[0][1:] or any("" in row for row in rows[1:-1]):
        return False
    below = [cell for row in rows[1:-1] for cell in row]
    quoted = all(line.count('"') > 1 for line in lines[1:-1])
    return quoted or 2 * sum(map(_is_number, below)) > len(below)


def is_parted_by_place(text: str, delimiter: str) -> bool:
    """Whether no sign parts the cells: they stand below each other, or have nothing but a blank between them.

    Every line has two blanks where all have them, or as many words as the next one, most of them numbers.
    """
    lines = [line.rstrip() for line in text[:SAMPLE_SIZE].splitlines()[:SAMPLE_LINES] if line.strip()]
    if delimiter == BLANK or len(lines) < 3 or _score(text[:SAMPLE_SIZE], delimiter)[0] >= _COMMON:
        return False
    lines = lines[:-1] if len(lines) > _FEWEST else lines
    words = [line.split() for line in lines]
    if min(map(len, words)) < 2:
        return False
    gap = "".join(
        "x" if any(line[at : at + 1].strip() for line in lines) else " " for at in range(max(map(len, lines)))
    )
    if "  " in gap.strip():
        return True
    below = [word for line in words[1:] for word in line]
    same = len({len(line) for line in words[1:]}) == 1 and len(words) >= _FEWEST
    return same and 2 * sum(map(_is_number, below)) > len(below)


def _is_number(cell: str) -> bool:
    return cell.lstrip("-+").replace(".", "", 1).replace(",", "", 1).isdecimal()


def _score(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of the records that have the commonest width of two or more, and that width."""
    lines = sample.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = lines[:-1] if len(lines) > 2 else lines
    try:
        widths = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), SAMPLE_LINES) if row]
    except csv.Error:
        return 0.0, 0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0, 0
    width, count = max(wide.items(), key=lambda entry: (entry[1], entry[0]))
    return round(count / len(widths), 2), width
