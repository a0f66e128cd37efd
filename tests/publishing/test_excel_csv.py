"""The CSV for Excel: what Excel with Indonesian settings takes for a number is one, and nothing else is."""

from __future__ import annotations

import csv
import io

import pytest

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.csv_file import write_list
from suluh.publishing.excel_csv_file import protect, write_excel_csv
from suluh.vocabulary.download_format import Outgoing
from suluh.vocabulary.formula_signs import write_rows


def write(fields, rows) -> bytes:
    resource = make_resource("isi", fields)
    table = make_table([field.name for field in resource.schema.fields], rows)
    cleared = make_cleared({"isi": table}, package=make_package("isi", resources=(resource,)))
    stream = io.BytesIO()
    write_excel_csv(stream, Outgoing(make_dataset(cleared), make_settings(), {}, "isi"))
    return stream.getvalue()


def test_every_type_is_written_as_excel_reads_it() -> None:
    fields = [
        make_field("kode"),
        make_field("n", type="number"),
        make_field("besar", type="integer"),
        make_field("tanggal", type="date"),
        make_field("aktif", type="boolean"),
        make_field("bulan", type="yearmonth"),
    ]
    data = write(fields, [["007", "12.5", "9007199254740993", "2025-12-31", "true", "2025-03"]])
    assert data.startswith(b'\xef\xbb\xbf"kode";"n"')
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert row == ['="007"', "12,5", '="9007199254740993"', "31/12/2025", "TRUE", '="2025-03"']


@pytest.mark.parametrize(
    "text",
    [
        "007",
        "74.71",
        "1-2",
        "3/4",
        "1E5",
        "12:30",
        "5 Mei",
        "Mei 2025",
        "Mar-25",
        "Rp 5.000",
        "TRUE",
        "50%",
        "3 pm",
    ],
)
def test_what_looks_like_a_number_or_a_date_is_kept_as_text(text: str) -> None:
    text = text.replace("_", " ")
    assert protect(text) == f'="{text}"'


@pytest.mark.parametrize("text", ["Pasar", "2 unit kendaraan", "a-1", "Decak kagum", "RT 01/02 Bone", ""])
def test_words_stay_words(text: str) -> None:
    assert protect(text) == text


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", '1";=cmd|x!A0;"', "+62811|a!b", "=HYPERLINK(1)"])
def test_nothing_runs(text: str) -> None:
    assert not protect(text).startswith(("=", "@", "+", "-"))


def test_no_csv_of_ours_is_taken_for_sylk() -> None:
    stream = io.BytesIO()
    write_list(stream, make_table(("ID", "NAMA"), [("1", "Pasar")]))
    assert stream.getvalue() == b'"ID","NAMA"\r\n1,Pasar\r\n'
    assert write_rows([["IDENTITAS", "b"]], delimiter=";") == '"IDENTITAS";"b"\r\n'
    assert write(["ID", "NAMA"], [["1", "Pasar"]]).startswith(b'\xef\xbb\xbf"ID"')
