"""Derived tables join text with text and name their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_resource
from suluh.reading.derived_tables import derive_table, read_recipe
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Table

RECIPE: Mapping[str, Any] = {
    "jenis": "gabung",
    "kunci": ["tahun", "kd"],
    "lewat": {"dataset": "padanan", "kunci": ["kd"], "ambil": ["kode"]},
    "ukuran": {
        "pagu": {"dataset": "pagu", "kolom": "nilai", "baris": "baris_pagu"},
        "realisasi": {"dataset": "realisasi", "kolom": "nilai", "baris": "baris_realisasi"},
    },
    "urut": ["tahun", "kd"],
    "tanpa": {"realisasi": {"kode": "", "isi": "-"}},
}
COLUMNS = ("tahun", "kd", "kode", "pagu", "realisasi", "baris_pagu", "baris_realisasi")
TABLES: Mapping[str, Sequence[Sequence[str]]] = {
    "padanan": [("kd", "kode"), ("00", ""), ("01", "11.01"), ("1", "11.99"), ("02", "11.02")],
    "pagu": [("tahun", "kd", "nilai"), ("2023", "02", "0200"), ("2023", "00", "9"), ("2023", "01", "1.0")],
    "realisasi": [("tahun", "kd", "nilai"), ("2023", "01", " 7"), ("2022", "01", "NA")],
}


def table(rows: Sequence[Sequence[str]]) -> Table:
    return Table(tuple(rows[0]), [tuple(row) for row in rows[1:]])


def derive(
    recipe: Mapping[str, Any] = RECIPE,
    columns: Sequence[str] = COLUMNS,
    **changed: Sequence[Sequence[str]],
) -> tuple[Table | None, list[Finding]]:
    tables = {**TABLES, **changed}
    resource = replace(make_resource("gabungan", columns), paths=(), turunan=recipe)
    return derive_table(resource, lambda name: table(tables[name]) if name in tables else None, "d.yaml")


def codes(recipe: Mapping[str, Any] = RECIPE, **changed: Any) -> list[str]:
    found, findings = derive(recipe, **changed)
    assert (found is None) == bool(findings)
    return [finding.code for finding in findings]


def test_cells_are_the_very_texts_of_the_sources() -> None:
    found, findings = derive()
    assert findings == []
    assert found is not None
    assert found.header == COLUMNS
    assert found.rows == [
        ("2022", "01", "11.01", "", "NA", "", "2"),
        ("2023", "00", "", "9", "-", "2", ""),
        ("2023", "01", "11.01", "1.0", " 7", "3", "1"),
        ("2023", "02", "11.02", "0200", "", "1", ""),
    ]


def test_columns_follow_the_schema() -> None:
    found, _ = derive(columns=("realisasi", "kd"))
    assert found is not None
    assert found.rows[0] == ("NA", "01")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"jenis": "campur"}, "D001"),
        ({"kunci": None}, "D001"),
        ({"kunci": [1]}, "D001"),
        ({"ukuran": []}, "D001"),
        ({"ukuran": {"pagu": {"dataset": "pagu"}}}, "D001"),
        ({"lewat": {"dataset": "padanan"}}, "D001"),
        ({"tanpa": {"lain": {"isi": "-"}}}, "D001"),
        ({"urutan": ["tahun"]}, "D001"),
        ({"lewat": {"dataset": "tiada", "kunci": ["kd"], "ambil": ["kode"]}}, "D002"),
        ({"lewat": {"dataset": "padanan", "kunci": ["kd"], "ambil": ["nama"]}}, "D003"),
        ({"kunci": ["tahun", "kode_lain"]}, "D003"),
    ],
)
def test_wrong_recipes_are_findings(changes: Mapping[str, Any], code: str) -> None:
    found, findings = derive({**RECIPE, **changes})
    assert found is None
    assert {finding.code for finding in findings} == {code}
    assert all(finding.place.path == "d.yaml" for finding in findings)


def test_wrong_sources_are_findings() -> None:
    assert codes(pagu=[*TABLES["pagu"], ("2023", "01", "5")]) == ["D004"]
    assert codes(padanan=[*TABLES["padanan"], ("01", "11.03")]) == ["D009"]
    assert derive(padanan=TABLES["padanan"][:2])[1][0].code == "D005"
    assert derive(columns=("tahun", "selisih"))[1][0].code == "D006"


def test_a_name_that_two_columns_would_have_is_no_column() -> None:
    doubled = {**RECIPE["ukuran"], "pagu": {"dataset": "pagu", "kolom": "nilai", "baris": "baris_realisasi"}}
    found, findings = derive({**RECIPE, "ukuran": doubled}, COLUMNS[:-2] + COLUMNS[-1:])
    assert found is None and [finding.code for finding in findings] == ["D006"]
    assert derive({**RECIPE, "ukuran": doubled}, COLUMNS[:-2])[1] == []


def test_an_order_by_no_column_is_a_finding() -> None:
    assert [finding.code for finding in derive({**RECIPE, "urut": ["bulan"]})[1]] == ["D006"]


def test_origins_name_every_source_of_a_column() -> None:
    resource = replace(make_resource("gabungan", COLUMNS), paths=(), turunan=RECIPE)
    recipe, _ = read_recipe(resource, "d.yaml")
    assert recipe is not None
    assert recipe.sources == ("pagu", "realisasi", "padanan")
    assert recipe.origins("kd") == (("pagu", "kd"), ("realisasi", "kd"))
    assert recipe.origins("kode") == (("padanan", "kode"),)
    assert recipe.origins("pagu") == (("pagu", "nilai"),)
    assert recipe.origins("baris_pagu") == ()


keys = st.sampled_from(["", "0", "00", "1", "01", "a", "NA", "nan"])
sources = st.dictionaries(st.tuples(keys, keys), st.text(max_size=5), max_size=8)


@given(sources, sources)
def test_nothing_is_lost_and_nothing_is_made_up(first: Any, second: Any) -> None:
    recipe = {key: RECIPE[key] for key in ("jenis", "kunci", "ukuran", "urut")}
    header = ("tahun", "kd", "nilai")
    tables = {
        "pagu": [header, *((*key, value) for key, value in first.items())],
        "realisasi": [header, *((*key, value) for key, value in second.items())],
    }
    columns = tuple(name for name in COLUMNS if name != "kode")
    found, findings = derive(recipe, columns, **tables)
    assert findings == []
    assert found is not None
    assert [row[:2] for row in found.rows] == sorted({*first, *second})
    for year, code, pagu, realisasi, row_pagu, row_realisasi in found.rows:
        for source, name, cell, number in (
            (first, "pagu", pagu, row_pagu),
            (second, "realisasi", realisasi, row_realisasi),
        ):
            assert cell == source.get((year, code), "")
            assert (number == "") == ((year, code) not in source)
            if number:
                assert tables[name][int(number)] == (year, code, cell)
