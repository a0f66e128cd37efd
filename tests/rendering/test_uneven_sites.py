"""Sites whose agencies lack one thing each: only what is owed and not there is called missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from html_tree import Tree
from reporting_sites import STATES, UNEVEN, make_uneven_site, uneven_code
from suluh.assembly.cluster.packing import pack_work, unpack_work
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.site import Page

Told = Callable[[str], str]
KEYS = dict(reversed(UNEVEN))
PLANNED_ALONE = (("bappeda", 4),)
SILENT = (("dinas-kesehatan", 6),)


Keys = tuple[tuple[str, int], ...]


@pytest.fixture(scope="module")
def pages_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Keys], dict[str, Page]]:
    """The pages of a site with some of the agencies, by address."""

    @cache
    def pages(keys: Keys) -> dict[str, Page]:
        root: Path = make_uneven_site(tmp_path_factory.mktemp("timpang") / "situs", keys)
        settings, findings = read_settings(root, as_of=STATES["lengkap"])
        assert settings is not None, findings
        site, checked = build_site(settings)
        assert site is not None, checked.findings
        shutil.rmtree(root)  # a page is made of what was read: another machine has no more
        return {page.address: page for page in site.pages}

    return pages


@pytest.fixture(scope="module")
def read(pages_of: Callable[[Keys], dict[str, Page]]) -> Callable[..., Told]:
    """What a page of a site with some of the agencies says, by its address."""

    def told(keys: Keys = tuple(UNEVEN)) -> Told:
        return lambda address: " ".join(Tree(pages_of(keys)[address].body()).text.split())

    return told


def _thread(slug: str, number: int | None = None) -> str:
    return f"alur/2025/{slug}/{uneven_code(KEYS[slug] if number is None else number)}/"


def test_no_year_is_offered_that_an_agency_has_no_page_of(read) -> None:  # type: ignore[no-untyped-def]
    site = read()
    assert "2024 2025" in site("anggaran/2025/dinas-sosial/")
    assert "2024" not in site("anggaran/2025/dinas-pupr/").split("Bagaimana angka")[0]


def test_an_agency_without_a_share_is_not_said_to_lack_its_spending(read) -> None:  # type: ignore[no-untyped-def]
    site = read()
    for slug in ("bappeda", "dinas-kominfo"):
        assert "belanjanya belum dilaporkan" not in site(f"instansi/{slug}/"), slug
    assert "1 sub kegiatan. Belum ada anggarannya." in site("instansi/bappeda/")
    assert "belanjanya belum dilaporkan" in site("instansi/dinas-kesehatan/")


def test_a_sub_kegiatan_says_missing_of_what_it_owes_alone(read) -> None:  # type: ignore[no-untyped-def]
    site = read()
    unplanned = site(_thread("dinas-pupr"))
    assert "Tidak ada target hasilnya dan" in unplanned
    assert "hasil fisiknya belum dilaporkan" not in unplanned.casefold()
    assert "Fisik Tidak berlaku" in unplanned
    nothing = site(_thread("dinas-kominfo"))
    assert "dan pagunya Rp0." in nothing and "belanjanya belum dilaporkan" not in nothing
    assert "Capaian hasilnya tidak dapat dihitung dan 0,0 % pagu" in site(_thread("kecamatan-betoambari"))


def test_half_of_a_report_is_not_called_none(read) -> None:  # type: ignore[no-untyped-def]
    text = read()(_thread("dinas-sosial", 2))
    assert "Hasil fisiknya belum lengkap dilaporkan dan belanjanya belum lengkap dilaporkan." in text
    assert " Uang Rp1 juta" in text and "Uang triwulan ini Rp1 juta" in text
    assert " Uang Rp2 juta" not in text


def test_the_dashboard_leaves_out_as_unreported_only_what_is(read) -> None:  # type: ignore[no-untyped-def]
    board = read()("dasbor/")
    assert "2 yang belum cukup dilaporkan tidak tampak." in board and "Dari 2 belum pasti" in board


def test_a_limit_without_a_report_is_missing_and_a_plan_without_a_budget_is_not(read) -> None:  # type: ignore[no-untyped-def]
    assert "Capaian kinerja Belum dilaporkan" in read(SILENT)("dasbor/")
    assert "Capaian kinerja Belum dilaporkan" in read(SILENT)("")


def test_a_site_where_nobody_owes_says_so(read) -> None:  # type: ignore[no-untyped-def]
    home = read(PLANNED_ALONE)("")
    assert "Belanja terserap Tidak berlaku Belum ada anggarannya." in home
    assert "Belanja tahun ini belum dilaporkan." not in home and "1 Januari 2025" not in home


def test_the_sentence_of_the_week_begins_with_a_capital(read) -> None:  # type: ignore[no-untyped-def]
    assert " Antara " in read()("dasbor/sepekan/").split("Perlu perhatian")[0]


def test_pages_of_budgets_and_forms_say_missing_of_what_is_owed_alone(read) -> None:  # type: ignore[no-untyped-def]
    site = read()
    assert "Pagunya Rp0." in site("anggaran/2025/dinas-kominfo/")
    assert "0 sub kegiatan, belum dianggarkan" in site("anggaran/2025/")
    assert "tidak ada pagu untuk diserap" in site("evaluasi/2025/tw3/bappeda/")
    item = (
        site("anggaran/2025/dinas-sosial/")
        .partition("Rekening tiap sub kegiatan")[2]
        .partition(uneven_code(2))[2]
        .partition("Dari usulan")[0]
    )
    assert "Rp2 juta sudah dilaporkan." in item and "Belanjanya belum dilaporkan." not in item


def test_a_quarter_keeps_its_capitals_at_the_head_of_a_sentence(read) -> None:  # type: ignore[no-untyped-def]
    text = read((("dinas-sosial", 1),))("anggaran/2025/dinas-sosial/")
    assert "Laporan terakhirnya TW II 2025;" in text


def test_a_budget_of_nothing_has_its_spending_in_the_chart_of_agencies(read) -> None:  # type: ignore[no-untyped-def]
    chart = read()("anggaran/2025/").split("Lihat sebagai tabel")[1].split("Cara menghitung")[0]
    assert "Dinas KominfoRp0Rp0" in chart and "Dinas Kesehatanbelum dilaporkan" in chart


def test_no_narrative_report_is_missing_before_anybody_owed_one(read) -> None:  # type: ignore[no-untyped-def]
    text = read(SILENT)("instansi/dinas-kominfo/")
    assert "TW II 2025" in text and "TW III 2025" in text
    assert "TW I 2025" not in text and "2024" not in text


def test_money_without_a_budget_is_named_apart(read) -> None:  # type: ignore[no-untyped-def]
    """The share of what is spent does not count it, so the two amounts beside it must not seem to."""
    home = read()("")
    assert "di antaranya Rp20 juta tanpa pagu; pagunya " in home.replace("\N{NO-BREAK SPACE}", " ")


def test_another_machine_writes_the_same_pages(pages_of, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pages = tuple(pages_of(tuple(UNEVEN)).values())
    packed = unpack_work(pack_work(lambda folder, number: pages[number].body()))
    with packed.surroundings():
        assert [packed.work(tmp_path, number) for number in range(len(pages))] == [
            page.body() for page in pages
        ]
