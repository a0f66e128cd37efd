"""The example's closed data: named with its legal ground, and no value of it in any published byte."""

from __future__ import annotations

import csv
from pathlib import Path

from leaks import find_leaks

from example.closed import make_offer_rows
from made_sites import read_tree

ROOT = Path(__file__).parents[2]
RECIPIENTS = ROOT / "datasets/dinas-sosial/penerima-permakanan/penerima-permakanan.csv"
TITLES = {
    "Harga penawaran paket yang sedang dievaluasi (data contoh)": "pasal 17 huruf b:",
    "Daftar nama dan alamat penerima permakanan (data contoh)": "pasal 17 huruf h angka 2:",
    "Penerima permakanan per kelurahan 2025 (data contoh): Penerima": "pasal 17 huruf h angka 1:",
}


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_no_offer_is_in_any_byte_of_the_site(built_site: Path) -> None:
    offers = [int(str(row["harga_penawaran"])) for row in make_offer_rows()]
    sentinels = {
        f"{offer} {kind}": text
        for offer in offers
        for kind, text in (("polos", str(offer)), ("bertitik", f"{offer:,}".replace(",", ".")))
    }
    assert len(set(offers)) == len(offers) >= 9
    assert find_leaks(read_tree(built_site), {**sentinels, "paket": "2026-contoh-1"}) == []


def test_the_list_of_what_is_excluded_names_it_with_its_ground_and_what_would_follow(
    built_site: Path,
) -> None:
    listed = {row["judul"]: row for row in read_rows(built_site / "ppid/dik/dik.csv")}
    page = (built_site / "ppid/dik/index.html").read_text(encoding="utf-8")
    assert set(TITLES) <= set(listed)
    for title, ground in TITLES.items():
        assert title in page and ground in page
        assert "UU 14/2008" in listed[title]["dasar_hukum"] and ground in listed[title]["dasar_hukum"]
        assert listed[title]["konsekuensi_bila_dibuka"].startswith("Contoh uji konsekuensi")


def test_small_counts_are_a_state_on_pages_and_in_downloads(built_site: Path) -> None:
    submitted = {row["kode_wilayah"]: int(row["penerima"]) for row in read_rows(RECIPIENTS)}
    small = {place for place, count in submitted.items() if 1 <= count <= 4}
    rows = read_rows(built_site / "data/penerima-permakanan/penerima-permakanan.csv")
    published = {row["kode_wilayah"]: row["penerima"] for row in rows}
    states = {row["kode_wilayah"]: row["penerima_keadaan"] for row in rows}
    assert small and {place for place, text in states.items() if text == "dirahasiakan"} == small
    assert {published[place] for place in small} == {""}
    assert {published[place] for place, count in submitted.items() if not count} == {"0"}
    for place in small:
        assert "Dirahasiakan" in (built_site / "wilayah" / place / "index.html").read_text(encoding="utf-8")
