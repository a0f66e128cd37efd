"""A resource with `cara_baca` is read like any other table, and every finding names the cell of the file."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from builders import make_field, make_package, make_resource, make_settings
from suluh.checking.personal_data import scan_file, scan_laid_out
from suluh.checking.places import Places
from suluh.reading.budget import Budget
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import MASK, Finding
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table
from suluh.vocabulary.reading_recipe import PlaceColumns, ReadingRecipe, Unpivot

CASES = Path(__file__).parents[1] / "intake" / "cases"
WIDE = ReadingRecipe(
    names={"Kecamatan": "kecamatan"},
    unpivot=Unpivot(("2023", "2024"), ("tahun",), "jumlah", {}),
)
FIELDS = (make_field("kecamatan"), make_field("tahun", type="year"), make_field("jumlah", type="integer"))


def read(
    root: Path, files: dict[str, bytes], recipe: ReadingRecipe, fields: Any = FIELDS, **more: Any
) -> tuple[DataPackage, Resource, Table | None, list[Finding]]:
    room = more.pop("room", None)
    resource = make_resource("isi", fields, paths=tuple(files), recipe=recipe, **more)
    package = make_package("isi", resources=(resource,))
    folder = root / package.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    budget = Budget(Limits(cells=room)) if room else None
    table, findings = read_table(make_settings(root=root), package, resource, budget)
    return package, resource, table, findings


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def book(rows: list[list[Any]], **forms: str) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "DATA"
    for row in rows:
        made.active.append(row)
    for address, form in forms.items():
        made.active[address].number_format = form
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_columns_come_in_the_order_of_the_schema_with_their_cells(tmp_path: Path) -> None:
    fields = (FIELDS[2], FIELDS[0], FIELDS[1])
    data = b"Kecamatan;2023;2024\nWolio;1;2\nBungi;3;x\n"
    package, resource, table, findings = read(tmp_path, {"a.txt": data}, WIDE, fields)
    assert findings == [] and table is not None
    assert table.header == ("jumlah", "kecamatan", "tahun") and table.rows[3] == ("x", "Bungi", "2024")
    place = Places(package, resource, table).of_cell(3, "jumlah")
    assert (place.line, place.cell, place.row) == (3, "C3", 4)
    assert Places(package, resource, table).of_cell(2, "kecamatan").cell == "A3"
    assert Places(package, resource, table).of_header("kecamatan").cell == "A1"


def test_several_files_alike_are_one_table_and_keep_their_paths(tmp_path: Path) -> None:
    recipe = ReadingRecipe(sheet_column="tahun")
    files = {"2023.csv": b"kecamatan,jumlah\nWolio,1\n", "2024.csv": b"kecamatan,jumlah\nWolio,2\n"}
    package, resource, table, findings = read(tmp_path, files, recipe)
    assert findings == [] and table is not None
    assert table.rows == [("Wolio", "2023", "1"), ("Wolio", "2024", "2")]
    assert Places(package, resource, table).of_cell(1, "jumlah").path.endswith("2024.csv")


def test_what_a_workbook_holds_beside_the_text_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [["Judul"], ["kecamatan", "tahun", "jumlah"], [7, 2023, "=1+1"], ["Wolio", 2024, 0.5]]
    data = book([*rows, ["Bungi", 2025, 3]], C4="0%")
    recipe = ReadingRecipe(header_lines=(2,))
    fields = (*FIELDS[:2], make_field("jumlah", type="number", decimal_char=","))
    _, _, table, findings = read(tmp_path, {"a.xlsx": data}, recipe, fields, format="xlsx")
    told = {(finding.code, finding.place.cell, finding.place.sheet) for finding in findings}
    assert told == {("F209", "A3", "DATA"), ("F204", "C3", "DATA"), ("F213", "C4", "DATA")}
    assert table is not None and table.rows[1] == ("Wolio", "2024", "0,5")


RUPIAH = "[$Rp-421] #,##0"


def test_forms_of_cells_that_do_not_go_together_are_told_where_they_stand(tmp_path: Path) -> None:
    rows = [
        *(["Judul"], ["kecamatan", "2023", "2024"]),
        *([dt.date(2025, 3, 5), 100, 200], ["13/03/2025", 300, "1.500"], ["Wolio", 0, 1_500_000]),
    ]
    data = book(rows, B3=RUPIAH, C5="#,##0,", B5=RUPIAH)
    recipe = replace(WIDE, names={"kecamatan": "kecamatan"}, header_lines=(2,))
    fields = (*FIELDS[:2], make_field("jumlah", type="number"))
    _, _, _, findings = read(tmp_path, {"a.xlsx": data}, recipe, fields, format="xlsx")
    told = [(each.code, each.place.cell, each.place.row, each.details["jumlah"]) for each in findings]
    # A day or a text laid below itself is two cells of the table, and one of the file.
    assert told == [
        ("W029", "A4", 3, "2"),
        ("W030", "B3", 1, "1"),
        ("W031", "C5", 6, "1"),
        ("W033", "C4", 4, "1"),
    ]
    assert all(each.place.sheet == "DATA" and each.severity == "warning" for each in findings)


def test_forms_of_cells_are_told_of_the_file_that_holds_them(tmp_path: Path) -> None:
    head = ["kecamatan", "jumlah"]
    files = {"2023.xlsx": book([head, ["Wolio", 1]]), "2024.xlsx": book([head, ["Wolio", 2]], B2=RUPIAH)}
    fields = (FIELDS[0], FIELDS[1], make_field("jumlah", type="number"))
    _, _, _, findings = read(
        tmp_path,
        files,
        ReadingRecipe(sheet_column="tahun", sheet_values={"2023 › DATA": "2023", "2024 › DATA": "2024"}),
        fields,
        format="xlsx",
    )
    (told,) = findings
    assert (told.code, told.place.cell, told.place.path.rpartition("/")[2]) == ("W030", "B2", "2024.xlsx")


def test_hidden_cells_are_told_where_they_are_in_the_table(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book([["Catatan dapur"], ["kecamatan"], ["Wolio"], ["Bungi"]])))
    made.active.row_dimensions[1].hidden = True
    for line, expected in ((None, []), (4, ["F207"])):
        if line:
            made.active.row_dimensions[line].hidden = True
        stream = io.BytesIO()
        made.save(stream)
        found = read(tmp_path, {"a.xlsx": stream.getvalue()}, ReadingRecipe(header_lines=(2,)), FIELDS[:1])[3]
        assert codes(found) == expected


def test_texts_of_a_file_that_is_not_public_stay_in(tmp_path: Path) -> None:
    closed = (*FIELDS[:2], make_field("jumlah", type="integer", klasifikasi=Klasifikasi.RAHASIA))
    data = b"Kecamatan,2023,2024\nWolio,17,18\nJUMLAH,99,18\n"
    recipe = ReadingRecipe(names=WIDE.names, unpivot=WIDE.unpivot, totals=("JUMLAH",))
    (told,) = read(tmp_path, {"a.csv": data}, recipe, closed)[3]
    assert told.code == "F037" and "17" not in repr(told.details) and "99" not in repr(told.details)
    wrong = ReadingRecipe(names={"Kecamatan": "kecamatan", "Desa": "desa"})
    (told,) = read(tmp_path, {"a.csv": b"Ali bin Fulan,12\nBudi,13\n"}, wrong, closed)[3][:1]
    assert told.code == "D011" and told.details["ada"] == MASK


def test_a_table_that_would_swell_is_f306(tmp_path: Path) -> None:
    columns = tuple(str(number) for number in range(400))
    rows = [",".join(("Wolio", *["1"] * 400))] * 60
    data = "\n".join([",".join(("Kecamatan", *columns)), *rows]).encode()
    recipe = ReadingRecipe(names=WIDE.names, unpivot=Unpivot(columns, ("tahun",), "jumlah", {}))
    found = read(tmp_path, {"a.csv": data}, recipe, room=60_000)[3]
    assert codes(found) == ["F306"]


def test_places_and_forms_are_settled_last(tmp_path: Path) -> None:
    recipe = ReadingRecipe(
        rewritten={"bulan": "bulan"},
        places=PlaceColumns({"kecamatan": ("kecamatan",)}, within="74.72", meanings={"Pusat": ""}),
    )
    fields = (make_field("bulan"), FIELDS[0], make_field("kode_wilayah"))
    data = b"bulan,kecamatan\nJuli 2022,Wolio\nAgustus 2022,Pusat\n"
    package, resource, table, findings = read(tmp_path, {"a.csv": data}, recipe, fields)
    assert findings == [] and table is not None
    assert [row[0] for row in table.rows] == ["2022-07", "2022-08"]
    assert table.rows[0][2].startswith("74.72.") and table.rows[1][2] == ""
    assert Places(package, resource, table).of_cell(0, "kode_wilayah").cell == ""


@pytest.mark.parametrize("delimiter", [";", ""])
def test_a_stated_form_of_a_text_is_kept_to(tmp_path: Path, delimiter: str) -> None:
    data = "kecamatan;ket\nWolió;a,b\n".encode("cp1250")
    dialect = {"delimiter": delimiter} if delimiter else {}
    fields = (FIELDS[0], make_field("ket"))
    stated = {"encoding": "cp1250", "descriptor": {"encoding": "cp1250"}, "dialect": dialect}
    table = read(tmp_path, {"a.csv": data}, ReadingRecipe(), fields, **stated)[2]
    assert table is not None and table.rows == [("Wolió", "a,b")]


NUMBER = "7472014502900003"
"""Of the shape of a number of a person, made up."""


def test_numbers_of_persons_in_what_is_left_out_are_found(tmp_path: Path) -> None:
    data = f"Catatan: {NUMBER}\nkecamatan,ket\nWolio,x\n".encode()
    assert "I001" in {
        sign.finding.code for sign in scan_file("datasets/a/b/a.csv", data, {"headerRows": [2]})
    }
    table = Table(("kecamatan", "ket"), [("Wolio", NUMBER)], lines=[3])
    (sign,) = scan_laid_out("datasets/a/b/a.csv", table)
    assert (sign.finding.code, sign.finding.place.row, sign.finding.place.line) == ("I001", 1, 3)


def test_numbers_of_persons_in_an_old_workbook_are_found() -> None:
    """They are stored as numbers, of which no run of text tells."""
    data = (Path(__file__).parent / "nomor.xls").read_bytes()
    found = [sign.finding for sign in scan_file("datasets/a/b/nomor.xls", data)]
    assert "I001" in {finding.code for finding in found}
    assert {finding.place.cell for finding in found if finding.code == "I001"} == {"B2"}
