"""Rules of law as data: folders of decrees, one file each, and which of them is in force in a year.

Every file states `about` (its subject), `since` and, where it has ended, `until`, and the `regulation`
that it stands on, or why it has none. A successor is one more file: it ends its predecessor. Where a
file holds a list of entries, each entry is a subject of its own: a later file states the entries that
it changes or adds, and names those that it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from suluh.reading import standard_list
from suluh.reading.laws import read_legal_basis
from suluh.vocabulary.decrees import ALWAYS, Decree, in_force, line_up

HEAD = ("about", "title", "regulation", "since", "until", "note", "ends")
"""What every file may state beside its own matter."""

FIRST_YEAR, LAST_YEAR = 1945, 2200

YEARS_KEPT = 64
"""For how many years readers keep what is in force; the years are those of rows, which may be any."""


@cache
def load_decrees(folder: str, about: str, *, gaps: bool = False) -> tuple[Decree, ...]:
    """Decrees of a folder of `standards/` on one subject, lined up. ValueError for a file that is wrong."""
    return line_up((decree for decree in _read_folder(folder) if decree.subject == about), gaps=gaps)


@cache
def load_subjects(folder: str) -> tuple[str, ...]:
    """What the decrees of a folder are about, in order of their files."""
    return tuple(dict.fromkeys(decree.subject for decree in _read_folder(folder)))


@cache
def load_entries(folder: str, about: str, key: str) -> Mapping[str, tuple[Decree, ...]]:
    """The entries under `key` of the decrees on a subject, each lined up; `content` is the entry's own.

    They stand in the order in which the files name them, earlier decrees first.
    """
    found: dict[str, list[Decree]] = {}
    files = [decree for decree in _read_folder(folder) if decree.subject == about]
    for decree in sorted(files, key=lambda decree: (decree.since, decree.name)):
        for name in decree.content.get("ends", ()):
            if name in found:
                found[name][-1] = _end(found[name][-1], decree)
            elif not _is_named_earlier(name, decree, files):
                raise ValueError(f"{decree.name}: ends {name}, which no earlier decree has")
        for name, entry in decree.content.get(key, {}).items():
            found.setdefault(str(name), []).append(_read_entry(decree, str(name), entry))
    return {name: line_up(some, gaps=True) for name, some in found.items()}


def decree_in_force(folder: str, about: str, year: int) -> Decree | None:
    """The decree on a subject that is in force in a year, or None."""
    return in_force(load_decrees(folder, about), year)


def newest_decree(folder: str, about: str) -> Decree:
    """The last decree on a subject that is the same for every year. ValueError where there is none."""
    decrees = load_decrees(folder, about)
    if not decrees:
        raise ValueError(f"standards/{folder}/: nothing about {about}")
    return decrees[-1]


def entries_in_force(folder: str, about: str, key: str, year: int) -> dict[str, Decree]:
    """The entries that are in force in a year, by name."""
    listed = load_entries(folder, about, key).items()
    return {name: entry for name, some in listed if (entry := in_force(some, year)) is not None}


def newest_entries(folder: str, about: str, key: str) -> dict[str, Decree]:
    """Every entry as the last decree states it, also one that has ended."""
    return {name: some[-1] for name, some in load_entries(folder, about, key).items()}


def _is_named_earlier(name: str, decree: Decree, files: Iterable[Decree]) -> bool:
    """Whether an earlier decree has an entry of that name, under whatever key."""
    earlier = (file.content.values() for file in files if file.since < decree.since)
    return any(isinstance(some, Mapping) and name in some for values in earlier for some in values)


def _end(entry: Decree, decree: Decree) -> Decree:
    """An entry that a later decree ends."""
    return line_up([entry, Decree(decree.name, entry.subject, decree.since)])[0]


@cache
def _read_folder(folder: str) -> tuple[Decree, ...]:
    return tuple(_read_decree(f"{folder}/{name}") for name in standard_list.list_files(folder))


def _read_decree(name: str) -> Decree:
    stated = standard_list.load_standard_file(name)
    try:
        return _make_decree(name, str(stated["about"]), stated)
    except KeyError as missing:
        raise ValueError(f"standards/{name}.yaml: {missing} is missing") from None
    except ValueError as wrong:
        raise ValueError(f"standards/{name}.yaml: {wrong}") from None


def _make_decree(name: str, subject: str, stated: Mapping[str, Any]) -> Decree:
    basis = stated.get("regulation")
    return Decree(
        name=name,
        subject=subject,
        since=_read_year(stated["since"]),
        until=_read_year(stated.get("until", ALWAYS)),
        title=str(stated.get("title", "")),
        basis=None if basis is None else read_legal_basis(basis),
        note=" ".join(str(stated.get("note", "")).split()),
        content={key: value for key, value in stated.items() if key not in HEAD or key == "ends"},
    )


def _read_entry(decree: Decree, name: str, entry: Any) -> Decree:
    """One entry of a decree; it has the decree's years and basis unless it states its own."""
    own = dict(_own_head(decree, entry))
    content = entry if isinstance(entry, Mapping) else {"value": entry}
    try:
        basis = read_legal_basis(own["regulation"]) if "regulation" in own else decree.basis
        return Decree(
            name=decree.name,
            subject=name,
            since=_read_year(own.get("since", decree.since)),
            until=_read_year(own.get("until", decree.until)),
            title=decree.title,
            basis=basis,
            note=decree.note,
            content=content,
        )
    except ValueError as wrong:
        raise ValueError(f"standards/{decree.name}.yaml: {name}: {wrong}") from None


def _own_head(decree: Decree, entry: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(entry, Mapping):
        yield from ((key, entry[key]) for key in ("regulation", "since", "until") if key in entry)


def _read_year(value: Any) -> int:
    """A year, or 0 for an open end."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{value!r} is no year")
    if value != ALWAYS and not FIRST_YEAR <= value <= LAST_YEAR:
        raise ValueError(f"{value} is no year between {FIRST_YEAR} and {LAST_YEAR}")
    return value
