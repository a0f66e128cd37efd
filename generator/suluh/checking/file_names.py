"""Names of files and folders as every system must be able to keep them, and what is passed over for its name.

A repository is checked out on Windows and macOS too: there `Data.csv` and `data.csv` are one file, and
`aux.xlsx` cannot be written at all.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from suluh.reading.ledger import ledger_path
from suluh.reading.paths import is_link, list_folder, relative_path
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.reserved_names import is_device
from suluh.vocabulary.settings import Settings

NAME_LIMIT = 120
"""Signs of a name: what is made of it (editions, packed files) is longer, and Windows ends paths at 260."""
PATH_LIMIT = 200
DEPTH_LIMIT = 12
FILES_LIMIT = 1_000
BESIDE_ACTIVITIES = ("foto", "lampiran")
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".zip", ".parquet", ".geojson")
_KEPT_EMPTY = (".gitkeep", ".keep", ".gitignore", ".gitattributes")
"""What git itself needs in a folder."""


def check_file_names(settings: Settings) -> list[Finding]:
    """F026 names that are one elsewhere, F027 names that are none there, F005 links, F028 what is hidden.

    P032 for tables that lie beside the datasets' folders. Looks through the folders of datasets and of
    pages; follows no link.
    """
    findings: list[Finding] = []
    for folder in (settings.datasets_dir, settings.content_dir):
        if folder.is_dir() and not is_link(folder):
            findings += _check_folder(folder, settings.root, 0)
    return [*findings, *_find_loose(settings)]


def _find_loose(settings: Settings) -> Iterator[Finding]:
    """P032 for each table that lies beside the datasets' folders instead of in one of them."""
    folder = settings.datasets_dir
    if is_link(folder):
        return
    places = [folder, *(path for path in list_folder(folder) if path.is_dir() and not is_link(path))]
    for here in places:
        for path in list_folder(here):
            if path.suffix.lower() in _TABLES and not path.is_dir() and path != ledger_path(settings):
                yield Finding("P032", Place(relative_path(settings.root, path)), Severity.WARNING)


def _check_folder(folder: Path, root: Path, depth: int) -> Iterator[Finding]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return  # told where the folder is read
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(unicodedata.normalize("NFC", name).casefold(), []).append(name)
    for name in names:
        path = folder / name
        place = Place(relative_path(root, path))
        twins = [group for group in groups[unicodedata.normalize("NFC", name).casefold()] if group != name]
        if twins:
            yield Finding("F026", place, value=name, details={"lain": ", ".join(twins)})
        if fault := find_name_fault(name) or ("@name_path" if len(place.path) > PATH_LIMIT else ""):
            yield Finding("F027", place, value=name, details={"sebab": fault, "batas": str(NAME_LIMIT)})
        if is_link(path):
            yield Finding("F005", place, details={"jalur": name})
        elif name.startswith("."):
            if name not in _KEPT_EMPTY:
                yield Finding("F028", place, Severity.WARNING, value=name)
        elif path.is_dir():
            if name.startswith("_"):
                yield Finding("F028", place, Severity.WARNING, value=name)
            elif depth < DEPTH_LIMIT:
                yield from _check_folder(path, root, depth + 1)


def list_files(folder: Path) -> list[str]:
    """Files of a dataset's folder and of those below it, as paths with `/`, in order; the first ones of many.

    Left out are links and what is hidden, which are told by themselves, and what lies beside activities.
    """
    found: list[str] = []
    waiting = [(folder, "")]
    while waiting and len(found) < FILES_LIMIT:
        here, prefix = waiting.pop()
        for path in list_folder(here):
            if is_link(path):
                continue
            if not path.is_dir():
                found.append(f"{prefix}{path.name}")
            elif path.name not in BESIDE_ACTIVITIES and not path.name.startswith("_"):
                waiting.append((path, f"{prefix}{path.name}/"))
    return sorted(found)[:FILES_LIMIT]


def find_name_fault(name: str) -> str:
    """Why a file of that name cannot be kept everywhere, as a phrase; empty where it can."""
    if _UNSEEN.search(name):
        return "@name_unseen"
    if _FORBIDDEN.search(name):
        return "@name_sign"
    if is_device(name.split(".")[0]):
        return "@name_device"
    if name[-1] in " ." or name[0] in " \u00a0" or name[-1].isspace():
        return "@name_edge"
    if name.startswith("-"):
        return "@name_dash"
    if len(name) > NAME_LIMIT or len(name.encode("utf-8", "surrogatepass")) > 2 * NAME_LIMIT:
        return "@name_long"
    return "" if unicodedata.normalize("NFC", name) == name else "@name_split"
