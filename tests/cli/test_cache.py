"""`suluh cache` tells what is kept, and empties it; what was kept is found out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from small_site import copy_small_site
from suluh.assembly.federation.recipe import STORE
from suluh.assembly.swap import hold_lock
from suluh.assembly.turns import LOCK
from suluh.cli.cache import KINDS, cache
from suluh.history.edition_cache import KEPT
from suluh.reading.kept_results import save_note


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "situs")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cache, ["--root", str(root), *arguments])


def test_it_tells_what_is_kept_and_empties_it(root: Path) -> None:
    assert run(root).output == "Belum ada yang disimpan.\n"
    save_note(root / ".suluh", "situs-a", {"satu": "x" * 150_000})
    assert run(root).output.startswith(".suluh/hasil: 1 berkas, 0,2 MB: temuan")
    assert run(root, "--clear").output == "Sudah kosong.\n"
    assert run(root).output == "Belum ada yang disimpan.\n"


def test_every_folder_of_the_cache_is_explained() -> None:
    assert set(KINDS) == {*KEPT, "stage", STORE}


def test_nothing_is_taken_from_a_build_that_is_under_way(root: Path) -> None:
    save_note(root / ".suluh", "situs-a", {})
    with hold_lock(root / ".suluh" / LOCK, 0) as held:
        assert held
        done = run(root, "--clear")
    assert done.exit_code == 1 and "S012" in done.output
    assert (root / ".suluh" / "hasil" / "situs-a.json").is_file()
