"""Where a photo or film was taken, if its file tells: in EXIF, XMP, texts of PNG, boxes of MP4 and HEIC."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

_GPS = 0x8825
_POSITION = (2, 4)
"""GPSLatitude and GPSLongitude."""
_ENTRY_LIMIT = 512
_HEADERS = (b"Exif\x00\x00", b"eXIf", b"EXIF")
_BEGINNINGS = (b"II*\x00", b"MM\x00*")
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", *_BEGINNINGS)
_XMP = (b"GPSLatitude", b"GPSLongitude")


_PNG = b"\x89PNG\r\n\x1a\n"
_TEXT_LIMIT = 4 * 1024 * 1024
_HEX = re.compile(rb"\n\s*[0-9]+\n((?:[0-9a-fA-F]+\s*)+)")
_FILM = re.compile(rb"(?:\xa9xyz|ISO6709)[\x00-\xff]{0,400}?[+-][0-9]{2}\.[0-9]+[+-][0-9]{2,3}\.[0-9]")


def is_film(data: bytes) -> bool:
    """Whether the bytes are boxes as MP4, MOV, HEIC and AVIF have them."""
    return data[4:8] == b"ftyp"


def has_position(data: bytes) -> bool:
    """Whether the bytes of an image or film hold a latitude or longitude. Never raises."""
    if not data.startswith(_IMAGES) and not is_film(data):
        return False
    if is_film(data) and _FILM.search(data):
        return True
    return any(tells_position(content) for content in (data, *_png_texts(data)))


def tells_position(content: bytes) -> bool:
    """Whether any bytes hold a photo's properties with a latitude or longitude. Never raises."""
    if any(word in content for word in _XMP):
        return True
    return any(_tells_position(content[start:]) for start in _tiff_starts(content))


def _png_texts(data: bytes) -> Iterator[bytes]:
    """The texts of a PNG that are packed, and those that are written as hexadecimal digits."""
    at = len(_PNG)
    while data.startswith(_PNG) and at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind not in (b"zTXt", b"iTXt", b"tEXt"):
            continue
        start = content.find(b"\x78")
        while start >= 0 and kind != b"tEXt":
            try:
                content = zlib.decompressobj().decompress(content[start:], _TEXT_LIMIT)
                break
            except zlib.error:
                start = content.find(b"\x78", start + 1)
        yield content
        written = _HEX.search(content)
        if written:
            digits = re.sub(rb"\s", b"", written[1]).decode("ascii")
            yield bytes.fromhex(digits[: len(digits) // 2 * 2])


def _tiff_starts(data: bytes) -> list[int]:
    """Where EXIF may begin: after its marks, or at the start of a TIFF."""
    starts = [0] if data.startswith(_BEGINNINGS) else []
    for mark in _HEADERS:
        at = data.find(mark)
        while at >= 0 and len(starts) < 16:
            # WebP and PNG have a length or nothing between the mark and the header.
            starts += [
                at + len(mark) + skip
                for skip in (0, 4)
                if data.startswith(_BEGINNINGS, at + len(mark) + skip)
            ]
            at = data.find(mark, at + 1)
    return starts


def _tells_position(tiff: bytes) -> bool:
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        place = _entries(tiff, first, order).get(_GPS)
        return place is not None and bool(set(_entries(tiff, place, order)) & set(_POSITION))
    except struct.error:
        return False


def _entries(tiff: bytes, offset: int, order: str) -> dict[int, int]:
    """Tag → value of the directory at `offset`. Raises struct.error beyond the end."""
    (count,) = struct.unpack_from(f"{order}H", tiff, offset)
    entries: dict[int, int] = {}
    for number in range(min(count, _ENTRY_LIMIT)):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", tiff, offset + 2 + 12 * number)
        entries[tag] = value
    return entries
