"""What a key or value says of closing in a clerk's own words, and words that only look like those."""

from __future__ import annotations

from typing import Any

import pytest

from suluh.reading.unknown_keys import StrayKind, find_strays

CLOSING: list[dict[str, Any]] = [
    {"hanya_untuk_dinas": True},
    {"hanya untuk dinas": "ya"},
    {"x-hanya-untuk-dinas": True},
    {"x-jangan-tampilkan": "ya"},
    {"x-tidak-untuk-umum": True},
    {"x-dont-publish": True},
    {"draft": True},
    {"x-draf": "ya"},
    {"unlisted": True},
    {"visible": False},
    {"x-show": "no"},
    {"x-umum": False},
    {"x-untuk-umum": "belum"},
    {"x-rilis": "tidak"},
    {"sensor": "ya"},
    {"x-mask": True},
    {"disensor": True},
    {"locked": True},
    {"exclude": True},
    {"x-tlp": "RED"},
    {"x-status": "tidak dipublikasikan"},
    {"x-status": "belum boleh dipublikasikan"},
    {"x-status": "hanya untuk dinas"},
    {"x-status": "untuk internal dinas"},
    {"x-catatan": "data ini bersifat rahasia dan tidak boleh disebarluaskan"},
    {"x-note": "For internal use only"},
    {"x-note": "do not distribute"},
    {"x-note": "not for public release"},
    {"x-ket": f"  rahasia{' ' * 80}"},
    {"x-a": [{"b": [True, {"umum": False}]}]},
    {"description": "Jangan diterbitkan"},
    {"extras": [{"key": "publik", "value": "false"}]},
    {"extras": [{"key": "Klasifikasi", "value": "rahasia"}]},
    {"contributors": [{"title": "Ani", "visible": False}]},
]
OPEN: list[dict[str, Any]] = [
    {"x-kecamatan": 12},
    {"x-layanan": "daring"},
    {"x-sasaran": ["warga"]},
    {"x-pengeluaran": 3},
    {"x-jembatan": 3},
    {"x-disabilitas": "ya"},
    {"x-description": "A table"},
    {"x-description_en": "A table"},
    {"x-related": []},
    {"x-external": True},
    {"x-interval": "P1Y"},
    {"x-expression": "a"},
    {"x-draft": False},
    {"x-visible": True},
    {"x-umum": "ya"},
    {"x-hideFromCatalog": False},
    {"x-klasifikasi_dataset": "Publik"},
    {"x-terkini": "ya"},
    {"x-release": "2024.1"},
    {"x-cakupan": "hanya pegawai tetap"},
    {"x-catatan": "tidak termasuk kelurahan baru"},
    {"description": "Tidak semua kelurahan melapor"},
    {"extras": [{"key": "private", "value": "false"}, {"key": "Sifat Data", "value": "Terbuka"}]},
]
FOREIGN: list[dict[str, Any]] = [
    {"private": False},
    {"isopen": True},
    {"is_public": True},
    {"accessLevel": "public"},
    {"klasifikasi_dataset": "Publik"},
    {"hideFromCatalog": False},
    {"state": "active"},
    {"oid": 1},
    {"kategori": "Terbuka"},
    {"columns": []},
    {"license_id": "cc-by"},
    {"long_description": "x"},
    {"related": []},
    {"relatedIdentifiers": []},
    {"organization": {"title": "Dinas", "description": "", "is_organization": True}},
]


@pytest.mark.parametrize("keys", CLOSING, ids=str)
def test_what_forbids_or_confines_closes(keys: dict[str, Any]) -> None:
    assert {one.kind for one in find_strays("package", keys)} == {StrayKind.CLOSING}


@pytest.mark.parametrize("keys", OPEN, ids=str)
def test_words_that_look_like_closing_ones_close_nothing(keys: dict[str, Any]) -> None:
    assert find_strays("package", keys) == []


@pytest.mark.parametrize("keys", FOREIGN, ids=str)
def test_keys_of_other_programs_are_spelt_as_private_ones_by_fix(keys: dict[str, Any]) -> None:
    assert {one.kind for one in find_strays("package", keys)} == {StrayKind.FAR}
    assert find_strays("package", {f"x-{key}": value for key, value in keys.items()}) == []
