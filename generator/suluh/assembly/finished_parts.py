"""What lies inside a finished file, as text: members of archives, parts of workbooks, properties."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from suluh.assembly.parquet_parts import unpack_columns
from suluh.publishing.formats import list_suffixes
from suluh.reading.pdf_attachments import names_author
from suluh.vocabulary.download_format import Layout

DOCUMENTS = (".docx", ".odt", ".ods")
"""Archives besides the downloads, such as an agency may attach."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MARKUP = (".html", ".htm", ".svg", ".xml", ".rels")
UNPACKED_LIMIT = 512 * 1024 * 1024
"""Bytes that one archive may unpack to: ours hold tables, which are no bombs."""

_PNG_PROPERTIES = re.compile(rb"(?:tEXt|zTXt|iTXt|eXIf)")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a finished file: `name` says where it lies (`a.zip › b.csv`), `text` is what it says.

    `markup` says that it is a page or picture as written: only there is a tag told from a text about tags.
    `personal` marks properties of a picture or a document that tell of a person or a place.
    """

    name: str
    text: str
    personal: bool = False
    markup: bool = False


def unpack_file(name: str, content: bytes) -> Iterator[Part]:
    """Everything in a file, as deep as it goes. Raises ValueError, OSError or a library's on a broken one."""
    lower, is_gzip = name.lower(), content[:2] == b"\x1f\x8b"
    if lower.endswith(MARKUP) and not is_gzip:
        yield Part(name, _decode(content), markup=True)
    elif lower.endswith((*list_suffixes(Layout.PACKED), *DOCUMENTS)):
        yield from _unpack_archive(name, content)
    elif lower.endswith(list_suffixes(Layout.COLUMNS)):
        yield from (Part(inner, text) for inner, text in unpack_columns(name, content))
    elif is_gzip:
        yield Part(name, _decode(gzip.decompress(content)))
    elif lower.endswith(PICTURES):
        yield from _read_picture(name, content)
    elif lower.endswith(".pdf"):
        yield from _read_document(name, content)
    elif lower.endswith(list_suffixes(Layout.JSON, Layout.JSON_LINES)):
        text = _decode(content)
        yield Part(name, _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "\\u" in text else text)
    else:
        yield Part(name, _decode(content))


def _decode(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def digest_members(name: str, content: bytes) -> tuple[str, ...]:
    """The SHA-256 of each file of an archive that was unpacked before, sorted; none of any other file."""
    if not name.lower().endswith(".zip"):
        return ()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return tuple(sorted(sha256(archive.read(member)).hexdigest() for member in archive.infolist()))


def _unpack_archive(name: str, content: bytes) -> Iterator[Part]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > UNPACKED_LIMIT:
            raise ValueError("unpacks to too much")
        if archive.comment:
            yield Part(name, _decode(archive.comment))
        for member in members:
            inner = f"{name} › {member.filename}"
            yield Part(inner, member.filename)
            yield from unpack_file(inner, archive.read(member))


def _read_picture(name: str, content: bytes) -> Iterator[Part]:
    """The parts of a picture that hold words: EXIF (with the place it was taken at), XMP, comments."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        found = _png_chunks(content)
    elif content.startswith(b"\xff\xd8"):
        found = _jpeg_segments(content)
    elif content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        found = _riff_chunks(content)
    else:
        raise ValueError("no picture")
    for personal, data in found:
        yield Part(name, _decode(data).replace("\0", " "), personal)


def _png_chunks(content: bytes) -> Iterator[tuple[bool, bytes]]:
    position = 8
    while position + 8 <= len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        kind, data = content[position + 4 : position + 8], content[position + 8 : position + 8 + length]
        if kind == b"zTXt":
            keyword, _, packed = data.partition(b"\x00")
            data = keyword + b" " + zlib.decompressobj().decompress(packed[1:], UNPACKED_LIMIT)
        if _PNG_PROPERTIES.fullmatch(kind):
            yield kind == b"eXIf" or b"XML:com.adobe.xmp" in data, data
        position += 12 + length


def _jpeg_segments(content: bytes) -> Iterator[tuple[bool, bytes]]:
    position = 2
    while position + 4 <= len(content) and content[position] == 0xFF and content[position + 1] != 0xDA:
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        data = content[position + 4 : position + 2 + length]
        if content[position + 1] == 0xFE:
            yield False, data
        elif content[position + 1] in (0xE1, 0xED):
            yield True, data
        position += 2 + max(length, 2)


def _riff_chunks(content: bytes) -> Iterator[tuple[bool, bytes]]:
    position = 12
    while position + 8 <= len(content):
        length = int.from_bytes(content[position + 4 : position + 8], "little")
        if content[position : position + 4] in (b"EXIF", b"XMP "):
            yield True, content[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _read_document(name: str, content: bytes) -> Iterator[Part]:
    """A PDF's plain bytes (properties, addresses) and those of its streams that are merely packed."""
    yield Part(name, content.decode("latin-1"), names_author(content))
    for match in _PDF_STREAM.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(match[1], UNPACKED_LIMIT)
        except zlib.error:
            continue
        yield Part(name, unpacked.decode("latin-1"))
