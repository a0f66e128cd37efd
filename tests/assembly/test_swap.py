"""The last good site stays, whatever happens to a build."""

from __future__ import annotations

import errno
import os
import random
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from forked_programs import make_command
from made_sites import make_artifact, make_page, make_settings, make_site, read_tree
from suluh.assembly import swap
from suluh.assembly.publication import publish
from suluh.assembly.swap import MARKER, check_replaceable, exchange, fresh_folder, hold_lock, recover, swap_in
from suluh.engines import load_engine
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

pytestmark = pytest.mark.usefixtures("plain_templates")
SCRIPT = Path(__file__).with_name("build_and_die.py")
REGIONS = 30
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make_settings(tmp_path_factory.mktemp("project"))


class Builder:
    """A process that forks a build of `project` for each stamp; the engine has run once for all of them."""

    def __init__(self, root: Path, limit: int = 0) -> None:
        self.process = subprocess.Popen(
            [*make_command(str(SCRIPT)), str(root), str(REGIONS), str(limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        told, number = self.answer().split()
        assert told == "siap"
        self.session = int(number)

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def start(self, stamp: str) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{stamp}\n")
        self.process.stdin.flush()
        return int(self.answer())

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=60)
        with suppress(ProcessLookupError):  # programs that killed builds had started, and nobody waits for
            os.killpg(self.session, signal.SIGKILL)


def stamps_of(site_dir: Path) -> set[str]:
    """Stamps on the record pages; fails if a page, a link or the search is not whole."""
    tree = read_tree(site_dir)
    pages = {
        name: text.decode()
        for name, text in tree.items()
        if name.endswith("/index.html") and "tentang" not in name
    }
    assert sum(name.startswith("wilayah/") for name in pages) == REGIONS + 1
    assert "aset/cari/mulai.json" in tree and "sitemap.xml" in tree and MARKER in tree
    found = {re.search(r"stempel-\d+", page) for page in pages.values()}
    return {match[0] for match in found if match} if None not in found else set()


def _time_one(builder: Builder, stamp: str) -> float:
    started = time.monotonic()
    builder.start(stamp)
    assert builder.answer() == "0"
    return time.monotonic() - started


@needs_fork
@pytest.mark.parametrize("kills", [24, pytest.param(120, marks=pytest.mark.slow)])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(project: Settings, kills: int) -> None:
    """Each build is killed in another part of the time that one takes, so that few leave none out."""
    draw = random.Random(74)
    site, last, killed = project.site_dir, "stempel-0", 0
    with Builder(project.root) as builder:
        lasting = min(
            _time_one(builder, "stempel-0") for _ in range(3)
        )  # what is kept is there from the first
        for number in range(1, kills + 1):
            building = builder.start(f"stempel-{number}")
            time.sleep((number - draw.random()) / kills * 1.05 * lasting)
            with suppress(ProcessLookupError):
                os.kill(building, signal.SIGKILL)
            killed += builder.answer() == str(-signal.SIGKILL)
            (stamp,) = stamps_of(site)
            assert stamp in (last, f"stempel-{number}")
            last = stamp
        builder.start("stempel-99")
        assert builder.answer() == "0"
    assert killed > kills // 2
    assert stamps_of(site) == {"stempel-99"}
    with fresh_folder(site):  # what a killed run had started may have written until now
        pass
    assert [one.name for one in project.root.iterdir() if one.name.startswith(".site")] == []


@needs_fork
def test_two_builds_at_once_both_end_well(project: Settings) -> None:
    with Builder(project.root) as one, Builder(project.root) as other:
        one.start("stempel-1")
        other.start("stempel-2")
        assert (one.answer(), other.answer()) == ("0", "0")
    (stamp,) = stamps_of(project.site_dir)
    assert stamp in ("stempel-1", "stempel-2")


@needs_fork
@pytest.mark.parametrize("limit", [2_000, 30_000, 100_000])
def test_a_disk_that_is_full_leaves_a_whole_site(project: Settings, limit: int) -> None:
    with Builder(project.root, limit) as builder:
        builder.start("stempel-1")
        assert builder.answer() == "1"
        _, said = builder.process.communicate(timeout=60)
    assert stamps_of(project.site_dir) == {"stempel-0"}
    assert said.split() and "Traceback" not in said
    assert [one.name for one in project.root.iterdir() if one.name.startswith(".site")] == []


def test_a_build_does_not_wait_for_ever(project: Settings, tmp_path: Path) -> None:
    settings = replace(project, site_dir=tmp_path / "site")
    with hold_lock(settings.cache_dir / "kunci", 0) as held:
        assert held
        published = publish(make_site(), settings, load_engine("mkdocs"), patience=0.2)
    assert [one.code for one in published.findings] == ["S012"]


@pytest.fixture
def good(project: Settings, tmp_path: Path) -> Settings:
    settings = replace(project, site_dir=tmp_path / "site")
    assert publish(make_site(), settings, load_engine("mkdocs")).site_dir is not None
    return settings


def broken_page() -> str:
    raise OSError(errno.ENOSPC, "No space left on device")


def never(_: BinaryIO) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("S013", {"pages": (make_page("", body=broken_page),), "documents": ()}),
        ("S013", {"artifacts": (Artifact("data/contoh/contoh.csv", never, 0, ""),)}),
        ("S008", {"artifacts": (replace(make_artifact("data/contoh/contoh.csv", b"abc"), size=2),)}),
        ("S008", {"artifacts": (replace(make_artifact("data/contoh/contoh.csv", b"abc"), sha256="0" * 64),)}),
        ("S006", {"pages": (make_page("", body='<a href="hilang/">x</a>'),), "documents": ()}),
        ("H001", {"artifacts": (make_artifact("index.html", b""),)}),
    ],
)
def test_a_failed_build_leaves_the_old_site(good: Settings, code: str, parts: dict[str, object]) -> None:
    before = read_tree(good.site_dir)
    published = publish(make_site("dua", **parts), good, load_engine("mkdocs"))
    assert published.site_dir is None
    assert code in {one.code for one in published.findings}
    assert read_tree(good.site_dir) == before
    assert [one.name for one in good.site_dir.parent.iterdir()] == ["site"]


def test_a_fault_of_ours_leaves_the_old_site_too(good: Settings) -> None:
    def fault() -> str:
        raise ZeroDivisionError

    before = read_tree(good.site_dir)
    with pytest.raises(ZeroDivisionError):
        publish(make_site(pages=(make_page("", body=fault),), documents=()), good, load_engine("mkdocs"))
    assert read_tree(good.site_dir) == before
    assert [one.name for one in good.site_dir.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["penting.txt", ".git", "index.html"])
def test_a_folder_that_is_not_ours_is_refused(project: Settings, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("milik orang", encoding="utf-8")
    published = publish(make_site(), replace(project, site_dir=tmp_path), load_engine("mkdocs"))
    assert [one.code for one in published.findings] == ["S011"]
    assert (tmp_path / name).read_text("utf-8") == "milik orang"


def test_the_projects_own_folder_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "proyek"
    root.mkdir()
    for folder in (root, tmp_path):
        (folder / MARKER).write_text("", encoding="utf-8")
        assert [one.code for one in check_replaceable(folder, root)] == ["S011"]
    assert check_replaceable(root / "site", root) == []


def test_an_empty_folder_is_taken(good: Settings, tmp_path: Path) -> None:
    empty = tmp_path / "kosong"
    empty.mkdir()
    assert publish(make_site(), replace(good, site_dir=empty), load_engine("mkdocs")).site_dir == empty


def no_exchange(one: Path, other: Path) -> bool:
    return False


@pytest.mark.parametrize("how", [exchange, no_exchange])
def test_folders_are_swapped_with_and_without_an_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, Path], bool]
) -> None:
    monkeypatch.setattr(swap, "exchange", how)
    site = tmp_path / "site"
    for text in ("satu", "dua"):
        with fresh_folder(site) as fresh:
            (fresh / "a.txt").write_text(text, encoding="utf-8")
            swap_in(fresh, site)
        assert (site / "a.txt").read_text("utf-8") == text
        assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_program_that_outlives_its_killed_run_disturbs_nobody(tmp_path: Path) -> None:
    site, ended = tmp_path / "site", threading.Event()
    with fresh_folder(site) as left:
        kept = left.rename(tmp_path / "x")
    kept.rename(left)

    def write_on() -> None:
        while not ended.is_set():
            with suppress(OSError):
                (left / "sisa").mkdir(parents=True, exist_ok=True)
                (left / "sisa" / "a.txt").touch()

    writing = threading.Thread(target=write_on)
    writing.start()
    try:
        for text in map(str, range(20)):
            with fresh_folder(site) as fresh:
                assert fresh != left
                (fresh / "a.txt").write_text(text, encoding="utf-8")
                swap_in(fresh, site)
            assert (site / "a.txt").read_text("utf-8") == text
    finally:
        ended.set()
        writing.join()
    with fresh_folder(site):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_site_left_under_its_old_name_is_put_back(tmp_path: Path) -> None:
    (tmp_path / ".site.lama").mkdir()
    (tmp_path / ".site.lama" / "a.txt").write_text("satu", encoding="utf-8")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "a.txt").read_text("utf-8") == "satu"
    (tmp_path / ".site.lama").mkdir()
    recover(tmp_path / "site")
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_lock_is_held_by_one_and_freed(tmp_path: Path) -> None:
    order: list[str] = []

    def wait() -> None:
        with hold_lock(tmp_path / "kunci", 30) as held:
            order.append(f"kedua {held}")

    with hold_lock(tmp_path / "kunci", 0) as held:
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.3)
        order.append(f"pertama {held}")
    waiting.join(timeout=30)
    assert order == ["pertama True", "kedua True"]
