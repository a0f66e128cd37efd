"""Three small sites, complete, with one agency missing and long silent: every page tells the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from html_tree import Tree
from reporting_sites import CODES, OWING, STATES, make_reporting_site
from suluh.cli.late import late
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.site import Page

MOVING = ("", "kepatuhan/", "kalender/", "tpad/", "dasbor/sepekan/", "tentang/mengutip-angka/", "data/angka/")
"""Pages that may tell a day: home, those about lateness with what lies below them, the week, what cites."""
THREAD = f"alur/2025/{OWING[1]}/{CODES[0]}/"


@dataclass(frozen=True)
class Built:
    """A site's pages as of a day, by address."""

    pages: dict[str, Page]

    def text(self, address: str) -> str:
        """What a page says, without its markup."""
        return " ".join(Tree(self.pages[address].body()).text.split())


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """A state's site as of a day, built once."""

    @cache
    def root_of(state: str) -> Path:
        return make_reporting_site(tmp_path_factory.mktemp(state) / "situs", state)

    @cache
    def make(state: str, day: date) -> Built:
        settings, findings = read_settings(root_of(state), as_of=day)
        assert settings is not None, findings
        site, checked = build_site(settings)
        assert site is not None, checked.findings
        return Built({page.address: page for page in site.pages})

    make.root_of = root_of  # type: ignore[attr-defined]
    return make


def test_all_that_is_due_is_there(build) -> None:  # type: ignore[no-untyped-def]
    site = build("lengkap", STATES["lengkap"])
    home, matrix = site.text(""), site.text("kepatuhan/")
    assert "Semua instansi yang ditunggu sudah melapor." in home
    assert "belum diserahkan satu instansi pun" not in home
    assert "1 instansi tidak dihitung karena untuk 2025 belum ada rencana dan anggarannya: " in home
    assert "Realisasi TW III 2025, batas 30 Oktober 2025: 2 dari 2 instansi tepat waktu" in matrix
    assert "Dinas Pekerjaan Umum" in matrix
    assert "TW IV: belum waktunya" in site.text(THREAD).replace("TW IVbelum", "TW IV: belum")
    assert "Belum dilaporkan" not in site.text(THREAD)


def test_one_missing_report_is_missing_everywhere_at_once(build) -> None:  # type: ignore[no-untyped-def]
    day = STATES["satu-diam"]
    site = build("satu-diam", day)
    home = site.text("")
    assert "Belum melapor TW III 2025 1 instansi" in home and "Kecamatan Betoambari" in home
    assert "belum diserahkan satu instansi pun" not in home
    assert "1 belum melapor" in site.text("kepatuhan/")
    assert "Belum dilaporkan" in site.text(THREAD) and "30 Oktober 2025" in site.text(THREAD)
    assert "batas 30 Oktober 2025, belum dilaporkan" in site.text(f"instansi/{OWING[1]}/")
    assert "Belum dilaporkan" not in site.text(f"alur/2025/{OWING[0]}/{CODES[0]}/")
    assert "1 dari 2 instansi" in site.text("kalender/")
    told = (
        CliRunner()
        .invoke(late, ["--root", str(build.root_of("satu-diam")), "--as-of", day.isoformat()])
        .output
    )
    assert "1 dari 2 instansi yang ditunggu belum menyerahkannya dengan lengkap untuk TW III 2025" in told
    assert "- Kecamatan Betoambari: belum ada (terakhir: TW II 2025)" in told


def test_before_the_deadline_nothing_is_missing(build) -> None:  # type: ignore[no-untyped-def]
    site = build("satu-diam", date(2025, 10, 30))
    assert "Semua instansi yang ditunggu sudah melapor." in site.text("")
    assert "Belum dilaporkan" not in site.text(THREAD)
    told = site.text("kepatuhan/").partition("Bagaimana angka ini dihitung")[0]
    assert "belum melapor" not in told.replace("0 belum melapor", "")


def test_a_long_silence_stands_in_the_first_lines(build) -> None:  # type: ignore[no-untyped-def]
    site = build("sunyi", STATES["sunyi"])
    home = site.text("")
    said = (
        "Realisasi triwulan dan laporan kegiatan belum diserahkan satu instansi pun selama 5 triwulan, "
        "sejak TW III 2025"
    )
    assert said in home and "sudah 395 hari pada 29 November 2026" in home
    assert home.index(said) < home.index("Sampai di mana tahun 2025?")
    assert "Semua instansi yang ditunggu sudah melapor" not in home and "0 dari 2" in home
    assert all(said in site.text(address) for address in ("kepatuhan/", "dasbor/", "dasbor/sepekan/"))
    thread = site.text(THREAD)
    assert "Belum waktunya" not in thread and thread.count("Belum dilaporkan") >= 2
    assert "Laporan terakhirnya TW II 2025." in thread and "tahun telah lewat" not in thread
    assert "Laporan terakhirnya TW II 2025;" in site.text(f"instansi/{OWING[1]}/")
    assert "Batas lapornya 30 Oktober 2025" in thread and "395 hari" not in thread


def test_a_new_day_changes_no_page_but_those_about_lateness(build) -> None:  # type: ignore[no-untyped-def]
    for state in STATES:
        day = STATES[state]
        before, after = build(state, day), build(state, day + timedelta(days=1))
        changed = {
            address
            for address, page in after.pages.items()
            if page.body() != before.pages[address].body() or page.modified != before.pages[address].modified
        }
        assert before.pages.keys() == after.pages.keys()
        allowed = [address for address in changed if address in MOVING or address.startswith("tpad/")]
        assert changed == set(allowed), (state, changed)
        assert ("" in changed) == (state == "sunyi")


def test_a_gap_is_not_reported_and_never_none_of_its_business(build) -> None:  # type: ignore[no-untyped-def]
    """What a missing report leaves open is *belum dilaporkan*, not *tidak berlaku*, and not "0 are done"."""
    site = build("satu-diam", STATES["satu-diam"])
    agency = site.text(f"instansi/{OWING[1]}/")
    assert "Fisik tidak berlaku" not in agency and "belum lengkap dilaporkan" in agency
    assert "belum lengkap dilaporkan" not in site.text(f"instansi/{OWING[0]}/")


def test_pages_of_a_fixed_clock_say_so_and_a_chosen_day_wins(build, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    root = make_reporting_site(tmp_path / "situs", "lengkap")
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("wilayah:", "per_tanggal: 2025-11-15\n      wilayah:"), encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    fixed = Built({page.address: page for page in site.pages})
    for address in ("kepatuhan/", "kalender/"):
        assert "Keadaan 15 November 2025, hari tetap situs contoh ini" in fixed.text(address)
        assert "hari tetap" not in build("lengkap", STATES["lengkap"]).text(address)
    chosen, _ = read_settings(root, as_of=date(2026, 11, 29))
    assert chosen is not None and chosen.as_of.day == date(2026, 11, 29) and not chosen.has_fixed_clock
