"""Closed numbers that go out another way are told, and unrelated numbers are let be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.recoverable_columns import check_recoverable_columns
from suluh.vocabulary.package import Field, Klasifikasi, Resource, Schema, Table

HEADER = ("kec", "jk", "jumlah")
ROWS = [("A", "L", "3"), ("A", "P", "20"), ("B", "L", "15"), ("B", "P", "30")]
NUMBERS = {"jumlah", "banyak", "laki", "perempuan", "orang", "puskesmas"}
Rows = Sequence[tuple[str, ...]]


def make_columns(names: Sequence[str], closed: str = "") -> tuple[Field, ...]:
    kinds = {
        name: "integer" if name in NUMBERS else "number" if name == "persen" else "string" for name in names
    }
    return tuple(
        make_field(
            name,
            type=kinds[name],
            klasifikasi=Klasifikasi.TERBATAS if name == closed else Klasifikasi.PUBLIK,
        )
        for name in names
    )


def make_closing(name: str, header: Sequence[str], measure: str = "jumlah", **rule: object) -> Resource:
    dimensions = [one for one in header if one in ("kec", "jk", "kecamatan")]
    rules = {"hasil": "publik", "tekan": {"kolom": [measure], "dimensi": dimensions, **rule}}
    return make_resource(
        name, schema=Schema(make_columns(header, measure)), descriptor={"name": name, "pengungkapan": rules}
    )


def told(
    parts: Sequence[tuple[Resource, Rows]], elsewhere: Sequence[tuple[Resource, Rows]] = ()
) -> list[str]:
    packages, tables = [], {}
    for name, some in (("satu", parts), ("dua", elsewhere)):
        packages.append(make_package(name, resources=tuple(one for one, _ in some)))
        tables[name] = {
            one.name: make_table(tuple(field.name for field in one.schema.fields), list(rows))
            for one, rows in some
        }

    def tables_of(package: object) -> dict[str, Table]:
        return tables[package.name]  # type: ignore[attr-defined]

    found = check_recoverable_columns(packages, tables_of)
    assert {one.code for one in found} <= {"K111"}
    return [f"{one.place.resource}.{one.place.field}" for one in found]


CLOSED = (make_closing("a", HEADER), ROWS)


def beside(header: Sequence[str], rows: Rows) -> tuple[Resource, Rows]:
    return make_resource("b", make_columns(header)), rows


@pytest.mark.parametrize(
    ("header", "rows", "column"),
    [
        (("kec", "jk", "banyak"), ROWS, "banyak"),
        (("kecamatan", "kelamin", "banyak"), ROWS, "banyak"),
        (("kec", "jk", "catatan"), [(*row[:2], f"{row[2]} orang") for row in ROWS], "catatan"),
        (("kec", "laki", "perempuan"), [("A", "3", "20"), ("B", "15", "30")], "perempuan"),
        (("kec", "banyak"), [("A", "23"), ("B", "45")], "banyak"),
        (("jk", "persen"), [("L", "26.5"), ("P", "73.5")], ""),
        (
            ("kec", "jk", "persen"),
            [("A", "L", "4.4"), ("A", "P", "29.4"), ("B", "L", "22.1"), ("B", "P", "44.1")],
            "persen",
        ),
        (
            ("kec", "jk", "umur", "orang"),
            [
                (*row[:2], umur, part)
                for row in ROWS
                for umur, part in (("muda", "1"), ("tua", str(int(row[2]) - 1)))
            ],
            "orang",
        ),
        (
            ("kec", "jk", "indikator", "orang"),
            [(*row[:2], *one) for row in ROWS for one in (("n", row[2]), ("luas", "17"))],
            "orang",
        ),
        (("kec", "puskesmas"), [("A", "2"), ("B", "1")], ""),
        (("kec", "kode_pos"), [("A", "93711"), ("B", "93712")], ""),
    ],
)
def test_a_table_beside_the_closed_one(header: Sequence[str], rows: Rows, column: str) -> None:
    expected = [f"b.{column}"] if column else []
    assert told([CLOSED, beside(header, rows)]) == expected
    assert told([CLOSED], [beside(header, rows)]) == expected


def test_a_column_of_the_closed_table_itself() -> None:
    header = (*HEADER, "teks")
    rows = [(*row, f"ada {row[2]} orang") for row in ROWS]
    assert told([(make_closing("a", header), rows)]) == ["a.teks"]


def test_a_share_that_is_said_to_have_nothing_to_do_with_it() -> None:
    rows = [(*row, share) for row, share in zip(ROWS, ("4.4", "29.4", "22.1", "44.1"), strict=True)]
    header = (*HEADER, "persen")
    assert told([(make_closing("a", header), rows)]) == []  # closed in the same rows
    assert told([(make_closing("a", header, bebas=["persen"]), rows)]) == ["a.persen"]


def test_tables_that_are_closed_together_need_the_same_names() -> None:
    sums = [("A", "23"), ("B", "45")]
    assert told([CLOSED, (make_closing("b", ("kec", "jumlah")), sums)]) == []
    assert told([CLOSED, (make_closing("b", ("kecamatan", "jumlah")), sums)]) == ["b.jumlah"]


def test_nothing_is_told_where_nothing_is_closed() -> None:
    rows = [(*row[:2], f"{row[2]}0") for row in ROWS]
    assert told([(make_closing("a", HEADER), rows), beside(("kec", "jk", "banyak"), rows)]) == []
