"""What a file is by its bytes, whatever its name says: for findings that name it and say what to do."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile

_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"PAR1", "database"),
    (b"SQLite format 3\0", "database"),
    (b"version https://git-lfs.github.com/spec/", "pointer"),
    (b"ID;P", "sylk"),
)
_HTML = re.compile(
    rb"\s*(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|meta|body|table|div|style)\b", re.I | re.S
)
_SHEET_XML = re.compile(
    rb"\s*<\?xml[^>]*>.{0,400}(?:urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel)", re.S
)
_JSON = re.compile(rb"\s*(?:\[\s*[\[{\]]|\{\s*[\"}])")
_XML = re.compile(rb"\s*<(?:\?xml|svg|kml|gpx)\b", re.I)
_HEAD = 65_536


def name_kind(data: bytes) -> str:
    """`xlsx`, `ods`, `xls`, `locked`, `html`, `csv`, `json`, … ; `empty`, or `unknown`. Never raises."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return _name_archive(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "locked" if _LOCKED_OFFICE in data else "xls"
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    head = _as_utf8(data[:_HEAD])
    if head is None:
        return "unknown"
    for kind, form in (("html", _HTML), ("sheet_xml", _SHEET_XML), ("json", _JSON), ("xml", _XML)):
        if form.match(head):
            return kind
    return "csv" if _is_table(head.decode("utf-8", "replace")) else "text"


def _name_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5_000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                stated = archive.read("mimetype").strip()
                if stated.startswith(b"application/vnd.oasis.opendocument."):
                    return "ods" if stated.endswith((b"spreadsheet", b"spreadsheet-template")) else "document"
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "word/document.xml" in names:
                return "document"
            return "document" if "ppt/presentation.xml" in names else "archive"
    except Exception:  # a broken zip raises whatever its fault happens to cause
        return "broken_archive"


def _as_utf8(head: bytes) -> bytes | None:
    """The beginning as UTF-8, from UTF-16 or one byte a sign where it is such; None where it is no text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    if b"\x00" in head:
        return None
    return head.removeprefix(codecs.BOM_UTF8)


def _is_table(text: str) -> bool:
    """Whether the first lines are parted into equally many cells, two or more, by one of the usual signs."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    for delimiter in ",;\t|":
        widths = {len(cells) for cells in csv.reader(lines[:-1] or lines, delimiter=delimiter)}
        if len(widths) == 1 and widths.pop() > 1:
            return True
    return False
