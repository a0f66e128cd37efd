"""The tree of regions, which is held as names by code."""

from __future__ import annotations

import pytest

from suluh.vocabulary.region import NATION, Region, Regions

NAMES = {
    "74": "Sulawesi Tenggara",
    "74.1": "Satu",
    "74.1.5": "Lima",
    "74.10": "Kabupaten Buton Utara",
    "74.72": "Kota Bau Bau",
    "74.72.01": "Betoambari",
    "74.72.01.1007": "Katobengke",
    "75.01.02": "Yang induknya tidak ada",
    "76": "Sulawesi Barat",
}


@pytest.mark.parametrize("names", [NAMES, dict(reversed(NAMES.items())), {}])
def test_children_are_those_whose_parent_it_is(names: dict[str, str]) -> None:
    regions = Regions(names)
    for kode in {*names, "75", "75.01", "7", "74.72.01.1007", ""}:
        direct = sorted(one for one in names if one.rpartition(".")[0] == kode)
        assert [region.kode for region in regions.children(kode)] == direct, kode
    assert regions.children(NATION) == regions.children("")


def test_what_lies_within_is_told_depth_first() -> None:
    inside = [region.kode for region in Regions(NAMES).within("74")]
    assert inside == ["74.1", "74.1.5", "74.10", "74.72", "74.72.01", "74.72.01.1007"]
    assert Regions(NAMES).within("75") == ()


def test_a_region_is_made_once_and_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(
        "suluh.vocabulary.region.Region", lambda kode, nama: made.append(kode) or Region(kode, nama)
    )
    regions = Regions(NAMES)
    assert "74.72" in regions and "99" not in regions and NATION in regions
    assert len(regions) == len(NAMES) and list(regions) == list(NAMES)
    assert list(regions.down_to(2)) == ["74", "74.1", "74.10", "74.72", "76"]
    assert set(made) == {NATION}
    assert regions["74.72"] is regions["74.72"]
    assert regions.get("99") is None
    assert [one for one in made if one != NATION] == ["74.72"]
    assert [region.nama for region in regions.ancestors("74.72.01")] == ["Sulawesi Tenggara", "Kota Bau Bau"]
    assert [one for one in made if one != NATION] == ["74.72", "74"]


def test_the_nation_can_be_asked_for() -> None:
    assert Regions(NAMES)[NATION].nama == "Indonesia"
    with pytest.raises(KeyError):
        Regions({})["74"]
