"""What the scan cannot look into is told, and what takes too long or too much of it is given up."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from small_site import DATASET, TABLE, copy_small_site
from suluh.checking import personal_files
from suluh.checking.personal_data import scan_file
from suluh.checking.project import check_project
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding

NIK = "7472010107900003"
LIST = f"nama,nomor\nWarga,{NIK}\n".encode()


def packed(files: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def locked() -> bytes:
    """A zip whose only member says that it is encrypted."""
    data = bytearray(packed({"a.csv": LIST}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def within(levels: int) -> bytes:
    data = packed({"a.csv": LIST})
    for _ in range(levels):
        data = packed({"b.zip": data})
    return data


UNSEEN = {
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(32),
    "rar": b"Rar!\x1a\x07" + bytes(32),
    "bzip2": bz2.compress(LIST),
    "xz": lzma.compress(LIST),
    "zip dalam gzip": gzip.compress(packed({"a.csv": LIST})),
    "gzip rusak": b"\x1f\x8b" + bytes(32),
    "zip terkunci": locked(),
    "zip rusak": packed({"a.csv": LIST})[:60],
    "zip dalam zip dalam zip dalam zip dalam zip": within(5),
    "xml padat": packed({"word/document.xml": f"<w>{NIK}" + " " * 3_000_000 + "</w>"}),
    "PDF terkunci": b"%PDF-1.4\ntrailer <</Encrypt 5 0 R>>",
    "Office terkunci": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "surat berlampiran": b"Content-Transfer-Encoding: base64\n\n" + b64encode(LIST),
    "berkas dalam alamat": b"<img src='data:image/png;base64," + b64encode(LIST * 20) + b"'>",
}
SEEN = {
    "zip": packed({"a.csv": LIST}),
    "zip dalam zip": within(1),
    "zip sesudah isi lain": b"halo\n" + packed({"a.csv": LIST}),
    "UTF-16 dalam zip": packed({"a.csv": LIST.decode().encode("utf-16")}),
    "angka Arab dalam zip": packed({"a.txt": "".join(chr(0x660 + int(one)) for one in NIK)}),
    "keterangan zip": packed({})[:-2] + len(NIK).to_bytes(2, "little") + NIK.encode(),
    "xml rusak": packed({"word/document.xml": f"<w><p>{NIK}</p><x></w>"}),
    "xml dengan DOCTYPE": packed({"word/document.xml": f"<!DOCTYPE x><w><p>{NIK}</p></w>"}),
    "rtf": f"{{\\rtf1 NIK {NIK[:4]}\\b {NIK[4:]}\\b0}}".encode(),
    "angka lingkaran hitam": "".join("⓿➊➋➌➍➎➏➐➑➒"[int(one)] for one in NIK).encode(),
    "alamat": b"https://contoh.go.id/?n=" + "".join(f"%{ord(one):02x}" for one in NIK).encode(),
    "warna di tengah": f'<p>{NIK[:4]}<b class="merah">{NIK[4:8]}</b>{NIK[8:]}</p>'.encode(),
}


def codes(data: bytes) -> list[str]:
    return [one.finding.code for one in scan_file("datasets/a/b/lampiran", data)]


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_cannot_be_looked_into_is_told(kind: str) -> None:
    assert "I016" in codes(UNSEEN[kind])


@pytest.mark.parametrize("kind", SEEN)
def test_what_can_be_looked_into_is(kind: str) -> None:
    assert "I001" in codes(SEEN[kind])


def found_in(root: Path) -> list[Finding]:
    settings, _ = read_settings(root)
    assert settings is not None
    return list(check_project(settings).findings)


def test_a_file_deep_down_is_looked_at(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    deep = root / DATASET / "/".join("abcdefghijklmnop")
    deep.mkdir(parents=True)
    (deep / "x.txt").write_bytes(LIST)
    assert [one.code for one in found_in(root)] == ["I001"]


def test_a_file_beyond_the_limit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small_site(tmp_path / "situs")
    with (root / DATASET / "catatan.txt").open("wb") as file:
        file.truncate(2_000_000)
    monkeypatch.setattr(personal_files, "SCAN_LIMIT", 1_000_000)
    assert [one.code for one in found_in(root)] == ["I016"]


@pytest.mark.parametrize("text", ["08 8 8 ", "\ufdfa"])
def test_a_text_that_keeps_the_scan_busy_is_given_up(tmp_path: Path, text: str) -> None:
    root = copy_small_site(tmp_path / "situs")
    (root / DATASET / "catatan.txt").write_text(text * (16_000_000 // len(text.encode())), "utf-8")
    assert [one.code for one in found_in(root)] == ["I016"]


def test_of_a_table_that_is_none_only_that_is_told(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    (root / TABLE).write_bytes(locked())
    assert [one.code for one in found_in(root)] == ["F019"]


def test_what_is_found_in_confinement_is_told_as_if_found_here(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    file = root / DATASET / "catatan.txt"
    told = []
    for rest in ("", "biasa\n" * 30_000):
        file.write_bytes(LIST + rest.encode())
        told.append(found_in(root))
    assert told[0] == told[1] and [one.code for one in told[0]] == ["I001"]
