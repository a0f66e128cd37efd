"""What spreadsheets and wrong encodings leave in cells is told by its kind, and good text is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.mojibake import find_mojibake
from suluh.checking.number_forms import check_number_forms, unit_beside
from suluh.checking.spoiled_cells import check_spoiled_cells, find_error, without_double
from suluh.checking.spoiled_rows import check_spoiled_rows
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Klasifikasi, Schema

FIELDS = (
    make_field("kode_barang"),
    make_field("uraian"),
    make_field("jumlah", type="integer"),
    make_field("rata", type="number"),
)


def found(rows: list[tuple[str, ...]], fields: Any = FIELDS, **overrides: Any) -> list[Finding]:
    resource = make_resource("data", fields, **overrides)
    table = make_table([one.name for one in fields], rows)
    package = make_package(resources=(resource,))
    findings = check_number_forms(package, resource, table) + check_spoiled_rows(package, resource, table)
    return [*findings, *check_spoiled_cells(package, resource, table)]


def codes(rows: list[tuple[str, ...]], fields: Any = FIELDS, **overrides: Any) -> list[tuple[str, str]]:
    return [(one.code, one.place.field) for one in found(rows, fields, **overrides)]


GOOD = ("01.02", "Pasar Wameo", "12", "1.5")


@pytest.mark.parametrize(
    "mark",
    [
        *("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#ERROR!", "#n/a"),
        *(
            "#NV",
            "#WERT!",
            "#VALEUR!",
            "#¡REF!",
            "#Н/Д",
            "#NILAI!",
            " #REF! ",
            "Err:502",
            "#######",
            "Loading...",
        ),
        *("Jumlah #REF! unit", "#N/A (2024)"),
    ],
)
def test_errors_of_formulas_are_found_in_text_and_number_columns(mark: str) -> None:
    assert codes([GOOD, ("01.03", mark, "1", "2.5")]) == [("T032", "uraian")]
    assert ("T032", "jumlah") in codes([GOOD, ("01.03", "Toko", mark, "2.5")])


@pytest.mark.parametrize(
    "text",
    [
        "#1",
        "No. #5",
        "Blok #A",
        "#BaubauHebat",
        "C#",
        "Err: periksa",
        "###",
        "https://x.id/#NA",
        "N/A",
        "12:30:45",
    ],
)
def test_other_texts_with_such_signs_are_no_errors(text: str) -> None:
    assert find_error(text) == ""


@pytest.mark.parametrize("mark", ["NULL", "\\N", "NaN", "(null)", "None", "undefined", "<NA>"])
def test_marks_of_nothing_are_found(mark: str) -> None:
    assert codes([GOOD, ("01.03", mark, "1", "2.5")])[0] == ("T032", "uraian")
    assert find_error(f"{mark}-kan") == ""


def test_other_marks_of_quotation_are_asked_about() -> None:
    rows = [
        ("01", "'Laut'", "1", ""),
        ("02", "`Darat`", "1", ""),
        ("03", "Udara\\", "1", ""),
        ("04", "Jum'at", "1", ""),
    ]
    (one,) = found(rows)
    assert (one.code, one.details["jumlah"], str(one.severity)) == ("F030", "3", "warning")
    assert [code for code, _ in codes(rows[:1], dialect={"quoteChar": "'"})] == []


def test_rows_that_still_belong_to_the_header() -> None:
    for first in (("1", "2", "3", "4"), ("(1)", "(2)", "(3)", "(4)"), ("", "(teks)", "(orang)", "")):
        assert codes([first, GOOD])[0][0] == "T038"
    assert codes([GOOD, GOOD, GOOD, ("1", "2", "3", "4")]) == []
    assert codes([("kode_barang_lain", "uraian2", "jumlah_x", "rata")])[0][0] == "T038"


def test_a_declared_missing_value_is_no_error() -> None:
    field = make_field("uraian", missing_values={"#N/A": "tidak tersedia"})
    assert codes([("01.02", "#N/A", "1", "1.5")], (FIELDS[0], field, *FIELDS[2:])) == []


def test_of_a_spoiled_number_the_error_alone_is_told() -> None:
    (error,) = found([("1", "a", "#REF!", "")], FIELDS)
    both = [error, Finding("T011", error.place), Finding("T011", found([("1", "#REF!", "", "")])[0].place)]
    assert [(one.code, one.place.field) for one in without_double(both)] == [
        ("T032", "jumlah"),
        ("T011", "uraian"),
    ]
    assert [one.code for one in without_double([error, Finding("F205", error.place)])] == ["F205"]


BLANKS = ["\u00a0", "\u2007", "\u202f", "\u3000", "\u2003", "\u205f", "\u1680", "\t", "\n"]


@pytest.mark.parametrize("blank", BLANKS)
def test_blanks_that_nobody_sees_in_codes(blank: str) -> None:
    for cell in (f"01.02{blank}", f"{blank}01.02"):
        assert codes([("01.01", "a", "1", ""), (cell, "b", "1", "")]) == [("T033", "kode_barang")]
    assert ("T033", "uraian") in codes([("01.01", blank, "1", "")])
    if blank not in "\t\n":
        assert codes([("01.01", "a", "1", ""), (f"01.{blank}02", "b", "1", "")]) == [("T033", "kode_barang")]


def test_plain_blanks_inside_a_code_and_no_break_spaces_in_prose_are_left_alone() -> None:
    assert codes([("AB 12", "Pasar\u00a0Wameo", "1", "")]) == []
    assert codes([(" 01", "a", "1", "")]) == [("T033", "kode_barang")]


@pytest.mark.parametrize(
    "cell",
    ["０1.02", "01．02", "٠١.02", "०१", "01–02", "01‐02", "01−02", "0１", "¹2", "①", "ＡＢ", "01\uff0d02"],
)
def test_other_digits_points_and_dashes_in_codes(cell: str) -> None:
    assert codes([("01.01", "a", "1", ""), (cell, "b", "1", "")]) == [("T034", "kode_barang")]
    assert codes([("01.01", cell, "1", "")]) == []


@pytest.mark.parametrize("cell", ["Bone–Bone", "SDN 1 – Wameo", "Luas km²", "Wajo — Lama"])
def test_names_may_have_dashes_and_small_figures(cell: str) -> None:
    assert codes([("01.01", "a", "1", ""), (cell, "b", "1", "")]) == []


def test_a_letter_for_a_zero_among_codes_of_digits() -> None:
    rows = [(f"01.{number:02}", "a", "1", "") for number in range(8)]
    assert codes([*rows, ("O1.09", "b", "1", "")]) == [("T034", "kode_barang")]
    lettered = [(f"OL{number:02}", "a", "1", "") for number in range(8)]
    assert codes([*lettered, ("O1", "b", "1", "")]) == []


def test_keys_references_and_names_of_codes_are_code_columns() -> None:
    fields = (make_field("nama"), make_field("uraian"))
    rows = [("Wolio\u00a0", "a\u00a0")]
    assert codes(rows, fields) == []
    assert codes(rows, fields, schema=Schema(fields, primary_key=("nama",))) == [("T033", "nama")]
    assert codes(rows, (make_field("id_alat"), make_field("uraian"))) == [("T033", "id_alat")]


SPOILT = [
    ("Café", "cp1252"),
    ("2010–2020", "cp1252"),
    ("“kutipan”", "cp1252"),
    ("Rp 5 – 10", "cp1252"),
    ("Jum’at", "cp1252"),
    ("10 °C", "cp1252"),
    ("5 m²", "cp1252"),
    ("naïve", "latin-1"),
    ("São", "mac_roman"),
    ("Café", "cp437"),
    ("Café", "cp850"),
    ("harga € 5", "cp1252"),
]


@pytest.mark.parametrize(("text", "encoding"), SPOILT)
def test_text_read_in_a_wrong_encoding(text: str, encoding: str) -> None:
    data = text.encode()
    free = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}
    spoilt = "".join(
        free[one] if encoding == "cp1252" and one in free else bytes([one]).decode(encoding) for one in data
    )
    part = find_mojibake(spoilt)
    assert part
    assert codes([("01", spoilt, "1", "")])[0] == ("T035", "uraian")
    assert find_mojibake(text) == ""


@pytest.mark.parametrize(
    "text", ["CafÃ©", "â€“", "CafÃƒÂ©", "R&amp;D", "a&nbsp;b", "Toko_x000D_", "Jum\ufffdat", "10Â km"]
)
def test_named_spoilt_texts(text: str) -> None:
    assert find_mojibake(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Café Wolio",
            "São Tomé",
            "Größe",
            "Ñandú",
            "“kutip”",
            "5–10",
            "CAFÉ”",
            "10 m²",
            "37 °C",
            "R&D",
            "A & B",
        ),
        *(
            "« voilà »",
            "مرحبا",
            "日本語",
            "Ελληνικά",
            "Привет",
            "Åse",
            "Ã",
            "naïve",
            "😀 baik",
            "x²≥5",
            "½ kg",
            "ÂÃ",
        ),
        *("https://x.id/?a=1&copy=2", "Rp1.000,–", "ˆ", "Ubud–Kuta…", "Đà Nẵng", "Çelik", "Škoda™"),
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert find_mojibake(text) == ""


@given(st.text(st.sampled_from("aé–’“”²°ñüçÉ €½…»"), min_size=1, max_size=12))
def test_whatever_people_write_is_found_when_spoilt_and_not_before(text: str) -> None:
    assert find_mojibake(text) == ""
    spoilt = "".join(
        chr(one) if 0x80 <= one < 0xA0 else bytes([one]).decode("latin-1") for one in text.encode()
    )
    assert bool(find_mojibake(spoilt)) == (not text.isascii())


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["12", "1.234", "7.5"], True),
        (["1.234", "7.25"], True),
        (["0.455", "1.234", "7.5"], False),
        (["56835.019", "938.868"], False),
        (["1.5", "2.25", "10"], False),
        (["12", "13"], False),
    ],
)
def test_three_places_among_fewer_are_ambiguous_until_the_point_is_declared(
    cells: list[str], told: bool
) -> None:
    rows = [("01", "a", "1", cell) for cell in cells]
    assert codes(rows) == ([("T036", "rata")] if told else [])
    declared = make_field("rata", type="number", descriptor={"decimalChar": "."})
    assert codes(rows, (*FIELDS[:3], declared)) == []


def test_numbers_of_one_column_have_one_unit() -> None:
    loose = make_field("jumlah", type="number", descriptor={"bareNumber": False, "decimalChar": "."})
    fields = (*FIELDS[:2], loose, FIELDS[3])

    def told(*cells: str) -> list[str]:
        return [one.value or "" for one in found([("01", "a", cell, "") for cell in cells], fields)]

    assert told("45%", "0.9", "50%") == ["0.9"]
    assert told("2 juta", "3 juta", "4") == ["4"]
    assert told("Rp 5", "5", "IDR 7") == []
    assert told("45%", "0%", "0") == []
    assert [unit_beside(one) for one in ("Rp 1.500,-", "5 m3", "45 %", "12")] == ["", "m3", "%", ""]


def test_rows_that_are_none() -> None:
    header = tuple(one.name for one in FIELDS)
    assert codes([GOOD, header])[0][0] == "T038"
    assert codes([GOOD, tuple(f" {name.upper()}" for name in header)])[0][0] == "T038"
    for note in ("Sumber: BPS", "Catatan : sementara", "*) angka sementara", "Keterangan: -"):
        assert [code for code, _ in codes([GOOD, (note, "", "", "")])] == ["T039"]
    assert codes([GOOD, ("01.09", "", "", "")]) == []
    assert codes([GOOD, ("01.09", "Sumber: mata air", "", "")]) == []


def test_rows_swallowed_by_two_stray_marks() -> None:
    inner = "Toko,5,2.5\n01.03,Kios,6,3.5\n01.04,Lapak"
    assert codes([("01.02", inner, "7", "4.5")]) == [("F029", "uraian")]
    assert codes([("01.02", "a\n01.03,b", "7", "4.5")]) == []
    assert codes([("01.02", "Toko,5,2.5\n01.04,Lapak", "7", "4.5")]) == [("F029", "uraian")]
    assert codes([("01.02", "Jalan Lama,\nKelurahan Wajo, Kecamatan Murhum", "7", "4.5")]) == []


def test_values_of_closed_columns_are_masked_and_many_cells_are_told_in_part() -> None:
    closed = make_field("kode_alat", klasifikasi=Klasifikasi.RAHASIA)
    (one,) = found([("01\u00a0",)], (closed,))
    assert one.value == "(dirahasiakan)"
    assert len(found([("#REF!",)] * 5_000, (make_field("uraian"),))) == 200
