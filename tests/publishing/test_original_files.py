"""Submitted bytes go out only where all of a dataset is public and nothing else is in the file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from builders import make_field, make_package, make_resource, make_settings, make_table
from suluh.clearing.classification import clear_package
from suluh.publishing.original_files import write_originals
from suluh.vocabulary.package import DataPackage, Klasifikasi, ValidPackage

TEXT = "kode;n\r\nA;1.001\r\nB;2\r\n"


def originals(
    root: Path, data: bytes, package: DataPackage | None = None
) -> dict[str, tuple[bytes, list[str]]]:
    """What lies beside the canonical file, with its changes of form."""
    fields = (make_field("kode"), make_field("n", type="integer", group_char="."))
    resource = make_resource("isi", fields, dialect={"delimiter": ";"})
    package = package or make_package("isi", resources=(resource,))
    folder = root / package.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "isi.csv").write_bytes(data)
    valid = ValidPackage(package, {"isi": make_table(("kode", "n"), [("A", "1.001"), ("B", "2")])})
    cleared = clear_package(valid)
    if cleared is None:
        return {}
    found = {}
    for made in write_originals(valid, cleared, make_settings(root=root)):
        stream = io.BytesIO()
        made.artifact.write(stream)
        with zipfile.ZipFile(stream) as packed:
            (name,) = packed.namelist()
            data = packed.read(name)
        assert (made.details["berkas"], made.details["sha256"]) == (name, sha256(data).hexdigest())
        changes = made.details["perubahan"]
        assert isinstance(changes, list)
        found[made.artifact.address] = (data, changes)
    return found


def test_a_public_file_lies_beside_with_every_change_of_form(tmp_path: Path) -> None:
    data = TEXT.encode("utf-8-sig")
    assert originals(tmp_path, data) == {
        "data/isi/asal/isi.zip": (
            data,
            [
                "tanda urutan bita (BOM) dihapus",
                "pemisah kolom ; menjadi koma",
                "n: pemisah ribuan . dihapus",
            ],
        )
    }


@pytest.mark.parametrize(
    "text",
    [
        "# disusun oleh seseorang\r\n" + TEXT,
        TEXT + "catatan;di bawah\r\n",
        TEXT.replace("A;", "Z;"),
        "kode;n;nik\r\nA;1.001;7\r\nB;2;8\r\n",
        TEXT.replace("2\r", '"2\r'),
    ],
)
def test_a_file_with_anything_else_in_it_stays_in(tmp_path: Path, text: str) -> None:
    assert originals(tmp_path, text.encode()) == {}


def test_nothing_lies_beside_where_anything_is_closed(tmp_path: Path) -> None:
    public = make_field("kode")
    closed = make_field("n", type="integer", group_char=".", klasifikasi=Klasifikasi.TERBATAS)
    resource = make_resource("isi", (public, closed), dialect={"delimiter": ";"})
    assert originals(tmp_path, TEXT.encode(), make_package("isi", resources=(resource,))) == {}
    fields = (public, replace(closed, klasifikasi=Klasifikasi.PUBLIK))
    guarded = make_resource("isi", fields, dialect={"delimiter": ";"}, descriptor={"pengungkapan": {}})
    package = make_package("isi", resources=(guarded,))
    assert originals(tmp_path, TEXT.encode(), package) == {}
    secret = make_resource("lain", ("kode",), klasifikasi=Klasifikasi.RAHASIA)
    both = make_package("isi", resources=(make_resource("isi", fields, dialect={"delimiter": ";"}), secret))
    assert originals(tmp_path, TEXT.encode(), both) == {}


def test_a_workbook_stays_in(tmp_path: Path) -> None:
    fields = (make_field("kode"), make_field("n", type="integer", group_char="."))
    book = make_resource("isi", fields, format="xlsx", paths=("isi.xlsx",))
    assert originals(tmp_path, TEXT.encode(), make_package("isi", resources=(book,))) == {}
