"""What lies inside a finished file, as text: members of archives, parts of workbooks, properties."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, cast

from suluh.assembly.parquet_parts import unpack_columns
from suluh.publishing.formats import list_suffixes
from suluh.reading.pdf_attachments import names_author
from suluh.vocabulary.download_format import Layout

DOCUMENTS = (".docx", ".odt", ".ods")
"""Archives besides the downloads, such as an agency may attach."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MARKUP = (".html", ".htm", ".svg", ".xml", ".rels")
ROW_END = b"\r\n"
"""Ends a row of a CSV, where it stands in no quotation marks."""
BLOCK = 4 * 1024 * 1024
"""Bytes of data in lines that are read at once, and of a member that is unpacked whole."""
UNPACKED_LIMIT = 512 * 1024 * 1024
"""Bytes that one archive may unpack to: ours hold tables, which are no bombs."""
PACKED_LIMIT = 16 * 1024 * 1024 * 1024
"""The same of our downloads, of which a block lies in memory."""

SHEET = re.compile(r"worksheets/sheet[0-9]+\.xml$")
"""A sheet of a workbook."""
_PNG_PROPERTIES = re.compile(rb"(?:tEXt|zTXt|iTXt|eXIf)")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_GZIP = b"\x1f\x8b"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a finished file: `name` says where it lies (`a.zip › b.csv`), `text` is what it says.

    `markup` says that it is a page or picture as written: only there is a tag told from a text about tags.
    `personal` marks properties of a picture or a document that tell of a person or a place. `line` is the
    one in its file that the text begins in.
    """

    name: str
    text: str
    personal: bool = False
    markup: bool = False
    line: int = 1


def unpack_file(name: str, file: bytes | BinaryIO) -> Iterator[Part]:
    """Everything in a file, as deep as it goes. Raises ValueError, OSError or a library's on a broken one.

    Of archives, of data in lines and in columns no more than a block lies in memory; all else is read whole.
    """
    lower = name.lower()
    stream = BytesIO(file) if isinstance(file, bytes) else file
    stream.seek(0)
    if lower.endswith(MARKUP) and not SHEET.search(lower):
        yield from _unpack_whole(name, lower, file if isinstance(file, bytes) else stream.read())
    elif lower.endswith((*list_suffixes(Layout.PACKED), *DOCUMENTS)):
        yield from _unpack_archive(name, stream)
    elif lower.endswith(list_suffixes(Layout.COLUMNS)):
        yield from (Part(inner, text) for inner, text in unpack_columns(name, stream))
    elif (end := _record_end(lower)) and not _begins_packed(stream):
        yield from _read_blocks(name, stream, end)
    else:
        yield from _unpack_whole(name, lower, file if isinstance(file, bytes) else stream.read())


def _record_end(lower: str) -> bytes:
    """What ends each record of data; empty for whatever has no records.

    No text of a JSON goes on in the next line, and none of a sheet in the next row; one of a CSV does within
    quotation marks alone.
    """
    if lower.endswith(list_suffixes(Layout.ROWS)):
        return ROW_END
    if SHEET.search(lower):
        return b"</row>"
    return b"\n" if lower.endswith(_keyed_suffixes()) else b""


def _begins_packed(stream: BinaryIO) -> bool:
    begun = stream.read(len(_GZIP))
    stream.seek(0)
    return begun == _GZIP


def _read_blocks(name: str, stream: BinaryIO, end: bytes) -> Iterator[Part]:
    """The text in blocks of whole records; one of a single block, or of less than two, is one part."""
    lower = name.lower()
    keyed, markup = lower.endswith(_keyed_suffixes()), bool(SHEET.search(lower))
    line, held, quotes = 1, list[bytes](), 0
    block = stream.read(BLOCK)
    while following := stream.read(BLOCK):
        records, found, rest = block.rpartition(end)
        quotes += records.count(b'"')
        # An odd quotation mark may have opened a cell, in which the end of a record ends none.
        if found and (end != ROW_END or quotes % 2 == 0):
            text = b"".join((*held, records, found))
            yield Part(name, _read_text(text, keyed=keyed), markup=markup, line=line)
            line += text.count(b"\n")
            held, quotes = [rest], rest.count(b'"')
        else:
            held.append(block)
            quotes += rest.count(b'"')
        block = following
    text = b"".join((*held, block))
    yield Part(name, _read_text(text, keyed=keyed), markup=markup, line=line)


def _keyed_suffixes() -> tuple[str, ...]:
    return list_suffixes(Layout.JSON, Layout.JSON_LINES)


def _read_text(content: bytes, *, keyed: bool) -> str:
    text = _decode(content)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if keyed and "\\u" in text else text


def _unpack_whole(name: str, lower: str, content: bytes) -> Iterator[Part]:
    if content[:2] == _GZIP:
        yield Part(name, _decode(gzip.decompress(content)))
    elif lower.endswith(PICTURES):
        yield from _read_picture(name, content)
    elif lower.endswith(".pdf"):
        yield from _read_document(name, content)
    elif lower.endswith(MARKUP):
        yield Part(name, _decode(content), markup=True)
    else:
        yield Part(name, _decode(content))


def _decode(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def digest_members(name: str, file: bytes | BinaryIO) -> tuple[str, ...]:
    """The SHA-256 of each file of an archive that was unpacked before, sorted; none of any other file."""
    if not name.lower().endswith(".zip"):
        return ()
    with zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as archive:
        return tuple(sorted(_digest_member(archive, member) for member in archive.infolist()))


def _digest_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest = sha256()
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _unpack_archive(name: str, file: BinaryIO) -> Iterator[Part]:
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        limit = UNPACKED_LIMIT if name.lower().endswith(DOCUMENTS) else PACKED_LIMIT
        if sum(member.file_size for member in members) > limit:
            raise ValueError("unpacks to too much")
        if archive.comment:
            yield Part(name, _decode(archive.comment))
        for member in members:
            inner = f"{name} › {member.filename}"
            yield Part(inner, member.filename)
            if member.file_size <= BLOCK:
                yield from unpack_file(inner, archive.read(member))
            else:
                with archive.open(member) as stream:
                    yield from unpack_file(inner, cast(BinaryIO, stream))


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
