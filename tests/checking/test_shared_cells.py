"""What one dataset closes no other one may publish, and numbers that merely share a name are let be."""

from __future__ import annotations

from typing import Any

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.shared_cells import check_shared_cells
from suluh.vocabulary.package import DataPackage, Klasifikasi, Schema, Table

HEADER = ("kode", "jumlah")
ROWS = [("01", "3"), ("02", "40"), ("03", "50")]


def make_closed() -> DataPackage:
    rules = {"hasil": "publik", "tekan": {"kolom": ["jumlah"], "dimensi": ["kode"]}}
    field = make_field("jumlah", type="integer", klasifikasi=Klasifikasi.TERBATAS)
    resource = make_resource(
        "a", schema=Schema((make_field("kode"), field)), descriptor={"name": "a", "pengungkapan": rules}
    )
    return make_package("tertutup", resources=(resource,))


def make_other(**field: Any) -> DataPackage:
    columns = (make_field("kode"), make_field("jumlah", type="integer", **field))
    return make_package("lain", resources=(make_resource("b", columns),))


def told(other: DataPackage, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    tables: dict[str, dict[str, Table]] = {
        "tertutup": {"a": make_table(HEADER, ROWS)},
        "lain": {"b": make_table(HEADER, rows)},
    }
    found = check_shared_cells([make_closed(), other], lambda package: tables[package.name])
    return [(one.code, one.place.resource) for one in found]


def test_the_same_numbers_elsewhere_are_told() -> None:
    assert told(make_other(), ROWS) == [("K110", "b")]
    assert told(make_other(), [*ROWS, ("04", "9")]) == [("K110", "b")]


@pytest.mark.parametrize(
    "rows",
    [
        [("01", "900"), ("02", "800"), ("03", "700")],
        [("11", "3"), ("12", "40")],
        [("01", "3")],
        [*ROWS, ("01", "7")],
    ],
)
def test_other_numbers_of_that_name_are_let_be(rows: list[tuple[str, str]]) -> None:
    assert told(make_other(), rows) == []


def test_a_column_that_is_not_public_gives_nothing_away() -> None:
    assert told(make_other(klasifikasi=Klasifikasi.TERBATAS), ROWS) == []
