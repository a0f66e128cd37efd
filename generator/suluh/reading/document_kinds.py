"""Kinds of official documents and the list that a region owes the public, from `standards/documents/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from suluh.reading.standards import load_standard_file
from suluh.vocabulary.documents import DocumentKind


@dataclass(frozen=True, slots=True)
class OwedList:
    """What the page on budget transparency lists, in its order, and the regulation that asks for it."""

    title: str
    regulation: str
    kinds: tuple[str, ...]


@cache
def load_document_kinds() -> Mapping[str, DocumentKind]:
    """Every kind by name, in the order of the file."""
    found: dict[str, DocumentKind] = {}
    for name, entry in load_standard_file("documents/jenis")["kinds"].items():
        due = entry.get("batas")
        found[name] = DocumentKind(
            name=name,
            title=entry["title"],
            long_title=entry["name"],
            owner=entry["milik"],
            years=int(entry["masa"]),
            group=entry["kelompok"],
            due=(int(due["tahun"]), int(due["bulan"]), int(due["hari"])) if due else None,
            basis=entry.get("dasar", ""),
        )
    return found


@cache
def load_document_groups() -> Mapping[str, str]:
    """Names of the groups of kinds, in order."""
    return dict(load_standard_file("documents/jenis")["groups"])


@cache
def load_owed_documents() -> OwedList:
    """What the page on budget transparency lists."""
    entry = load_standard_file("documents/tpad")
    return OwedList(entry["title"], entry["regulation"], tuple(entry["kinds"]))
