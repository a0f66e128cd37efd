"""Watching sources by looking again: the same on every system, and on network drives."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from suluh.vocabulary.own_types import OWN_TYPES_FOLDER
from suluh.vocabulary.settings import Settings

Snapshot = Mapping[str, tuple[int, int]]
"""Modification time in nanoseconds and size of every file by its path."""

_IGNORED = ("~", ".swp", ".tmp", ".pyc")


def watched_paths(root: Path, settings: Settings | None) -> tuple[Path, ...]:
    """What a site is made of: its settings, data, texts, and our templates, theme and assets."""
    from suluh.assembly.theme_files import look_folders  # fonts and all: for who watches alone

    looks = look_folders()
    if settings is None:
        folders = ("mkdocs.yml", "content", "datasets", OWN_TYPES_FOLDER)
        return (*(root / name for name in folders), *looks)
    own = settings.settings_file.parent / OWN_TYPES_FOLDER
    return (settings.settings_file, settings.content_dir, settings.datasets_dir, own, *looks)


def take_snapshot(paths: Iterable[Path]) -> Snapshot:
    """The state of all files in and below the paths; hidden ones and editors' leavings do not count."""
    seen: dict[str, tuple[int, int]] = {}
    waiting = [str(path) for path in paths]
    while waiting:
        path = waiting.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name.endswith(_IGNORED):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        state = entry.stat(follow_symlinks=False)
                        seen[entry.path] = (state.st_mtime_ns, state.st_size)
        except NotADirectoryError:
            state = Path(path).lstat()
            seen[path] = (state.st_mtime_ns, state.st_size)
        except OSError:
            continue  # gone since, or not there yet: what comes is seen the next time
    return seen


class Watch(threading.Thread):
    """Calls `rebuild` after files changed and have been still for one more look.

    `paths` is asked each time, since a changed setting may move a folder. `rebuild` runs in
    this thread; what changes meanwhile is noticed afterwards.
    """

    def __init__(
        self, paths: Callable[[], Iterable[Path]], rebuild: Callable[[], object], interval: float = 0.25
    ) -> None:
        super().__init__(name="suluh-watch", daemon=True)
        self._paths = paths
        self._rebuild = rebuild
        self._interval = interval
        self._ended = threading.Event()
        self._built = take_snapshot(paths())

    def run(self) -> None:
        """Look again and again until `stop`."""
        while not self._ended.wait(self._interval):
            now = take_snapshot(self._paths())
            if now == self._built:
                continue
            while not self._ended.wait(self._interval / 2):
                later = take_snapshot(self._paths())
                if later == now:
                    break
                now = later
            self._built = now
            self._rebuild()

    def stop(self) -> None:
        """End soon."""
        self._ended.set()
