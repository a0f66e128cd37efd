"""The recipe of reading as it stands in a descriptor: read as written, and every fault told at its key."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from suluh.reading.notes import Notes
from suluh.reading.recipe_keys import read_reading_recipe
from suluh.reading.written_recipe import write_reading_recipe
from suluh.vocabulary.reading_recipe import PlaceColumns, ReadingRecipe, Unpivot

PATH = "datasets/dinas/a/datapackage.yaml"


def read(stated: Any) -> tuple[ReadingRecipe | None, list[str]]:
    notes = Notes(PATH)
    recipe = read_reading_recipe({"cara_baca": stated}, notes)
    assert all(finding.code == "P070" for finding in notes.findings)
    return recipe, [f"{finding.details['kunci']}: {finding.details['salah']}" for finding in notes.findings]


texts = st.text("abcd 12|", min_size=1, max_size=4)
named = st.dictionaries(texts, texts, max_size=3)
many = st.lists(texts, max_size=3).map(tuple)


@st.composite
def unpivots(draw: st.DrawFn) -> Unpivot:
    into = tuple(draw(st.lists(st.sampled_from(["u1", "u2"]), min_size=1, max_size=2, unique=True)))
    columns = tuple(draw(st.lists(st.sampled_from(["S1", "S2", "S3"]), min_size=1, max_size=3, unique=True)))
    stated = [column for column in columns if draw(st.booleans())]
    values = {column: tuple(draw(texts) for _ in into) for column in stated}
    return Unpivot(columns, into, "nilai", values, skip_empty=draw(st.booleans()))


recipes = st.builds(
    ReadingRecipe,
    sheets=st.lists(texts, max_size=3, unique=True).map(tuple),
    sheet_column=st.sampled_from(["", "lembar_asal"]),
    cells=st.sampled_from(["", "A5:F30", "A5:F"]),
    header_lines=st.sampled_from([(), (1,), (5, 6)]),
    names=st.dictionaries(texts, st.just(""), max_size=2),
    number_row=st.booleans(),
    totals=many,
    tree_column=st.sampled_from(["", "kode"]),
    sum_columns=st.dictionaries(texts, many, max_size=2),
    notes=many,
    group_column=st.sampled_from(["", "kelompok"]),
    fill_down=many,
    unpivot=st.none() | unpivots(),
    constants=st.dictionaries(st.sampled_from(["t1", "t2"]), texts, max_size=2),
    copies=st.dictionaries(st.sampled_from(["t3", "t4"]), texts, max_size=2),
    replaced=st.dictionaries(texts, st.dictionaries(texts, texts, min_size=1, max_size=2), max_size=2),
    skipped=st.dictionaries(texts, many.filter(bool), max_size=2),
    added_up=many,
    once=st.booleans(),
    places=st.none()
    | st.builds(PlaceColumns, columns=st.just({"k": ("kecamatan",)}), within=st.sampled_from(["", "74.72"])),
)


@given(recipes)
def test_a_recipe_is_read_as_it_was_written(recipe: ReadingRecipe) -> None:
    written = yaml.safe_load(yaml.safe_dump(write_reading_recipe(recipe), sort_keys=False))
    assert read(written) == (recipe, [])


def test_no_recipe_is_none_and_an_empty_one_reads_plainly() -> None:
    assert read(None) == (None, [])
    assert read({}) == (ReadingRecipe(), [])


def test_short_forms() -> None:
    recipe, faults = read(
        {
            "lembar": "DATA",
            "baris_judul": 5,
            "nama_kolom": {"NO": None, "KECAMATAN": "kecamatan"},
            "jumlah": "JUMLAH",
            "ke_bawah": {"kolom": {"2019": 2019}, "menjadi": "tahun", "ukuran": "nilai"},
            "tetap": {"sumber": 2024},
        }
    )
    assert faults == [] and recipe is not None
    assert (recipe.sheets, recipe.header_lines, recipe.totals) == (("DATA",), (5,), ("JUMLAH",))
    assert recipe.names == {"NO": "", "KECAMATAN": "kecamatan"} and recipe.constants == {"sumber": "2024"}
    assert recipe.unpivot == Unpivot(("2019",), ("tahun",), "nilai", {"2019": ("2019",)})


@pytest.mark.parametrize(
    ("stated", "fault"),
    [
        ([], "cara_baca: @recipe_group"),
        ({"baris_judul": "lima"}, "baris_judul: @recipe_lines"),
        ({"baris_judul": [6, 5]}, "baris_judul: @recipe_lines"),
        ({"baris_judul": True}, "baris_judul: @recipe_lines"),
        ({"rentang": "A5"}, "rentang: @recipe_range"),
        ({"rentang": "F5:A9"}, "rentang: @recipe_range"),
        ({"jumlah": {"a": 1}}, "jumlah: @recipe_texts"),
        ({"nama_kolom": ["a"]}, "nama_kolom: @recipe_named"),
        ({"nama_kolom": {"A": "x", "B": "x"}}, "nama_kolom: @recipe_twice"),
        ({"nama_kolom": {"A": "x"}, "tetap": {"x": "1"}}, "nama_kolom: @recipe_twice"),
        ({"baris_nomor": "ya"}, "baris_nomor: @recipe_truth"),
        ({"ke_bawah": {"kolom": ["a"], "menjadi": "b"}}, "ke_bawah: @recipe_unpivot"),
        (
            {"ke_bawah": {"kolom": {"a": ["1", "2"]}, "menjadi": "b", "ukuran": "c"}},
            "ke_bawah: @recipe_levels",
        ),
        ({"ke_bawah": {"kolom": ["a", "a"], "menjadi": "b", "ukuran": "c"}}, "ke_bawah: @recipe_twice"),
        (
            {"nama_kolom": {"a": "x"}, "ke_bawah": {"kolom": ["a"], "menjadi": "b", "ukuran": "c"}},
            "ke_bawah: @recipe_both",
        ),
        ({"tanpa_judul": True}, "tanpa_judul: @recipe_no_header"),
        ({"isi_lembar": {"a": "b"}}, "isi_lembar: @recipe_sheet_column"),
        ({"blok": {"A1:B2": "x"}}, "blok: @recipe_block_column"),
        ({"blok": {"A1:B2": "x"}, "kolom_blok": "y", "rentang": "A1:B2"}, "blok: @recipe_one_range"),
        ({"tempat": {"kolom": {"a": "dusun"}}}, "tempat: @recipe_places"),
        ({"tempat": {"kolom": ["a"]}}, "tempat: @recipe_places"),
        ({"lembar": ["a", "b", "a"]}, "lembar: @recipe_twice"),
        ({"bentuk": {"a": "zig"}}, "bentuk: @recipe_form"),
        ({"catatan": [f"c{number}" for number in range(101)]}, "catatan: @recipe_many"),
        ({"kolom_jumlah": {f"j{one}": ["a"] * 50 for one in range(9)}}, "kolom_jumlah: @recipe_many"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_key(stated: Any, fault: str) -> None:
    assert read(stated)[1] == [fault]
