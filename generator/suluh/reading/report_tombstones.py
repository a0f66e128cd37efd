"""`<tahun>-tw<1..4>.nisan.yaml`: what stands in the place of a report that was withdrawn.

It holds no title, which is the withdrawn text's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from suluh.reading.paths import SLUG, is_link, list_folder, read_text, relative_path
from suluh.reading.report_files import REPORTS_FOLDER, STONE_SUFFIX
from suluh.reading.safe_yaml import SIZE_LIMIT, load_yaml
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import FORMER_NAMES
from suluh.vocabulary.reports import ReportTombstone, name_report
from suluh.vocabulary.settings import Settings

STONE_KEYS = ("tanggal", "alasan")
_LEAF = re.compile(r"([0-9]{4})-tw([1-4])")


def is_report_name(name: str) -> bool:
    """Whether that is an address of a report under `/laporan/`, such as `dinas-sosial/2025-tw2`."""
    agency, _, leaf = name.partition("/")
    return bool(SLUG.fullmatch(agency) and _LEAF.fullmatch(leaf))


def is_report_withdrawn(settings: Settings, name: str) -> bool:
    """Whether a tombstone keeps the address of the report of that name."""
    return (settings.content_dir / REPORTS_FOLDER / f"{name}{STONE_SUFFIX}").exists()


def read_report_tombstones(settings: Settings) -> tuple[list[ReportTombstone], list[Finding]]:
    """All withdrawn reports by path; L011 for a tombstone that is incomplete."""
    found: list[ReportTombstone] = []
    findings: list[Finding] = []
    folder = settings.content_dir / REPORTS_FOLDER
    agencies = [] if is_link(folder) else list_folder(folder)
    for agency in agencies:
        if is_link(agency) or not agency.is_dir():
            continue
        for path in list_folder(agency):
            leaf = _LEAF.fullmatch(path.name.removesuffix(STONE_SUFFIX))
            if is_link(path) or not path.name.endswith(STONE_SUFFIX) or not leaf:
                continue  # told by `read_reports`
            place = relative_path(settings.root, path)
            stone = _make(_load(path, place), path, place)
            if stone is None:
                findings.append(Finding("L011", Place(place), details={"kunci": ", ".join(STONE_KEYS)}))
            else:
                found.append(stone)
    return found, findings


def _load(path: Path, place: str) -> Mapping[str, Any]:
    text, _ = read_text(path, Place(place), limit=SIZE_LIMIT)
    raw, findings = load_yaml(text, place) if text is not None else (None, [])
    return raw if isinstance(raw, dict) and not findings else {}


def _make(raw: Mapping[str, Any], path: Path, place: str) -> ReportTombstone | None:
    agency, (year, quarter) = path.parent.name, path.name.removesuffix(STONE_SUFFIX).split("-tw")
    former = raw.get(FORMER_NAMES, [])
    if set(raw) - {FORMER_NAMES} != set(STONE_KEYS) or not isinstance(former, list):
        return None
    if not all(isinstance(raw[key], str) and raw[key].strip() for key in STONE_KEYS):
        return None
    own = name_report(agency, year, quarter)
    if not all(isinstance(name, str) and is_report_name(name) and name != own for name in former):
        return None
    try:
        day = date.fromisoformat(raw["tanggal"])
    except ValueError:
        return None
    names = tuple(dict.fromkeys(former))
    return ReportTombstone(agency, int(year), int(quarter), day, raw["alasan"].strip(), place, names)
