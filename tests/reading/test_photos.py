"""Photos are written anew from their pixels alone, and what their files tell of a place is found."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from small_site import copy_small_site
from suluh.checking.personal_data import scan_file
from suluh.reading.activity_photos import Photo, read_photo
from suluh.reading.photo_places import has_position
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Place

FOLDER = "datasets/dinas-sosial/bantuan"
NIK = b"7472010107900001"
XMP = '<x:xmpmeta><rdf exif:GPSLatitude="5,28.1S"/></x:xmpmeta>'


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, kind, **options)
    return stream.getvalue()


def gps() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (5.0, 28.0, 0.0), 3: "E", 4: (122.0, 36.0, 0.0)}
    return exif.tobytes()


def png_text(keyword: str, text: str, *, packed: bool) -> bytes:
    info = PngImagePlugin.PngInfo()
    if keyword.startswith("XML"):
        info.add_itxt(keyword, text, zip=packed)
    else:
        info.add_text(keyword, text, zip=packed)
    return picture("PNG", pnginfo=info)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


RAW = f"\nexif\n  {len(gps())}\n{gps().hex()}\n"
PLACED = {
    "jpeg": picture("JPEG", exif=gps()),
    "png": picture("PNG", exif=gps()),
    "webp": picture("WEBP", exif=gps()),
    "tiff": gps()[6:],
    "png xmp": png_text("XML:com.adobe.xmp", XMP, packed=False),
    "png xmp padat": png_text("XML:com.adobe.xmp", XMP, packed=True),
    "png heksadesimal": png_text("Raw profile type exif", RAW, packed=False),
    "png heksadesimal padat": png_text("Raw profile type exif", RAW, packed=True),
    "heic": box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"mdat", b"\0\0\0\x06" + gps()),
    "mp4": box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"\xa9xyz", b"\0\x12\x15\xc7-05.4835+122.5711/"),
}


@pytest.mark.parametrize("kind", PLACED)
def test_a_position_is_found_wherever_it_is_kept(kind: str) -> None:
    assert {one.finding.code for one in scan_file("datasets/a/b/foto", PLACED[kind])} == {"I015"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_a_photo_without_a_position_tells_none(kind: str) -> None:
    assert not has_position(picture(kind))


def photo_of(tmp_path: Path, data: bytes) -> tuple[Photo | None, list[str]]:
    root = copy_small_site(tmp_path / "situs")
    (root / FOLDER / "foto.bin").write_bytes(data)
    settings, _ = read_settings(root)
    assert settings is not None
    photo, findings = read_photo(settings, FOLDER, "foto.bin", Place("x"))
    return photo, [one.code for one in findings]


@pytest.mark.parametrize(
    "data",
    [
        PLACED["jpeg"],
        PLACED["png xmp padat"],
        picture("JPEG", comment=NIK),
        picture("JPEG") + b"<script>alert(1)</script>" + NIK,
        picture("PNG", mode="RGBA"),
        picture("PNG", mode="P"),
        picture("PNG", mode="1"),
        picture("PNG", mode="I;16"),
        picture("JPEG", mode="CMYK"),
    ],
)
def test_only_pixels_come_out(tmp_path: Path, data: bytes) -> None:
    photo, codes = photo_of(tmp_path, data)
    assert photo is not None and codes == []
    for made in (photo.large, photo.small):
        assert made.startswith(b"\xff\xd8\xff") and not has_position(made)
        assert not any(word in made for word in (b"Exif", b"script", NIK, b"xmp", b"ICC"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "M006"),
        (picture("GIF"), "M006"),
        (picture("JPEG", (900, 600))[:900], "M006"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "M006"),
        (b"\x89PNG\r\n\x1a\n" + box(b"IHDR", b"\x7f\xff\xff\xff\0\0\0\x01\x08\x02\0\0\0"), "M006"),
        (picture("PNG", (8000, 5100), "L"), "M008"),
        (b"\xff\xd8\xff" + bytes(8 * 1024 * 1024), "M008"),
    ],
)
def test_what_is_no_photo_or_too_large_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    assert photo_of(tmp_path, data) == (None, [code])


def test_the_largest_allowed_fits_into_the_limits(tmp_path: Path) -> None:
    photo, codes = photo_of(tmp_path, picture("PNG", (6000, 6000)))
    assert codes == [] and photo is not None and photo.large_size == (1200, 1200)
