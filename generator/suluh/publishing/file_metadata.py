"""What every published file says of its dataset: title, dates, address, licence, publisher.

One place, so that a download, a page and the catalogue cannot tell different things, and so
that invented figures are called that wherever they go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from suluh.history.editions import Completeness, History
from suluh.reading.metadata_terms import find_license
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import SIMULATION_MARK, DataPackage, StatusData
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import is_safe_address, runs_something

"""Stands at the top of every file with invented figures."""

SIMULATION_SENTENCE = (
    "Angka di dalamnya karangan, dibuat untuk memperlihatkan bentuk data. "
    "Jangan mengutipnya sebagai keadaan sebenarnya."
)

STATUS_SENTENCES = {
    StatusData.TETAP: "Tetap: angka resmi dari sumbernya.",
    StatusData.SEMENTARA: "Sementara: angkanya masih dapat berubah.",
    StatusData.SIMULASI: "Simulasi: angkanya karangan.",
}

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


def is_simulated(package: DataPackage) -> bool:
    """Whether its figures are invented examples."""
    return package.status_data is StatusData.SIMULASI


def marked_title(package: DataPackage) -> str:
    """The title, with the mark before it where the figures are invented."""
    return f"{SIMULATION_MARK}: {package.title}" if is_simulated(package) else package.title


def bracketed_title(package: DataPackage) -> str:
    """The title for a citation, with `[data contoh]` after it where the figures are invented."""
    return f"{package.title} [data contoh]" if is_simulated(package) else package.title


def declared_date(package: DataPackage) -> str:
    """The ISO date of the data as declared (`modified`, else `created`), or empty where neither is a date."""
    return iso_date(package.text("modified")) or iso_date(package.text("created"))


def last_change(dataset: Dataset) -> str:
    """The ISO date of its last change: as declared, else from its history, else empty."""
    return declared_date(dataset.package) or (dataset.versions[0].date[:10] if dataset.versions else "")


def iso_date(text: str) -> str:
    """The day of an ISO date or moment; empty for whatever is no day of the calendar."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def first_publication(dataset: Dataset, history: History | None = None) -> str:
    """The ISO date on which it first came out: as declared, else its first edition's where all are known."""
    declared = iso_date(dataset.package.text("created"))
    if declared or history is None or history.completeness is not Completeness.WHOLE or not history.editions:
        return declared
    return iso_date(history.editions[-1].date)


def dataset_address(package: DataPackage) -> str:
    """Its page's address from the site's root."""
    return f"data/{package.name}/"


def absolute(settings: Settings, address: str) -> str:
    """The address with the site's URL before it; empty where the site has none."""
    return f"{settings.site_url}{address}" if settings.site_url else ""


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The mappings of a list out of a descriptor; none where it is something else."""
    return (
        [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, (list, tuple)) else []
    )


def list_licenses(package: DataPackage) -> list[dict[str, str]]:
    """Its licences with `name`, `title` and `path` as text; each has a name or a path."""
    return _list_entries(package, "licenses", ("name", "title", "path"))


def find_license_address(package: DataPackage) -> str:
    """The address of the first licence that has one on the web, or whose name tells it; empty for none."""
    for entry in list_licenses(package):
        if entry.get("path", "").startswith(("http://", "https://")):
            return entry["path"]
        known = find_license(entry.get("name", ""))
        if known and known.address:
            return known.address
    return ""


def list_sources(package: DataPackage) -> list[dict[str, str]]:
    """Its sources with `title`, `path` and `version` as text; each has a title or a path."""
    return _list_entries(package, "sources", ("title", "path", "version"))


def list_notes(package: DataPackage) -> list[dict[str, str]]:
    """What its figures cannot say: `judul` and `isi`, as text."""
    entries = mappings(package.descriptor.get("catatan"))
    return [{key: str(entry[key]) for key in ("judul", "isi") if entry.get(key)} for entry in entries]


def name_license(package: DataPackage) -> str:
    """Its licences in words, joined by semicolons; says so where none is stated."""
    names = [_in_words(entry, "title", "path") or entry.get("name", "") for entry in list_licenses(package)]
    return "; ".join(name for name in names if name) or "Ketentuan pakai tidak dinyatakan"


def name_sources(package: DataPackage) -> list[str]:
    """Its sources, each in a line of words with its address."""
    return [_in_words(entry, "title", "path") for entry in list_sources(package)]


def _list_entries(package: DataPackage, key: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    entries = [
        {name: str(entry[name]) for name in names if entry.get(name) and _may_leave(name, entry[name])}
        for entry in mappings(package.descriptor.get(key))
    ]
    filled = [entry for entry in entries if entry]
    for entry in filled:
        if "path" not in entry and names[0] not in entry:
            entry[names[0]] = next(iter(entry.values()))
    return filled


def _may_leave(name: str, value: object) -> bool:
    """What checking refuses does not leave either, should it ever come so far."""
    return is_safe_address(str(value)) if name == "path" else not runs_something(str(value))


def _in_words(entry: Mapping[str, str], *keys: str) -> str:
    return " ".join(entry[key] for key in keys if entry.get(key))


def years_covered(package: DataPackage) -> tuple[int, int] | None:
    """First and last year that its period names, or None where it names none."""
    years = [int(year) for year in YEAR.findall(str(package.descriptor.get("periode", "")))]
    return (min(years), max(years)) if years else None
