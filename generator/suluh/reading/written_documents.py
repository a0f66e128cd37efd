"""Hand-written pages: `content/**/*.md`, all but the activity reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from suluh.reading.front_matter import split_front_matter
from suluh.reading.paths import is_link, list_folder, read_text, relative_path
from suluh.reading.pictures import SIZE_LIMIT, read_picture
from suluh.reading.report_files import REPORTS_FOLDER
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Picture
from suluh.words.catalogues import INDONESIAN, list_languages

DOCUMENT_KEYS = ("title", "description", "hide", "search", "bahasa")
SEARCH_KEYS = ("exclude", "boost")
DOCUMENT_LIMIT = 256 * 1024
FOLDER_DEPTH_LIMIT = 8
PICTURE = ".png"
_WITHOUT_WORDS = re.compile(r"!\[\s*\]\(")


def read_documents(settings: Settings) -> tuple[list[Document], list[Picture], list[Finding]]:
    """Pages and their pictures by path under `content/`, as submitted, with findings.

    Links and broken ones are left out.
    The front matter is a closed list, because an engine obeys keys such as `template`.
    """
    documents: list[Document] = []
    pictures: list[Picture] = []
    findings: list[Finding] = []
    root = settings.content_dir
    if is_link(root):
        place = Place(relative_path(settings.root, root))
        return [], [], [Finding("F005", place, details={"jalur": root.name})]
    for path in _walk(root, settings.root, findings):
        place = Place(relative_path(settings.root, path))
        if path.suffix == PICTURE:
            picture, more = _read_picture(path, path.relative_to(root).as_posix(), place)
            pictures += [picture] if picture else []
            findings += more
            continue
        if path.suffix != ".md":
            findings.append(Finding("H005", place, Severity.WARNING))
            continue
        text, more = read_text(path, place, limit=DOCUMENT_LIMIT)
        if text is not None:
            more = [*_check_front_matter(text, place), *_pictures_without_words(text, place)]
        if text is not None and not more:
            documents.append(Document(path.relative_to(root).as_posix(), text))
        findings += more
    return documents, pictures, findings


def _read_picture(path: Path, name: str, place: Place) -> tuple[Picture | None, list[Finding]]:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError:
        return None, [Finding("F017", place)]
    return read_picture(name, data, place)


def _pictures_without_words(text: str, place: Place) -> list[Finding]:
    """H007 for each picture that says nothing to those who do not see it."""
    return [
        Finding("H007", Place(place.path, line=text.count("\n", 0, match.start()) + 1))
        for match in _WITHOUT_WORDS.finditer(text)
    ]


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
    search = raw.get("search", {})
    if not isinstance(search, dict) or not all(
        key in SEARCH_KEYS and isinstance(value, (bool, int)) for key, value in search.items()
    ):
        where = Place(place.path, line=line_of(raw, "search"), field="search")
        findings.append(Finding("H004", where, details={"harapan": ", ".join(SEARCH_KEYS)}))
    hidden = raw.get("hide", [])
    if not isinstance(hidden, list) or not all(
        entry in ("navigation", "toc", "tags", "path") for entry in hidden
    ):
        where = Place(place.path, line=line_of(raw, "hide"), field="hide")
        findings.append(Finding("H004", where, details={"harapan": "navigation, toc, tags, path"}))
    languages = list_languages()
    if raw.get("bahasa", INDONESIAN) not in languages:
        where = Place(place.path, line=line_of(raw, "bahasa"), field="bahasa")
        findings.append(Finding("H004", where, details={"harapan": ", ".join(languages)}))
    return findings
