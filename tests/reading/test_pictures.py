"""Pictures of pages hold their pixels alone: whatever more lies in a file, it is not published."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from suluh.reading.pictures import HIGH, SIZE_LIMIT, read_picture
from suluh.vocabulary.findings import Place

PLACE = Place("content/tentang/gambar/satu.png")


def make_png(mode: str = "P", size: tuple[int, int] = (7, 5), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, 3 if mode == "P" else None).save(stream, "PNG", **options)
    return stream.getvalue()


def part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def codes(data: bytes) -> list[str]:
    picture, findings = read_picture("tentang/gambar/satu.png", data, PLACE)
    assert (picture is None) == bool(findings)
    return [one.code for one in findings]


@pytest.mark.parametrize("mode", ["P", "L", "RGB", "RGBA", "1"])
def test_a_plain_picture_is_measured(mode: str) -> None:
    picture, findings = read_picture("tentang/gambar/satu.png", make_png(mode), PLACE)
    assert findings == [] and picture is not None
    assert (picture.width, picture.height) == (7, 5)


def test_whatever_is_no_pixel_keeps_it_back() -> None:
    plain = make_png("RGB")
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Seseorang")
    end = plain.index(b"IEND") - 4
    behind = zlib.compress(zlib.decompress(_pixels(plain)) + b"rahasia")
    for data in (
        make_png("RGB", pnginfo=said),
        make_png("RGB", dpi=(72, 72)),
        plain + b"rahasia",
        plain[:end] + part(b"zzZz", b"rahasia") + plain[end:],
        plain.replace(part(b"IDAT", _pixels(plain)), part(b"IDAT", behind)),
        plain.replace(part(b"IDAT", _pixels(plain)), part(b"IDAT", _pixels(plain) + b"rahasia")),
        plain[:40],
        plain[:-1],
        b"\xff\xd8\xff\xe0" + plain,
        b"<svg/>",
        b"",
        make_png("1", (8, HIGH + 1)),
        plain + bytes(SIZE_LIMIT),
    ):
        assert codes(data) == ["H006"]


def _pixels(data: bytes) -> bytes:
    at = data.index(b"IDAT")
    return data[at + 4 : at + 4 + struct.unpack(">I", data[at - 4 : at])[0]]


@given(st.binary(max_size=200), st.integers(0, 60))
def test_no_bytes_break_it(data: bytes, kept: int) -> None:
    assert codes(data) == ["H006"]
    assert codes(make_png()[:kept] + data) in (["H006"], [])
