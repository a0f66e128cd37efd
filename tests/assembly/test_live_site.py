"""A site is shown page by page: only what is asked for is made, and nothing that a build would refuse."""

from __future__ import annotations

import os
import shutil
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from made_sites import make_page, make_settings, make_site
from small_site import SMALL_SITE, TABLE, edit
from suluh.assembly import live_site
from suluh.assembly.egress import EgressGate
from suluh.assembly.filled_pages import FilledPages
from suluh.assembly.frames import Frame
from suluh.assembly.live_composing import Composed, compose_foreseen, compose_live, foresee_live
from suluh.assembly.live_site import LiveSite
from suluh.assembly.preview import FolderShelf, Preview
from suluh.assembly.turns import Publication
from suluh.engines import load_engine
from suluh.publishing import artifacts
from suluh.publishing.artifacts import LaterArtifact, make_once, measure_artifact, measured_later, only_named
from suluh.reading.site_settings import read_settings
from suluh.rendering.environment import make_environment
from suluh.rendering.template_folders import template_folders
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Page

FRAME = Frame(
    ("<html><head>", "", "</head><body>", "", "</body></html>"), ("csp", "kepala", "spanduk", "isi")
)


def show(tmp_path: Path, *pages: Page, files: tuple[Artifact, ...] = ()) -> LiveSite:
    """A live site of these pages in a plain frame."""
    settings = make_settings(tmp_path)
    site = replace(make_site(), pages=pages, artifacts=files, documents=())
    frames = {(page.section, page.depth): FRAME for page in pages}
    folder = tmp_path / "pratinjau"
    folder.mkdir()
    return LiveSite(site, FilledPages(settings, frames, "", "", ""), folder)


def test_only_the_page_that_is_asked_for_is_drawn(tmp_path: Path) -> None:
    drawn: Counter[str] = Counter()

    def body(name: str) -> Callable[[], str]:
        return lambda: f"<p>{drawn.update([name]) or name}</p>"

    site = show(tmp_path, *(make_page(f"data/{name}/", name, body(name)) for name in ("satu", "dua")))
    assert drawn == {}
    made = site.find("data/dua/index.html")
    assert made is not None and b"<p>dua" in made.content and made.findings == ()
    assert drawn == {"dua": 1}
    assert site.has_page("data/satu/index.html") and not site.has_page("data/tiga/index.html")
    assert site.find("data/tiga/index.html") is None


@pytest.mark.parametrize("name", ["data/satu/index.html", "data/satu/satu.csv"])
def test_what_a_build_would_refuse_is_not_shown(tmp_path: Path, name: str) -> None:
    text = "<p>NIK 7472011203850001</p>"
    with measured_later():
        file = measure_artifact("data/satu/satu.csv", lambda stream: stream.write(text.encode()))
    site = show(tmp_path, make_page("data/satu/", "Satu", text), files=(file,))
    made = site.find(name)
    assert made is not None and {finding.code for finding in made.findings} == {"E001"}


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("bagi nol")

    site = show(tmp_path, files=(Artifact("data/satu.csv", fail),))
    made = site.find("data/satu.csv")
    assert made is not None and made.content == b""
    assert [(finding.code, finding.details["jenis"]) for finding in made.findings] == [
        ("S015", "ZeroDivisionError")
    ]


def test_a_fault_of_the_last_look_is_told_and_nothing_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("bagi nol")

    monkeypatch.setattr(EgressGate, "inspect", fail)
    made = show(tmp_path, make_page("data/satu/", "Satu", lambda: "<p>satu")).find("data/satu/index.html")
    assert made is not None and made.content == b""
    assert [finding.code for finding in made.findings] == ["S015"]


def test_a_file_of_the_theme_that_is_gone_is_missing(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    folder = tmp_path / "pratinjau"
    folder.mkdir()
    (folder / "naskah.css").write_text("a{}", encoding="utf-8")
    site = replace(make_site(), pages=(), artifacts=(), documents=())
    live = LiveSite(site, FilledPages(settings, {}, "", "", ""), folder)
    assert live.find("naskah.css") is not None
    shutil.rmtree(folder)
    assert live.find("naskah.css") is None


def test_a_page_that_breaks_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    def fail() -> str:
        raise ZeroDivisionError

    site = show(tmp_path, make_page("data/satu/", "Satu", fail), make_page("data/dua/", "Dua"))
    made, other = site.find("data/satu/index.html"), site.find("data/dua/index.html")
    assert made is not None and [finding.code for finding in made.findings] == ["S021"]
    assert other is not None and other.findings == ()


def test_a_large_site_is_searched_by_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Counter[str] = Counter()
    page = make_page("data/satu/", "Beras", lambda: f"<p>{drawn.update(['satu']) or 'jagung'}</p>")
    monkeypatch.setattr(live_site, "MOST_READ", 0)
    site = show(tmp_path, page)
    start = site.find("aset/cari/mulai.json")
    assert start is not None and drawn == {}


def test_files_are_measured_when_they_are_asked_for() -> None:
    written: list[str] = []

    def write(stream: object) -> None:
        written.append("x")
        stream.write(b"isi")  # type: ignore[attr-defined]

    now = measure_artifact("a.txt", write)
    assert (now.size, written) == (3, ["x"])
    with measured_later():
        later = measure_artifact("a.txt", write)
        with only_named():
            assert (later.size, later.sha256) == (0, "")
        moved = later.at("b.txt")
        assert isinstance(later, LaterArtifact) and written == ["x"]
        # Measured now, whatever is around: its size is asked for.
        assert (later.size, later.sha256, moved.address) == (now.size, now.sha256, "b.txt")
    assert (moved.size, written) == (3, ["x", "x"])


def test_what_is_made_once_is_made_whole() -> None:
    with measured_later():
        inner = make_once(lambda: type(measure_artifact("a", lambda stream: stream.write(b"1"))))
        assert inner() is Artifact


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Composed]:
    """The small project, composed once."""
    root = tmp_path_factory.mktemp("langsung") / "kecil"
    shutil.copytree(SMALL_SITE, root)
    return read(root), compose_live(read(root), load_engine("mkdocs"))


def read(root: Path) -> Settings:
    settings, _ = read_settings(root, site_dir=root / ".suluh" / "pratinjau", keep_going=True)
    assert settings is not None
    return settings


def test_an_edit_makes_no_file_and_draws_no_page(
    project: tuple[Settings, Composed], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, before = project
    made: list[object] = []

    class Counting(artifacts.OneWayStream):
        def __init__(self, *arguments: object, **named: object) -> None:
            made.append(self)
            super().__init__(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(artifacts, "OneWayStream", Counting)
    monkeypatch.setattr(live_site, "draw", lambda page: made.append(page) or ("", []))
    edit(settings.root, TABLE, ",120,", ",121,")
    try:
        after = compose_live(settings, load_engine("mkdocs"))
        assert after.site is not None and after.site is not before.site
        assert made == []
        after.site.find("data/bantuan/index.html")
        assert sum(isinstance(thing, Page) for thing in made) == 1
    finally:
        edit(settings.root, TABLE, ",121,", ",120,")


def test_a_template_that_was_edited_is_read_again(
    project: tuple[Settings, Composed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, _ = project
    environment = make_environment(settings.language)
    monkeypatch.setattr(environment, "loader", FileSystemLoader([tmp_path, *template_folders()]))
    monkeypatch.setattr(environment, "auto_reload", False)
    template = tmp_path / "uji.html"
    template.write_text("lama", encoding="utf-8")
    assert environment.get_template("uji.html").render() == "lama"
    compose_live(settings, load_engine("mkdocs"))
    template.write_text("baru", encoding="utf-8")
    os.utime(template, (1, 1))
    assert environment.get_template("uji.html").render() == "baru"


def test_what_a_build_would_find_later_is_withheld_then(project: tuple[Settings, Composed]) -> None:
    settings, before = project
    report = next((settings.root / "content" / "laporan").rglob("*.md"))
    words = report.read_text("utf-8")
    report.write_text(words + "\n[mati](#tidak-ada)\n", encoding="utf-8")
    try:
        engine = load_engine("mkdocs")
        shown = compose_live(settings, engine)
        foreseen = foresee_live(settings, shown)
        assert shown.site is not None and shown.checked is not None
        assert any(finding.code == "S007" for finding in foreseen)
        after = compose_foreseen(settings, shown, foreseen, engine)
        name = f"laporan/{shown.checked.reports[0].name}/index.html"
        assert shown.site.has_page(name) and after.site is not None and not after.site.has_page(name)
        assert {finding.code for finding in after.findings} >= {"S007"}
    finally:
        report.write_text(words, encoding="utf-8")
    again = compose_foreseen(settings, before, foresee_live(settings, before), engine)
    assert again.site is before.site


class Steps:
    """Builds that a test lets go on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self.findings: tuple[Finding, ...] = ()

    def build(self) -> Publication:
        self.begun.set()
        assert self.go_on.wait(30)
        return Publication(self.findings, self.folder)


def test_who_asks_while_a_site_is_made_waits_for_it(tmp_path: Path) -> None:
    steps = Steps(tmp_path)
    preview = Preview(lambda: FolderShelf(tmp_path), steps.build)
    steps.go_on.set()
    preview.rebuild()
    preview.wait()  # nothing is being made
    steps.go_on.clear()
    steps.begun.clear()
    seen: list[int] = []
    making = threading.Thread(target=preview.rebuild)
    asking = threading.Thread(target=lambda: (preview.wait(), seen.append(preview.shown.version)))
    making.start()
    assert steps.begun.wait(30)
    asking.start()
    assert seen == []
    steps.go_on.set()
    asking.join(30)
    making.join(30)
    assert seen == [2]


def test_what_was_foreseen_is_shown_unless_the_site_is_another_by_then(tmp_path: Path) -> None:
    steps = Steps(tmp_path)
    steps.go_on.set()
    found = Publication((Finding("S006", Place("content/a.md", line=3)),), tmp_path)
    acts: list[str] = []

    def foresee() -> Callable[[], Publication]:
        if acts:
            preview.rebuild()
        acts.append("x")
        return lambda: found

    preview = Preview(lambda: FolderShelf(tmp_path), steps.build, foresee=foresee)
    preview.rebuild()
    shown = preview.review()
    assert shown is not None and (shown.version, shown.findings) == (2, found.findings)
    assert preview.review() is None  # another site took its place while it was looked at
    assert preview.shown.findings == ()

    def fail() -> Callable[[], Publication]:
        raise ZeroDivisionError

    broken = Preview(lambda: FolderShelf(tmp_path), steps.build, foresee=fail)
    broken.rebuild()
    told = broken.review()
    assert told is not None and [finding.code for finding in told.findings] == ["S015"]
