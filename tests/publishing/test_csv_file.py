"""What is downloaded, read back, equals what was submitted, cell for cell."""

import csv
import io
import json

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders import (
    make_cleared,
    make_field,
    make_instansi,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.csv_file import write_csv
from suluh.publishing.distributions import write_distributions

# Reading refuses NUL, lone surrogates and a byte order mark inside a cell, so none gets here.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")
NASTY = st.sampled_from(
    [
        *["", " ", "  010", "010", '"', '""', ",", ";", "\t", "\r", "\n", "\r\n", " \r ", "a\rb", "a\n\nb"],
        *["NA", "null", "NaN", "1.10", "=1+1", "@SUM(A1)", "-1+2", "+62", "'", "\\", "\\N", "#"],
        *["é", "e\u0301", "🏝", "\u2028"],
    ]
)
CELLS = st.one_of(NASTY, st.text(LETTERS, max_size=12))


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), max_size=6))
    return make_table([f"kolom_{number}" for number in range(width)], rows)


def to_bytes(table):
    stream = io.BytesIO()
    write_csv(stream, table)
    return stream.getvalue()


def test_the_canonical_form_is_utf8_crlf_comma_with_quotes_where_needed():
    table = make_table(["kode", "nama"], [["010", " Bau, Bau "], ["", 'a"b'], ["é", "x\ny"]])

    assert to_bytes(table).decode("utf-8") == 'kode,nama\r\n010," Bau, Bau "\r\n,"a""b"\r\né,"x\ny"\r\n'


def test_no_file_begins_as_sylk_does():
    stream = io.BytesIO()
    write_csv(stream, make_table(("ID", "NAMA"), [("1", "Pasar")]))
    assert stream.getvalue() == b'"ID","NAMA"\r\n1,Pasar\r\n'


def test_a_row_whose_only_cell_is_empty_survives():
    data = to_bytes(make_table(["kode"], [["a"], [""], ["b"]]))

    assert data == b'kode\r\na\r\n""\r\nb\r\n'
    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == [["kode"], ["a"], [""], ["b"]]


def test_a_table_without_rows_is_a_header():
    assert to_bytes(make_table(["kode", "nama"], [])) == b"kode,nama\r\n"


@given(tables())
@example(make_table(["satu"], [[""], ["\r"], [" "]]))
def test_csv_module_reads_the_same_cells(table):
    text = to_bytes(table).decode("utf-8")

    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        list(row) for row in (table.header, *table.rows)
    ]


@given(tables())
@example(make_table(["satu"], [[""], ["\r"], [" "]]))
def test_pandas_reads_the_same_cells(table):
    frame = pd.read_csv(io.BytesIO(to_bytes(table)), dtype=str, keep_default_na=False)

    assert tuple(frame.columns) == table.header
    assert [tuple(row) for row in frame.itertuples(index=False, name=None)] == list(table.rows)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables())
@example(table=make_table(["satu"], [[""], ["\r"], [" "]]))
def test_frictionless_reads_the_same_cells(table, tmp_path):
    package = make_package(resources=(make_resource("contoh", [make_field(name) for name in table.header]),))
    for one in write_distributions(
        make_cleared({"contoh": table}, package=package), make_instansi(), make_settings()
    ):
        if one.format in ("CSV", "DATAPACKAGE"):
            with (tmp_path / one.file_name).open("wb") as stream:
                one.artifact.write(stream)

    with Package(str(tmp_path / "datapackage.json")).get_resource("contoh") as resource:
        read = [tuple(row) for row in resource.cell_stream]

    assert read == [table.header, *table.rows]


@pytest.mark.parametrize("text", ["010", " 7 ", "1.10", "NA", "TRUE", "1e5", "٣", "=1+1", "00/00"])
def test_what_programs_like_to_change_stays(text):
    assert to_bytes(make_table(["a", "b"], [[text, "x"]])) == f"a,b\r\n{text},x\r\n".encode()


def test_json_copy_is_the_same_rows(tmp_path):
    table = make_table(["kode", "nama"], [["010", "a\rb"], ["02", " é "]])
    made = write_distributions(make_cleared({"contoh": table}), make_instansi(), make_settings())
    stream = io.BytesIO()
    next(one for one in made if one.format == "JSON").artifact.write(stream)

    assert [tuple(row.values()) for row in json.loads(stream.getvalue())["resources"][0]["rows"]] == list(
        table.rows
    )
