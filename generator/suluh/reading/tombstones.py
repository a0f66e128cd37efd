"""`nisan.yaml`: what stands in the folder of a dataset that was withdrawn, in place of all it held.

`nisan-versi.yaml` beside a dataset that is still published names earlier versions of it that were withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from suluh.reading.paths import SLUG, is_link, list_folder, read_text, relative_path
from suluh.reading.safe_yaml import SIZE_LIMIT, line_of, load_yaml
from suluh.vocabulary.disclosure import Tombstone, WithdrawnEdition
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import FORMER_NAMES
from suluh.vocabulary.settings import Settings

TOMBSTONE_NAME = "nisan.yaml"
TOMBSTONE_KEYS = ("judul", "tanggal", "alasan")
EDITIONS_NAME = "nisan-versi.yaml"
EDITION_KEYS = ("tanggal", "alasan")
EDITION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-(?P<digits>[0-9a-f]{8})")
"""An edition's name: the date on which it was published, and the first digits of its bytes' digest."""


def is_withdrawn(folder: Path) -> bool:
    """Whether a dataset's folder holds a tombstone: then nothing else in it is read, whatever it is."""
    return (folder / TOMBSTONE_NAME).exists()


def read_tombstones(settings: Settings) -> tuple[list[Tombstone], list[Finding]]:
    """All withdrawn datasets by path; K108 for an incomplete tombstone, K109 for what lies beside one.

    V011 tells of a list of withdrawn versions that cannot be followed.
    """
    found: list[Tombstone] = []
    findings: list[Finding] = []
    for agency in list_folder(settings.datasets_dir):
        if is_link(agency) or not agency.is_dir():
            continue
        for folder in list_folder(agency):
            if is_link(folder) or not folder.is_dir():
                continue
            if not is_withdrawn(folder):
                findings += read_withdrawn_editions(folder, settings)[1]
                continue
            stone = _read(folder, settings)
            place = Place(relative_path(settings.root, folder / TOMBSTONE_NAME))
            if stone is None:
                findings.append(Finding("K108", place, details={"kunci": ", ".join(TOMBSTONE_KEYS)}))
            else:
                found.append(stone)
            findings += [
                Finding("K109", Place(relative_path(settings.root, path)))
                for path in sorted(folder.rglob("*"))
                if path.name != TOMBSTONE_NAME and not path.is_dir()
            ]
    return found, findings


def _read(folder: Path, settings: Settings) -> Tombstone | None:
    path = folder / TOMBSTONE_NAME
    place = Place(relative_path(settings.root, path))
    if is_link(path) or not SLUG.fullmatch(folder.name):
        return None
    text, _ = read_text(path, place, limit=SIZE_LIMIT)
    raw, findings = load_yaml(text, place.path) if text is not None else (None, [])
    if findings or not isinstance(raw, dict) or set(raw) - {FORMER_NAMES} != set(TOMBSTONE_KEYS):
        return None
    return _make(raw, folder, place.path)


def _make(raw: dict[str, Any], folder: Path, path: str) -> Tombstone | None:
    texts = [raw[key] for key in TOMBSTONE_KEYS]
    former = raw.get(FORMER_NAMES, [])
    if not all(isinstance(text, str) and text.strip() for text in texts) or not isinstance(former, list):
        return None
    if not all(isinstance(name, str) and SLUG.fullmatch(name) and name != folder.name for name in former):
        return None
    try:
        day = date.fromisoformat(raw["tanggal"])
    except ValueError:
        return None
    names = tuple(dict.fromkeys(former))
    return Tombstone(folder.name, folder.parent.name, raw["judul"], day, raw["alasan"], path, names)


def read_withdrawn_editions(
    folder: Path, settings: Settings
) -> tuple[Mapping[str, WithdrawnEdition], list[Finding]]:
    """The versions withdrawn from a dataset, by the digits of their bytes; V011 for any not in order."""
    path = folder / EDITIONS_NAME
    if not path.exists() and not is_link(path):
        return {}, []
    place = Place(relative_path(settings.root, path))
    text, wrong = (None, []) if is_link(path) else read_text(path, place, limit=SIZE_LIMIT)
    raw, more = load_yaml(text, place.path) if text is not None else (None, [])
    if wrong or more or not isinstance(raw, dict):
        return {}, [*wrong, *more] or [Finding("V011", place)]
    found: dict[str, WithdrawnEdition] = {}
    findings: list[Finding] = []
    for name, entry in raw.items():
        named = EDITION.fullmatch(str(name))
        stone = _make_edition(str(name), entry) if named else None
        if named and stone:
            found[named["digits"]] = stone
        else:
            findings.append(Finding("V011", Place(place.path, line=line_of(raw, name)), value=str(name)))
    return found, findings


def _make_edition(name: str, entry: Any) -> WithdrawnEdition | None:
    if not isinstance(entry, dict) or set(entry) != set(EDITION_KEYS):
        return None
    day, reason = (entry[key] for key in EDITION_KEYS)
    if not isinstance(day, str) or not isinstance(reason, str) or not reason.strip():
        return None
    try:
        return WithdrawnEdition(name, date.fromisoformat(day), reason.strip())
    except ValueError:
        return None
