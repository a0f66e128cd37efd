"""Files that are no text are scanned as far as they can be unpacked."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_site import make_photo
from suluh.checking.personal_data import scan_file
from suluh.reading.binary_text import list_texts

NIK = "7472015708900003"
PROPERTY = b"<</Author (" + NIK.encode() + b")>>"


def pdf(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"%PDF-1.7\n1 0 obj <</Filter /FlateDecode>>\nstream\r\n" + packed + b"\r\nendstream\n"


FILES = {
    "tulisan PDF": ("a.pdf", pdf(b"BT (" + NIK.encode() + b") Tj ET")),
    "tulisan PDF berkerning": ("a.pdf", pdf(b"[(7472)-20(0157)3(0890)(0003)] TJ")),
    "tulisan PDF heksadesimal": ("a.pdf", pdf(b"[<" + NIK.encode().hex().encode() + b">] TJ")),
    "sifat PDF": ("a.pdf", b"%PDF-1.4\n" + PROPERTY),
    "sifat PDF dalam objek": ("a.pdf", pdf(PROPERTY)),
    "sifat PDF UTF-16": (
        "a.pdf",
        b"%PDF-1.4\n<</Author <FEFF" + NIK.encode("utf-16-be").hex().encode() + b">>>",
    ),
    "gzip": ("a.csv.gz", gzip.compress(f"nik\n{NIK}\n".encode())),
    "Excel lama": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NIK.encode("utf-16-le")),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_number_in_a_binary_file_is_found(kind: str) -> None:
    name, data = FILES[kind]
    assert "I001" in {one.finding.code for one in scan_file(f"datasets/a/b/{name}", data)}


def workbook_with(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, data)
    return stream.getvalue()


def test_a_photo_in_a_workbook_tells_its_place_and_its_words() -> None:
    found = scan_file("a.xlsx", workbook_with("xl/media/image1.jpeg", make_photo()))
    assert [(one.finding.code, one.finding.place.field) for one in found] == [
        ("I015", "xl/media/image1.jpeg")
    ]
    with_words = workbook_with("xl/media/image1.png", b"\x89PNG\r\n\x1a\n" + f"XMP {NIK} ".encode())
    assert [one.finding.code for one in scan_file("a.xlsx", with_words)] == ["I001"]


@given(st.binary(max_size=200), st.sampled_from([b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"RIFF"]))
def test_nothing_stops_the_scan(data: bytes, start: bytes) -> None:
    list_texts(start + data)
    list_texts(start + b"stream\n" + data)
    list_texts(start + b"/Author <" + data + b">")


def test_what_unpacks_to_very_much_is_cut() -> None:
    bomb = pdf(b"0" * 80_000_000)
    assert sum(map(len, list_texts(bomb))) < 70_000_000
