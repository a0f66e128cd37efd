"""The last steps of a recipe: forms of cells are rewritten, names of places become codes, sources kept."""

from __future__ import annotations

from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import PlaceColumns, ReadingRecipe

SHEET = RawSheet("", [["kecamatan", "tahun"], ["Wolio", "2019.0"], ["Betoambari", "2020.0"]], [1, 2, 3])


def test_forms_are_rewritten_and_places_found() -> None:
    places = PlaceColumns({"kecamatan": ("kecamatan",)}, within="74.72")
    shaped = apply_recipe([SHEET], ReadingRecipe(rewritten={"tahun": "ekor-nol"}, places=places))
    table = shaped.table
    assert table is not None and table.header == ("kecamatan", "tahun", "kode_wilayah")
    assert [*table.rows] == [("Wolio", "2019", "74.72.02"), ("Betoambari", "2020", "74.72.01")]
    assert table.source is not None
    assert [table.source.column_of(0, at) for at in range(3)] == [1, 2, 0]


def test_a_recipe_that_asks_for_neither_leaves_the_table_alone() -> None:
    table = apply_recipe([SHEET], ReadingRecipe()).table
    assert table is not None and table.rows[0] == ("Wolio", "2019.0")
