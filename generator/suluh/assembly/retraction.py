"""Withdrawing a dataset: its files go, a tombstone stays in their place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from suluh.reading.packages import DESCRIPTOR_NAMES, read_package
from suluh.reading.paths import SLUG, is_link, list_folder, relative_path
from suluh.reading.tombstones import TOMBSTONE_NAME
from suluh.vocabulary.settings import Settings


@dataclass(frozen=True, slots=True)
class Retraction:
    """What was done: the tombstone's path and the files that were removed, relative to the project's root."""

    tombstone: str
    removed: tuple[str, ...]


def find_dataset(settings: Settings, name: str) -> Path | None:
    """The folder of the dataset of that name, wherever its agency is; None if there is none, or several."""
    if not SLUG.fullmatch(name):
        return None
    agencies = [one for one in list_folder(settings.datasets_dir) if one.is_dir() and not is_link(one)]
    found = [one / name for one in agencies if (one / name).is_dir() and not is_link(one / name)]
    return found[0] if len(found) == 1 else None


def retract_dataset(settings: Settings, folder: Path, reason: str, day: date) -> Retraction:
    """Write the tombstone first, then remove all else: stopped halfway, nothing is published either."""
    title = _title_of(folder, settings)
    lines = {"judul": title, "tanggal": day.isoformat(), "alasan": reason}
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
    tombstone = folder / TOMBSTONE_NAME
    tombstone.write_text(text, encoding="utf-8", newline="\n")
    removed = []
    for path in sorted(folder.rglob("*"), reverse=True):
        if path == tombstone:
            continue
        if path.is_dir() and not is_link(path):
            path.rmdir()
            continue
        removed.append(relative_path(settings.root, path))
        path.unlink()
    return Retraction(relative_path(settings.root, tombstone), tuple(sorted(removed)))


def _title_of(folder: Path, settings: Settings) -> str:
    """The title as described, if what was published had one; else the dataset's name."""
    path = next((folder / name for name in DESCRIPTOR_NAMES if (folder / name).is_file()), None)
    package = read_package(path, settings)[0] if path is not None else None
    return package.title if package is not None and package.title else folder.name
