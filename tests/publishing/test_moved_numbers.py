"""Files of numbers that lay beside pages lead to the table of their kind, by few rules."""

from __future__ import annotations

from made_sites import make_page
from suluh.publishing.moved_numbers import list_moved_numbers
from suluh.vocabulary.moved_addresses import lead_on
from suluh.vocabulary.page_numbers import NumbersLater, PageNumbers
from suluh.vocabulary.site import Page


def page_of(address: str, kind: str) -> Page:
    return make_page(address, "A", numbers=NumbersLater(kind, lambda: PageNumbers((), (), ())))


def test_each_page_leads_to_its_own_table() -> None:
    kinds = {
        "": "per-tahun",
        "alur/": "per-tahun",
        **{
            f"alur/{year}/dinas-{number}/1.02.{number}/": "alur"
            for year in (2024, 2025)
            for number in range(9)
        },
        **{f"kinerja/angka-{number}/": "indikator" for number in range(30)},
        "kinerja/indeks/": "indeks",
        "kinerja/indeks/spbe/": "indeks-satu",
        "rencana/2025/": "rencana",
        "rencana/sasaran/": "sasaran",
        "rencana/dokumen/": "dokumen",
        "rencana/dokumen/2025/": "dokumen",
    }
    pages = [page_of(address, kind) for address, kind in kinds.items()]
    rules = list_moved_numbers(pages)
    assert len(rules) <= 11
    for page in pages:
        assert page.numbers is not None
        there = f"data/angka/{page.numbers.stem_at(page.address)}.csv"
        assert lead_on(f"{page.address}angka.csv", rules) == there, page.address
        assert lead_on(f"{page.address}angka.json", rules) == there, page.address
    assert list_moved_numbers(make_page(address, "A") for address in kinds) == ()
