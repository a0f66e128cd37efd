"""Two builds of one commit are the same, byte for byte, wherever and however they run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from built_projects import Built
from command_line import build_with_suluh
from repositories import git
from run_costs import COSTS


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def second_site(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same commit elsewhere, without cache or network, in another zone, language and order of hashes."""
    folder = tmp_path_factory.mktemp("kedua")
    git(built.project, "clone", "--quiet", str(built.project), str(folder / "di sini"))
    surroundings = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Jayapura", "LC_ALL": "C", "LANG": "C"}
    COSTS["builds of its cut"] += 1
    return build_with_suluh(
        folder / "site", root=folder / "di sini", fresh=True, offline=True, **surroundings
    )


def test_two_builds_are_identical(built: Built, second_site: Path) -> None:
    first, second = digests(built.site), digests(second_site)
    assert len(first) > 1500
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_no_byte_names_the_machine(second_site: Path) -> None:
    places = (str(second_site.parent), str(second_site))
    found = [
        f"{path.relative_to(second_site)}: {place}"
        for path in sorted(second_site.rglob("*"))
        if path.is_file()
        for place in places
        if place.encode() in path.read_bytes()
    ]
    assert found == []
