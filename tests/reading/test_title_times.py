"""What titles say of the time, and what a recipe's texts say against it."""

from __future__ import annotations

import pytest

from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.title_times import differing_times, name_times, read_time, years_of
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Jumlah penduduk Tahun 2024", {"tahun": {2024}}),
        ("Realisasi TW II Tahun 2025", {"tahun": {2025}, "triwulan": {2}}),
        ("Triwulan IV", {"triwulan": {4}}),
        ("Keadaan 31 Desember 2024", {"tahun": {2024}, "bulan": {12}}),
        ("Bulan Mei", {"bulan": {5}}),
        ("Mei Kartini", {}),
        ("Januari s.d. Maret 2025", {"tahun": {2025}, "bulan": {1, 3}}),
        ("Semester 1 2025/2026", {"tahun": {2025}, "semester": {1}}),
        ("Data 2025-03", {"tahun": {2025}, "bulan": {3}}),
        ("Menurut Perda Nomor 5 Tahun 2016", {}),
        ("Tahun 2024, dicetak 5 Januari 2025", {"tahun": {2024}}),
        ("Jumlah 1.250 ekor", {}),
    ],
)
def test_the_times_of_a_title(title: str, named: dict[str, set[int]]) -> None:
    assert name_times(title) == named


@pytest.mark.parametrize(
    ("column", "text", "time"),
    [
        ("tahun", "2024", {"tahun": 2024}),
        ("triwulan", "II", {"triwulan": 2}),
        ("triwulan", "2", {"triwulan": 2}),
        ("bulan", "3", {"bulan": 3}),
        ("bulan", "Maret", {"bulan": 3}),
        ("bulan", "2025-03", {"tahun": 2025, "bulan": 3}),
        ("periode", "TW II 2025", {"tahun": 2025, "triwulan": 2}),
        ("sumber", "Dinas Sosial 2024", {}),
        ("jumlah", "3", {}),
        ("kecamatan", "Wolio", {}),
    ],
)
def test_what_a_text_for_all_rows_says_of_the_time(column: str, text: str, time: dict[str, int]) -> None:
    assert read_time(column, text) == time


def test_a_time_among_others_is_none_that_differs() -> None:
    named = name_times("Perkembangan 2023 dan 2024")
    assert differing_times({"tahun": 2024}, named) == []
    assert differing_times({"tahun": 2025, "triwulan": 1}, named) == ["tahun"]
    assert years_of("2023 dan 2024") == ["2023", "2024"]


ROWS = (
    ("Data 2024", ""),
    ("kecamatan", "jumlah"),
    ("Wolio", "1"),
    ("", ""),
    ("Data 2025", ""),
    (
        "kecamatan",
        "jumlah",
    ),
    ("Wolio", "2"),
)


def sheet(name: str = "") -> RawSheet:
    return RawSheet(name=name, rows=[list(row) for row in ROWS], lines=list(range(1, len(ROWS) + 1)))


@pytest.mark.parametrize(
    ("recipe", "codes"),
    [
        (ReadingRecipe(cells="A2:B3", constants={"tahun": "2024"}), []),
        (ReadingRecipe(cells="A2:B3", constants={"tahun": "2025"}), ["D015"]),
        (
            ReadingRecipe(blocks={"A2:B3": "2024", "A6:B7": "2025"}, block_column="tahun", header_lines=(1,)),
            [],
        ),
        (
            ReadingRecipe(blocks={"A2:B3": "2024", "A6:B7": "2024"}, block_column="tahun", header_lines=(1,)),
            ["D015"],
        ),
    ],
)
def test_each_block_is_held_against_its_own_titles(recipe: ReadingRecipe, codes: list[str]) -> None:
    found = apply_recipe([sheet()], recipe).findings
    assert [finding.code for finding in found] == codes


def test_what_is_said_of_a_sheet_is_held_against_its_titles() -> None:
    sheets = [sheet("satu"), sheet("dua")]
    recipe = ReadingRecipe(
        sheets=("satu", "dua"),
        cells="A6:B7",
        sheet_column="tahun",
        sheet_values={"satu": "2025", "dua": "2022"},
    )
    (finding,) = apply_recipe(sheets, recipe).findings
    assert (finding.code, finding.details["tertulis"]) == ("D015", "2022")
