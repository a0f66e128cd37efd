"""A site in place is built again where anything changed, and otherwise left alone, with the same words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from fixed_engine import FixedEngine
from made_sites import make_settings
from repositories import start_repository
from small_site import TABLE, copy_small_site, edit
from suluh.assembly import kept_site, recipe
from suluh.assembly.kept_site import EngineByName, publish_if_changed
from suluh.assembly.turns import Publication
from suluh.history.run_keys import read_paths
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

BUILDS: list[Publication] = []
"""What each build of this module that was really made came to."""
PROJECT_READS: set[Path] = set()
_LISTENING: list[Path] = []


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def publish(root: Path) -> Publication:
    published = publish_if_changed(settings_of(root), EngineByName("tetap", FixedEngine))
    if not published.unchanged:
        BUILDS.append(published)
    return published


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _LISTENING or event not in ("open", "os.scandir", "os.listdir"):
        return
    if isinstance(arguments[0], str | os.PathLike):
        path = Path(os.path.abspath(os.fspath(arguments[0])))  # noqa: PTH100 - links are what we look for
        if path.is_relative_to(_LISTENING[0]):
            PROJECT_READS.add(path)


@contextmanager
def listening(root: Path) -> Iterator[None]:
    """All that Python opens or lists below a folder, noted meanwhile."""
    sys.addaudithook(_hear)
    _LISTENING.append(root)
    try:
        yield
    finally:
        _LISTENING.clear()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once, with a warning: it has no past."""
    root = copy_small_site(tmp_path_factory.mktemp("situs") / "proyek").resolve()
    with listening(root):
        first = publish(root)
    assert first.site_dir is not None and not first.unchanged
    return root


def test_a_build_reads_nothing_of_the_project_that_is_not_in_its_key(built: Path) -> None:
    settings = settings_of(built)
    known = (*read_paths(settings), settings.cache_dir, settings.site_dir)
    strange = [
        path
        for path in PROJECT_READS
        if path != built  # to see how its names are written
        and not any(path.is_relative_to(one) for one in known)
        and not path.relative_to(built).parts[0].startswith(".site.")
    ]
    assert built / TABLE in PROJECT_READS
    assert strange == []


def test_nothing_changed_builds_nothing_and_says_the_same(built: Path) -> None:
    first = BUILDS[-1]
    assert publish(built) == replace(first, unchanged=True)
    assert [first] == BUILDS
    assert first.pages and first.files and first.findings


SPOILED: dict[str, Callable[[Path], object]] = {
    "a byte": lambda site: (site / "robots.txt").write_bytes(b"b"),
    "a page that is gone": lambda site: (site / "wilayah" / "index.html").unlink(),
    "a file that was put there": lambda site: (site / "lain.html").write_bytes(b"x"),
    "a folder that was put there": lambda site: (site / "lain").mkdir(),
    "the whole site": lambda site: site.rename(site.with_name("situs-lama")),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=list(SPOILED))
def test_a_site_that_was_touched_is_not_the_one_that_was_built(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    site = tmp_path / "site"
    (site / "wilayah").mkdir(parents=True)
    for name in ("index.html", "robots.txt", "wilayah/index.html"):
        (site / name).write_text("a", encoding="utf-8")
    settings = make_settings(tmp_path, site_dir=site, cache_dir=tmp_path / "tembolok")
    published = Publication((), site, pages=2, files=3, withheld=1)
    kept_site._remember(settings, "kunci", published)
    assert kept_site._recall(settings, "kunci") == replace(published, unchanged=True)
    assert kept_site._recall(settings, "lain") is None and kept_site._recall(settings, "") is None
    spoil(site)
    assert kept_site._recall(settings, "kunci") is None


def test_what_is_found_of_the_moment_or_not_built_is_not_kept(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, site_dir=tmp_path, cache_dir=tmp_path / "tembolok")
    late = Finding("F307", Place())
    kept_site._remember(settings, "kunci", Publication((late,), tmp_path))
    kept_site._remember(settings, "kunci", Publication(()))
    assert not settings.cache_dir.exists()


@pytest.mark.parametrize("meanwhile", [True, False])
def test_what_changes_while_it_is_built_is_not_kept(
    meanwhile: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = start_repository(tmp_path / "proyek")

    def build(settings: Settings, *_: object) -> tuple[Publication, None]:
        settings.site_dir.mkdir(exist_ok=True)
        if meanwhile:
            edit(root, TABLE, "2025,120", "2025,121")
            edit(root, TABLE, "2025,121", "2025,120")
        return Publication((), settings.site_dir), None

    monkeypatch.setattr(recipe, "build_in_turn", build)
    assert [publish(root).unchanged for _ in range(2)] == [False, not meanwhile]
