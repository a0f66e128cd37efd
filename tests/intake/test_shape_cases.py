"""The small files that clerks bring are read in the shape that is right of each (`cases/README.md`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from suluh.intake.shape_search import propose_shapes
from suluh.intake.shapes import Shape, Shapes
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.vocabulary.reading_recipe import ReadingRecipe, Unpivot

CASES = Path(__file__).parent / "cases"


def _propose(name: str, answers: dict[str, str] | None = None) -> Shapes:
    sheets, _ = read_raw_sheets(name, (CASES / name).read_bytes())
    return propose_shapes(sheets, answers)


def _shape(name: str, answers: dict[str, str] | None = None) -> Shape:
    likely = _propose(name, answers).likely
    assert likely is not None
    return likely


def _warnings(shapes: Shapes) -> list[dict[str, str]]:
    told = [*(entry for shape in shapes.shapes for entry in shape.evidence), *shapes.passed_over]
    return [dict(entry.values) for entry in told if entry.is_warning]


@pytest.mark.parametrize(
    "name",
    [
        "ribuan-koma.csv",
        "koma-dan-titik.csv",
        "kode-inggris.csv",
        "bentuk-open-data.csv",
        "ekor-nol.csv",
        "tahun-inggris.csv",
        "rupiah-persen-tanggal.csv",
        "loncatan.csv",
        "satuan-di-kolom.csv",
        "satu-kata.csv",
        "titik.geojson",
    ],
)
def test_a_plain_table_needs_no_recipe(name: str) -> None:
    shapes = _propose(name)
    assert shapes.likely is not None
    assert shapes.likely.recipe == ReadingRecipe()
    assert len(shapes.shapes) == 1
    assert [doubt.key for doubt in shapes.doubts] == (["bentuk"] if name == "satu-kata.csv" else [])


def test_without_a_header_the_first_row_is_data_and_names_are_asked() -> None:
    shapes = _propose("tanpa-judul.csv")
    assert shapes.likely is not None
    assert not shapes.likely.recipe.has_header
    assert shapes.likely.rows == 3
    assert [doubt.key for doubt in shapes.doubts] == ["nama_kolom"]
    answered = _propose("tanpa-judul.csv", {"nama_kolom": "kode, kode_provinsi, nama"})
    assert not answered.doubts
    assert answered.likely is not None
    assert list(answered.likely.recipe.names.values()) == ["kode", "kode_provinsi", "nama"]


def test_a_header_without_rows_is_told() -> None:
    shape = _shape("hanya-judul.csv")
    assert shape.is_empty
    assert any("belum ada baris" in entry.text for entry in shape.evidence)


def test_a_header_of_four_lines_and_a_total_by_the_name_of_the_whole() -> None:
    shapes = _propose("ekspor-web.csv")
    assert not shapes.doubts
    shape = shapes.likely
    assert shape is not None
    assert shape.rows == 2
    assert shape.recipe.header_lines == (1, 2, 3, 4)
    assert shape.recipe.totals == ("Kota Baubau",)
    assert shape.recipe.constants == {"tahun": "2022"}
    assert list(shape.recipe.names.values()) == [
        "Jumlah Penduduk",
        "Luas Wilayah (km2)",
        "Kepadatan (jiwa/km2)",
    ]


def test_levels_and_years_side_by_side_become_rows() -> None:
    shapes = _propose("tahun-ke-samping.csv")
    assert not shapes.doubts
    assert shapes.likely is not None
    columns = tuple(f"{level}_{year}" for level in ("SD", "SMP") for year in (2021, 2022, 2023))
    assert shapes.likely.recipe.unpivot == Unpivot(
        columns=columns,
        into=("jenjang", "tahun"),
        measure="jumlah",
        values={column: tuple(column.split("_")) for column in columns},
    )


def test_edge_blanks_of_a_header_are_mended_and_told() -> None:
    shape = _shape("judul-berspasi.csv")
    assert shape.recipe == ReadingRecipe(header_lines=(1,))
    assert any("dirapikan" in entry.text for entry in shape.evidence)


def test_a_unit_in_its_column_is_told() -> None:
    assert _shape("satuan-di-kolom.csv").unit == "TON PER HARI"
    assert _shape("bentuk-open-data.csv").unit == "UNIT"


def test_titles_numbers_totals_and_notes_in_one_go() -> None:
    shapes = _propose("judul-dan-jumlah.xlsx")
    assert not shapes.doubts
    shape = shapes.likely
    assert shape is not None
    assert shape.rows == 5
    assert shape.recipe == ReadingRecipe(
        header_lines=(5,),
        number_row=True,
        totals=("JUMLAH",),
        notes=("Sumber",),
        constants={"tahun": "2023"},
    )
    assert {entry.kind for entry in shape.evidence} >= {
        "judul",
        "kepala",
        "nomor",
        "jumlah",
        "catatan",
        "kolom",
    }


def test_a_total_is_left_out_and_compared() -> None:
    shapes = _propose("baris-jumlah.xlsx")
    shape = shapes.likely
    assert shape is not None
    assert (shape.rows, shape.recipe.totals, shape.recipe.header_lines) == (12, ("JUMLAH",), (4,))
    assert not _warnings(shapes)
    assert any(entry.values.get("parts") == "12" for entry in shape.evidence)


def test_tables_on_a_sheet_are_named_with_their_ranges_and_one_is_chosen() -> None:
    shapes = _propose("beberapa-tabel.xlsx")
    assert {shape.cells for shape in shapes.shapes} == {"A4:C7", "A10:E12"}
    (doubt,) = shapes.doubts
    assert doubt.key == "tabel"
    assert {choice.word for choice in doubt.choices} == {"A4:C7", "A10:E12"}
    (miss,) = _warnings(shapes)
    assert (miss["stated"], miss["total"]) == ("258555", "255555")
    assert any(entry.values.get("cells") == "H4:H6" for entry in shapes.passed_over)
    chosen = _propose("beberapa-tabel.xlsx", {"tabel": "A4:C7"})
    assert not chosen.doubts
    assert chosen.likely is not None
    assert chosen.likely.recipe.cells == "A4:C7"
    assert chosen.likely.recipe.totals == ("JUMLAH",)
    assert chosen.likely.rows == 2
    assert _warnings(chosen), "the other table's sum that misses its parts is told whichever is chosen"


def test_a_header_of_two_lines_becomes_two_columns() -> None:
    shapes = _propose("kepala-dua-baris.xlsx")
    assert not shapes.doubts
    assert shapes.likely is not None
    unpivot = shapes.likely.recipe.unpivot
    assert unpivot is not None
    assert (unpivot.into, unpivot.measure, len(unpivot.columns)) == (("jenis_kelamin", "tahun"), "jumlah", 4)
    assert unpivot.values["Penduduk 2024 | Perempuan"] == ("Perempuan", "2024")


def test_sheets_alike_are_offered_as_one() -> None:
    shapes = _propose("beberapa-lembar.xlsx")
    (doubt,) = shapes.doubts
    assert (doubt.key, doubt.likely) == ("lembar", "semua")
    assert [choice.word for choice in doubt.choices] == ["semua", "data 2024", "data 2023"]
    shape = shapes.likely
    assert shape is not None
    assert shape.rows == 4
    assert shape.recipe.sheet_column == "tahun"
    assert shape.recipe.sheet_values == {"data 2024": "2024", "data 2023": "2023"}
    assert [entry.sheet for entry in shapes.passed_over] == ["Petunjuk"]
    one = _shape("beberapa-lembar.xlsx", {"lembar": "data 2023"})
    assert (one.recipe, one.rows) == (ReadingRecipe(sheets=("data 2023",)), 2)
