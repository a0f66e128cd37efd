"""Closed numbers that go out another way are told, and unrelated numbers are let be."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh import sharing
from suluh.checking import recoverable_columns
from suluh.checking.column_series import digest_table
from suluh.checking.recoverable_columns import check_recoverable_columns, sought_beside
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
    assert later.asked >= 1


def make_rates(draw: random.Random, *, telling: bool) -> list[tuple[str, ...]]:
    """Eight places with a base, and a rate of it: of the closed numbers, or of none."""
    rows = []
    for (kec, jk, jumlah), base in zip(PLACES, draw.sample(range(100, 900), len(PLACES)), strict=True):
        share = Decimal(jumlah) / base * 100 if telling else Decimal(draw.randrange(1, 9999)) / 100
        rows.append((kec, jk, str(base), f"{share:.2f}"))
    return rows


PLACES = [(kec, jk, str(3 + 11 * at % 59)) for at, (kec, jk) in enumerate(product("ABCD", "LP"))]


def by_name(tables: dict[str, dict[str, Table]]) -> Callable[[DataPackage], dict[str, Table]]:
    return lambda package: tables[package.name]


@pytest.mark.parametrize("seed", range(3))
def test_a_changed_column_is_compared_as_if_nothing_were_known(seed: int, tmp_path: Path) -> None:
    draw, seen = random.Random(seed), set()
    closed = make_closing("a", HEADER)
    shown = make_resource("b", schema=Schema(make_columns(("kec", "jk", "orang", "persen"))))
    packages = [make_package("satu", resources=(closed,)), make_package("dua", resources=(shown,))]
    for step in range(8):
        rows = make_rates(draw, telling=step % 4 == 3)
        tables = {
            "satu": {"a": make_table(HEADER, list(PLACES))},
            "dua": {"b": make_table(("kec", "jk", "orang", "persen"), rows)},
        }
        kept = KeptAnswers("uji", tmp_path)
        found = check_recoverable_columns(packages, by_name(tables), kept)
        kept.keep()
        assert found == check_recoverable_columns(packages, by_name(tables))
        seen.add(bool(found))
    assert seen == {True, False}


def test_only_what_changed_is_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    tells = recoverable_columns._tells
    monkeypatch.setattr(
        recoverable_columns, "_tells", lambda *all_of_it: asked.append(1) or tells(*all_of_it)
    )
    draw, counts = random.Random(4), []
    names = ("kec", "jk", "orang", "puskesmas", "persen")
    shown = make_resource("b", schema=Schema(make_columns(names)))
    packages = [
        make_package("satu", resources=(make_closing("a", HEADER),)),
        make_package("dua", resources=(shown,)),
    ]
    rates = make_rates(draw, telling=False)
    for changed in ("1", "1", "2"):
        rows = [(*row[:3], changed if not at else str(at), row[3]) for at, row in enumerate(rates)]
        tables = {
            "satu": {"a": make_table(HEADER, list(PLACES))},
            "dua": {"b": make_table(names, rows)},
        }
        kept = KeptAnswers("uji", tmp_path)
        asked.clear()
        check_recoverable_columns(packages, by_name(tables), kept)
        kept.keep()
        counts.append(len(asked))
    assert counts[1] == 0 < counts[2] < counts[0]


def test_a_table_is_known_by_all_of_its_cells() -> None:
    """One that is held by its columns as well: its address in memory says nothing of it."""
    rows = [("A", "1"), ("B", "2")]
    held, same = (make_table(("kec", "jumlah"), Held(rows)) for _ in range(2))
    other = make_table(("kec", "jumlah"), Held([("A", "1"), ("B", "3")]))
    digests = [digest_table(table) for table in (held, same, other)]
    assert digests[0] == digests[1] != digests[2]


class Held(list[tuple[str, ...]]):
    """Rows that do not say what they are."""

    def __repr__(self) -> str:
        return "<Held>"


def test_sought_in_another_process_the_same_is_found_and_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages, tables_of = make_case(ROWS)
    monkeypatch.setattr(recoverable_columns, "FEWEST_ROWS", 1)
    monkeypatch.setattr(sharing, "_processors", lambda: 2)
    kept = KeptAnswers("uji", tmp_path)
    with sought_beside(packages, tables_of, kept) as recoverable:
        found = recoverable()
    kept.keep()
    assert found == check_recoverable_columns(packages, tables_of)
    later = KeptAnswers("uji", tmp_path)
    assert check_recoverable_columns(packages, tables_of, later) == found
    assert later.known and not later.asked


@pytest.mark.parametrize(("rows", "again"), [(10**6, False), (1, False), (1, True)])
def test_few_rows_too_many_and_another_check_need_no_other_process(
    rows: int, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages, tables_of = make_case(ROWS)
    monkeypatch.setattr(recoverable_columns, "FEWEST_ROWS", rows)
    monkeypatch.setattr(recoverable_columns, "MOST_ROWS", 10**7 if again else 2)
    monkeypatch.setattr(sharing, "_processors", lambda: 2)
    monkeypatch.setattr(sharing, "_begin", None)
    with sought_beside(packages, tables_of, again=again) as recoverable:
        assert recoverable() == check_recoverable_columns(packages, tables_of)
