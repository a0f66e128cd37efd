"""The search has each thing once, on its newest page."""

from __future__ import annotations

from made_sites import make_page
from suluh.assembly.searched_pages import find_searched

PAGES = {
    "alur/2023/dinas-pupr/1.03.06/": "Drainase (1.03.06), Dinas PUPR 2023",
    "alur/2024/dinas-pupr/1.03.06/": "Drainase (1.03.06), Dinas PUPR 2024",
    "alur/2025/dinas-pupr/1.03.06/": "Drainase (1.03.06), Dinas PUPR 2025",
    "alur/2024/dinas-pupr/1.03.07/": "Gedung (1.03.07), Dinas PUPR 2024",
    "alur/2023/dinas-pupr/1.03.08/": "Jalan kota (1.03.08), Dinas PUPR 2023",
    "alur/2025/dinas-pupr/1.03.08/": "Jalan (1.03.08), Dinas PUPR 2025",
    "evaluasi/2025/tw1/dinas-pupr/": "Evaluasi Dinas PUPR triwulan I 2025",
    "evaluasi/2025/tw2/dinas-pupr/": "Evaluasi Dinas PUPR triwulan II 2025",
    "evaluasi/2024/tw4/dinas-pupr/": "Evaluasi Dinas PUPR triwulan IV 2024",
    "wilayah/74.72.01/": "Betoambari",
    "data/dana-desa/": "Dana desa 2024",
}
OLDER = {
    "alur/2023/dinas-pupr/1.03.06/",
    "alur/2024/dinas-pupr/1.03.06/",
    "evaluasi/2025/tw1/dinas-pupr/",
    "evaluasi/2024/tw4/dinas-pupr/",
}


def test_each_thing_is_found_once_on_its_newest_page() -> None:
    pages = [make_page(address, title) for address, title in PAGES.items()]
    assert find_searched(pages) == PAGES.keys() - OLDER
    assert find_searched(reversed(pages)) == PAGES.keys() - OLDER


def test_a_page_that_is_not_searched_hides_no_other() -> None:
    pages = [
        make_page("alur/2024/a/1/", "A 2024"),
        make_page("alur/2025/a/1/", "A 2025", searched=False),
        make_page("cari/", "Cari", indexed=False),
    ]
    assert find_searched(pages) == {"alur/2024/a/1/"}
