"""Two builds of one commit are the same, byte for byte, wherever and however they run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from command_line import build_with_suluh


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def second_site(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project elsewhere, without a cache, in another zone, language and order of hashes."""
    target = tmp_path_factory.mktemp("kedua") / "site"
    surroundings = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Jayapura", "LC_ALL": "C", "LANG": "C"}
    return build_with_suluh(target, root=project_copy, **surroundings)


def test_two_builds_are_identical(second_site: Path, built_site: Path) -> None:
    # The second site comes first: another worker makes the first one meanwhile.
    first, second = digests(built_site), digests(second_site)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_no_byte_names_the_machine(second_site: Path, project_copy: Path) -> None:
    places = (str(project_copy), str(second_site))
    found = [
        f"{path.relative_to(second_site)}: {place}"
        for path in sorted(second_site.rglob("*"))
        if path.is_file()
        for place in places
        if place.encode() in path.read_bytes()
    ]
    assert found == []
