"""Where a photo was taken, if its file tells: GPS positions in the EXIF or XMP of JPEG, PNG, WebP, TIFF."""

from __future__ import annotations

import struct

_GPS = 0x8825
_POSITION = (2, 4)
"""GPSLatitude and GPSLongitude."""
_ENTRY_LIMIT = 512
_HEADERS = (b"Exif\x00\x00", b"eXIf", b"EXIF")
_BEGINNINGS = (b"II*\x00", b"MM\x00*")
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", *_BEGINNINGS)
_XMP = (b"GPSLatitude", b"GPSLongitude")


def has_position(data: bytes) -> bool:
    """Whether the bytes of an image hold a latitude or longitude. Never raises."""
    if not data.startswith(_IMAGES):
        return False
    if any(word in data for word in _XMP):
        return True
    return any(_tells_position(data[start:]) for start in _tiff_starts(data))


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
