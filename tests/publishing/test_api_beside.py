"""The API is begun in a process of its own beside the rest of a large site, and says the same."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from ckan_clients import make_ckan_catalog
from made_sites import make_settings
from suluh import sharing
from suluh.publishing.api import writing
from suluh.publishing.api.writing import NAMED, begun_api
from suluh.publishing.artifacts import measured_later, only_named
from suluh.vocabulary.region import Regions
from suluh.vocabulary.site import Artifact


def ask(tmp_path: Path) -> dict[str, str]:
    """The digests of its files by address, as they come."""
    with begun_api(make_ckan_catalog(), Regions({}), {}, make_settings(tmp_path)) as give:
        return {file.address: file.sha256 for file in give()}


def test_a_process_of_its_own_makes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = ask(tmp_path)
    begun: list[object] = []
    begin = sharing._begin

    def count(*given: object) -> object:
        begun.append(given)
        return begin(*given)

    monkeypatch.setattr(sharing, "_processors", lambda: 2)
    monkeypatch.setattr(sharing, "_begin", count)
    assert ask(tmp_path) == here and not begun
    monkeypatch.setattr(writing, "FEWEST_ROWS", 1)
    assert ask(tmp_path) == here and len(begun) == 1
    assert list(here)[:2] == [*NAMED[:2]] and set(NAMED) <= here.keys()


def test_nothing_is_begun_where_files_are_named_or_made_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "FEWEST_ROWS", 0)
    monkeypatch.setattr(sharing, "_processors", lambda: 2)
    monkeypatch.setattr(sharing, "_begin", None)
    with only_named():
        assert list(ask(tmp_path)) == [*NAMED]
    with measured_later(), begun_api(make_ckan_catalog(), Regions({}), {}, make_settings(tmp_path)) as give:
        with only_named():
            assert [file.address for file in give()] == [*NAMED]
        monkeypatch.undo()
    files: list[Artifact] = [*give()]
    assert {file.address: file.sha256 for file in files} == ask(tmp_path)
    assert sha256(b"").hexdigest() not in {file.sha256 for file in files}
