"""Words of descriptors as entries of the lists that others read."""

import pytest

from suluh.reading.metadata_terms import find_frequency, find_license, find_license_at, find_themes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tahunan", "ANNUAL"),
        ("Lima tahunan", "QUINQUENNIAL"),
        ("Setahun sekali", "ANNUAL"),
        ("sebulan sekali", "MONTHLY"),
        ("Dua kali setahun", "ANNUAL_2"),
        ("Tahunan dan tiap pergeseran atau perubahan", "ANNUAL"),
        ("Bila nomenklatur diperbarui, hampir tiap tahun", "AS_NEEDED"),
        ("Setiap saat", "CONT"),
        ("Sekali saja", "NEVER"),
        ("TRIWULANAN.", "QUARTERLY"),
        ("kapan-kapan", ""),
        ("", ""),
    ],
)
def test_frequencies_are_told_by_whole_words(text: str, code: str) -> None:
    found = find_frequency(text)

    assert (found.code if found else "") == code


def test_themes_are_those_of_the_first_text_that_names_any() -> None:
    assert [theme.code for theme in find_themes("Perencanaan dan anggaran", "sekolah")] == ["GOVE", "ECON"]
    assert [theme.code for theme in find_themes("Lainnya", "", "Banyaknya sekolah")] == ["EDUC"]
    assert [theme.code for theme in find_themes("Penganggaran")] == []
    assert find_themes("Xyz") == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/licenses/by/4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.id",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
    ],
)
def test_a_licence_is_known_by_its_address_however_it_is_written(address: str) -> None:
    assert find_license_at(address) == find_license("cc-by-4.0")


def test_what_is_no_known_licence_is_none() -> None:
    assert find_license("Milik kami") is None
    assert find_license_at("https://contoh.go.id/lisensi") is None
