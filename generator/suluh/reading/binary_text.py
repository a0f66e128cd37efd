"""Text in files that are no text: PDFs with packed streams, gzip, old office files, images.

For the scan for personal data alone. What cannot be unpacked is left as it is: its plain bytes are
looked at in any case.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that one file may unpack to for the scan."""

BINARY_STARTS = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0"),
    *(b"II*\x00", b"MM\x00*", b"PAR1", b"SQLite format 3\0", b"MZ\x90", b"\x7fELF", b"7z\xbc\xaf", b"Rar!"),
)
"""How files begin that are no text in any encoding."""

OPAQUE_STARTS = (
    *(b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ\x00", b"BZh", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"),
    *(b"xar!", b"MSCF", b"LZIP", b"\x1f\x9d"),
)
"""How packed files begin that nothing here can open: 7z, RAR, xz, bzip2, zstd, lz4, xar, cab, lzip, Z."""
ZIP_START = b"PK\x03\x04"
_CODED = re.compile(rb"(?im)^content-transfer-encoding:[ \t]*base64|;base64,[a-z0-9+/]{200}")
"""Letters with attachments, and pages with files in their addresses."""
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")

_PRINTABLE = re.compile(rb"[\x20-\x7e\t]{6,}")
_STREAM = re.compile(rb"stream\r?\n")
_SHOWN = re.compile(rb"\[((?:[^\[\]\\]|\\.)*)\]\s*TJ|(\((?:[^()\\]|\\.)*\))\s*(?:Tj|'|\")", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
_PROPERTY = re.compile(
    rb"/(?:Author|Title|Subject|Keywords|Creator)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)"
)
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0"
"""How workbooks and documents of old office programs begin."""


def list_texts(data: bytes) -> list[str]:
    """Every run of printable signs in a binary file, packed ones too. Never raises."""
    texts = _runs(data)
    if data.startswith(b"%PDF"):
        for content in (data, *unpack_streams(data)):
            texts += _runs(content) if content is not data else []
            texts += _strings(content)
    elif data.startswith(b"\x1f\x8b"):
        texts += _runs(_unpack(data, 31, UNPACKED_LIMIT))
    elif data.startswith(OLD_OFFICE_START):
        # Its texts have two bytes for a sign.
        texts += _runs(data.replace(b"\0", b""))
    return texts


def why_opaque(data: bytes) -> str:
    """Why the scan cannot look into what is no zip: `@packed`, `@locked`, `@large`; empty if it can."""
    if data.startswith(OPAQUE_STARTS) or (re.search(rb"(?i)base64", data) and _CODED.search(data)):
        return "@packed"
    if data.startswith(b"\x1f\x8b"):
        inner = _unpack(data, 31, UNPACKED_LIMIT)
        if inner.startswith((ZIP_START, b"\x1f\x8b", *OPAQUE_STARTS)):
            return "@packed"
        return "@large" if len(inner) >= UNPACKED_LIMIT else "" if inner else "@packed"
    locked = data.startswith(b"%PDF") and re.search(rb"/Encrypt\s*(?:[0-9]|<<)", data)
    return "@locked" if locked or (data.startswith(OLD_OFFICE_START) and _LOCKED_OFFICE in data) else ""


def _runs(data: bytes) -> list[str]:
    return [match.group().decode("ascii") for match in _PRINTABLE.finditer(data)]


def unpack_streams(data: bytes) -> Iterator[bytes]:
    """The streams of a PDF that are merely packed, as far as the limit goes."""
    left = UNPACKED_LIMIT
    for start in _STREAM.finditer(data):
        content = _unpack(data[start.end() :], 15, left) if left > 0 else b""
        left -= len(content)
        if content:
            yield content


def _unpack(data: bytes, kind: int, limit: int) -> bytes:
    try:
        return zlib.decompressobj(kind).decompress(data, max(limit, 1))
    except zlib.error:
        return b""


def _strings(content: bytes) -> list[str]:
    """What a PDF shows and says of itself: pieces that are set apart by kerning alone are one text."""
    found = [_join(match[1] or match[2]) for match in _SHOWN.finditer(content)]
    found += [_join(match[1]) for match in _PROPERTY.finditer(content)]
    return [text for text in found if text]


def _join(written: bytes) -> str:
    pieces = b"".join(
        bytes.fromhex(_even(match[2])) if match[2] is not None else re.sub(rb"\\(.)", rb"\1", match[1])
        for match in _STRING.finditer(written)
    )
    if pieces.startswith(b"\xfe\xff"):
        return pieces.decode("utf-16", "replace")
    return pieces.decode("latin-1")


def _even(digits: bytes) -> str:
    text = re.sub(rb"\s", b"", digits).decode("ascii")
    return text + "0" * (len(text) % 2)
