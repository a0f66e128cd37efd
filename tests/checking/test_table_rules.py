"""Rules over one table: what frictionless finds, what it lets pass, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from builders import make_field, make_package, make_resource
from suluh.checking.cell_hygiene import check_categories, check_cells, describe_sign
from suluh.checking.explanations import describe
from suluh.checking.keys import check_keys
from suluh.checking.table_headers import check_header
from suluh.checking.validation import check_schema, validate_table
from suluh.publishing.canonical_table import make_canonical
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, MissingValue, Resource, Schema, Table


def check(
    fields: Sequence[Field], rows: Sequence[Sequence[str]], **schema: Any
) -> tuple[DataPackage, Resource, list[Finding]]:
    resource = make_resource("data", fields, paths=("data.csv",), schema=Schema(tuple(fields), **schema))
    package = make_package(folder="datasets/a/b", resources=(resource,))
    table = Table(
        tuple(field.name for field in fields), [tuple(row) for row in rows], range(2, len(rows) + 2)
    )
    validated = validate_table(package, resource, table)
    wrong = [(one.place.row, one.place.field) for one in validated if one.code == "T011"]
    findings = [
        *check_schema(package, resource),
        *validated,
        *check_cells(package, resource, table, wrong),
        *check_categories(package, resource, table),
        *check_keys(package, resource, table),
    ]
    return package, resource, findings


def column(kind: str, cells: Sequence[str], **overrides: Any) -> list[tuple[str, int | None]]:
    """(code, row) of every finding in a table of one column under test and a number of the row."""
    descriptor = overrides.pop("descriptor", {})
    for key, name in (("decimalChar", "decimal_char"), ("groupChar", "group_char")):
        if key in descriptor:
            overrides[name] = descriptor[key]
    field = make_field("isi", type=kind, descriptor=descriptor, **overrides)
    rows = [(cell, f"baris {number}") for number, cell in enumerate(cells, start=1)]
    return [(one.code, one.place.row) for one in check([field, make_field("nomor")], rows)[2]]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            "integer",
            ["1", "-20", "+3", "007", " 5 "],
            {"1.0": "T011", "x": "T011", "1_000": "T022", "١٢": "T022"},
        ),
        (
            "number",
            ["1", "-2.5", "1e3", ".5", "5."],
            {"1,5": "T011", "1_0.5": "T022", "1e400": "T023", "NaN": "T023"},
        ),
        ("date", ["2024-02-29"], {"2023-02-29": "T011", "2024-2-3": "T011", "31/01/2024": "T011"}),
        ("boolean", ["true", "0"], {"ya": "T011", "tidak": "T011"}),
        ("year", ["2024"], {"24": "T011", "tahun": "T011"}),
        ("string", ["Jl. Merdeka 1", "-", "+62 402 123", "(0402) 1", "-5", "a=b", "é"], {}),
    ],
)
def test_types_are_strict(kind: str, good: list[str], bad: dict[str, str]) -> None:
    assert column(kind, good) == []
    expected = [(code, row) for row, code in enumerate(bad.values(), start=1)]
    assert sorted(column(kind, list(bad))) == sorted(expected)


@pytest.mark.parametrize(
    "cell",
    ["1" * 30, f"{'1' * 30}.0", "1e30", "-1.5e30", f"{'1' * 30}e30", "1e-99", f"0.{'1' * 30}e-99", "0e9"],
)
def test_a_number_that_is_let_in_is_let_in_as_it_goes_out(cell: str) -> None:
    field = make_field("isi", type="number", descriptor={"decimalChar": "."})
    resource = make_resource("data", [field])
    table = make_canonical(resource, Table(("isi",), [(cell,), ("0.5",)]))
    assert column("number", [cell, *(row[0] for row in table.rows)], descriptor={"decimalChar": "."}) == []


@pytest.mark.parametrize(
    "cell", ["1" * 31, f"0.{'1' * 31}", "1e31", "1e100", "0.1e-100", f"0.{'0' * 40}1e-99"]
)
def test_numbers_of_too_many_digits_are_refused(cell: str) -> None:
    assert column("number", [cell], descriptor={"decimalChar": "."}) == [("T023", 1)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("=1+1", "T028"),
        ("  @SUM(A1)", "T028"),
        ("-1+2", "T028"),
        ("+cmd|' /C calc'!A0", "T028"),
        ("＝1", "T028"),
        ("﹦1", "T028"),
        ("biasa;=1+1", "T028"),
        ("biasa; @SUM(A1)", "T028"),
        ("biasa\n=1+1", "T028"),
        ("biasa\n-2+cmd|' /C calc'!A0", "T028"),
        ("Kaf\ufffd", "T026"),
        ("ta\U000e0068", "T026"),
        ("ta\u3164", "T026"),
        ("Bau\u200bBau", "T026"),
        ("\u202egnp.exe", "T026"),
        ("a\x07b", "T026"),
        ("Cafe\u0301", "T027"),
        ("dua\nbaris", ""),
        ("tab\tdi dalam", ""),
        ("- catatan biasa", ""),
    ],
)
def test_text_that_people_and_spreadsheets_trip_over(cell: str, code: str) -> None:
    assert column("string", [cell]) == ([(code, 1)] if code else [])


def test_declared_number_signs_are_honoured() -> None:
    indonesian = {"decimalChar": ",", "groupChar": "."}
    assert column("number", ["1.234.567,89", "1,5", "1000", "-2.000"], descriptor=indonesian) == []
    assert column("number", ["12.34", "1.2345,6"], descriptor=indonesian) == [("T025", 1), ("T025", 2)]
    assert column("integer", ["1.234", "12"], descriptor={"groupChar": "."}) == []
    assert column("integer", ["1.23"], descriptor={"groupChar": "."}) == [("T025", 1)]
    assert column("number", ["Rp1500", "95%"], descriptor={"bareNumber": False}) == []


def test_an_ambiguous_point_stops_the_column() -> None:
    assert column("number", ["1.234", "56.789", "12"]) == [("T024", 1)]
    assert column("number", ["1.234", "0.456"]) == []
    assert column("number", ["1.234", "1234.567"]) == []
    assert column("number", ["1.234"], descriptor={"decimalChar": "."}) == []


def test_constraints_are_told_apart_and_all_told() -> None:
    field = make_field(
        "kode", constraints={"required": True, "pattern": "a|bc", "enum": ["a", "bc"], "maxLength": 2}
    )
    rows = [("a", "1"), ("bcx", "2"), ("", "3"), ("a\n", "4")]
    _, _, findings = check([field, make_field("nomor")], rows)
    found = [(one.code, one.place.row) for one in findings]
    assert sorted(found) == [
        ("T012", 3),
        ("T017", 2),
        ("T017", 4),
        ("T018", 2),
        ("T018", 4),
        ("T019", 2),
    ]


def test_every_error_is_told_however_many() -> None:
    assert len(column("integer", ["x"] * 2500)) == 2500


def test_missing_values_are_no_values() -> None:
    assert (
        column("integer", ["1", "-", ""], missing_values={"-": "tidak berlaku", "": "belum dilaporkan"}) == []
    )
    assert column("integer", [""], missing_values={"-": "tidak berlaku"}) == [("T011", 1)]


def test_keys_inside_the_table() -> None:
    fields = [make_field("a"), make_field("b"), make_field("c", constraints={"unique": True})]
    rows = [("1", "x", "p"), ("1", "y", "p"), ("1", "x", "q"), ("", "x", "r"), ("2", "", "")]
    _, _, findings = check(fields, rows, primary_key=("a", "b"), unique_keys=(("b", "c"),))
    assert [(one.code, one.place.row, one.value) for one in findings] == [
        ("T013", 2, "p"),
        ("T014", 3, "1, x"),
        ("T015", 4, ""),
        ("T015", 5, ""),
    ]
    assert findings[1].details["baris_lain"] == "1"
    _, _, findings = check(fields[:2], [("1", "x"), ("2", "x"), ("3", "")], unique_keys=(("b",),))
    assert [(one.code, one.place.row) for one in findings] == [("T020", 2)]


def test_categories_are_enforced() -> None:
    stated = {"categories": [{"value": "beras", "label": "Beras"}, "minyak"]}
    assert column("string", ["beras", "minyak", "gula", ""], descriptor=stated) == [("T021", 3)]


@pytest.mark.parametrize(
    ("kind", "constraints", "code"),
    [
        ("integer", {"pattern": "1"}, "P019"),
        ("integer", {"minimum": "satu"}, "P019"),
        ("string", {"required": "ya"}, "P019"),
        ("string", {"enum": "a"}, "P019"),
        ("string", {"maxLength": "x"}, "P019"),
        ("string", {"jsonSchema": {}}, "P019"),
        ("string", {"pattern": "(a+)+"}, ""),
        ("string", {"pattern": r"(a)\1"}, "P033"),
        ("number", {"minimum": "0.5", "exclusiveMaximum": 9}, ""),
        ("date", {"minimum": "2024-01-01"}, ""),
    ],
)
def test_constraints_must_be_usable(kind: str, constraints: dict[str, Any], code: str) -> None:
    found = [one[0] for one in column(kind, [""], constraints=constraints)]
    assert found == ([code] if code else [])


SECRET = "RAHASIA-7472"


@pytest.mark.parametrize(
    ("kind", "cell", "constraints", "descriptor"),
    [
        ("integer", SECRET, {}, {}),
        ("string", SECRET, {"enum": [f"{SECRET}-lain"]}, {}),
        ("string", SECRET, {"pattern": f"{SECRET}x"}, {}),
        ("string", SECRET, {"maxLength": 3}, {}),
        ("string", f"={SECRET}", {}, {}),
        ("string", f"{SECRET}\u200b", {}, {}),
        ("string", SECRET, {}, {"categories": ["a"]}),
        ("number", f"{SECRET}_0", {}, {}),
    ],
)
def test_values_that_are_not_public_are_nowhere_in_a_finding(
    kind: str, cell: str, constraints: dict[str, Any], descriptor: dict[str, Any]
) -> None:
    field = make_field(
        "isi", type=kind, klasifikasi=Klasifikasi.TERBATAS, constraints=constraints, descriptor=descriptor
    )
    _, _, findings = check([field, make_field("nomor")], [(cell, "1")])
    assert findings
    for finding in findings:
        assert finding.value == MASK
        for language in ("id", "en"):
            assert SECRET not in repr((finding, describe(finding, language)))


def test_duplicate_keys_that_are_not_public_are_masked() -> None:
    field = make_field("isi", klasifikasi=Klasifikasi.RAHASIA, constraints={"unique": True})
    rows = [(SECRET, "1"), (SECRET, "2")]
    nomor = make_field("nomor")
    for key in ({"primary_key": ("isi",)}, {"unique_keys": (("isi",),)}):
        _, _, findings = check([field, nomor], rows, **key)
        assert len(findings) == 2
        assert SECRET not in repr(findings)


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        (("a", "b"), []),
        (("b", "a"), ["T005"]),
        (("a", "B"), ["T003", "T004"]),
        (("a", "a", "b"), ["T002"]),
        (("a", "b", ""), ["T001"]),
        (("a",), ["T004"]),
        (("a;b",), ["T003", "T004", "T004"]),
        ((), ["T001"]),
        (("\ufeffa", "b"), ["T003", "T004"]),
    ],
)
def test_headers(header: tuple[str, ...], codes: list[str]) -> None:
    resource = make_resource("data", ("a", "b"), paths=("data.csv",))
    package = make_package(resources=(resource,))
    table = Table(header, [tuple("x" for _ in header)], [2])
    assert [one.code for one in check_header(package, resource, table)] == codes


def test_any_order_where_the_schema_allows_it() -> None:
    schema = Schema((make_field("a"), make_field("b")), descriptor={"fieldsMatch": ["equal"]})
    resource = make_resource("data", schema.fields, paths=("data.csv",), schema=schema)
    package = make_package(resources=(resource,))
    assert check_header(package, resource, Table(("b", "a"), [("1", "2")], [2])) == []


def test_columns_are_checked_by_name_whatever_their_order() -> None:
    fields = (make_field("a", type="integer"), make_field("b"), make_field("c"))
    resource = make_resource("data", fields, paths=("data.csv",))
    package = make_package(resources=(resource,))
    table = Table(("b", "x", "a"), [("teks", "?", "dua")], [2])
    assert [(one.code, one.place.field, one.value) for one in validate_table(package, resource, table)] == [
        ("T011", "a", "dua")
    ]


@pytest.mark.parametrize(
    ("sign", "helps"), [("\ufffd", "aslinya"), ("\x07", "CLEAN"), ("\u200b", "ketik ulang")]
)
def test_what_helps_against_a_sign_is_what_takes_it_away(sign: str, helps: str) -> None:
    """Excel's CLEAN takes the first 32 signs away and no other; a lost letter is nowhere in the file."""
    hint = describe(Finding("T026", Place("a"), details=dict(describe_sign(sign)))).hint
    assert helps in hint and ("CLEAN" in hint) == (sign < " ")


def test_a_mark_of_no_value_that_holds_the_group_sign_is_still_a_mark() -> None:
    marks = (MissingValue("n.a."), MissingValue("..."))
    field = make_field("n", type="integer", group_char=".", missing_values=marks)
    resource = make_resource(fields=("kode", field))
    table = Table(("kode", "n"), [("a", "1.234"), ("b", "n.a."), ("c", "...")])
    assert validate_table(make_package(resources=(resource,)), resource, table) == []
