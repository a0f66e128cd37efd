"""A table that a recipe read goes out as a table: how it was read is told, what was left out never."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import make_field, make_instansi, make_package, make_resource, make_settings, make_table
from suluh.clearing.classification import clear_package
from suluh.publishing.descriptor import describe_package
from suluh.publishing.original_files import write_originals
from suluh.reading.notes import Notes
from suluh.reading.resources import read_resource
from suluh.vocabulary.package import DataPackage, Klasifikasi, ValidPackage
from suluh.vocabulary.reading_recipe import ReadingRecipe, Unpivot
from suluh.vocabulary.site import Artifact

RECIPE = ReadingRecipe(
    header_lines=(2,),
    names={"NAMA PETUGAS": "", "Kecamatan": "kecamatan"},
    totals=("JUMLAH RAHASIA DAPUR",),
    notes=("Catatan dapur",),
    unpivot=Unpivot(("2023",), ("tahun",), "jumlah", {"2023": ("2023",)}),
)


def valid(klasifikasi: Klasifikasi = Klasifikasi.PUBLIK, recipe: ReadingRecipe = RECIPE) -> ValidPackage:
    fields = (make_field("kecamatan"), make_field("tahun", type="year"), make_field("jumlah", type="integer"))
    other = make_field("lain", klasifikasi=klasifikasi)
    package = make_package("isi", resources=(make_resource("isi", (*fields, other), recipe=recipe),))
    return ValidPackage(
        package, {"isi": make_table(("kecamatan", "tahun", "jumlah", "lain"), [("W", "2023", "1", "x")])}
    )


def described(checked: ValidPackage) -> dict[str, Any]:
    cleared = clear_package(checked)
    assert cleared is not None
    files = {"isi": Artifact("data/isi/isi.csv", lambda stream: None)}
    return describe_package(cleared, make_instansi(), make_settings(), files=files)["resources"][0]


def test_how_a_table_was_read_is_told_without_what_was_left_out() -> None:
    told = described(valid())
    assert "cara_baca" not in told
    assert told["dibaca"]["langkah"] == {
        "baris_judul": [2],
        "ke_bawah": {"kolom": {"2023": ["2023"]}, "menjadi": ["tahun"], "ukuran": "jumlah"},
    }
    assert "1 kolom diletakkan ke bawah menjadi tahun, jumlah." in told["dibaca"]["kata"]
    assert not any(word in json.dumps(told).upper() for word in ("DAPUR", "PETUGAS"))


def test_beside_a_closed_column_only_that_it_was_read_is_told() -> None:
    told = described(valid(Klasifikasi.RAHASIA))
    assert list(told["dibaca"]) == ["kata"] and len(told["dibaca"]["kata"]) == 1


@pytest.mark.parametrize("recipe", [RECIPE, ReadingRecipe()])
def test_the_file_itself_never_goes_out(tmp_path: Path, recipe: ReadingRecipe) -> None:
    checked = valid(recipe=recipe)
    folder = tmp_path / checked.package.folder
    folder.mkdir(parents=True)
    (folder / "isi.csv").write_bytes(b"kecamatan,tahun,jumlah,lain\r\nW,2023,1,x\r\n\r\n")
    cleared = clear_package(checked)
    assert cleared is not None
    assert write_originals(checked, cleared, make_settings(root=tmp_path)) == ()


def test_what_is_told_is_understood_when_it_is_submitted_again() -> None:
    package: DataPackage = valid().package
    notes = Notes("datapackage.json")
    told = json.loads(json.dumps(described(valid())))
    again = read_resource(told, {}, Klasifikasi.PUBLIK, notes, Path())
    assert notes.findings == [] and again is not None and again.recipe is None
    cleared = clear_package(ValidPackage(make_package("isi", resources=(again,)), valid().tables))
    assert cleared is not None and package.name == "isi"
    files = {"isi": Artifact("data/isi/isi.csv", lambda stream: None)}
    twice = describe_package(cleared, make_instansi(), make_settings(), files=files)["resources"][0]
    assert twice["dibaca"] == told["dibaca"]
