"""Money of few parties, or nearly all of one, is closed; who stands behind it is not published."""

from __future__ import annotations

from typing import Any

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.disclosure_rules import check_disclosure
from suluh.clearing.classification import clear_package
from suluh.vocabulary.package import Klasifikasi, Schema, ValidPackage

HEADER = ("sektor", "nilai", "pihak", "terbesar")
ROWS = [
    ("a", "9000", "40", "700"),
    ("b", "8000", "2", "4000"),
    ("c", "7000", "9", "6500"),
    ("d", "6000", "12", "900"),
    ("e", "5000", "30", "100"),
    ("Total", "35000", "93", "6500"),
]
RULES: dict[str, Any] = {
    "kolom": ["nilai"],
    "dimensi": ["sektor"],
    "dominasi": {"penyumbang": "pihak", "terbesar": "terbesar"},
}


def make_valid(rules: dict[str, Any], rows: list[tuple[str, ...]] = ROWS, **extra: Any) -> ValidPackage:
    closed = {
        "type": "integer",
        "klasifikasi": Klasifikasi.TERBATAS,
        "descriptor": {"klasifikasi": "terbatas"},
    }
    fields = (make_field("sektor"), *(make_field(name, **closed) for name in HEADER[1:]))
    descriptor = {"name": "uang", "pengungkapan": {"hasil": "publik", "tekan": rules, **extra}}
    resource = make_resource("uang", schema=Schema(fields), descriptor=descriptor)
    return ValidPackage(make_package("uang", resources=(resource,)), {"uang": make_table(HEADER, rows)})


def published(rules: dict[str, Any], rows: list[tuple[str, ...]] = ROWS) -> dict[str, str]:
    cleared = clear_package(make_valid(rules, rows))
    assert cleared is not None
    table = cleared.tables["uang"]
    assert table.header == ("sektor", "nilai")
    return dict(table.rows)


def test_few_parties_and_one_that_has_nearly_all_are_closed_and_what_would_tell() -> None:
    shown = published(RULES)
    assert shown["b"] == shown["c"] == "dirahasiakan"
    assert (shown["a"], shown["Total"]) == ("9000", "35000")


def test_one_alone_takes_another_with_it() -> None:
    rows = [row if row[0] != "c" else ("c", "7000", "9", "600") for row in ROWS]
    closed = [name for name, value in published(RULES, rows).items() if value == "dirahasiakan"]
    assert "b" in closed and len(closed) == 2


def test_limits_can_be_declared_and_unknown_parties_close() -> None:
    loose = {**RULES, "dominasi": {**RULES["dominasi"], "paling_sedikit": 2, "persen": 95}}
    assert "dirahasiakan" not in published(loose).values()
    rows = [row if row[0] != "a" else ("a", "9000", "", "") for row in ROWS]
    assert published(loose, rows)["a"] == "dirahasiakan"


def test_a_width_closes_more_until_the_doubt_is_wide_enough() -> None:
    wide = published({**RULES, "lebar": 15000})
    assert sum(one == "dirahasiakan" for one in wide.values()) > 2


@pytest.mark.parametrize(
    ("change", "extra"),
    [
        ({"dominasi": {"penyumbang": "pihak"}}, {}),
        ({"dominasi": {"penyumbang": "pihak", "terbesar": "sektor"}}, {}),
        ({"dominasi": {"penyumbang": "pihak", "terbesar": "terbesar", "persen": 0}}, {}),
        ({"dominasi": {"penyumbang": "pihak", "terbesar": "terbesar", "lain": 1}}, {}),
        ({"lebar": 0}, {}),
        ({}, {"buang": ["pihak"]}),
    ],
)
def test_rules_that_cannot_be_followed_are_told_and_nothing_goes_out(
    change: dict[str, Any], extra: dict[str, Any]
) -> None:
    valid = make_valid({**RULES, **change}, **extra)
    assert "K104" in {one.code for one in check_disclosure(valid.package)}
    cleared = clear_package(valid)
    assert cleared is None or "nilai" not in cleared.tables["uang"].header
