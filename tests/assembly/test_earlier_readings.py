"""Finished pages are read for links and facts once for their bytes, and what was read is the same then."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from made_sites import make_settings
from suluh.assembly import link_check, printed_fact_files, site_notes
from suluh.assembly.earlier_readings import open_readings
from suluh.assembly.link_check import check_links
from suluh.assembly.printed_fact_files import collect_printed
from suluh.publishing.api.fact_table import ADDRESS as TABLE
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.kept_results import FOLDER
from suluh.sharing import HERE, working_with
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Page

PAGES = {
    "a/": '<h1 id="satu">A</h1><a href="../b/#dua">b</a><a href="#tiada">x</a><a href="../hilang/">y</a>',
    "b/": '<h2 id="dua">B</h2><section class=s-hitung data-di=instansi.pupr>'
    "<data value=12 data-f=anggaran.2025>12</data><data value=7 data-f=sub_kegiatan.2025>7</data></section>",
    "c/": "<p>%%suluh:isi%%</p>",
}


class Bench:
    """A folder of pages that is read again and again."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "situs"
        self.settings: Settings = make_settings(folder, cache_dir=folder / "tembolok")
        self.pages = dict(PAGES)
        self.listed = ["sub_kegiatan.2025.instansi.pupr"]
        self.read: list[str] = []
        links, facts = link_check.read_addresses, printed_fact_files.read_facts
        monkeypatch.setattr(
            link_check,
            "read_addresses",
            lambda html: (self.read.append(f"tautan {html[:4]}"), links(html))[1],
        )
        monkeypatch.setattr(
            printed_fact_files,
            "read_facts",
            lambda html, address: (self.read.append(f"fakta {address}"), facts(html, address))[1],
        )

    def look(self, *, warm: bool = True) -> tuple[list[Finding], dict[str, str], int]:
        """What is wrong with the links, the files of facts, and how often a page was read for either."""
        self.read.clear()
        digests = {}
        for address, html in self.pages.items():
            path = self.folder / address / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
            digests[f"{address}index.html"] = sha256(html.encode()).hexdigest()
        self._list()
        pages = [Page(address, "alur", address, "", body=str) for address in self.pages]
        readings = open_readings(self.settings, digests) if warm else None
        with working_with(HERE):
            facts = dict(collect_printed(self.folder, pages, readings))
            wrong = check_links(self.folder, self.settings, readings=readings)
        if readings is not None:
            readings.keep()
        return wrong, facts, len(self.read)

    def _list(self) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([name] for name in self.listed)
        (self.folder / TABLE).parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(self.folder / TABLE, "w") as archive:
            archive.writestr("fakta.csv", text.getvalue())


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


def test_the_same_bytes_are_read_once(bench: Bench) -> None:
    wrong, facts, count = bench.look()
    assert [one.code for one in wrong] == ["S005", "S006", "S007"]
    assert any("anggaran" in text for text in facts.values()) and count == 6
    assert bench.look() == (wrong, facts, 0)
    assert bench.look(warm=False) == (wrong, facts, 6)


def test_only_what_changed_is_read(bench: Bench) -> None:
    bench.look()
    bench.pages["b/"] = bench.pages["b/"].replace("12", "13").replace("dua", "tiga")
    wrong, facts, count = bench.look()
    assert count == 2 and "S007" in {one.code for one in wrong if "b/index.html#dua" in str(one.value)}
    assert bench.look(warm=False) == (wrong, facts, 6)


def test_a_page_that_is_gone_is_no_target_any_more(bench: Bench) -> None:
    bench.look()
    (bench.folder / "b/index.html").unlink()
    del bench.pages["b/"]
    wrong, facts, count = bench.look()
    assert count == 0 and "b/index.html" in {one.value for one in wrong if one.code == "S006"}
    assert bench.look(warm=False) == (wrong, facts, 4)


def test_facts_are_read_anew_where_the_list_has_others(bench: Bench) -> None:
    _, before, _ = bench.look()
    bench.listed.append("anggaran.2025.instansi.pupr")
    _, after, count = bench.look()
    assert count == 3 and after != before
    assert bench.look(warm=False)[1] == after


@pytest.mark.parametrize(
    "note",
    [
        {},
        {"texts": 1, "links": {}, "facts": {}, "listed": ""},
        {"texts": [], "links": {"a": [[0], [], False]}, "facts": {}, "listed": ""},
        {"texts": [], "links": {"a": 1}, "facts": {}, "listed": ""},
        {"texts": [], "links": {}, "facts": {"a": ["b"]}, "listed": ""},
    ],
)
def test_a_note_of_another_shape_knows_nothing(
    note: dict[str, object], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bench.look()
    of_ours = {**note, "generator": digest_whole_generator()}
    monkeypatch.setattr(site_notes, "load_note", lambda *_: of_ours)
    assert bench.look() == first


def test_what_a_submission_brought_is_not_believed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.look()
    monkeypatch.setattr(site_notes, "is_own_cache", lambda _: False)
    assert bench.look()[2] == 6


def test_another_generator_reads_and_takes_the_place_of_the_note(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.look()
    before = _notes(bench)
    monkeypatch.setattr(site_notes, "digest_whole_generator", lambda: "lain")
    assert bench.look()[2] == 6
    assert len(_notes(bench)) == 1 and _notes(bench) != before


def _notes(bench: Bench) -> list[bytes]:
    return [path.read_bytes() for path in (bench.settings.cache_dir / FOLDER).iterdir()]
