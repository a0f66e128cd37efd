"""PDFs that came with a dataset: pages pass, whatever acts, carries, hides or names somebody does not."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.pdf_attachments import judge_pdf

SOUND = (
    Path(__file__).parents[1] / "sites/kegiatan/datasets/dinas-sosial/kegiatan/lampiran/berita-acara.pdf"
).read_bytes()


def with_object(content: bytes) -> bytes:
    """The sound PDF with one more object."""
    return SOUND.replace(b"trailer", b"7 0 obj\n" + content + b"\nendobj\ntrailer")


def packed(content: bytes, head: bytes = b"/Type/ObjStm/Filter/FlateDecode") -> bytes:
    data = zlib.compress(content)
    return with_object(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(data), data))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SOUND, ""),
        (packed(b"7 0 <</Type/Font>>"), ""),
        # A signed document has a form, which does nothing by itself.
        (with_object(b"<</AcroForm<</Fields[8 0 R]/SigFlags 3>>>>"), ""),
        (with_object(b"<</OpenAction[3 0 R/XYZ null null 0]>>"), ""),
        (with_object(b"<</S/URI/URI(https://contoh.go.id)>>"), ""),
        (b"catatan", "M010"),
        (SOUND[:-40], "M010"),
        (b"\n" + SOUND, "M010"),
        (with_object(b"<</Encrypt 9 0 R>>"), "M010"),
        (packed(b"x", b"/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]"), "M010"),
        (packed(b"x", b"/Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12>>"), "M010"),
        (packed(b"x", b"/Type/Obj#53tm/Filter/LZWDecode"), "M010"),
        (with_object(b"<</S/JavaScript/JS(app.alert(1))>>"), "M012"),
        (with_object(b"<</S /J#61v#61Script>>"), "M012"),
        (packed(b"<</S/JavaScript>>"), "M012"),
        (packed(b"<</S/#4Caunch>>"), "M012"),
        (with_object(b"<</Names<</EmbeddedFiles 8 0 R>>>>"), "M012"),
        (with_object(b"<</XFA 8 0 R>>"), "M012"),
        (with_object(b"<</Author(Pegawai)>>"), "M013"),
        (with_object(b"<</Author <FEFF0041>>>"), "M013"),
        (with_object(b"<</Author( )>>"), ""),
        (packed(b"<dc:creator><rdf:Seq>", b"/Type/Metadata/Filter/FlateDecode"), "M013"),
        (with_object(b"<</DCTDecode>>\nstream\nexif:GPSLatitude\nendstream"), "M013"),
    ],
)
def test_a_pdf_is_judged_by_what_is_in_it(data: bytes, code: str) -> None:
    assert judge_pdf(data) == code


@given(st.binary(max_size=400), st.integers(0, len(SOUND)))
def test_no_bytes_break_the_judge(junk: bytes, at: int) -> None:
    assert judge_pdf(SOUND[:at] + junk + SOUND[at:]) in ("", "M010", "M012", "M013")


def test_what_swells_beyond_all_bounds_ends() -> None:
    assert judge_pdf(packed(b"\0" * 200_000_000)) in ("", "M010")
