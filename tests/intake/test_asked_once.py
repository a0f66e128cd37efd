"""What files without names, or with numbers of one form, leave open: one question a kind, never silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest
from made_readings import BAUBAU, read_cells, read_rows

from suluh.intake.joined_lists import CodeLists
from suluh.intake.reading_proposal import ReadingProposal, propose_reading
from suluh.reading.region_list import load_regions
from suluh.vocabulary.raw_sheet import RawSheet

COUNTED = """150,4,setosa,versicolor,virginica
5.1,3.5,1.4,0.2,0
4.9,3.0,1.4,0.2,0
6.3,3.3,6.0,2.5,2
"""


def propose(text: str, answers: Mapping[str, str] | None = None) -> ReadingProposal:
    rows = list(csv.reader(io.StringIO(text)))
    sheet = RawSheet("", rows, range(1, len(rows) + 1), delimiter=",", encoding="utf-8")
    return propose_reading([sheet], CodeLists(load_regions(), BAUBAU), answers or {})


def table_of(proposal: ReadingProposal) -> list[tuple[str, ...]]:
    assert proposal.table is not None
    return [proposal.table.header, *proposal.table.rows]


def test_numbers_where_names_should_be_are_asked() -> None:
    (doubt, *rest) = propose(COUNTED).doubts
    assert (doubt.key, doubt.likely, rest) == ("judul_angka", "", [])
    assert doubt.values["numbers"] == "150, 4"
    counted = propose(COUNTED.replace("150,", "3,", 1)).doubts[0]
    assert counted.likely == "keterangan"  # it counts the rows below


@pytest.mark.parametrize(("answer", "rows"), [("judul", 3), ("data", 4), ("keterangan", 3)])
def test_the_answer_makes_it_names_data_or_a_remark(answer: str, rows: int) -> None:
    names = {} if answer == "judul" else {"nama_kolom": "a, b, c, d, e"}
    read = propose(COUNTED, {"judul_angka": answer, **names})
    assert not read.doubts
    header, *below = table_of(read)
    first = ("150", "4", "setosa", "versicolor", "virginica")
    assert header == (first if answer == "judul" else tuple("abcde"))
    assert len(below) == rows and (below[0] == first) is (answer == "data")


@pytest.mark.parametrize(
    "header", ["kecamatan,2023,2024", "kecamatan,0,5,10", "umur,15,20,25", "kecamatan,L,P"]
)
def test_years_and_ages_head_columns_unasked(header: str) -> None:
    width = header.count(",") + 1
    below = [",".join(["Wolio", *(f"{10 * row + at}" for at in range(width - 1))]) for row in range(4)]
    assert "judul_angka" not in [doubt.key for doubt in propose("\n".join([header, *below])).doubts]


def test_columns_without_names_are_one_question() -> None:
    text = "nama,,,jumlah\nsatu,3,x,41\ndua,4,y,7\n"
    (doubt,) = propose(text).doubts
    assert (doubt.key, doubt.likely) == ("nama_kosong", "kolom_B, kolom_C")
    header, *_ = table_of(propose(text, {"nama_kosong": "kios, kelas"}))
    assert header == ("nama", "kios", "kelas", "jumlah")
    header, *_ = table_of(propose(text, {"nama:kolom_B": "kios", "nama_kosong": "dua, tiga"}))
    assert header == ("nama", "kios", "tiga", "jumlah")


def test_the_one_question_asks_for_what_its_answer_is_dealt_out_over() -> None:
    text = "nama,,,,jumlah\nsatu,3,x,p,41\ndua,4,y,q,7\n"
    (doubt,) = propose(text, {"nama:kolom_C": "kelas"}).doubts
    assert doubt.likely == "kolom_B, kolom_C, kolom_D"
    header, *_ = table_of(propose(text, {"nama:kolom_C": "kelas", doubt.key: "kios, -, blok"}))
    assert header == ("nama", "kios", "kelas", "blok", "jumlah")


def test_a_mark_is_one_question_for_all_columns() -> None:
    rows = [(f"{at}.125", f"2{at}.375", f"{at},5") for at in range(1, 6)]
    columns = ("hasil", "ujung", "lain")
    (doubt,) = read_rows(columns[:2], [row[:2] for row in rows]).doubts
    assert (doubt.key, doubt.likely, doubt.values["count"]) == ("titik", "", "2")
    read = read_rows(columns[:2], [row[:2] for row in rows], {"titik": "desimal"})
    assert not read.doubts and [column.greatest for column in read.columns] == ["5.125", "25.375"]
    settled = read_rows(columns, rows).doubts[0]
    assert settled.likely == "ribuan"  # the third column's comma parts decimals


def test_what_all_numbers_of_a_column_leave_open_has_no_likely_answer() -> None:
    reading = read_rows(("nama", "hasil"), [("x", f"{20 + at}.{at}50") for at in range(10)])
    assert [doubt.likely for doubt in reading.doubts] == [""]
    assert {choice.word for choice in reading.doubts[0].choices} == {"ribuan", "desimal", "teks"}


def test_a_name_that_nobody_wrote_is_no_evidence() -> None:
    months = "JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC"
    rows = [
        f"{1950 + year}," + ",".join(f"2{at % 7}.{year}{at % 10}0" for at in range(12)) for year in range(8)
    ]
    doubts = {doubt.key: doubt for doubt in propose("\n".join([f"YEAR,{months}", *rows])).doubts}
    assert doubts["titik:jumlah"].likely == ""


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("hp", ["110", "93", "175", "65"], "integer"),
        ("Almost No Chance", ["5", "1", "2", "10"], "integer"),
        ("No HP", ["81234567890", "82134567"], "string"),
        ("hp", ["6281234567890", "6282134567"], "string"),
        ("Serial No", ["5", "1", "2"], "string"),
        ("No. KK", ["5", "1", "2"], "string"),
    ],
)
def test_a_word_of_codes_among_others_is_none(name: str, cells: list[str], kind: str) -> None:
    column, _ = read_cells(name, cells)
    assert column.type == kind


def test_parts_that_do_not_go_on_are_likelier_numbers() -> None:
    cells = ["7.46", "6.77", "12.74", "7.11", "7.81", "8.84", "6.08", "5.39", "8.15", "6.42", "5.73"]
    for values, likely in ((cells, "angka"), (["5.01", "5.02", "5.03", "6.01", "6.02"], "kode")):
        (doubt,) = read_rows(("nama", "x"), [("y", value) for value in values]).doubts
        assert (doubt.key, doubt.likely) == ("kode:x", likely)


def test_a_row_whose_only_text_is_not_at_its_edge_is_no_note() -> None:
    text = "jumlah,nama,hari\n1,x,2020-01-02\n2,y,2020-01-03\n,z,\n"
    assert table_of(propose(text))[-1] == ("", "z", "")
