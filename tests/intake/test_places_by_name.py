"""Rows find their region by names as offices spell them and by codes in any form, or it is asked."""

from __future__ import annotations

import pytest
from made_readings import read_rows

from suluh.reading import place_names
from suluh.reading.place_codes import add_place_codes
from suluh.reading.place_names import LEVELS, PlaceFinder, read_region_code
from suluh.reading.region_list import load_regions
from suluh.vocabulary.package import Table


def codes_of(header: tuple[str, ...], rows: list[tuple[str, ...]], home: str = "74.72") -> list[str]:
    reading = read_rows(header, rows, home=home)
    assert reading.places is not None
    placed = add_place_codes(Table(header, rows), reading.places)
    return placed.table.column(reading.places.into)


@pytest.mark.parametrize(
    ("text", "level", "parent", "code"),
    [
        ("Kota Bau Bau", 2, "", "74.72"),
        ("Baubau", 2, "", "74.72"),
        ("BAU-BAU", 2, "74", "74.72"),
        ("Kota  Baubau ", 2, "", "74.72"),
        ("Baubau, Kota", 2, "", "74.72"),
        ("Kab. Buton", 2, "", "74.04"),
        ("KAB BUTON", 2, "", "74.04"),
        ("Kabupaten Buton", 2, "", "74.04"),
        ("KOTA ADM. JAKARTA PUSAT", 2, "", "31.71"),
        ("Jakarta Pusat", 2, "", "31.71"),
        ("Mamuju Utara", 2, "", "76.01"),
        ("OKU Timur", 2, "", "16.08"),
        ("Padang Sidempuan", 2, "", "12.77"),
        ("Kota Ujung Pandang", 2, "", "73.71"),
        ("DKI Jakarta", 1, "", "31"),
        ("D.I. Yogyakarta", 1, "", "34"),
        ("Kep. Riau", 1, "", "21"),
        ("NTB", 1, "", "52"),
        ("Prov. Sulawesi Tenggara", 1, "", "74"),
        ("Kec. Murhum", 3, "74.72", "74.72.06"),
        ("WOLIO", 3, "74.72", "74.72.02"),
        ("Kel. Katobengke", 4, "74.72", "74.72.01.1007"),
    ],
)
def test_names_in_any_spelling(text: str, level: int, parent: str, code: str) -> None:
    assert PlaceFinder(load_regions()).find(text, (level,), parent).code == code


def test_every_region_of_two_levels_is_found_by_its_own_name_in_capitals() -> None:
    regions = load_regions()
    finder = PlaceFinder(regions)
    large = [region for region in regions.values() if region.level <= 2]
    assert len(large) > 500
    for region in large:
        assert finder.find(region.nama.upper(), (region.level,), "").code == region.kode


def test_what_is_only_like_a_name_is_never_taken_for_it() -> None:
    finder = PlaceFinder(load_regions())
    like = finder.find("Betombari", (3,), "74.72")
    assert not like.code and like.codes == ("74.72.01",)
    several = finder.find("Bandung", (2,), "")
    assert not several.code and set(several.codes) == {"32.04", "32.73"}
    assert not finder.find("Tak Ada Ini", (3,), "74.72").codes


@pytest.mark.parametrize(
    ("text", "levels", "code"),
    [
        ("74.72.01", (), "74.72.01"),
        ("747201", (), "74.72.01"),
        ("7472011007", (), "74.72.01.1007"),
        ("7472011007.0", (), "74.72.01.1007"),
        ("7472010000", (), "74.72.01"),
        ("7472000000", (), "74.72"),
        ("72.01.1007", (), "74.72.01.1007"),
        ("01", (3,), "74.72.01"),
        ("01", (2,), ""),
        ("7472010", (), ""),
        ("Wolio", (), ""),
    ],
)
def test_codes_in_any_form(text: str, levels: tuple[int, ...], code: str) -> None:
    assert read_region_code(text, load_regions(), "74.72", levels) == code


def test_columns_beside_each_other_tell_where_a_row_lies() -> None:
    rows = [("Kota Kendari", "Mandonga"), ("Kota Kendari", "Baruga"), ("Kota Baubau", "Wolio")]
    assert codes_of(("kabupaten_kota", "kecamatan"), rows) == ["74.71.01", "74.71.03", "74.72.02"]
    rows = [("Betoambari", "Kel. Katobengke"), ("Wolio", "Bukit Wolio  Indah")]
    codes = codes_of(("kecamatan", "kelurahan"), rows)
    assert codes[0] == "74.72.01.1007" and codes[1].startswith("74.72.02.")


def test_a_column_of_several_levels_and_one_without_a_header_that_says_so() -> None:
    rows = [("Betoambari", "1"), ("Wolio", "2"), ("Kota Baubau", "3")]
    assert codes_of(("Kota dan Kecamatan", "n"), rows) == ["74.72.01", "74.72.02", "74.72"]
    assert codes_of(("a", "b"), rows[:2]) == ["74.72.01", "74.72.02"]


def test_names_that_are_like_or_of_several_are_asked_and_an_answer_settles_them() -> None:
    rows = [("Betombari", "1"), ("Wolio", "2"), ("Murhum", "3")]
    reading = read_rows(("kecamatan", "n"), rows)
    assert [(doubt.key, doubt.likely) for doubt in reading.doubts] == [("tempat:Betombari", "74.72.01")]
    assert [(odd.text, odd.lines) for odd in reading.places_missed] == [("Betombari", (2,))]
    told = read_rows(("kecamatan", "n"), rows, {"tempat:Betombari": "74.72.01"})
    assert told.places is not None and told.places_matched == 3 and not told.doubts
    assert add_place_codes(Table(("kecamatan", "n"), rows), told.places).table.column("kode_wilayah") == [
        "74.72.01",
        "74.72.02",
        "74.72.06",
    ]
    none = read_rows(("kecamatan", "n"), rows, {"tempat:Betombari": "bukan-wilayah"})
    assert not none.doubts and none.places_matched == 2
    same = read_rows(("kabupaten", "n"), [("Bandung", "1"), ("Garut", "2")], home="32")
    assert [doubt.key for doubt in same.doubts] == ["tempat:Bandung"] and not same.doubts[0].likely


def test_codes_of_bps_are_told_by_the_names_beside_them() -> None:
    names = [("7401", "KABUPATEN BUTON"), ("7402", "KABUPATEN MUNA"), ("7403", "KABUPATEN KONAWE")]
    reading = read_rows(("kode_kab", "nama_kab"), names)
    joined = reading.column("kode_kab").joined
    assert joined is not None and joined.way == "daftar-lain"
    assert codes_of(("kode_kab", "nama_kab"), names) == ["74.04", "74.03", "74.02"]
    own = [("7401", "KOLAKA"), ("7402", "KONAWE"), ("7472", "BAUBAU")]
    assert codes_of(("kode_kab", "nama_kab"), own) == ["74.01", "74.02", "74.72"]
    alone = read_rows(("kode_kab", "n"), [("7401", "1"), ("7402", "2")])
    assert [doubt.key for doubt in alone.doubts] == ["sistem:kode_kab"]
    told = read_rows(("kode_kab", "n"), [("7401", "1"), ("7402", "2")], {"sistem:kode_kab": "bps"})
    assert told.places is None and not told.doubts


def test_codes_that_are_in_no_list_are_told_with_their_lines() -> None:
    rows = [("74.72.01.1007", "1"), ("74.72.01.1012", "2"), ("74.72.02.1001", "3"), ("74.72.02.1002", "3")]
    reading = read_rows(("kode_wilayah", "n"), [*rows, ("74.72.01.9999", "4")])
    joined = reading.column("kode_wilayah").joined
    assert joined is not None and (joined.matched, joined.filled) == (4, 5)
    assert [(odd.text, odd.lines) for odd in joined.strays] == [("74.72.01.9999", (6,))]
    assert not reading.references


def test_names_that_no_list_has_are_told() -> None:
    reading = read_rows(("kecamatan", "n"), [("Antah", "1"), ("Berantah Satu", "2")])
    joined = reading.column("kecamatan").joined
    assert reading.places is None and joined is not None and (joined.matched, joined.filled) == (0, 2)


def test_constant_columns_join_nothing() -> None:
    rows = [("32", "Betoambari", "1"), ("32", "Wolio", "2")]
    reading = read_rows(("kode_provinsi", "kategori", "jumlah"), rows)
    assert reading.column("kode_provinsi").constant == "32"
    assert "kode_provinsi" not in reading.primary_key


def test_levels_have_words() -> None:
    assert LEVELS == ("provinsi", "kabupaten_kota", "kecamatan", "desa_kelurahan")


def test_names_that_are_of_no_region_are_not_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a table of schools elsewhere is like is nobody's question, and takes long to find out."""
    asked: list[str] = []

    def compare(word: str, *_: object, **__: object) -> list[str]:
        asked.append(word)
        return []

    monkeypatch.setattr(place_names, "get_close_matches", compare)
    rows = [(f"County {at}", f"District {at}", str(at)) for at in range(40)]
    reading = read_rows(("county", "district", "murid"), rows)
    assert reading.places is None and not asked


def test_names_of_groups_that_regions_here_and_there_have_are_no_places() -> None:
    rows = [("Sipakatau", "25"), ("Samaturu", "20"), ("Mekar", "14"), ("Tunas", "16")]
    assert read_rows(("Desa / Kelompok", "Anggota"), rows).places is None
    mostly = [("Kondowa", "25"), ("Kamaru", "20"), ("Tanpa Nama", "14")]
    assert read_rows(("Desa", "Anggota"), mostly).places is not None
