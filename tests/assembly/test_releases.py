"""Releases on real folders and through the real rsync: whole, switched in one step, and taken back."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from builders import make_settings
from suluh.assembly.manifest import ListedFile, write_manifest
from suluh.assembly.releases import deploy_site, read_log, roll_back
from suluh.assembly.rsync_releases import deploy_by_rsync, is_rsync_target, roll_back_by_rsync
from suluh.assembly.swap import MARKER

LINKS = [False] if os.name == "nt" else [False, True]
either_way = pytest.mark.parametrize("link", LINKS, ids=lambda link: "link" if link else "copy")


def at(hour: int) -> datetime:
    return datetime(2026, 1, 2, hour, 30, tzinfo=UTC)


def make_site(folder: Path, text: str) -> Path:
    """A finished site as small as one can be."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    (folder / "data" / "a.csv").write_text("a\n1\n", encoding="utf-8")
    listed = [
        ListedFile(name, (folder / name).stat().st_size, sha256((folder / name).read_bytes()).hexdigest())
        for name in ("data/a.csv", "index.html")
    ]
    write_manifest(folder, listed, make_settings(), None)
    (folder / MARKER).write_text("x", encoding="utf-8")
    return folder


def shown(target: Path) -> str:
    return (target / "current" / "index.html").read_text(encoding="utf-8")


@either_way
def test_a_release_is_shown_whole_and_taken_back_in_one_step(tmp_path: Path, link: bool) -> None:
    target = tmp_path / "web"
    names = []
    for hour, text in enumerate(("satu", "dua", "tiga")):
        name, findings = deploy_site(make_site(tmp_path / "situs", text), target, at(hour), link=link)
        assert (findings, shown(target)) == ([], text)
        names.append(name)
    assert names[0].startswith("20260102T003000Z-")
    assert (target / "current").is_symlink() is link
    assert (target / "current" / "data" / "a.csv").is_file()

    assert roll_back(target, link=link) == (names[1], [])
    assert shown(target) == "dua"
    # The next one follows what is shown, not what was taken back.
    last, _ = deploy_site(make_site(tmp_path / "situs", "empat"), target, at(9), link=link)
    assert read_log(target / "releases.txt") == [names[0], names[1], last]
    assert roll_back(target, link=link)[0] == names[1]
    assert roll_back(target, link=link)[0] == names[0]
    assert shown(target) == "satu"
    name, findings = roll_back(target, link=link)
    assert (name, [one.code for one in findings], shown(target)) == ("", ["W006"], "satu")


@either_way
def test_only_the_last_releases_are_kept_and_nothing_else_is_removed(tmp_path: Path, link: bool) -> None:
    target = tmp_path / "web"
    (target / "releases" / "milik-orang").mkdir(parents=True)
    names = [
        deploy_site(make_site(tmp_path / "situs", str(hour)), target, at(hour), keep=2, link=link)[0]
        for hour in range(4)
    ]
    assert sorted(one.name for one in (target / "releases").iterdir()) == [*names[2:], "milik-orang"]


def test_the_same_site_is_not_released_twice(tmp_path: Path) -> None:
    site = make_site(tmp_path / "situs", "satu")
    first, _ = deploy_site(site, tmp_path / "web", at(1))
    assert deploy_site(site, tmp_path / "web", at(2)) == (first, [])


def test_a_site_that_was_changed_by_hand_is_not_released(tmp_path: Path) -> None:
    site = make_site(tmp_path / "situs", "satu")
    (site / "index.html").write_text("lain", encoding="utf-8")
    name, findings = deploy_site(site, tmp_path / "web", at(1))
    assert (name, [one.code for one in findings]) == ("", ["E013"])
    assert not (tmp_path / "web").exists()


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "web"
    (target / "current").mkdir(parents=True)
    (target / "current" / "penting.txt").write_text("jangan", encoding="utf-8")
    name, findings = deploy_site(make_site(tmp_path / "situs", "satu"), target, at(1))
    assert (name, [one.code for one in findings]) == ("", ["W005"])
    assert (target / "current" / "penting.txt").is_file()
    assert [one.code for one in roll_back(tmp_path / "tak-ada")[1]] == ["W006"]


def test_a_run_that_died_before_it_wrote_its_list_is_known_by_its_link(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("links are not used here")
    target = tmp_path / "web"
    names = [
        deploy_site(make_site(tmp_path / "situs", text), target, at(hour))[0]
        for hour, text in enumerate(("satu", "dua"))
    ]
    (target / "releases.txt").write_text(f"{names[0]}\n", encoding="utf-8")
    assert roll_back(target) == (names[0], [])
    assert shown(target) == "satu"


@pytest.mark.parametrize(
    ("target", "by_rsync"),
    [
        ("suluh@server.contoh.go.id:/var/www/suluh", True),
        ("server:suluh", True),
        ("rsync://server/modul/suluh", True),
        ("C:\\web\\suluh", False),
        ("C:/web", False),
        ("/var/www/suluh", False),
        ("web", False),
        ("-e sh:/x", False),
        ("--rsh=sh:x", False),
    ],
)
def test_targets_are_told_apart(target: str, by_rsync: bool) -> None:
    assert is_rsync_target(target) is by_rsync


def test_rsync_shows_keeps_and_takes_back_releases(tmp_path: Path) -> None:
    if not shutil.which("rsync") or os.name == "nt":
        pytest.skip("no rsync here")
    target = tmp_path / "web"
    names = []
    for hour, text in enumerate(("satu", "dua", "tiga")):
        site = make_site(tmp_path / "situs", text)
        name, findings = deploy_by_rsync(site, str(target), at(hour), keep=2)
        assert (findings, shown(target)) == ([], text)
        names.append(name)
    assert sorted(one.name for one in (target / "releases").iterdir()) == names[1:]
    assert roll_back_by_rsync(str(target)) == (names[1], [])
    assert shown(target) == "dua"
    assert [one.code for one in roll_back_by_rsync(str(target))[1]] == ["W006"]


def test_rsync_finds_its_way_after_a_run_that_died(tmp_path: Path) -> None:
    if not shutil.which("rsync") or os.name == "nt":
        pytest.skip("no rsync here")
    target = tmp_path / "web"
    names = [
        deploy_by_rsync(make_site(tmp_path / "situs", text), str(target), at(hour))[0]
        for hour, text in enumerate(("satu", "dua", "tiga"))
    ]
    (target / "releases.txt").write_text("\n".join([*names[:2], ""]), encoding="utf-8")
    (target / "releases" / "20260101T000000Z-00000000").mkdir()
    assert roll_back_by_rsync(str(target)) == (names[1], [])
    assert shown(target) == "dua"
    site = make_site(tmp_path / "situs", "empat")
    name, _ = deploy_by_rsync(site, str(target), at(9), keep=1)
    assert [one.name for one in (target / "releases").iterdir()] == [name]
    assert sorted(one.name for one in target.iterdir()) == ["current", "releases", "releases.txt"]


def test_rsync_lets_one_run_work_at_a_time(tmp_path: Path) -> None:
    if not shutil.which("rsync") or os.name == "nt":
        pytest.skip("no rsync here")
    target = tmp_path / "web"
    deploy_by_rsync(make_site(tmp_path / "situs", "satu"), str(target), at(1))
    note = target / "sedang-diterbitkan.txt"
    site = make_site(tmp_path / "situs", "dua")
    note.write_text(f"lain {int(time.time())}\n", encoding="ascii")
    for findings in (deploy_by_rsync(site, str(target), at(2))[1], roll_back_by_rsync(str(target))[1]):
        assert [one.code for one in findings] == ["W007"]
        assert "penerbitan lain" in findings[0].details["pesan"]
    assert shown(target) == "satu" and note.read_text(encoding="ascii").startswith("lain")
    note.write_text(f"lain {int(time.time()) - 7200}\n", encoding="ascii")
    assert deploy_by_rsync(site, str(target), at(3))[1] == []
    assert shown(target) == "dua" and not note.exists()


def test_what_rsync_says_is_passed_on(tmp_path: Path) -> None:
    if not shutil.which("rsync") or os.name == "nt":
        pytest.skip("no rsync here")
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    site = make_site(tmp_path / "situs", "satu")
    _, findings = deploy_by_rsync(site, str(tmp_path / "berkas" / "web"), at(1))
    assert [one.code for one in findings] == ["W007"]
    assert "rsync" in findings[0].details["pesan"]
