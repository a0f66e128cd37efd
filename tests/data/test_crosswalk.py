"""The crosswalk leads every code of the ministry to exactly one region, and says how."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from published_data import read_rows, read_village_fund

from suluh.reading.region_list import load_regions

CROSSWALK = "referensi/padanan-djpk/padanan-djpk.csv"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def test_every_code_of_the_published_files_is_in_it_once() -> None:
    published = {
        (row["kdprov"], row["kdpemda"]) for name in ("pagu", "realisasi") for row in read_village_fund(name)
    }
    codes = [(row["kdprov"], row["kdpemda"]) for row in read_rows(CROSSWALK)]
    assert len(codes) == len(set(codes)) == 435
    assert set(codes) == published


def test_regions_are_known_unique_and_named_officially() -> None:
    regions = load_regions()
    rows = [row for row in read_rows(CROSSWALK) if row["kode_wilayah"]]
    assert len({row["kode_wilayah"] for row in rows}) == len(rows) == 434
    assert all(regions[row["kode_wilayah"]].nama == row["nama_wilayah"] for row in rows)
    assert Counter(regions[row["kode_wilayah"]].kind for row in rows) == {"kabupaten": 415, "kota": 19}


def test_a_province_of_the_ministry_is_one_province() -> None:
    provinces = defaultdict(set)
    for row in read_rows(CROSSWALK):
        if row["kode_wilayah"]:
            provinces[row["kdprov"]].add(row["kode_wilayah"][:2])
    assert all(len(codes) == 1 for codes in provinces.values())


def test_429_match_by_kind_and_name_and_five_by_hand() -> None:
    by_name = defaultdict(list)
    for region in load_regions().values():
        if region.level == 2:
            by_name[region.kind, _plain(region.nama.partition(" ")[2])].append(region.kode)
    rows = read_rows(CROSSWALK)
    assert Counter(row["cara"] for row in rows) == {"nama": 429, "tangan": 5, "tanpa padanan": 1}
    for row in rows:
        kind, _, name = row["nama_sumber"].partition(" ")
        found = by_name[{"Kota": "kota"}.get(kind, "kabupaten"), _plain(name)]
        if row["cara"] == "nama":
            assert found == [row["kode_wilayah"]]
            assert row["keterangan"] == ""
        else:
            assert found == []
            assert row["keterangan"]


def test_the_national_row_is_no_region() -> None:
    row = next(row for row in read_rows(CROSSWALK) if row["kdprov"] == "00")
    assert (row["kode_wilayah"], row["nama_wilayah"], row["cara"]) == ("", "", "tanpa padanan")


def test_those_left_out_have_no_desa() -> None:
    regions = load_regions()
    listed = {row["kode_wilayah"] for row in read_rows(CROSSWALK)}
    others = [one for one in regions.values() if one.level == 2 and one.kode not in listed]
    assert len(others) == 80
    kinds = {inside.kind for one in others for inside in regions.within(one.kode) if inside.level == 4}
    assert kinds == {"kelurahan"}
