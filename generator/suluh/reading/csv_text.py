"""From the bytes of a file to text that can be trusted to be a CSV, in the declared encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from suluh.reading.file_kinds import name_kind
from suluh.vocabulary.findings import Finding, Place, Severity

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "F011", "XLSX/ZIP"),
    (b"\xd0\xcf\x11\xe0", "F019", "XLS"),
    (b"%PDF", "F019", "PDF"),
    (b"\x89PNG", "F019", "PNG"),
    (b"\xff\xd8\xff", "F019", "JPEG"),
    (b"\x1f\x8b", "F019", "GZIP"),
    (b"GIF8", "F019", "GIF"),
    (b"PAR1", "F019", "Parquet"),
    (b"SQLite format 3\0", "F019", "SQLite"),
    (b"7z\xbc\xaf\x27\x1c", "F019", "7z"),
    (b"Rar!", "F019", "RAR"),
    (b"MZ\x90", "F019", "EXE"),
    (b"\x7fELF", "F019", "ELF"),
    (b"{\\rtf", "F019", "RTF"),
    (b"diff --git ", "F019", "diff"),
    (b"ID;P", "F019", "SYLK"),
    (b"version https://git-lfs.github.com/spec/", "F013", "Git LFS"),
)
_OTHER_ZIPS = {"xlsx": "XLSX", "ods": "ODS", "xlsb": "XLSB", "document": "DOCX/ODT", "archive": "ZIP"}
_NO_TABLES = ("DOCX/ODT", "ZIP", "XLSB")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
_OTHER_TEXTS = {
    "JSON": re.compile(rb"\s*(?:\[\s*[\[{]|\{\s*\")"),
    "XML": re.compile(rb"\s*<(?:\?xml|svg|kml|gpx)\b", re.IGNORECASE),
}
_CONFLICT = re.compile(rb"^(?:<{7} .*|={7}\r?|>{7} .*)$", re.MULTILINE)


def decode_csv(data: bytes, encoding: str, place: Place) -> tuple[str | None, list[Finding]]:
    """The file's text, or None with a finding that says what the file is instead. Nothing is guessed.

    `encoding` is the declared one; a BOM is dropped. A file that was declared in a single-byte
    encoding and is nonetheless valid UTF-8 gives a warning.
    """
    found = find_disguise(data, encoding, place)
    if found:
        return None, [found]
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        details = {"penyandian": encoding, "posisi": str(error.start)}
        return None, [Finding("F009", replace(place, line=line), details=details)]
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        return None, [Finding("F010", replace(place, line=line))]
    if not text.strip():
        return None, [Finding("F008", place)]
    return text, _warn_of_other_encoding(data, encoding, place)


def find_disguise(data: bytes, encoding: str, place: Place) -> Finding | None:
    """What the file is, where it is no CSV in the declared encoding at all."""
    if not data:
        return Finding("F008", place)
    for signature, code, name in _SIGNATURES:
        if data.startswith(signature):
            shown = _OTHER_ZIPS.get(name_kind(data), name) if code == "F011" else name
            return Finding("F019" if shown in _NO_TABLES else code, place, details={"jenis": shown})
    wide = encoding.startswith("utf-16")
    if not wide and data.startswith(_UTF16_MARKS):
        return Finding("F015", place)
    if not wide and b"\x00" in data:
        # Text in UTF-16 without its mark has a NUL in every second byte.
        share = data[:4096].count(b"\x00") / len(data[:4096])
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        return Finding("F015", place) if share > 0.3 else Finding("F010", replace(place, line=line))
    if _HTML.match(data.removeprefix(codecs.BOM_UTF8)):
        return Finding("F012", place)
    for name, beginning in _OTHER_TEXTS.items():
        if beginning.match(data.removeprefix(codecs.BOM_UTF8)):
            return Finding("F019", place, details={"jenis": name})
    return _find_conflict(data, place)


def _find_conflict(data: bytes, place: Place) -> Finding | None:
    marks = list(_CONFLICT.finditer(data))
    kinds = {mark.group()[:1] for mark in marks}
    if kinds & {b"<", b">"}:
        line = data[: marks[0].start()].count(b"\n") + 1
        return Finding("F014", replace(place, line=line))
    return None


def _warn_of_other_encoding(data: bytes, encoding: str, place: Place) -> list[Finding]:
    if not encoding.startswith(("cp", "iso")) or data.isascii():
        return []
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return []
    return [Finding("F020", place, Severity.WARNING, details={"penyandian": encoding})]


def decode_anything(data: bytes) -> str:
    """The text of bytes in whatever encoding: by mark, then UTF-8, then one byte for a sign."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    head = data[:4096]
    if head.count(b"\x00") > len(head) * 0.3:
        even = head[::2].count(0) > head[1::2].count(0)
        return data.decode("utf-16-be" if even else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def sniff_delimiter(text: str) -> str:
    """The sign that most likely parts the cells: the commonest of the first line; a comma for none."""
    line = text[:65_536].lstrip().split("\n", 1)[0]
    return max(",;\t|", key=lambda sign: (line.count(sign), sign == ","))
