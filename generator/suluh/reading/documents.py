"""Hand-written pages: `content/**/*.md`, all but the activity reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from suluh.reading.front_matter import split_front_matter
from suluh.reading.paths import is_link, list_folder, read_text, relative_path
from suluh.reading.reports import REPORTS_FOLDER
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document

DOCUMENT_KEYS = ("title", "description", "hide", "search")
DOCUMENT_LIMIT = 256 * 1024
FOLDER_DEPTH_LIMIT = 8


def read_documents(settings: Settings) -> tuple[list[Document], list[Finding]]:
    """Pages by path under `content/`, text as submitted, with findings; links and broken ones left out.

    The front matter is a closed list, because an engine obeys keys such as `template`.
    """
    documents: list[Document] = []
    findings: list[Finding] = []
    root = settings.content_dir
    if is_link(root):
        return [], [Finding("F005", Place(relative_path(settings.root, root)), details={"jalur": root.name})]
    for path in _walk(root, settings.root, findings):
        place = Place(relative_path(settings.root, path))
        if path.suffix != ".md":
            findings.append(Finding("H005", place, Severity.WARNING))
            continue
        text, more = read_text(path, place, limit=DOCUMENT_LIMIT)
        if text is not None:
            more = _check_front_matter(text, place)
        if text is not None and not more:
            documents.append(Document(path.relative_to(root).as_posix(), text))
        findings += more
    return documents, findings


def _walk(folder: Path, root: Path, findings: list[Finding], depth: int = 0) -> list[Path]:
    """Files below a folder in order, without the reports' folder; links become findings."""
    files: list[Path] = []
    for path in list_folder(folder):
        if is_link(path):
            findings.append(Finding("F005", Place(relative_path(root, path)), details={"jalur": path.name}))
        elif path.is_dir():
            if depth < FOLDER_DEPTH_LIMIT and not (depth == 0 and path.name == REPORTS_FOLDER):
                files += _walk(path, root, findings, depth + 1)
        elif path.is_file():
            files.append(path)
    return files


def _check_front_matter(text: str, place: Place) -> list[Finding]:
    raw, _, findings = split_front_matter(text, place.path)
    if findings or raw is None:
        return findings
    return [*_unknown_keys(raw, place), *_wrong_values(raw, place)]


def _unknown_keys(raw: Mapping[str, Any], place: Place) -> list[Finding]:
    known = ", ".join(DOCUMENT_KEYS)
    return [
        Finding("H003", Place(place.path, line=line_of(raw, key), field=key), details={"ada": known})
        for key in raw
        if key not in DOCUMENT_KEYS
    ]


def _wrong_values(raw: Mapping[str, Any], place: Place) -> list[Finding]:
    findings = []
    for key in ("title", "description"):
        if key in raw and not isinstance(raw[key], str):
            where = Place(place.path, line=line_of(raw, key), field=key)
            findings.append(Finding("H004", where, details={"harapan": "@text"}))
    hidden = raw.get("hide", [])
    if not isinstance(hidden, list) or not all(
        one in ("navigation", "toc", "tags", "path") for one in hidden
    ):
        where = Place(place.path, line=line_of(raw, "hide"), field="hide")
        findings.append(Finding("H004", where, details={"harapan": "navigation, toc, tags, path"}))
    return findings
