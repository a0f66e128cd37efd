"""Headers of several lines become one name for each column; names that stand alone head groups."""

from __future__ import annotations

import pytest

from suluh.vocabulary.header_names import name_columns, read_group_name, read_levels
from suluh.vocabulary.raw_sheet import MergedCells
from suluh.vocabulary.sheet_columns import column_letters


def test_one_line_keeps_its_names_without_edge_blanks_and_line_breaks() -> None:
    levels = read_levels([["kecamatan ", "Jumlah\n Keluarga", ""]], [1])
    assert name_columns(levels) == ("kecamatan", "Jumlah Keluarga", "kolom_C")


def test_merged_cells_stand_over_all_their_columns() -> None:
    rows = [["Kecamatan", "Penduduk 2023", "", "Penduduk 2024", ""], ["", "L", "P", "L", "P"]]
    merged = [MergedCells(1, 2, 1, 3), MergedCells(1, 4, 1, 5), MergedCells(1, 1, 2, 1)]
    names = name_columns(read_levels(rows, [1, 2], 1, merged))
    assert names == (
        "Kecamatan",
        "Penduduk 2023 | L",
        "Penduduk 2023 | P",
        "Penduduk 2024 | L",
        "Penduduk 2024 | P",
    )
    assert name_columns(read_levels(rows, [1, 2])) == names, "a text file knows no merged cells"


def test_a_name_that_nothing_divides_does_not_spread() -> None:
    rows = [["No", "Penduduk", "", "Luas", ""], ["", "L", "P", "", "Ket"]]
    assert name_columns(read_levels(rows, [1, 2])) == ("No", "Penduduk | L", "Penduduk | P", "Luas", "Ket")


def test_names_are_never_alike() -> None:
    names = name_columns(read_levels([["a", "a", "a (2)", "a", ""]], [1]), 26)
    assert len(set(names)) == 5
    assert names[4] == "kolom_AD"


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_letters_are_those_of_spreadsheets(number: int, letters: str) -> None:
    assert column_letters(number) == letters


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["A. Urusan Wajib", "", ""], "A. Urusan Wajib"),
        (["", "Urusan Wajib", "", ""], "Urusan Wajib"),
        (["A", "Urusan Wajib", "", ""], "A Urusan Wajib"),
        (["1", "Wolio", "12", ""], ""),
        (["1", "12", "", ""], ""),
        (["Wolio", "", "12"], ""),
        (["", "12", ""], ""),
        (["-", "", ""], ""),
        (["Wolio", "Murhum"], ""),
    ],
)
def test_a_text_alone_names_a_group(cells: list[str], name: str) -> None:
    assert read_group_name(cells) == name
