"""Names that stand alone: years, groups within groups, the first group above the header, counted anew."""

from __future__ import annotations

import pytest
from made_readings import shaped_rows, sheet_of

from suluh.intake.shape_search import propose_shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.reading_recipe import ReadingRecipe


def test_years_alone_in_a_row_become_a_column_of_years() -> None:
    sheet = sheet_of(
        "Bulan | Hotel | Parkir\nTahun 2023 | |\nMei | 10 | 20\nJuni | 30 | 40\n2024 | |\nMei | 5 | 6"
    )
    (likely, *_) = propose_shapes([sheet]).shapes
    assert likely.recipe.group_column == "tahun" and not propose_shapes([sheet]).doubts
    assert likely.recipe.replaced == {"tahun": {"Tahun 2023": "2023"}}
    table = apply_recipe([sheet], likely.recipe).table
    assert table is not None and table.column("tahun") == ["2023", "2023", "2024"]


def test_years_without_figures_among_years_are_rows() -> None:
    sheet = sheet_of("Tahun | Hotel | Parkir\n2021 | 1 | 20\n2022 | |\n2023 | 3 | 40\n2024 | 4 | 50")
    assert [row[0] for row in shaped_rows(sheet)[1:]] == ["2021", "2022", "2023", "2024"]


def test_the_first_group_stands_above_the_header_where_it_is_named_as_the_others() -> None:
    sheet = sheet_of(
        "Hasil Panen\nPadi\nNo | Kecamatan | Ton\n1 | Wolio | 11\n2 | Bungi | 12\n"
        "Jagung | |\n1 | Wolio | 21\n2 | Bungi | 22"
    )
    (likely, *_) = propose_shapes([sheet]).shapes
    assert (likely.recipe.cells, likely.recipe.header_lines) == ("A2:C", (3,))
    assert [row[-1] for row in shaped_rows(sheet)[1:]] == ["Padi", "Padi", "Jagung", "Jagung"]


def test_a_title_above_a_whole_sheet_names_no_group() -> None:
    sheet = sheet_of("Padi\nKecamatan | Ton\nWolio | 11\nJagung |\nWolio | 21")
    recipe = ReadingRecipe(header_lines=(2,), group_column="kelompok")
    table = apply_recipe([sheet], recipe).table
    assert table is not None and table.column("kelompok") == ["", "Jagung"]


NESTED = """No | Uraian | Unit
 | Kecamatan Wolio |
 | Sarana Ibadah |
1 | Masjid | 11
2 | Pura | 12
 | Sarana Olahraga |
1 | Lapangan | 13
 | Kecamatan Bungi |
 | Sarana Ibadah |
1 | Masjid | 14
2 | Gereja | 15"""


def test_names_that_follow_each_other_lie_within_each_other() -> None:
    groups = [row[-1] for row in shaped_rows(sheet_of(NESTED))[1:]]
    assert groups == [
        "Kecamatan Wolio / Sarana Ibadah",
        "Kecamatan Wolio / Sarana Ibadah",
        "Kecamatan Wolio / Sarana Olahraga",
        "Kecamatan Bungi / Sarana Ibadah",
        "Kecamatan Bungi / Sarana Ibadah",
    ]


def test_a_group_without_rows_holds_no_other_of_its_kind() -> None:
    sheet = sheet_of(
        NESTED.replace(" | Sarana Ibadah |\n1 | Masjid | 14", " | Kecamatan Murhum |\n1 | Masjid | 14")
    )
    assert [row[-1] for row in shaped_rows(sheet)[1:]][-2:] == ["Kecamatan Murhum"] * 2


@pytest.mark.parametrize("ditto", ['"', "”", "''", "idem", "Idem", "sda", "s.d.a.", '- " -', "〃"])
def test_a_sign_of_ditto_says_the_same_as_the_cell_above(ditto: str) -> None:
    sheet = sheet_of(
        f"Kecamatan | Kelurahan | Ton\nWolio | Wale | 11\n{ditto} | Tomba | 12\nBungi | Liabuku | 13"
    )
    assert not propose_shapes([sheet]).doubts
    assert [row[0] for row in shaped_rows(sheet)[1:]] == ["Wolio", "Wolio", "Bungi"]
    blank = sheet_of(f"Nama | Penyakit | Umur\nA | Flu | 11\nB | {ditto} | 12\nC | | 13\nD | Batuk | 14")
    assert [doubt.key for doubt in propose_shapes([blank]).doubts] == ["isi_ke_bawah"]


def test_sums_with_their_number_before_their_name_head_their_parts() -> None:
    text = "Uraian | Pagu | Nilai\nA. Pegawai | 300 | 30\n1. Gaji | 100 | 10\n2. Uang lembur | 200 | 20\n"
    sheet = sheet_of(text + "B. Barang | 700 | 70\n1. Jasa | 300 | 30\n2. Sewa | 400 | 40")
    assert [(row[0], row[-1]) for row in shaped_rows(sheet)[1:]] == [
        ("1. Gaji", "A. Pegawai"),
        ("2. Uang lembur", "A. Pegawai"),
        ("1. Jasa", "B. Barang"),
        ("2. Sewa", "B. Barang"),
    ]


@pytest.mark.parametrize("form", ["{}", "({})", "[{}]", "-{}-", "<{}>", "/{}/", "{}."])
def test_a_row_of_column_numbers_is_known_however_they_are_marked(form: str) -> None:
    numbers = " | ".join(form.format(place) for place in (1, 2, 3))
    sheet = sheet_of(
        f"Kecamatan | Padi | Jagung\n{numbers}\nWolio | 11 | 12\nBungi | 13 | 14\nMurhum | 15 | 16"
    )
    assert shaped_rows(sheet)[1:] == [("Wolio", "11", "12"), ("Bungi", "13", "14"), ("Murhum", "15", "16")]
    assert not propose_shapes([sheet]).doubts


def test_a_lone_name_among_rows_with_figures_is_asked_about() -> None:
    sheet = sheet_of(
        "Uraian | Unit | Nilai\nMasjid | 11 | 5\nPura | 12 | 6\nLain |  |\nGereja | 13 | 7\nVihara | 9 | 8"
    )
    assert [doubt.key for doubt in propose_shapes([sheet]).doubts] == ["kelompok"]
    counted = sheet_of("No | Uraian | Nilai\n1 | Masjid | 5\n2 | Pura |\n3 | Gereja | 7")
    assert not propose_shapes([counted]).doubts


def test_a_recipe_that_reads_other_rows_than_were_seen_is_asked_about() -> None:
    from suluh.intake.kept_rows import ask_rows

    sheet = sheet_of("Kecamatan | Ton\nWolio | 11\nBungi | 12\nMurhum | 13")
    (likely, *_) = propose_shapes([sheet]).shapes
    assert ask_rows(likely, apply_recipe([sheet], likely.recipe)) is None
    cut = apply_recipe([sheet], ReadingRecipe(totals=("Bungi",)))
    asked = ask_rows(likely, cut)
    assert asked is not None and asked.values == {"read": "2", "seen": "3"} and not asked.likely
