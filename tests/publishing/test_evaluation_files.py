"""`e81.csv` and `e81.xlsx`: the form's columns, marked where invented, the same bytes each time."""

import csv
import zipfile
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from itertools import starmap

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_instansi, make_settings
from suluh.linking.thread_joining import join_threads
from suluh.measuring.evaluation import evaluate_agency, evaluate_region
from suluh.publishing.artifacts import keep_bytes
from suluh.publishing.evaluation_files import make_evaluation_files, pack_earlier_quarters
from suluh.publishing.evaluation_table import explain_row, lay_out, list_footer, plain, round_fraction
from suluh.reading.evaluation_form_list import RENJA, RKPD, find_form
from suluh.vocabulary.formula_signs import as_text
from suluh.vocabulary.package import SIMULATION_MARK, StatusData
from thread_builders import make_thread_dataset

ROWS = {
    "rencana": [{"target": 7, "sasaran": "=1+1"}],
    "anggaran": [{"murni": 123456789012345}],
    "realisasi": [
        {"triwulan": 1, "realisasi_fisik": 1, "realisasi_keuangan": "1000.50"},
        {"triwulan": 3, "realisasi_fisik": 4, "faktor_penghambat": "Cuaca"},
    ],
}


DAY = date(2024, 10, 31)
E81, E60 = (lay_out(find_form(plan, "74.72", 2024)) for plan in (RENJA, RKPD))


def write(status=StatusData.TETAP, quarter=3, rows=ROWS):
    book = join_threads([make_thread_dataset(rows, status_data=status)], day=DAY)
    evaluation = evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=quarter)
    names = {"dinas-contoh": make_instansi().nama}
    return evaluation, [*starmap(keep_bytes, make_evaluation_files([evaluation], names, make_settings())[0])]


def read(artifact) -> bytes:
    stream = BytesIO()
    artifact.write(stream)
    assert len(stream.getvalue()) == artifact.size
    return stream.getvalue()


def rows_of(artifact):
    return list(csv.DictReader(StringIO(read(artifact).decode("utf-8"), newline="")))


def test_the_files_of_a_year_lie_together_and_stay_the_same() -> None:
    evaluation, files = write()
    assert evaluation.address == "evaluasi/2024/tw3/dinas-contoh/"
    assert [one.address for one in files] == [
        f"evaluasi/2024/e81/dinas-contoh.{kind}" for kind in ("csv", "xlsx")
    ]
    assert [one.sha256 for one in write()[1]] == [one.sha256 for one in files]


def test_a_part_of_the_year_gets_no_predicate_and_the_whole_gets_one() -> None:
    """The same as on the page: a third of the year against the year's target says nothing."""
    evaluation, files = write()
    assert rows_of(files[0])[-2]["predikat"] == ""
    assert dict(list_footer(evaluation, E81))["Predikat kinerja"] == "diberikan sesudah triwulan IV"
    evaluation, files = write(quarter=4)
    assert dict(list_footer(evaluation, E81))["Predikat kinerja"] == "belum pasti, laporannya belum cukup"
    results = [{"triwulan": number, "realisasi_fisik": done} for number, done in enumerate((1, 0, 4, 0), 1)]
    evaluation, files = write(quarter=4, rows={**ROWS, "realisasi": results})
    assert rows_of(files[0])[-2]["predikat"] == "Sedang"
    assert dict(list_footer(evaluation, E81))["Predikat kinerja"] == "Sedang"


def test_the_table_has_the_form_s_columns_and_blanks_for_what_is_not_there() -> None:
    *_, leaf, total = rows_of(write()[1][0])
    assert [name for name in leaf if name.endswith(("_k", "_rp"))] == [
        one.name for one in E81.columns if one.part
    ]
    assert leaf["realisasi_tw1_rp"] == "1000.5"
    assert (leaf["realisasi_tw2_k"], leaf["realisasi_tw2_rp"], leaf["realisasi_tw4_k"]) == ("", "", "")
    assert (leaf["realisasi_renja_k"], leaf["capaian_renja_k"], leaf["predikat"]) == (
        "5",
        "",
        "",
    )
    assert leaf["keterangan"] == "triwulan II belum dilaporkan"
    assert (leaf["tahun"], leaf["triwulan"], leaf["instansi"], leaf["status_data"]) == (
        "2024",
        "3",
        "dinas-contoh",
        "sementara",
    )
    assert (total["tingkat"], total["target_renja_rp"], total["capaian_renja_k"]) == (
        "jumlah",
        "123456789012345",
        "",
    )


def test_numbers_one_to_sixteen_of_the_form_are_there_in_order() -> None:
    numbers = [int(one.number) for one in E81.columns if one.number]
    assert numbers == sorted(numbers) and set(numbers) == set(range(1, 17))


def test_invented_figures_say_so_in_both_files() -> None:
    sheet_file, book_file = write(StatusData.SIMULASI)[1]
    assert {row["status_data"] for row in rows_of(sheet_file)} == {"simulasi"}
    sheet = openpyxl.load_workbook(BytesIO(read(book_file))).active
    assert sheet["A1"].value.startswith(SIMULATION_MARK)
    assert (
        not openpyxl.load_workbook(BytesIO(read(write()[1][1])))
        .active["A1"]
        .value.startswith(SIMULATION_MARK)
    )


def test_the_workbook_says_what_the_table_says() -> None:
    sheet_file, book_file = write()[1]
    cells = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(BytesIO(read(book_file))).active.iter_rows()
    ]
    wanted = rows_of(sheet_file)
    start = next(number for number, row in enumerate(cells) if row[3] == "program")
    for row, expected in zip(cells[start:], wanted, strict=False):
        for value, column in zip(row, E81.columns, strict=True):
            text = expected[column.name]
            if column.part and text:
                assert float(value) == pytest.approx(float(text))
            else:
                assert as_text(value or "") == text, column.name
    texts = {str(value) for row in cells for value in row if value}
    assert {"Cuaca", "=1+1"} <= texts


def test_reasons_are_told_once() -> None:
    evaluation, _ = write()
    assert explain_row(evaluation.rows[0]) == "serapan antara 0 % dan 100 %: 0 dari 1 sub kegiatan lengkap"
    assert explain_row(evaluation.rows[-1]) == "triwulan II belum dilaporkan"


@given(st.fractions(-(10**6), 10**6), st.integers(0, 6))
def test_a_fraction_is_rounded_half_away_from_zero(value: Fraction, places: int) -> None:
    rounded = round_fraction(value, places)
    assert abs(Fraction(rounded) - value) * 10**places * 2 <= 1
    assert "E" not in plain(rounded) and not plain(rounded).endswith(".")


@pytest.mark.parametrize(
    ("value", "text"), [("1/8", "0.13"), ("-1/8", "-0.13"), ("200/1", "200"), ("0/1", "0")]
)
def test_rounding_by_example(value: str, text: str) -> None:
    assert plain(round_fraction(Fraction(value), 2)) == text


def test_a_province_s_forms_have_their_own_numbers() -> None:
    book = join_threads([make_thread_dataset(ROWS)], day=DAY)
    settings = make_settings(wilayah="74")
    agency = evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=3)
    region = evaluate_region(book, tahun=2024, triwulan=3)
    files = [file for one in (agency, region) for file in make_evaluation_files([one], {}, settings)[0]]
    assert [address.removeprefix("evaluasi/2024/") for address, _ in files] == [
        "e55/dinas-contoh.csv",
        "e55/dinas-contoh.xlsx",
        "e19.csv",
        "e19.xlsx",
    ]
    book_of_agency = openpyxl.load_workbook(BytesIO(files[1][1]))
    assert book_of_agency.sheetnames == ["E.55 TW III"]
    assert any("E.55" in str(row[0].value) for row in book_of_agency["E.55 TW III"]["A1:A5"])


def test_the_foot_speaks_of_the_plan_that_is_evaluated() -> None:
    evaluation, _ = write()
    assert "Tindak lanjut Renja berikutnya" in dict(list_footer(evaluation, E81))
    assert "Tindak lanjut RKPD berikutnya" in dict(list_footer(evaluation, E60))


def test_the_region_s_form_has_the_numbers_of_its_paper() -> None:
    book = join_threads([make_thread_dataset(ROWS)], day=DAY)
    evaluation = evaluate_region(book, tahun=2024, triwulan=3)
    names = {"dinas-contoh": "Dinas Contoh"}
    files = [
        *starmap(
            keep_bytes, make_evaluation_files([evaluation], names, make_settings(), region="Kota Contoh")[0]
        )
    ]
    assert [one.address for one in files] == ["evaluasi/2024/e60.csv", "evaluasi/2024/e60.xlsx"]
    leaf = next(row for row in rows_of(files[0]) if row["tingkat"] == "sub kegiatan")
    assert (leaf["penanggung_jawab"], leaf["instansi"]) == ("Dinas Contoh", "dinas-contoh")
    assert (leaf["realisasi_rkpd_k"], leaf["realisasi_tw1_rp"]) == ("5", "1000.5")
    numbers = {one.name: one.number for one in E60.columns}
    assert (numbers["target_rpjmd_k"], numbers["realisasi_tw1_k"], numbers["realisasi_rkpd_rp"]) == (
        "6",
        "9",
        "13",
    )
    assert (numbers["capaian_rpjmd_k"], numbers["penanggung_jawab"], numbers["keterangan"]) == (
        "15",
        "16",
        "17",
    )
    sheet = openpyxl.load_workbook(BytesIO(read(files[1])))["E.60 TW III"]
    assert "Evaluasi terhadap hasil RKPD: Kota Contoh, triwulan III 2024" in {
        row[0].value for row in sheet["A1:A4"]
    }


def test_a_workbook_has_a_sheet_for_each_quarter_and_the_csv_the_newest() -> None:
    book = join_threads([make_thread_dataset(ROWS)], day=DAY)
    forms = [evaluate_agency(book, "dinas-contoh", tahun=2024, triwulan=quarter) for quarter in (1, 2, 3)]
    newest, earlier = make_evaluation_files(forms, {}, make_settings())
    sheet, workbook = (content for _, content in newest)
    rows = list(csv.DictReader(StringIO(sheet.decode("utf-8"), newline="")))
    assert [row["triwulan"] for row in rows if row["tingkat"] == "jumlah"] == ["3"]
    packed = read(pack_earlier_quarters(2024, earlier))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["e81/dinas-contoh.csv"]
        text = archive.read("e81/dinas-contoh.csv").decode()
    before = list(csv.DictReader(StringIO(text, newline="")))
    assert [row["triwulan"] for row in before if row["tingkat"] == "jumlah"] == ["1", "2"]
    assert list(before[0]) == list(rows[0])
    assert make_evaluation_files(forms[:1], {}, make_settings())[1] == ()
    opened = openpyxl.load_workbook(BytesIO(workbook))
    assert opened.sheetnames == ["E.81 TW I", "E.81 TW II", "E.81 TW III"]
    assert opened.active is not None and opened.active.title == "E.81 TW III"
