"""Kinds of official documents and the list that a region owes the public, from `standards/documents/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from suluh.reading.decree_files import YEARS_KEPT, decree_in_force, entries_in_force, newest_entries
from suluh.vocabulary.decrees import Decree
from suluh.vocabulary.documents import DocumentKind

_KINDS = ("documents", "jenis", "kinds")
_GROUPS = ("documents", "jenis", "groups")


@dataclass(frozen=True, slots=True)
class OwedList:
    """What the page on budget transparency lists, in its order, and the regulation that asks for it."""

    title: str
    regulation: str
    kinds: tuple[str, ...]


@lru_cache(maxsize=YEARS_KEPT)
def load_document_kinds(year: int | None = None) -> Mapping[str, DocumentKind]:
    """The kinds in force for a budget year by name, in the files' order; without a year all, the newest.

    ValueError where a kind is not described in whole.
    """
    found = newest_entries(*_KINDS) if year is None else entries_in_force(*_KINDS, year)
    return {name: _read_kind(entry) for name, entry in found.items()}


def _read_kind(entry: Decree) -> DocumentKind:
    stated = entry.content
    due = stated.get("batas")
    try:
        return DocumentKind(
            name=entry.subject,
            title=stated["title"],
            long_title=stated["name"],
            owner=stated["milik"],
            years=int(stated["masa"]),
            group=stated["kelompok"],
            due=(int(due["tahun"]), int(due["bulan"]), int(due["hari"])) if due else None,
            basis=str(entry.basis or ""),
        )
    except KeyError as missing:
        raise ValueError(f"standards/{entry.name}.yaml: {entry.subject}: {missing} is missing") from None


@cache
def load_document_groups() -> Mapping[str, str]:
    """Names of the groups of kinds, in order."""
    return {name: str(entry.content["value"]) for name, entry in newest_entries(*_GROUPS).items()}


@lru_cache(maxsize=YEARS_KEPT)
def load_owed_documents(year: int) -> OwedList | None:
    """What the page on budget transparency lists for a budget year; None before the first list."""
    decree = decree_in_force("documents", "tpad", year)
    if decree is None:
        return None
    kinds = tuple(str(name) for name in decree.content["kinds"])
    unknown = sorted(set(kinds) - set(load_document_kinds()))
    if unknown:
        raise ValueError(f"standards/{decree.name}.yaml: {', '.join(unknown)}: no such kind of document")
    return OwedList(decree.title, str(decree.basis or ""), kinds)
