"""Pictures of hand-written pages: PNG files under `content/` that hold their pixels and nothing else.

They are published as they are, byte for byte, so a file may have no part in which a place, a name or
anything but pixels could lie; whatever is no such PNG is left out and told.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.site import Picture

SIZE_LIMIT = 200_000
WIDE, HIGH = 2_000, 4_000
"""Bytes and pixels of one picture: cheap phones pay for each."""

_START = b"\x89PNG\r\n\x1a\n"
_PARTS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by the kind of colour."""


def read_picture(path: str, data: bytes, place: Place) -> tuple[Picture | None, list[Finding]]:
    """The picture at `path` under `content/`, or None with H006."""
    try:
        width, height = _measure(data)
    except (ValueError, struct.error, zlib.error):
        limits = {"batas": f"{SIZE_LIMIT // 1000} kB", "piksel": f"{WIDE} × {HIGH}"}
        return None, [Finding("H006", place, details=limits)]
    return Picture(path, data, width, height), []


def _measure(data: bytes) -> tuple[int, int]:
    """Width and height; ValueError for what is no PNG of pixels alone."""
    if len(data) > SIZE_LIMIT:
        raise ValueError("too large")
    parts = list(_list_parts(data))
    names = [name for name, _ in parts]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or names.count(b"IHDR") + names.count(b"IEND") != 2:
        raise ValueError("order of parts")
    width, height, depth, colour, packing, sieve, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    if (
        not (0 < width <= WIDE and 0 < height <= HIGH)
        or depth > 8
        or (packing, sieve, interlaced) != (0, 0, 0)
    ):
        raise ValueError("size or form")
    size = height * (1 + (width * _SAMPLES.get(colour, 0) * depth + 7) // 8)
    unpacking = zlib.decompressobj()
    pixels = unpacking.decompress(b"".join(part for name, part in parts if name == b"IDAT"), size + 1)
    if len(pixels) != size or not unpacking.eof or unpacking.unused_data:
        raise ValueError("more or less than its pixels")
    return width, height


def _list_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each part of a PNG, up to its last byte."""
    if not data.startswith(_START):
        raise ValueError("no PNG")
    at = len(_START)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if name not in _PARTS or len(content) != length or checksum != zlib.crc32(name + content):
            raise ValueError("a part that is none of pixels")
        yield name, content
        at += 12 + length
