"""Exports of systems that every region has: known by their headers, read by recipes that are data.

`standards/sources/` has one file for each kind of export. It names the columns of a record type by the
headers that mean them, and the further steps of the recipe; nothing of a source is code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from suluh.reading.standard_list import list_files, load_standard_file

FOLDER = "sources"
NO_SOURCE = "tidak"
"""The answer that a file is read as any other, whatever its header looks like."""
MEASURE = "@ukuran"
"""Stands in a source for the amount whose column is named by its stage."""
SOURCE = "dari"
"""Key of the answer that names the source."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A kind of export.

    `columns` has by the table's column the headers that mean it, the first that is there being taken;
    `needed` are columns without whose headers a file is none of this kind. Columns that are not named are
    left out. `measure` has the headers of the amount whose stage names its column, `asked` what else has to
    be known: `tahap`, `tahun`, `triwulan`, `instansi`. `agencies` names the column that holds agencies by
    code or name, `agency_names` headers of their names, by which those are found whose code is another now.
    `tree` names the column of codes of which some go on from others, whose sums they are. Other steps are
    those of `ReadingRecipe`.

    `only_asked` holds for one that is read by its name or its record type alone, `only_table` for one whose
    file holds more than may lie in a repository, or less than an office wants to keep, so that the table
    alone is written. `described` has words for the description.
    """

    name: str
    title: Mapping[str, str]
    standard: str
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    copies: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    skipped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added_up: tuple[str, ...] = ()
    once: bool = False
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agencies: str = ""
    agency_names: tuple[str, ...] = ()
    tree: str = ""
    asked: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    only_asked: bool = False
    only_table: bool = False
    described: Mapping[str, str] = field(default_factory=dict)

    def find_headers(self, header: Sequence[str]) -> dict[str, str]:
        """By the column of the table the header that means it, of those that the file has."""
        wanted = {**self.columns, **({MEASURE: self.measure} if self.measure else {})}
        found = {column: find_header(names, header) for column, names in wanted.items()}
        return {column: text for column, text in found.items() if text}

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a file with that header is of this kind."""
        found = self.find_headers(header)
        return all(column in found for column in self.needed) and (not self.measure or MEASURE in found)


def find_header(names: Sequence[str], header: Sequence[str]) -> str:
    """The header that one of the names means, the first that is there; empty where none is."""
    there = {fold_header(text): text for text in reversed(header)}
    return next((there[fold] for name in names if (fold := fold_header(name)) in there), "")


def fold_header(text: str) -> str:
    """A header as headers are compared: letters and figures alone, in small letters."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


@cache
def load_sources() -> Mapping[str, KnownSource]:
    """All kinds of exports by their names."""
    return {name: _make_source(name, load_standard_file(f"{FOLDER}/{name}")) for name in list_files(FOLDER)}


def find_source(
    headers: Iterable[Sequence[str]], *, named: str = "", standard: str = ""
) -> KnownSource | None:
    """The kind of export that one of the headers is of: the one that is named, else the first that fits.

    With a record type those alone fit whose table has it. KeyError for a name that is none.
    """
    if named == NO_SOURCE:
        return None
    if named:
        return load_sources()[named]
    some = tuple(headers)
    for source in load_sources().values():
        wanted = source.standard == standard if standard else not source.only_asked
        if wanted and any(map(source.fits, some)):
            return source
    return None


def _make_source(name: str, stated: Mapping[str, Any]) -> KnownSource:
    return KnownSource(
        name,
        title={str(language): str(text) for language, text in stated["title"].items()},
        standard=str(stated.get("standard", "")),
        columns={str(column): _texts(names) for column, names in stated["columns"].items()},
        needed=_texts(stated["needed"]),
        copies=_named(stated.get("copies", {})),
        constants=_named(stated.get("constants", {})),
        forms=_named(stated.get("forms", {})),
        replaced={str(column): _named(texts) for column, texts in stated.get("replaced", {}).items()},
        skipped={str(column): _texts(texts) for column, texts in stated.get("skipped", {}).items()},
        added_up=_texts(stated.get("added_up", ())),
        once=bool(stated.get("once", False)),
        places={str(column): _texts(levels) for column, levels in stated.get("places", {}).items()},
        agencies=str(stated.get("agencies", "")),
        agency_names=_texts(stated.get("agency_names", ())),
        tree=str(stated.get("tree", "")),
        asked=_texts(stated.get("asked", ())),
        measure=_texts(stated.get("measure", ())),
        only_asked=bool(stated.get("only_asked", False)),
        only_table=bool(stated.get("only_table", False)),
        described=_named(stated.get("described", {})),
    )


def _texts(stated: object) -> tuple[str, ...]:
    entries = stated if isinstance(stated, (list, tuple)) else [stated]
    return tuple("" if text is None else str(text) for text in entries)


def _named(stated: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name): "" if text is None else str(text) for name, text in stated.items()}
