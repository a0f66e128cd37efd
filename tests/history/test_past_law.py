"""The law of the past over random histories: what was ever closed or withdrawn comes out of no byte."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from memory_commits import MemoryCommits, State, day_of, write_state
from random_histories import History, make_history
from repositories import git
from small_site import SMALL_SITE
from suluh.checking.package_tables import TableStore
from suluh.clearing.classification import clear_package
from suluh.history import difference_forms
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.commits import Commits, open_commits
from suluh.history.differences import compare_snapshots
from suluh.history.edition_cache import open_cache
from suluh.history.looking_back import look_between
from suluh.history.returned import judge_past
from suluh.history.revisions import Revision
from suluh.history.snapshots import Snapshot
from suluh.history.standings import stand
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.packages import read_packages
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.package import ValidPackage
from suluh.vocabulary.settings import Settings

FEW, MANY = 60, 10_000
MARKER = re.compile(r"zq[0-9]{5}x")


@cache
def _frame() -> Settings:
    settings, _ = read_settings(SMALL_SITE)
    assert settings is not None
    return settings


def settings_at(root: Path) -> Settings:
    """The fixed frame over a folder of data."""
    return replace(
        _frame(),
        root=root,
        datasets_dir=root / "datasets",
        content_dir=root / "content",
        cache_dir=root / ".suluh",
    )


def read_pasts(settings: Settings) -> list[Past]:
    packages = {one.name: one for one in read_packages(settings)[0] if stand(one).understood}
    store = TableStore(settings, packages)
    found = []
    for one in packages.values():
        cleared = clear_package(ValidPackage(one, store.tables_of(one)))
        if cleared is not None:
            found.append(Past(one, cleared))
    return found


def publish(state: State, root: Path, commits: Commits) -> tuple[str, set[str], list[str]]:
    """Every text and byte of the past that a build of a state shows, their digests, and codes of errors,
    which stop the build."""
    settings = settings_at(write_state({"datasets/.ada": b"", **state}, root))
    pasts = read_pasts(settings)
    errors = judge_past(settings, [one.cleared for one in pasts], (), TABLE_FORMS, commits)
    if errors:
        return "", set(), [one.code for one in errors]
    published = {one.package.name for one in pasts}
    others = [one for one in read_packages(settings)[0] if one.name not in published]
    histories = read_histories(settings, pasts, TABLE_FORMS, others, commits)
    shown = [repr(histories)]
    digests = set()
    cache = open_cache(settings)
    for history in histories.values():
        for edition in history.earlier:
            for _, digest, _ in edition.files:
                data = cache.path(digest).read_bytes()
                shown.append(data.decode())
                digests.add(sha256(data).hexdigest())
    kept = (
        [path.read_text(encoding="utf-8") for path in cache.folder.glob("*")] if cache.folder.is_dir() else []
    )
    return "\n".join([*shown, *kept]), digests, []


def snapshot(state: State, root: Path, name: str) -> Snapshot:
    settings = settings_at(write_state({"datasets/.ada": b"", **state}, root))
    packages = {one.name: one for one in read_packages(settings)[0]}
    return Snapshot(Revision(name, name, "2025-01-01"), settings, packages, {})


def differ(states: list[State], base: int) -> str:
    """The difference of the last state from another one, in every form and language."""
    with ExitStack() as stack:
        roots = [Path(stack.enter_context(TemporaryDirectory(prefix="suluh-"))).resolve() for _ in range(2)]
        first, second = snapshot(states[base], roots[0], "a"), snapshot(states[-1], roots[1], "b")
        commits = MemoryCommits(states, start=f"k{base}")
        between = stack.enter_context(look_between(second, commits))
        found = compare_snapshots(first, second, None, between)
        forms = [difference_forms.write_json(found), difference_forms.write_text(found, "en")]
        return "\n".join([*forms, difference_forms.write_comment(found), repr(found)])


def leaks(seed: int) -> tuple[list[str], bool, bool]:
    """What of a random history came out that may not, whether a build stood still, whether editions came."""
    history = make_history(seed)
    forbidden = history.forbidden()
    with TemporaryDirectory(prefix="suluh-") as name:
        shown, digests, errors = publish(
            history.states[-1], Path(name).resolve(), MemoryCommits(history.states)
        )
    found = [f"versi {one}" for one in sorted(forbidden & set(MARKER.findall(shown)))]
    found += [f"sidik {one}" for one in sorted(digests & history.forbidden_digests)]
    base = history.random.randrange(len(history.states))
    told = differ(list(history.states), base)
    secret = forbidden | closed_titles(history)
    found += [f"beda {base} {one}" for one in sorted(secret & set(MARKER.findall(told)))]
    return found, bool(errors), bool(digests)


def closed_titles(history: History) -> set[str]:
    """Titles of datasets that were published once and are closed, withdrawn or hidden in others now."""
    shown = {one.title for one in history.datasets.values() if one.word == "publik" and not one.misspelt}
    last = {one.number: one for world in history.seen for one in world.values()}
    return {
        one.title for one in last.values() if one.title in history.withdrawn_titles or one.word != "publik"
    } - shown


@dataclass
class Run:
    """What was found over histories: leaks by seed; how many stood still, how many had editions."""

    leaks: dict[int, list[str]] = field(default_factory=dict)
    stopped: int = 0
    shown: int = 0


def run(seeds: range) -> Run:
    found = Run()
    for seed in seeds:
        wrong, still, shown = leaks(seed)
        found.stopped += still
        found.shown += shown
        if wrong:
            found.leaks[seed] = wrong
    return found


def test_nothing_closed_or_withdrawn_comes_out_of_random_histories() -> None:
    found = run(range(FEW))
    assert found.leaks == {}
    # The law is no wall: most histories are looked at to their end, and many have something to show.
    assert found.stopped < FEW / 5
    assert found.shown > FEW / 10


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_nothing_comes_out_of_ten_thousand_random_histories(part: int) -> None:
    size = MANY // 10
    assert run(range(part * size, (part + 1) * size)).leaks == {}


def commit_all(states: Sequence[State], folder: Path) -> Path:
    """The same history as commits of a real repository, with the days that memory gives them."""
    lines: list[bytes] = []
    for number, state in enumerate(states):
        when = int(datetime.fromisoformat(f"{day_of(number)}T12:00:00+00:00").timestamp())
        subject = f"Catatan: Perubahan {number}".encode()
        lines += [b"commit refs/heads/main\n", b"committer Penguji <a@contoh.go.id> %d +0000\n" % when]
        lines += [b"data %d\n%s\n" % (len(subject), subject)]
        lines += [b"deleteall\n"]
        for path, data in state.items():
            lines += [b"M 100644 inline %s\ndata %d\n" % (path.encode(), len(data)), data, b"\n"]
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=b"".join(lines), check=True)
    return folder


def tell_by_git(seed: int, folder: Path) -> None:
    """Git tells the same of a random history as memory does, apart from the names of commits."""
    states = make_history(seed).states
    root = commit_all(states, folder / f"gudang-{seed}").resolve()
    with open_commits(root) as commits:
        told = publish(states[-1], root, commits)
    with TemporaryDirectory(prefix="suluh-") as name:
        kept = publish(states[-1], Path(name).resolve(), MemoryCommits(states))
    assert told[1:] == kept[1:]
    assert [one for one in told[0].split("\n") if one.startswith("{'")] == [
        one for one in kept[0].split("\n") if one.startswith("{'")
    ]
    assert not make_history(seed).forbidden() & set(MARKER.findall(told[0]))


@pytest.mark.parametrize("seed", range(6))
def test_git_tells_what_memory_tells(seed: int, tmp_path: Path) -> None:
    tell_by_git(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_git_tells_what_memory_tells_of_two_hundred_histories(part: int, tmp_path: Path) -> None:
    for seed in range(part * 50, (part + 1) * 50):
        tell_by_git(seed, tmp_path)
