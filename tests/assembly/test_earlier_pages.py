"""Pages of the site in place are taken over where they rest on the same and lie there as they were left."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

import pytest

from made_sites import make_settings
from suluh.assembly import site_notes
from suluh.assembly.build_progress import SilentProgress
from suluh.assembly.earlier_pages import (
    EarlierPages,
    KnownPage,
    beside_earlier_pages,
    find_key,
    keep_earlier_pages,
    open_earlier_pages,
)
from suluh.assembly.filled_pages import FilledPages
from suluh.assembly.frames import Frame
from suluh.assembly.page_writing import write_pages
from suluh.assembly.search_entries import SearchEntry
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.kept_results import FOLDER
from suluh.vocabulary.page_numbers import NumbersLater, PageNumbers
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Link, OpenedPage, Page

ADDRESS = "alur/2025/dinas-contoh/1/"
FILE = f"{ADDRESS}index.html"
FRAME = Frame(("<html>", "", "", "", "</html>"), ("csp", "kepala", "spanduk", "isi"))


@dataclass
class Bench:
    """A site of one page that is built again and again."""

    settings: Settings
    drawn: int = 0
    frame: Frame = FRAME
    policy: str = "aturan"

    def page(self, made_of: object = "nilai", **said: object) -> Page:
        def draw() -> str:
            self.drawn += 1
            return f"<h1>Judul</h1><p>Tentang {made_of}.</p>"

        stated = {"section": "alur", "title": "Judul", "description": "", **said}
        return Page(ADDRESS, body=draw, opened=lambda: OpenedPage(made_of, draw), **stated)  # type: ignore[arg-type]

    def filled(self, settings: Settings | None = None) -> FilledPages:
        frames = {("alur", 4): self.frame, ("lain", 4): self.frame}
        return FilledPages(settings or self.settings, frames, self.policy, self.policy, "")

    def build(self, page: Page, settings: Settings | None = None) -> tuple[str, list[SearchEntry]]:
        """The written file, put in place, and what the search is told."""
        earlier = open_earlier_pages(self.settings)
        with beside_earlier_pages(earlier):
            written = write_pages([page], self.filled(settings), self.settings.site_dir, SilentProgress())
        content = (self.settings.site_dir / FILE).read_text(encoding="utf-8")
        assert written.findings == []
        assert written.digests == {FILE: sha256(content.encode()).hexdigest()}
        keep_earlier_pages(self.settings, earlier)
        return content, list(written.entries)


def key_of(bench: Bench, page: Page) -> str:
    return find_key(page, page.opened() if page.opened else None, bench.filled())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(make_settings(tmp_path, site_dir=tmp_path / "situs", cache_dir=tmp_path / "tembolok"))


def test_a_page_that_rests_on_the_same_is_not_drawn_again(bench: Bench) -> None:
    first = bench.build(bench.page())
    assert first[1][0].title == "Judul" and "tentang" in first[1][0].told
    assert bench.build(bench.page()) == first and bench.drawn == 1
    assert bench.build(bench.page("lain")) != first and bench.drawn == 2


def test_a_page_that_was_changed_in_place_is_drawn(bench: Bench) -> None:
    first = bench.build(bench.page())
    path = bench.settings.site_dir / FILE
    path.write_text("<p>Palsu</p>", encoding="utf-8")
    assert bench.build(bench.page()) == first and bench.drawn == 2
    path.unlink()
    assert bench.build(bench.page()) == first and bench.drawn == 3


OTHERS: dict[str, object] = {
    "section": "lain",
    "title": "Judul lain",
    "description": "Lain",
    "crumbs": (Link("Lain", "lain/"),),
    "simulated": True,
    "genuine": ("Lain",),
    "modified": "2025-01-01",
    "structured_data": lambda: {"name": "lain"},
    "indexed": False,
    "searched": False,
    "named_only": True,
    "agency": "Lain",
    "names": ("Lain",),
    "feeds": (Link("Lain", "lain.xml"),),
    "numbers": NumbersLater("lain", lambda: PageNumbers((), (), ())),
    "leads_to": "lain/",
}


@pytest.mark.parametrize("name", [part.name for part in fields(Page)])
def test_all_that_a_page_says_of_itself_counts(name: str, bench: Bench) -> None:
    if name in ("address", "body", "opened"):
        return  # where it is noted; what is spared; what the key is of
    key = key_of(bench, bench.page())
    assert len(key) == 64 and key_of(bench, bench.page()) == key
    assert key_of(bench, bench.page(**{name: OTHERS[name]})) != key


CHANGES: dict[str, Callable[[Bench], None]] = {
    "frame": lambda bench: setattr(
        bench, "frame", Frame(("<html lang>", *bench.frame.pieces[1:]), bench.frame.tokens)
    ),
    "policy": lambda bench: setattr(bench, "policy", "aturan lain"),
    "settings": lambda bench: setattr(bench, "settings", replace(bench.settings, site_name="Nama lain")),
    "generator": lambda bench: None,
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_all_pages_have_counts(name: str, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build(bench.page())
    if name == "generator":
        monkeypatch.setattr(site_notes, "digest_whole_generator", lambda: "lain")
    CHANGES[name](bench)
    bench.build(bench.page())
    assert bench.drawn == 2


def test_a_page_of_which_nothing_is_known_is_drawn_each_time(bench: Bench) -> None:
    for _ in range(2):
        bench.build(replace(bench.page(), opened=None))
        bench.build(bench.page(None))
        bench.build(bench.page(object()))
    assert bench.drawn == 6


def test_a_page_that_the_search_leads_to_now_is_drawn(bench: Bench) -> None:
    """As the newest of its kind it gets words that nobody took down before."""
    page = bench.page()
    content, digest = b"<p>Halaman</p>", sha256(b"<p>Halaman</p>").hexdigest()
    path = bench.settings.site_dir / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    earlier = EarlierPages(bench.settings.site_dir, {ADDRESS: KnownPage("kunci", digest)})
    assert earlier.find(page, "kunci", searched=True) is None
    assert earlier.find(page, "kunci", searched=False) == (KnownPage("kunci", digest), content)
    assert earlier.find(page, "lain", searched=False) is None


def test_another_machine_has_no_site_in_place(bench: Bench) -> None:
    known = EarlierPages(bench.settings.site_dir, {ADDRESS: KnownPage("kunci", "0" * 64)})
    assert pickle.loads(pickle.dumps(known)) == EarlierPages()


@pytest.mark.parametrize(
    "pages",
    [None, [], {ADDRESS: 1}, {ADDRESS: ["a", "b"]}, {ADDRESS: ["0" * 64]}, {ADDRESS: ["0" * 64, 1]}]
    + [{ADDRESS: ["0" * 64, "0" * 64, entry]} for entry in (1, [], ["a"] * 9, [1] * 9)],
)
def test_a_note_of_another_shape_takes_nothing_over(
    pages: object, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.build(bench.page())
    note = {"generator": digest_whole_generator(), "pages": pages}
    monkeypatch.setattr(site_notes, "load_note", lambda *_: note)
    bench.build(bench.page())
    assert bench.drawn == 2


def test_another_generator_draws_and_leaves_no_words_of_the_one_before(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.build(bench.page("rahasia-lama"))
    monkeypatch.setattr(site_notes, "digest_whole_generator", lambda: "lain")
    bench.build(bench.page("kini"))
    assert bench.drawn == 2
    notes = [path.read_text(encoding="utf-8") for path in (bench.settings.cache_dir / FOLDER).iterdir()]
    assert len(notes) == 1 and "rahasia-lama" not in notes[0]


def test_what_a_submission_brought_is_not_believed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build(bench.page())
    monkeypatch.setattr(site_notes, "is_own_cache", lambda _: False)
    bench.build(bench.page())
    assert bench.drawn == 2
