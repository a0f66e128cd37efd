"""The streams of a PDF, unpacked as readers unpack them: by the filters that each one names, in their order.

Whoever hides something packs it twice, in letters, or with an end that is broken. What none here can
open is told, so that the PDF can be refused.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that all streams of one PDF may unpack to, pictures aside."""
_MOST_FILTERS = 4
_HEAD_LIMIT = 64 * 1024
_PIECE = 64 * 1024

_BEGIN = re.compile(rb"(?<!end)stream[ \t\x00\x0c]*(?:\r\n|\n|\r)")
_FILTER = re.compile(rb"/Filter(?![A-Za-z0-9])")
_NAMES = re.compile(rb"[\x00\t\n\x0c\r ]*(?:/([A-Za-z0-9]+)|\[([^\[\]]*)\])")
_NAME = re.compile(rb"/([A-Za-z0-9]+)")
_ESCAPED_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
_COMMENT = re.compile(rb"%[^\r\n]*")
_PICTURES = frozenset((b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"))
_ALTERED = re.compile(
    rb"/(?:Predictor|EarlyChange)[\x00\t\n\x0c\r ]*(?:[02-9]|1[0-9])"
    rb"|/(?:DecodeParms|DP)[\x00\t\n\x0c\r ]*\[?[\x00\t\n\x0c\r ]*[0-9]"
)
"""Parameters by which what is unpacked is not yet what is read, or which stand elsewhere."""
_OUTSIDE = re.compile(
    rb"/(?:FFilter|FDecodeParms)(?![A-Za-z0-9])"
    rb"|/F[\x00-\x20]*(?:\(|<|[0-9]+[\x00-\x20]+[0-9]+[\x00-\x20]+R)"
)
_FIRST = re.compile(rb"/First[\x00-\x20]*([0-9]{1,9})")
_PLAINLY: tuple[list[bytes], ...] = ([], [b"FlateDecode"], [b"Fl"])
"""How programs pack objects."""
_INNER = re.compile(rb"<<[^<>]*>>|\[[^\[\]]*\]|\((?:[^()\\]|\\.)*\)")


class OpaqueError(ValueError):
    """A stream that cannot be looked into."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What stands before a stream, without escapes and comments, and where its bytes begin."""

    head: bytes
    start: int

    @property
    def holds_objects(self) -> bool:
        """Whether a reader might take objects out of it: `/First` says where they begin."""
        return b"/First" in self.head or b"/ObjStm" in self.head

    @property
    def is_outside(self) -> bool:
        """Whether its bytes are in another file, or at an address."""
        found = _OUTSIDE.search(_own_keys(self.head))
        return found is not None


def plain_names(part: bytes) -> bytes:
    """A name may be written with its signs as numbers: /J#61vaScript."""
    return _ESCAPED_SIGN.sub(lambda sign: bytes([int(sign[1], 16)]), part) if b"#" in part else part


def find_streams(data: bytes) -> Iterator[Stream]:
    """Every stream of a PDF, also one that no object leads to."""
    for match in _BEGIN.finditer(data):
        low = max(data.rfind(b"obj", max(match.start() - _HEAD_LIMIT, 0), match.start()), 0)
        yield Stream(plain_names(_COMMENT.sub(b"", data[low : match.start()])), match.end())


def unpack_all(data: bytes) -> Iterator[bytes]:
    """Every stream unpacked, but pictures. Raises OpaqueError for what cannot be looked into."""
    left = UNPACKED_LIMIT
    for stream in find_streams(data):
        if b"/Image" in stream.head and not stream.holds_objects:
            _filters_of(stream)
            continue
        content = _unpack(data, stream, left)
        left -= len(content)
        if left <= 0:
            raise OpaqueError("too much")
        yield content
        if stream.holds_objects:
            yield _number_objects(content, stream.head)


def _number_objects(content: bytes, head: bytes) -> bytes:
    """The objects of a packed stream, each with its number before it as in the open."""
    stated = _FIRST.search(head)
    if stated is None:
        return b""
    first = int(stated[1])
    numbers = [int(entry) for entry in re.findall(rb"[0-9]{1,10}", content[:first])]
    places = sorted({(first + at, number) for number, at in zip(numbers[::2], numbers[1::2], strict=False)})
    ends = [*(at for at, _ in places[1:]), len(content)]
    return b"\n".join(
        b"%d 0 obj %s endobj" % (number, content[at:end])
        for (at, number), end in zip(places, ends, strict=False)
    )


def _own_keys(head: bytes) -> bytes:
    """The keys of the outermost dictionary, without what lies in others."""
    inside = head.partition(b"<<")[2]
    for _ in range(8):
        shorter = _INNER.sub(lambda part: part[0][:1] if part[0][:1] == b"(" else b"", inside)
        if shorter == inside:
            break
        inside = shorter
    return inside


def _filters_of(stream: Stream) -> list[bytes]:
    stated = list(_FILTER.finditer(stream.head))
    if not stated:
        return []
    names = _NAMES.match(stream.head, stated[0].end())
    if len(stated) > 1 or names is None:
        raise OpaqueError("filters that are not stated once and plainly")
    filters = [names[1]] if names[1] else _NAME.findall(names[2])
    known = filters and not any(name not in UNPACKERS and name not in _PICTURES for name in filters)
    if (not known and names[2] != b"") or len(filters) > _MOST_FILTERS:
        raise OpaqueError("a filter that nobody knows")
    return filters


def _unpack(data: bytes, stream: Stream, limit: int) -> bytes:
    filters = _filters_of(stream)
    if stream.holds_objects and (filters not in _PLAINLY or _ALTERED.search(stream.head)):
        raise OpaqueError("objects packed as no program packs them")
    end = data.find(b"endstream", stream.start)
    content = data[stream.start : end if end >= 0 else len(data)]
    for name in filters:
        if name in _PICTURES:
            return b""
        content, whole = UNPACKERS[name](content, limit)
        if stream.holds_objects and not whole:
            raise OpaqueError("objects that end in the middle")
        if len(content) >= limit:
            raise OpaqueError("too much")
    return content


def _inflate(content: bytes, limit: int) -> tuple[bytes, bool]:
    """As far as it goes: readers show what they have when the rest is broken."""
    machine, found = zlib.decompressobj(), bytearray()
    for start in range(0, len(content), _PIECE):
        before, known = machine.copy(), len(found)
        try:
            found += machine.decompress(content[start : start + _PIECE], limit - known)
        except zlib.error:
            return bytes(found) + _inflate_to_break(before, content[start : start + _PIECE], limit), False
        if len(found) >= limit or machine.eof:
            break
    return bytes(found), machine.eof


def _inflate_to_break(machine: zlib._Decompress, piece: bytes, limit: int) -> bytes:
    """What a piece holds up to the byte at which it breaks."""
    found = bytearray()
    try:
        for at in range(len(piece)):
            found += machine.decompress(piece[at : at + 1], limit)
    except zlib.error:
        pass
    return bytes(found)


def _from_hex(content: bytes, _: int) -> tuple[bytes, bool]:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", content.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")), True


def _from_ascii85(content: bytes, _: int) -> tuple[bytes, bool]:
    letters = re.sub(rb"[^!-uz]", b"", content.partition(b"~>")[0].removeprefix(b"<~"))
    try:
        return a85decode(letters), True
    except ValueError as fault:
        raise OpaqueError("no ASCII85") from fault


def _from_runs(content: bytes, limit: int) -> tuple[bytes, bool]:
    found, at = bytearray(), 0
    while at < len(content) and content[at] != 128 and len(found) < limit:
        length = content[at]
        if length < 128:
            found += content[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            found += content[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(found), True


def _from_lzw(content: bytes, limit: int) -> tuple[bytes, bool]:
    """LZW as TIFF and PDF have it, codes of 9 to 12 bits."""
    found, table, last = bytearray(), _LETTERS[:], b""
    bits, count, width = 0, 0, 9
    for byte in content:
        bits, count = (bits << 8 | byte) & 0xFFFFFF, count + 8
        if count < width:
            continue
        code = bits >> (count - width) & ((1 << width) - 1)
        count -= width
        if code == 256:
            table, last, width = _LETTERS[:], b"", 9
            continue
        if code == 257 or code > len(table) or len(found) >= limit:
            break
        entry = table[code] if code < len(table) else last + last[:1]
        found += entry
        if last and len(table) < 4096:
            table.append(last + entry[:1])
        last = entry
        width = 9 + sum(len(table) + 1 >= size for size in (512, 1024, 2048))
    return bytes(found), True


_LETTERS = [*(bytes([number]) for number in range(256)), b"", b""]
UNPACKERS: Mapping[bytes, Callable[[bytes, int], tuple[bytes, bool]]] = MappingProxyType(
    {
        **dict.fromkeys((b"FlateDecode", b"Fl"), _inflate),
        **dict.fromkeys((b"LZWDecode", b"LZW"), _from_lzw),
        **dict.fromkeys((b"ASCIIHexDecode", b"AHx"), _from_hex),
        **dict.fromkeys((b"ASCII85Decode", b"A85"), _from_ascii85),
        **dict.fromkeys((b"RunLengthDecode", b"RL"), _from_runs),
    }
)
