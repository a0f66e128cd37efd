"""Closed numbers that go out another way are told, and unrelated numbers are let be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.recoverable_columns import check_recoverable_columns
from suluh.reading.kept_answers import KeptAnswers
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Schema, Table

HEADER = ("kec", "jk", "jumlah")
ROWS = [("A", "L", "3"), ("A", "P", "20"), ("B", "L", "15"), ("B", "P", "30")]
NUMBERS = {"jumlah", "banyak", "laki", "perempuan", "orang", "puskesmas"}
Rows = Sequence[tuple[str, ...]]
Case = tuple[list[DataPackage], Callable[[DataPackage], dict[str, Table]]]


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

    def tables_of(package: DataPackage) -> dict[str, Table]:
        return tables[package.name]

    found = check_recoverable_columns(packages, tables_of)
    with TemporaryDirectory() as folder:
        assert look_twice(Path(folder), packages, tables_of) == [found, found]
    assert {one.code for one in found} <= {"K111"}
    return [f"{one.place.resource}.{one.place.field}" for one in found]


def look_twice(
    folder: Path, packages: Sequence[DataPackage], tables_of: Callable[[DataPackage], dict[str, Table]]
) -> list[list[Finding]]:
    """What is found when nothing is known, and when all is known; the second time nothing is reckoned."""
    found = []
    for _ in range(2):
        kept = KeptAnswers("uji", folder)
        found.append(check_recoverable_columns(packages, tables_of, kept))
        kept.keep()
    assert kept.asked == 0
    return found


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


def make_case(rows: Rows, header: Sequence[str] = ("kec", "jk", "banyak"), threshold: int = 10) -> Case:
    """A closed table and one beside it, as packages and their tables."""
    one = make_closing("a", HEADER, ambang=threshold)
    resources = (one, make_resource("b", make_columns(header)))
    tables = {"a": make_table(HEADER, ROWS), "b": make_table(tuple(header), list(rows))}
    return [make_package("satu", resources=resources)], lambda package: tables


CHANGED = [
    make_case([("A", "L", "3"), ("A", "P", "20"), ("B", "L", "15"), ("B", "P", "31")]),
    make_case([("A", "L", "1"), ("A", "P", "2"), ("B", "L", "2"), ("B", "P", "1")]),
    make_case(ROWS, ("kec", "jk", "orang")),
    make_case(ROWS, threshold=20),
]


@pytest.mark.parametrize("case", CHANGED)
def test_what_is_known_of_other_numbers_is_not_taken(case: Case, tmp_path: Path) -> None:
    kept = KeptAnswers("uji", tmp_path)
    check_recoverable_columns(*make_case(ROWS), kept)
    kept.keep()
    later = KeptAnswers("uji", tmp_path)
    assert check_recoverable_columns(*case, later) == check_recoverable_columns(*case)
    assert (later.known, later.asked) == (0, 1)
