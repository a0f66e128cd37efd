"""`nisan.yaml`: what stands in the folder of a dataset that was withdrawn, in place of all it held."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from suluh.reading.paths import SLUG, is_link, list_folder, read_text, relative_path
from suluh.reading.safe_yaml import SIZE_LIMIT, load_yaml
from suluh.vocabulary.disclosure import Tombstone
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings

TOMBSTONE_NAME = "nisan.yaml"
TOMBSTONE_KEYS = ("judul", "tanggal", "alasan")


def is_withdrawn(folder: Path) -> bool:
    """Whether a dataset's folder holds a tombstone: then nothing else in it is read, whatever it is."""
    return (folder / TOMBSTONE_NAME).exists()


def read_tombstones(settings: Settings) -> tuple[list[Tombstone], list[Finding]]:
    """All withdrawn datasets by path; K108 for an incomplete tombstone, K109 for what lies beside one."""
    found: list[Tombstone] = []
    findings: list[Finding] = []
    for agency in list_folder(settings.datasets_dir):
        if is_link(agency) or not agency.is_dir():
            continue
        for folder in list_folder(agency):
            if is_link(folder) or not folder.is_dir() or not is_withdrawn(folder):
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
    if findings or not isinstance(raw, dict) or set(raw) != set(TOMBSTONE_KEYS):
        return None
    return _make(raw, folder, place.path)


def _make(raw: dict[str, Any], folder: Path, path: str) -> Tombstone | None:
    texts = [raw[key] for key in TOMBSTONE_KEYS]
    if not all(isinstance(one, str) and one.strip() for one in texts):
        return None
    try:
        day = date.fromisoformat(raw["tanggal"])
    except ValueError:
        return None
    return Tombstone(folder.name, folder.parent.name, raw["judul"], day, raw["alasan"], path)
