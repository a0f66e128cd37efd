"""Datasets as their descriptors tell: `datasets/<instansi>/<dataset>/datapackage.yaml` (or `.json`)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from suluh.reading.confined_files import load_submitted
from suluh.reading.notes import Notes, read_klasifikasi
from suluh.reading.paths import SLUG, is_link, list_folder, read_text, relative_path
from suluh.reading.resources import read_resource
from suluh.reading.safe_yaml import SIZE_LIMIT, line_of
from suluh.reading.standard_list import load_standard_file
from suluh.reading.tombstones import is_withdrawn
from suluh.reading.unknown_keys import close_package, find_strays
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import (
    SIMULATION_MARK,
    STANDAR_DATA_KEYS,
    DataPackage,
    JenisInformasi,
    Klasifikasi,
    Resource,
    StatusData,
)
from suluh.vocabulary.settings import Settings

DESCRIPTOR_NAMES = ("datapackage.yaml", "datapackage.json")
REFERENCE_FOLDER = "referensi"
TEXT_KEYS = (
    *STANDAR_DATA_KEYS,
    "topik",
    "version",
    "modified",
    "dirubah",
)
"""Keys of a descriptor whose values are text."""
Word = TypeVar("Word", bound=StrEnum)


def read_packages(settings: Settings) -> tuple[list[DataPackage], list[Finding]]:
    """Every dataset of the project by path, as far as its descriptor can be read, with findings.

    A package with findings is still given where its shape allows, so that all its faults can be
    told in one run; whether it may be used is for checking to say.
    """
    root, datasets = settings.root, settings.datasets_dir
    if not datasets.is_dir() or is_link(datasets):
        return [], [Finding("U007", Place(relative_path(root, datasets)))]
    packages: list[DataPackage] = []
    findings: list[Finding] = []
    for agency in list_folder(datasets):
        place = Place(relative_path(root, agency))
        if is_link(agency):
            findings.append(Finding("F005", place, details={"jalur": agency.name}))
        elif agency.is_dir():
            findings += _check_folder_name(agency, root)
            for folder in list_folder(agency):
                package, more = _read_entry(folder, settings)
                packages += [package] if package else []
                findings += more
        elif agency.name.startswith("datapackage."):
            findings.append(Finding("P003", place))
    return packages, findings


def _read_entry(folder: Path, settings: Settings) -> tuple[DataPackage | None, list[Finding]]:
    """What lies in an agency's folder: a dataset's folder, or a file that may or may not belong there."""
    place = Place(relative_path(settings.root, folder))
    if is_link(folder):
        return None, [Finding("F005", place, details={"jalur": folder.name})]
    if not folder.is_dir():
        misplaced = folder.name.startswith("datapackage.")
        return None, [Finding("P003", place)] if misplaced else []
    if is_withdrawn(folder):
        return None, []
    findings = _check_folder_name(folder, settings.root) + _find_misplaced(folder, settings.root)
    found = [name for name in DESCRIPTOR_NAMES if name in os.listdir(folder)]
    if len(found) != 1:
        code = "P002" if found else "P001"
        return None, [*findings, Finding(code, place, details={"ada": _names_of_descriptors(folder)})]
    package, more = read_package(folder / found[0], settings)
    return package, findings + more


def read_package(path: Path, settings: Settings) -> tuple[DataPackage | None, list[Finding]]:
    """The dataset that the descriptor at `path` describes, or None where it cannot be parsed."""
    notes = Notes(relative_path(settings.root, path))
    if is_link(path) or not path.is_file():
        code = "F005" if is_link(path) else "F006"
        return None, [Finding(code, notes.place(), details={"jalur": path.name})]
    text, findings = read_text(path, notes.place(), limit=SIZE_LIMIT)
    if text is None:
        return None, findings
    if not text.strip():
        return None, [Finding("F008", notes.place())]
    raw, findings = load_submitted(text, notes.path)
    if findings:
        return None, findings
    if not isinstance(raw, dict):
        return None, [Finding("F108", notes.place())]
    return _build_package(raw, path, notes, settings.root), notes.findings


def read_own_package(name: str) -> DataPackage:
    """A dataset that comes with Suluh, described in `standards/reference/<name>.yaml`; its tables are made.

    Raises ValueError where its description has an error.
    """
    path = Path(REFERENCE_FOLDER, name, "datapackage.yaml")
    notes = Notes(path.as_posix())
    package = _build_package(dict(load_standard_file(f"reference/{name}")), path, notes, Path())
    if notes.findings:
        raise ValueError(f"{name}: {notes.findings}")
    return package


def _build_package(raw: dict[str, Any], path: Path, notes: Notes, root: Path) -> DataPackage:
    for key in TEXT_KEYS:
        # `periode: 2024` is meant as text, whatever YAML makes of it.
        if isinstance(raw.get(key), int) and not isinstance(raw[key], bool):
            raw[key] = str(raw[key])
    folder = path.parent
    name = raw.get("name")
    if name != folder.name:
        notes.add("P005", value=str(name or ""), line=line_of(raw, "name"), folder=folder.name)
    klasifikasi = read_klasifikasi(raw, None, notes)
    own = find_strays("package", raw, {"resources": None})
    notes.refuse(own)
    package = DataPackage(
        name=folder.name,
        instansi=folder.parent.name,
        folder=relative_path(root, folder),
        descriptor_path=notes.path,
        title=raw["title"].removeprefix(f"{SIMULATION_MARK}: ") if isinstance(raw.get("title"), str) else "",
        description=raw["description"] if isinstance(raw.get("description"), str) else "",
        klasifikasi=klasifikasi,
        status_data=_read_word(raw, "status_data", StatusData.SIMULASI, "P010", notes),
        jenis_informasi=_read_word(raw, "jenis_informasi", JenisInformasi.BERKALA, "P011", notes),
        resources=_read_resources(raw, klasifikasi, notes, root),
        descriptor=raw,
    )
    return close_package(package, own) if notes.strays else package


def _read_resources(
    raw: Mapping[str, Any], klasifikasi: Klasifikasi, notes: Notes, root: Path
) -> tuple[Resource, ...]:
    entries = raw.get("resources")
    if entries is None and klasifikasi is Klasifikasi.RAHASIA:
        return ()  # what is wholly secret may be described without its tables
    if not isinstance(entries, list) or not entries:
        notes.add("P012", line=line_of(raw, "resources"))
        return ()
    resources: dict[str, Resource] = {}
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            notes.add("P013", value=str(number))
            continue
        resource = read_resource(entry, raw, klasifikasi, notes, root)
        notes.resource = ""
        if resource is not None and resource.name in resources:
            notes.add("P013", value=resource.name, line=line_of(entry, "name"))
        elif resource is not None:
            resources[resource.name] = resource
    return tuple(resources.values())


def _read_word(raw: Mapping[str, Any], key: str, default: Word, code: str, notes: Notes) -> Word:
    """A word of a closed list; a missing one is told with the other required keys, by checking."""
    value = raw.get(key)
    if value is None:
        return default
    for word in type(default):
        if value == word.value:
            return word
    notes.add(code, field_name=key, value=str(value), line=line_of(raw, key))
    return default


def _check_folder_name(folder: Path, root: Path) -> list[Finding]:
    if SLUG.fullmatch(folder.name):
        return []
    place = Place(relative_path(root, folder))
    return [Finding("P004", place, value=folder.name)]


def _names_of_descriptors(folder: Path) -> str:
    names = [name for name in sorted(os.listdir(folder)) if name.lower().startswith("datapackage")]
    return ", ".join(names) or "-"


def _find_misplaced(folder: Path, root: Path) -> list[Finding]:
    """Descriptors that lie too deep to be found: they would be left out in silence."""
    findings = []
    for below in list_folder(folder):
        if below.is_dir() and not is_link(below):
            for path in list_folder(below):
                if path.name in (*DESCRIPTOR_NAMES, "datapackage.yml"):
                    findings.append(Finding("P003", Place(relative_path(root, path))))
    return findings
