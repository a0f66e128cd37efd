"""One build of a project at a time, in real processes: none harms another, and a dead one holds up nobody."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from forked_programs import make_command
from repositories import commit, start_repository
from small_site import TABLE, edit
from suluh.assembly.swap import hold_lock, read_holder
from suluh.assembly.turns import LOCK
from suluh.history.edition_cache import EditionCache
from suluh.reading.kept_files import ENDING, keep_file

HERE = Path(__file__).parent
EDITIONS = 3


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with some earlier editions, so that builds write and prune the cache."""
    root = start_repository(tmp_path / "situs")
    for number in range(EDITIONS):
        edit(root, TABLE, f"2025,12{number}", f"2025,12{number + 1}")
        commit(root, f"Ubah {number}", f"2025-07-0{number + 2}")
    return root


@contextmanager
def begin(root: Path, what: str, folder: str = "site") -> Iterator[subprocess.Popen[str]]:
    """A process that builds or checks; ended with the test."""
    with subprocess.Popen(
        [*make_command(str(HERE / "build_in_turn.py")), str(root), what, folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_engine(slow: subprocess.Popen[str]) -> str:
    """Wait until a slow build has come to its engine; the number of its process."""
    assert slow.stdout is not None
    told, _, number = slow.stdout.readline().rstrip("\n").rpartition(" ")
    assert told == "di mesin" and number.isdecimal()
    return number


def editions_in(site: Path) -> int:
    """Of every earlier state, and of the newest."""
    return len(list((site / "data/bantuan/v").rglob("*.zip")))


def test_builds_and_a_check_at_once_all_end_well(project: Path) -> None:
    """Two of them of one folder, one of another language's, and the live preview's."""
    folders = ("site", "site", "site.en", ".suluh/pratinjau")
    with ExitStack() as stack:
        builds = [stack.enter_context(begin(project, "bangun", folder)) for folder in folders]
        check = stack.enter_context(begin(project, "periksa"))
        said = [process.communicate(timeout=300) for process in (*builds, check)]
    assert [process.returncode for process in (*builds, check)] == [0] * 5, said
    assert [out.strip() for out, _ in said] == [""] * 5, said
    waited = ["Menunggu pembangunan lain" in told for _, told in said]
    assert sum(waited) < len(folders) and not waited[-1], "one at least never waits, and a check does not"
    for folder in set(folders):
        assert editions_in(project / folder) == EDITIONS + 1
    assert not list((project / ".suluh").rglob(f"*{ENDING}"))


def test_who_waits_says_what_for_and_a_dead_one_holds_up_nobody(project: Path) -> None:
    with begin(project, "lambat", "site.en") as slow:
        number = wait_for_engine(slow)
        with begin(project, "bangun") as waiting:
            assert waiting.stderr is not None
            told = waiting.stderr.readline()
            assert "Menunggu pembangunan lain" in told
            assert "site.en" in told and number in told and "Ctrl+C" in told
            slow.kill()
            out, rest = waiting.communicate(timeout=300)
            assert waiting.returncode == 0, (out, rest)
    assert editions_in(project / "site") == EDITIONS + 1


def test_the_lock_tells_who_holds_it(tmp_path: Path) -> None:
    assert read_holder(tmp_path / LOCK).process == 0
    with hold_lock(tmp_path / LOCK, 0, work="situs\nlain") as held:
        assert held
        holder = read_holder(tmp_path / LOCK)
        assert (holder.process, holder.work, holder.minutes) == (os.getpid(), "situs", 0)
    with hold_lock(tmp_path / LOCK, 0, work="b") as held:
        assert held and read_holder(tmp_path / LOCK).work == "b"


def test_many_writers_of_one_file_leave_it_whole(tmp_path: Path) -> None:
    data = [bytes([number]) * 200_000 for number in range(8)]
    with ExitStack() as stack:
        threads = [
            threading.Thread(target=lambda one=one: [keep_file(tmp_path / "a", one) for _ in range(20)])
            for one in data
        ]
        for thread in threads:
            thread.start()
            stack.callback(thread.join)
    assert (tmp_path / "a").read_bytes() in data
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_pruning_leaves_what_another_writes(tmp_path: Path) -> None:
    cache = EditionCache(tmp_path)
    for name in (f"a.json.x{ENDING}", "alt.json"):
        (tmp_path / name).write_bytes(b"{}")
    cache.save("neu", {})
    cache.prune()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.json.x{ENDING}", "neu.json"]
    os.utime(tmp_path / f"a.json.x{ENDING}", (0, 0))
    cache.prune()
    assert [path.name for path in tmp_path.iterdir()] == ["neu.json"]


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege there")
@pytest.mark.parametrize("where", [LOCK, "."])
def test_a_lock_behind_a_link_is_nobodys(tmp_path: Path, where: str) -> None:
    """A submission may bring a link along: what it leads to is not written."""
    target = tmp_path / "lain"
    target.mkdir()
    (target / LOCK).write_text("milik orang", encoding="utf-8")
    cache = tmp_path / ".suluh"
    if where == ".":
        cache.symlink_to(target)
    else:
        cache.mkdir()
        (cache / LOCK).symlink_to(target / LOCK)
    with pytest.raises(OSError, match="link"), hold_lock(cache / LOCK, 0, work="a"):
        pass
    assert (target / LOCK).read_text(encoding="utf-8") == "milik orang"


def test_a_bare_mkdocs_build_waits_for_its_turn_too(project: Path) -> None:
    edit(project, "mkdocs.yml", "plugins:", "docs_dir: content\ntheme: {name: material}\nplugins:")
    commit(project, "Pengaturan", "2025-07-09")
    mkdocs = [*make_command("-m mkdocs"), "build"]
    with begin(project, "lambat") as slow:
        wait_for_engine(slow)
        with subprocess.Popen(mkdocs, cwd=project, stderr=subprocess.PIPE, encoding="utf-8") as bare:
            assert bare.stderr is not None
            told = bare.stderr.readline()
            while told and "Menunggu pembangunan lain" not in told:
                told = bare.stderr.readline()
            assert "Menunggu pembangunan lain" in told
            slow.kill()
            _, rest = bare.communicate(timeout=300)
            assert bare.returncode == 0, rest
    assert editions_in(project / "site") == EDITIONS + 1
