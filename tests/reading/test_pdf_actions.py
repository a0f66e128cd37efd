"""Whatever a PDF would do is found, however it is packed and spelled; links and places in it are let in."""

from __future__ import annotations

import re
import zlib
from base64 import a85encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.pdf_attachments import judge_pdf
from suluh.reading.pdf_streams import find_streams, unpack_all

SOUND = (
    Path(__file__).parents[1] / "sites/kegiatan/datasets/dinas-sosial/kegiatan/lampiran/berita-acara.pdf"
).read_bytes()


def with_object(content: bytes, number: int = 7) -> bytes:
    """The sound PDF with one more object."""
    return SOUND.replace(b"trailer", b"%d 0 obj\n" % number + content + b"\nendobj\ntrailer")


def stream(content: bytes, head: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def lzw(content: bytes) -> bytes:
    """Each byte as a code of nine bits, the table cleared before it grows."""
    codes = [256]
    for at, byte in enumerate(content):
        if at % 200 == 199:
            codes.append(256)
        codes.append(byte)
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def runs(content: bytes) -> bytes:
    parts = [content[at : at + 128] for at in range(0, len(content), 128)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


ACTIONS = {
    "buka": b"<</Type/Catalog/OpenAction<</S/URI/URI(https://lain.example)>>>>",
    "buka naskah": b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "buka dengan rujukan": b"<</OpenAction 40 0 R>>",
    "buka bernama": b"<</OpenAction<</S/Named/N/Print>>>>",
    "buka disusul": b"<</OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(https://lain.example)>>>>>>",
    "buka ke luar": b"<</OpenAction<</S/GoToR/F(lain.pdf)>>>>",
    "tambahan": b"<</AA<</O<</S/URI/URI(https://lain.example)>>>>>>",
    "tambahan dengan rujukan": b"<</AA 41 0 R>>",
    "tambahan sesudah komentar": b"<</AA %x\n <</C<</S/Named/N/Print>>>>>>",
    "jalankan": b"<</S/Launch/F(cmd.exe)>>",
    "kirim": b"<</S/SubmitForm/F(https://lain.example)>>",
    "muat": b"<</S/ImportData/F(a.fdf)>>",
    "ke berkas lain": b"<</S/GoToR/F(a.pdf)/D[0/Fit]>>",
    "ke berkas di dalam": b"<</S/GoToE/T<</R/C/N(a)>>>>",
    "naskah": b"<</S/JavaScript/JS(app.alert(1))>>",
    "putar": b"<</S/Rendition/OP 0>>",
    "isian": b"<</AcroForm<</XFA 9 0 R>>>>",
    "media kaya": b"<</Subtype/RichMedia/RichMediaContent 9 0 R>>",
    "tiga matra": b"<</Type/3DD/OnInstantiate 9 0 R>>",
    "berkas di dalam": b"<</Type/EmbeddedFile>>",
    "lampiran": b"<</Subtype/FileAttachment/FS 9 0 R>>",
    "berkas": b"<</Type/Filespec/F(a.exe)>>",
    "berkas tanpa jenis": b"<</EF<</F 9 0 R>>>>",
    "halaman dari berkas lain": b"<</Subtype/Form/Ref<</F(a.pdf)/Page 0>>>>",
    "gambar dari berkas lain": b"<</OPI<</2.0 9 0 R>>>>",
    "berkas di web": b"<</FS/URL/F(https://lain.example/a)>>",
    "cetak": b"<</S/Named/N/Print>>",
    "tautan naskah": b"<</S/URI/URI(javascript:alert(1))>>",
    "tautan naskah lolos": b"<</S/URI/URI(\\152ava\\\nscript:alert\\(1\\))>>",
    "tautan naskah heksa": b"<</S/URI/URI<6A6176617363726970743A31>>>",
    "tautan naskah utf-16": b"<</S/URI/URI<FEFF%s>>>" % "javascript:1".encode("utf-16-be").hex().encode(),
    "tautan berkas": b"<</S/URI/URI(file:///C:/Windows/a.exe)>>",
    "tautan tanpa skema": b"<</S/URI/URI(a.exe)>>",
    "tautan berkurung": b"<</S/URI/URI((javascript:1))>>",
    "tautan dengan rujukan": b"<</S/URI/URI 9 0 R>>",
    "pangkal tautan": b"<</URI<</Base(https://lain.example)>>>>",
}
"""Objects that act or carry."""


def spelled(content: bytes) -> bytes:
    """Every name of three letters and more with one of its letters as a number."""
    return re.sub(rb"/([A-Za-z]{2})([A-Za-z])", lambda name: b"/%s#%02x" % (name[1], ord(name[2])), content)


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "polos": with_object,
    "dieja": lambda content: with_object(spelled(content)),
    "aliran objek": lambda content: with_object(
        stream(zlib.compress(b"7 0 " + content), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    ),
    "aliran objek tanpa jenis": lambda content: with_object(
        stream(zlib.compress(b"7 0 " + content), b"/N 1/First 4/Filter[/FlateDecode]")
    ),
    "aliran objek berekor rusak": lambda content: with_object(
        stream(zlib.compress(b"7 0 " + content)[:-4] + b"\0\0\0\0", b"/N 1/Filter/FlateDecode")
    ),
    "dua kali": lambda content: with_object(
        stream(zlib.compress(zlib.compress(content)), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "heksa": lambda content: with_object(
        stream(zlib.compress(content).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]")
    ),
    "heksa pendek": lambda content: with_object(stream(content.hex().encode() + b">", b"/Filter/AHx")),
    "ascii85": lambda content: with_object(
        stream(a85encode(zlib.compress(content)) + b"~>", b"/Filter[/A85/Fl]")
    ),
    "lzw": lambda content: with_object(stream(lzw(content), b"/Filter/LZWDecode")),
    "lari": lambda content: with_object(stream(runs(content), b"/Filter [ /RunLengthDecode ]")),
    "kepala panjang": lambda content: with_object(
        stream(zlib.compress(content), b"/X(" + b"a" * 5000 + b")/Filter/FlateDecode")
    ),
    "nama saringan dieja": lambda content: with_object(
        stream(content.hex().encode() + b">", b"/F#69lter/ASCIIHexDec#6fde")
    ),
    "aliran CR": lambda content: with_object(
        b"<</Filter/FlateDecode>>stream\r" + zlib.compress(content) + b"endstream"
    ),
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("action", ACTIONS)
def test_what_acts_is_refused_however_it_is_packed(action: str, packing: str) -> None:
    assert judge_pdf(PACKINGS[packing](ACTIONS[action])) == "M012"


@pytest.mark.parametrize(
    "content",
    [
        stream(b"x", b"/Filter/Crypt"),
        stream(b"x", b"/Filter/TakDikenal"),
        stream(b"x", b"/Filter 9 0 R"),
        stream(b"x", b"/Filter/FlateDecode/Filter/ASCIIHexDecode"),
        stream(b"x", b"/Filter[/AHx/AHx/AHx/AHx/AHx]"),
        stream(b"x", b"/Filter[[/AHx]]"),
        stream(zlib.compress(b"7 0 <<>>")[:-6], b"/N 1/First 4/Filter/FlateDecode"),
        stream(zlib.compress(b"7 0 <<>>"), b"/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12>>"),
        stream(b"uuuuu~>", b"/Filter/ASCII85Decode"),
        b"<</#45ncrypt 9 0 R>>",
        b"<</Encrypt\x009 0 R>>",
    ],
)
def test_what_nobody_here_can_unpack_is_refused(content: bytes) -> None:
    assert judge_pdf(with_object(content)) == "M010"


@pytest.mark.parametrize(
    "content",
    [
        b"<</AA 41%\n0 R>>",
        b"<</F(a.exe)/EF%\n6%\n0 R>>",
        b"<</OpenAction 50 0 R>>\nendobj\n50 0 obj[3 0 R/Fit]endobj\n0050 0 obj<</S/URI/URI(https://a.example)>>",
        b"<</OpenAction 50 0 R>>\nendobj\n50 0 obj[3 0 R/Fit]endobj\n50%\n0 obj<</S/URI/URI(https://a.example)>>",
        b"<</OpenAction 50%\n0%\nR>>\nendobj\n50 0 obj<</S/URI/URI(https://a.example)>>",
    ],
)
def test_numbers_of_objects_are_read_however_they_are_written(content: bytes) -> None:
    assert judge_pdf(with_object(content)) == "M012"


def test_objects_packed_with_parameters_that_stand_elsewhere_are_refused() -> None:
    packed = zlib.compress(b"\x029 0 \x02zzzz")
    for key in (b"DecodeParms", b"DP"):
        head = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/" + key + b"[50 0 R]"
        content = stream(packed, head) + b"\nendobj\n50 0 obj<</Predictor 12/Columns 4>>"
        assert judge_pdf(with_object(content)) == "M010"


@pytest.mark.parametrize(
    "head", [b"/F(https://lain.example/a)", b"/F 9 0 R", b"/F<</FS/URL>>", b"/FFilter/FlateDecode"]
)
def test_a_stream_in_another_file_is_refused(head: bytes) -> None:
    assert judge_pdf(with_object(stream(b"", head))) == "M012"


@pytest.mark.parametrize(
    "content",
    [
        b"<</OpenAction[3 0 R/FitH 800]>>",
        b"<</OpenAction<</S/GoTo/D[3 0 R/Fit]>>>>",
        b"<</OpenAction 7 0 R>>\nendobj\n7 0 obj\n<</Type/Action /S/GoTo /D [3 0 R /XYZ 0 0 null]>>",
        b"<</OpenAction 7 0 R>>\nendobj\n9 0 obj\n"
        + stream(zlib.compress(b"7 0 [3 0 R/Fit]"), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"),
        b"<</Subtype/Link/A<</S/URI/URI(https://contoh.go.id/a\\(1\\)?b=c)>>>>",
        b"<</A<</Type/Action/S/URI/URI(mailto:ppid@contoh.go.id)>>>>",
        b"<</A<</S/URI/URI(http://contoh.go.id)>>/AP<</N 9 0 R>>>>",
        b"<</A<</S/Named/N/NextPage>>>>",
        stream(zlib.compress(b"q /AA Do /F 1 0 0 Tf Q"), b"/Filter/FlateDecode"),
        stream(b"\xff\xd8\xff", b"/Subtype/Image/Filter/DCTDecode"),
        stream(zlib.compress(b"\0" * 99), b"/Subtype/Image/Filter/FlateDecode/DecodeParms<</Predictor 15>>"),
        stream(zlib.compress(b"\0" * 99), b"/Type/XRef/Filter/FlateDecode/DecodeParms<</Predictor 12>>"),
        stream(zlib.compress(b"q Q"), b"/Resources<</Font<</F 9 0 R>>>>/Filter/FlateDecode"),
    ],
)
def test_what_pages_need_is_let_in(content: bytes) -> None:
    assert judge_pdf(with_object(content, 8)) == ""


@given(st.binary(max_size=3000))
def test_streams_are_unpacked_as_they_were_packed(content: bytes) -> None:
    for packing in ("ascii85", "lzw", "lari", "heksa", "dua kali"):
        data = PACKINGS[packing](content)
        assert content in list(unpack_all(data))


@given(st.binary(max_size=300), st.integers(0, 300), st.sampled_from(sorted(PACKINGS)))
def test_no_broken_stream_breaks_the_judge(junk: bytes, at: int, packing: str) -> None:
    data = PACKINGS[packing](b"<</S/Launch>>" * 9)
    begin = data.rindex(b"stream") - min(at, 200)
    assert judge_pdf(data[:begin] + junk + data[begin:]) in ("", "M010", "M012", "M013")
    assert len(list(find_streams(data))) >= 1
