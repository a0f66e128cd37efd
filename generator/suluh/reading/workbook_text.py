"""All text of an XLSX, also what Excel does not show: hidden sheets, comments, properties, drawings.

It is read as a zip of XML, whatever the workbook's own lists say, so that nothing hides by being left out
of one of them. Numbers become plain digits again: 7.472E+15 is sixteen of them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from suluh.reading.binary_text import BINARY_STARTS, ZIP_START, list_texts, why_opaque
from suluh.reading.cell_texts import unescape_text
from suluh.reading.csv_text import decode_anything
from suluh.reading.photo_places import has_position
from suluh.vocabulary.sheet_columns import column_number

PART_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 100
RATIO_FREE_SIZE = 1024 * 1024
WIDTH_LIMIT = 512
DEPTH_LIMIT = 3
"""Zips within zips."""
_FAULTS = (ValueError, KeyError, zlib.error, ElementTree.ParseError)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PARAGRAPHS = ("comment", "p", "si", "threadedComment")
_ADDRESS = re.compile(r"([A-Z]{1,3})[0-9]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a worksheet from column A with their row numbers, or texts of another part, one a row.

    `tells_place` marks a photo that says where it was taken; `unseen` says why a part was not looked into.
    """

    name: str
    rows: list[list[str]]
    lines: list[int]
    is_table: bool
    tells_place: bool = False
    unseen: str = ""


def read_workbook_text(data: bytes, depth: int = 0) -> list[Sheet]:
    """Every sheet and other text of a zip, and of zips in it; what cannot be looked into is `unseen`."""
    found: list[Sheet] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += _read_parts(archive, depth)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, *_FAULTS):
        found.append(_unseen("", "@broken"))
    return found


def _unseen(name: str, reason: str) -> Sheet:
    return Sheet(name, [], [], is_table=False, unseen=reason)


def _read_parts(archive: zipfile.ZipFile, depth: int) -> Iterator[Sheet]:
    every = archive.infolist()
    parts = [part for part in every if _is_bounded(part)]
    for part in every:
        if part not in parts:
            yield _unseen(part.filename, "@locked" if part.flag_bits & 1 else "@large")
    if sum(part.file_size for part in parts) > PART_LIMIT:
        yield _unseen("", "@large")
        return
    if archive.comment:
        yield Sheet("", [[archive.comment.decode("utf-8", "replace")]], [0], is_table=False)
    shared = _shared_texts(archive, parts)
    names = _sheet_names(archive)
    for part in parts:
        if part.is_dir() or part.filename == "xl/sharedStrings.xml":
            continue
        yield Sheet("", [[part.filename]], [0], is_table=False)
        content = archive.read(part)
        if not part.filename.endswith((".xml", ".rels", ".vml")):
            yield from _read_other(content, part.filename, depth)
            continue
        if _DECLARATION.search(content[:65_536]):
            # Nobody's office program writes one: its entities can stand for anything.
            yield _read_binary(content, part.filename)
            yield _unseen(part.filename, "@entities")
            continue
        try:
            if _SHEET.fullmatch(part.filename):
                yield from _read_sheet(content, names.get(part.filename, part.filename), shared)
            else:
                yield _read_texts(content, part.filename)
        except (ElementTree.ParseError, ValueError):
            yield _read_binary(content, part.filename)
            yield _unseen(part.filename, "@broken")


def _read_other(content: bytes, name: str, depth: int) -> Iterator[Sheet]:
    """A part that is no XML: a packed one is opened in its turn, a text is read as one."""
    if content.startswith(ZIP_START):
        if depth >= DEPTH_LIMIT:
            yield _unseen(name, "@packed")
            return
        yield from (
            replace(sheet, name=f"{name} › {sheet.name}") for sheet in read_workbook_text(content, depth + 1)
        )
        return
    if content.startswith(BINARY_STARTS):
        yield _read_binary(content, name)
    else:
        lines = decode_anything(content).splitlines()
        yield Sheet(name, [[line] for line in lines], [0] * len(lines), is_table=False)
    reason = why_opaque(content)
    if reason:
        yield _unseen(name, reason)


def _is_bounded(part: zipfile.ZipInfo) -> bool:
    return (
        part.file_size <= max(RATIO_FREE_SIZE, RATIO_LIMIT * max(part.compress_size, 1))
        and not part.flag_bits & 1
    )


def _shared_texts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> list[str]:
    if not any(part.filename == "xl/sharedStrings.xml" for part in parts):
        return []
    content = archive.read("xl/sharedStrings.xml")
    if _DECLARATION.search(content[:65_536]):
        raise ValueError("declares entities")
    root = ElementTree.fromstring(content)  # noqa: S314 - no declarations, so no entities
    return [unescape_text("".join(element.itertext())) for element in root]


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of the sheets by their part, as far as the workbook tells."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - attributes alone
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {element.get("Id"): (element.get("Target") or "").removeprefix("/xl/") for element in links}
    names: dict[str, str] = {}
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            link = next((value for key, value in element.items() if key.endswith("}id")), "")
            names[f"xl/{targets.get(link, '')}"] = element.get("name") or ""
    return names


def _read_sheet(content: bytes, name: str, shared: list[str]) -> Iterator[Sheet]:
    rows: list[list[str]] = []
    lines: list[int] = []
    others: list[list[str]] = []
    number = 0
    for _, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314 - no declarations
        kind = element.tag.rpartition("}")[2]
        if kind == "row":
            stated = element.get("r") or ""
            number = int(stated) if stated.isdecimal() else number + 1
            row = _read_row(element, shared, others)
            if any(row):
                rows.append(row)
                lines.append(number)
            element.clear()
        elif kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "f", "formula1"):
            others.append([element.text or ""])
        elif kind in ("hyperlink", "dataValidation", "protectedRange"):
            others.append([*element.attrib.values()])
    yield Sheet(name, rows, lines, is_table=True)
    yield Sheet(name, [[name], *others], [0] * (len(others) + 1), is_table=False)


def _read_row(element: ElementTree.Element, shared: list[str], others: list[list[str]]) -> list[str]:
    row: list[str] = []
    for cell in element:
        text = _cell_text(cell, shared)
        match = _ADDRESS.fullmatch(cell.get("r") or "")
        at = column_number(match.group(1)) - 1 if match else len(row)
        if at >= WIDTH_LIMIT:
            others.append([text])
            continue
        row += [""] * (at + 1 - len(row))
        row[at] = text
    return row


def _cell_text(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        texts = ["".join(element.itertext()) for element in cell if element.tag.endswith("}is")]
        return unescape_text("".join(texts))
    value = next((element.text or "" for element in cell if element.tag.endswith("}v")), "")
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    return _plain_number(value) if kind == "n" else unescape_text(value)


def _plain_number(value: str) -> str:
    """A stored number with all its digits; whole ones without a point."""
    if "E" not in value and "e" not in value and not value.endswith(".0"):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return f"{number:.0f}" if number.adjusted() < 40 and number == number.to_integral_value() else value


def _read_binary(content: bytes, name: str) -> Sheet:
    """What a picture or an embedded file says of itself."""
    texts = list_texts(content)
    lines = [0] * len(texts)
    return Sheet(name, [[text] for text in texts], lines, is_table=False, tells_place=has_position(content))


def _read_texts(content: bytes, name: str) -> Sheet:
    """Every text and every attribute's value of a part, each a row."""
    found: list[list[str]] = []
    for _, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314 - no declarations
        found += [[value] for value in element.attrib.values() if value]
        if element.text and element.text.strip():
            found.append([unescape_text(element.text)])
        # Runs of one paragraph are one text: a number may change its colour half way.
        if element.tag.rpartition("}")[2] in _PARAGRAPHS:
            found.append([unescape_text("".join(element.itertext()))])
            element.clear()
    return Sheet(name, found, [0] * len(found), is_table=False)
