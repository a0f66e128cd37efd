"""A site that is in place already: where nothing that it rests on has changed, it is not built again.

What a build rested on is noted with what it said and what it left in place. Light to import: where nothing
changed, nothing of what builds is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from suluh.assembly.build_progress import SILENT, Progress
from suluh.assembly.engine import Engine
from suluh.assembly.turns import PATIENCE, Publication, take_turn
from suluh.assembly.watching import take_snapshot
from suluh.history.run_keys import find_run_key, is_of_the_moment, read_paths
from suluh.reading.kept_findings import pack_findings, unpack_findings
from suluh.reading.kept_results import load_note, make_key, save_note
from suluh.sharing import SharingFault
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class EngineByName:
    """An engine that is loaded when it has something to render; its key is its name and what is installed."""

    name: str
    load: Callable[[], Engine]


@with_own_types
def publish_if_changed(
    settings: Settings, engine: EngineByName, progress: Progress = SILENT, *, patience: float = PATIENCE
) -> Publication:
    """`recipe.publish_site`, unless the site in place is what it would make, to the byte.

    What is looked at is the content of all that a build reads, and name, size and times of every file of the
    site in place: one that was changed, added or taken away since has the site built again.
    """
    with take_turn(settings, progress, patience) as refused:
        if refused is not None:
            return Publication((refused,))
        before = take_snapshot(read_paths(settings))
        key = find_run_key(settings, "build", engine.name)
        kept = _recall(settings, key)
        if kept is not None:
            return kept
        from suluh.assembly.recipe import build_in_turn

        try:
            published, _ = build_in_turn(settings, engine.load(), progress)
        except SharingFault as fault:
            return Publication((fault.finding,))
        if key and take_snapshot(read_paths(settings)) == before:
            _remember(settings, key, published)
        return published


def _recall(settings: Settings, key: str) -> Publication | None:
    """What the last build into the same folder said, if it rested on the same and its site is untouched."""
    note = load_note(settings.cache_dir, _name(settings)) if key else None
    if note is None or note.get("key") != key or note.get("site") != digest_listing(settings.site_dir):
        return None
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        return Publication(
            tuple(unpack_findings(note["findings"])),
            settings.site_dir.resolve(),
            pages=int(note["pages"]),
            files=int(note["files"]),
            withheld=int(note["withheld"]),
            unchanged=True,
        )
    return None


def _remember(settings: Settings, key: str, published: Publication) -> None:
    if published.site_dir is None or any(map(is_of_the_moment, published.findings)):
        return
    note = {
        "key": key,
        "site": digest_listing(settings.site_dir),
        "findings": pack_findings(published.findings),
        "pages": published.pages,
        "files": published.files,
        "withheld": published.withheld,
    }
    save_note(settings.cache_dir, _name(settings), note)


def _name(settings: Settings) -> str:
    """Of the note on a folder: one for each, however often it is built."""
    return f"situs-{make_key(os.fspath(settings.site_dir.absolute()))[:32]}"


def digest_listing(folder: Path) -> str:
    """A digest of the names, sizes and times of all that lies in a folder; no file is opened."""
    return make_key(sorted(_list_states(os.fspath(folder), "")))


def _list_states(folder: str, above: str) -> Iterator[tuple[str, int, int, int]]:
    """(name, bytes, time of the last change, time of the last change of its state), times in ns."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            name = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield f"{name}/", 0, 0, 0
                yield from _list_states(entry.path, f"{name}/")
            else:
                state = entry.stat(follow_symlinks=False)
                yield name, state.st_size, state.st_mtime_ns, state.st_ctime_ns
