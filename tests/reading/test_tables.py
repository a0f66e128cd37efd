"""CSV as declared: the same cells as frictionless where both read, and a finding where a file lies."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from frictionless import Dialect, formats
from frictionless.resources import TableResource
from hypothesis import given
from hypothesis import strategies as st

from builders import make_resource
from suluh.reading.csv_records import read_csv
from suluh.reading.csv_text import decode_csv
from suluh.reading.submitted_tables import arrange_records
from suluh.vocabulary.findings import Place
from suluh.vocabulary.package import Table

PLACE = Place("data.csv")


def read(text: str, **dialect: Any) -> tuple[list[tuple[str, ...]], list[str]]:
    records, findings = read_csv(text, dialect, PLACE)
    return [record.cells for record in records], [finding.code for finding in findings]


def table(text: str, **dialect: Any) -> tuple[Table, list[Any]]:
    records, _ = read_csv(text, dialect, PLACE)
    return arrange_records(records, make_resource("data", ("a", "b"), dialect=dialect), PLACE)


def test_cells_stay_exactly_as_submitted() -> None:
    cells, codes = read("a,b\r\n 010 ,NA\r\n007,1.10\r\n,TRUE\r\n")
    assert cells == [("a", "b"), (" 010 ", "NA"), ("007", "1.10"), ("", "TRUE")]
    assert codes == []


def test_lines_are_physical_and_only_line_ends_end_them() -> None:
    records, _ = read_csv('a,b\r\n"1\r\n2",x\x0by\u2028z\r3,4\n5,"6\n\n7"\n8,9', {}, PLACE)
    assert [(record.line, record.cells[0]) for record in records] == [
        (1, "a"),
        (2, "1\r\n2"),
        (4, "3"),
        (5, "5"),
        (8, "8"),
    ]
    assert records[1].cells[1] == "x\x0by\u2028z"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"x\n2,y\n', 2),
        ('a,b\n1,x\n2,"y\n3,"z"\n', 3),
        ('a,b\n1,"x" y\n', 2),
        ('a,b\n"p\nq",1\n2,"r\ns\n', 4),
    ],
)
def test_broken_quotation_names_its_opening_line(text: str, line: int) -> None:
    _, findings = read_csv(text, {}, PLACE)
    assert [(one.code, one.place.line) for one in findings] == [("F016", line)]


def test_comments_are_lines_and_never_parts_of_cells() -> None:
    cells, codes = read('#judul\na,b\n1,"x\n#bukan komentar"\n#ya\n2,3\n', commentChar="#")
    assert cells == [("a", "b"), ("1", "x\n#bukan komentar"), ("2", "3")]
    assert codes == ["T029"]


def test_blank_lines_warn_only_between_rows() -> None:
    assert read("a,b\n\n1,2\n\n\n")[1] == ["T009"]


def test_ragged_rows_are_left_out_and_numbers_kept() -> None:
    found, findings = table("a,b\n1,2\n3\n4,5\n6,7,8\n9,0\n")
    assert found.rows == [("1", "2"), ("4", "5"), ("9", "0")]
    assert found.numbers == [1, 3, 5]
    assert found.lines == [2, 4, 6]
    assert [(one.code, one.place.row, one.place.line) for one in findings] == [("T008", 2, 3), ("T008", 4, 5)]


def test_header_rows_and_no_header() -> None:
    found, _ = table("Daftar contoh,\n,\na,b\n1,2\n", headerRows=[3])
    assert (found.header, found.header_line, found.rows) == (("a", "b"), 3, [("1", "2")])
    found, _ = table("1,2\n3,4\n", header=False)
    assert (found.header, found.header_line, len(found.rows)) == (("a", "b"), 0, 2)


@pytest.mark.parametrize(
    ("data", "encoding", "code"),
    [
        (b"", "utf-8", "F008"),
        (b"\xef\xbb\xbf", "utf-8", "F008"),
        (b" \r\n\n", "utf-8", "F008"),
        (b"PK\x03\x04rest", "utf-8", "F011"),
        (b"%PDF-1.7", "utf-8", "F019"),
        (b"a,b\n1,\x00\n", "utf-8", "F010"),
        ("a,b\n1,2\n".encode("utf-16-be"), "utf-8", "F015"),
        ("a,b\n1,2\n".encode("utf-16"), "utf-8", "F015"),
        (b"a\n\xe9\n", "utf-8", "F009"),
        (b"a\n\xe9\n", "ascii", "F009"),
        (b"  <HTML><body>", "utf-8", "F012"),
        (b"version https://git-lfs.github.com/spec/v1\n", "utf-8", "F013"),
        (b"a\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> x\n", "utf-8", "F014"),
    ],
)
def test_disguises_are_named(data: bytes, encoding: str, code: str) -> None:
    text, findings = decode_csv(data, encoding, PLACE)
    assert text is None
    assert [one.code for one in findings] == [code]


def test_declared_encodings_are_read_and_boms_dropped() -> None:
    assert decode_csv("\ufeffa\né\n".encode(), "utf-8", PLACE) == ("a\né\n", [])
    assert decode_csv("a\né\n".encode("cp1252"), "cp1252", PLACE) == ("a\né\n", [])
    assert decode_csv("a\né\n".encode("utf-16"), "utf-16", PLACE) == ("a\né\n", [])
    text, findings = decode_csv("a\né\n".encode(), "cp1252", PLACE)
    assert (text, [one.code for one in findings]) == ("a\nÃ©\n", ["F020"])


DIALECTS: list[Mapping[str, Any]] = [
    {},
    {"delimiter": ";"},
    {"delimiter": "\t"},
    {"delimiter": "|", "quoteChar": "'"},
    {"skipInitialSpace": True},
    {"doubleQuote": False, "escapeChar": "\\"},
]


@pytest.mark.parametrize("dialect", DIALECTS)
@given(
    rows=st.lists(
        st.tuples(*[st.text(st.sampled_from("ab 0;,|'\"\t\n\\é"), max_size=6)] * 2), min_size=1, max_size=5
    )
)
def test_our_cells_are_those_of_frictionless(dialect: Mapping[str, Any], rows: list[tuple[str, str]]) -> None:
    text = _write([("satu", "dua"), *rows], dialect)
    ours, codes = read(text, **dialect)
    if codes:
        return  # frictionless has no opinion on what is wrong with a file
    assert ours == _read_with_frictionless(text, dialect)


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=2, max_size=2),
        min_size=1,
    )
)
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    text = _write(rows, {"quoteAll": True})
    assert read(text) == ([tuple(row) for row in rows], [])


@given(st.text(st.sampled_from("ab,;\"'\r\n\\ #é\x00"), max_size=40), st.sampled_from(DIALECTS))
def test_no_text_raises(text: str, dialect: Mapping[str, Any]) -> None:
    records, _ = read_csv(text, dialect, PLACE)
    arrange_records(records, make_resource("data", ("a", "b"), dialect=dialect), PLACE)


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "cp1252", "utf-16", "ascii"]))
def test_no_bytes_raise(data: bytes, encoding: str) -> None:
    text, findings = decode_csv(data, encoding, PLACE)
    assert (text is None) == any(one.severity == "error" for one in findings)


def _write(rows: Any, dialect: Mapping[str, Any]) -> str:
    target = io.StringIO(newline="")
    escape = dialect.get("escapeChar")
    csv.writer(
        target,
        delimiter=dialect.get("delimiter", ","),
        quotechar=dialect.get("quoteChar", '"'),
        doublequote=dialect.get("doubleQuote", True),
        escapechar=escape,
        quoting=csv.QUOTE_ALL if dialect.get("quoteAll") or escape else csv.QUOTE_MINIMAL,
    ).writerows(rows)
    return target.getvalue()


def _read_with_frictionless(text: str, dialect: Mapping[str, Any]) -> list[tuple[str, ...]]:
    # Everything is stated, because frictionless guesses what is not.
    stated = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False, **dialect}
    control = formats.CsvControl.from_descriptor({"type": "csv", "lineTerminator": "\r\n", **stated})
    resource = TableResource(
        data=text.encode(), format="csv", encoding="utf-8", dialect=Dialect(header=False, controls=[control])
    )
    return [tuple(cells) for cells in resource.read_cells()]


@pytest.mark.parametrize(
    ("text", "dialect", "rows"),
    [
        ("a,b\n#1,2\n3,4\n#5,6\n", {"commentChar": "#"}, "2"),
        ("x,y\n1,2\na,b\n3,4\n", {"headerRows": [3]}, "2"),
        ("Judul tabel\n\na,b\n3,4\n", {"headerRows": [3]}, ""),
        ("a,b\n3,4\n", {"commentChar": "#"}, ""),
    ],
)
def test_rows_left_out_by_the_dialect_are_counted(text: str, dialect: dict[str, Any], rows: str) -> None:
    records, findings = read_csv(text, dialect, Place("x.csv"))
    _, more = arrange_records(records, make_resource(dialect=dialect), Place("x.csv"))
    told = [one.details["jumlah"] for one in (*findings, *more) if one.code == "T029"]
    assert told == ([rows] if rows else [])


def test_a_header_that_is_said_not_to_be_there_is_told() -> None:
    resource = make_resource(fields=("a", "b"), dialect={"header": False})
    for text, expected in (("A,b \n3,4\n", ["P042"]), ("3,4\n", [])):
        records, _ = read_csv(text, resource.dialect, Place("x.csv"))
        assert [one.code for one in arrange_records(records, resource, Place("x.csv"))[1]] == expected
