"""Keys of a descriptor that nobody knows, or that close nothing where they stand: what is unknown is refused.

A group of keys is looked through level by level (`known_keys`). Whatever is found closes the package;
where it says that something be closed, also the columns it stands at, so that no finding shows their cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from suluh.reading.key_likeness import (
    closes_by_answer,
    find_nearest,
    is_address,
    is_closing_value,
    is_foreign,
    is_private,
    looks_closing,
    says_open,
)
from suluh.reading.known_keys import (
    ANYTHING,
    CELLS,
    CLOSING,
    TEXT,
    WORD,
    Level,
    levels_of,
    load_aliases,
    load_levels,
)
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource

MOST_TOLD = 200
"""Stray keys told of one group: more say that it is no descriptor at all."""

_READ_ELSEWHERE = {
    "package": "resources sources licenses missingValues catatan perubahan angka_kunci grafik tidak_berlaku",
    "resource": "schema dialect turunan pengungkapan",
    "schema": "fields missingValues foreignKeys",
    "field": "constraints missingValues",
    "foreign_key": "reference",
}
"""Keys by level whose readers tell by themselves of a value in another shape."""

_LISTED_WORDS = ("missing_value", "category")
"""Levels that may also be given as plain texts, which are words of the data."""

_MAIN_LEVELS = ("package", "resource", "schema", "field", "constraints", "disclosure", "dialect")
"""Levels whose keys are told apart from mere unknown ones where they stand at another level."""

_Path = tuple[str | int, ...]


class StrayKind(StrEnum):
    """Why a key is refused. The value is the code of its finding."""

    NEAR = "P009"
    FAR = "P037"
    MISPLACED = "P038"
    SHAPE = "P008"
    CLOSING = "K006"


@dataclass(frozen=True, slots=True)
class Stray:
    """A key that is refused: where it stands (`path` from the group looked through), and which one is near.

    Of one in a wrong shape `near` is the shape that is asked for, as a phrase of findings. `column` is the
    name of the column at which it stands, empty elsewhere. `told_elsewhere` says that a reader has a finding
    of its own for it.
    """

    kind: StrayKind
    path: _Path
    line: int | None = None
    near: str = ""
    column: str = ""
    told_elsewhere: bool = False

    @property
    def key(self) -> str:
        """The key itself."""
        return str(self.path[-1])

    @property
    def where(self) -> str:
        """The keys above it with dots between them, positions from 1; `-` at the top."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path[:-1]) or "-"


@dataclass(frozen=True, slots=True)
class _Here:
    level: Level
    path: _Path
    line: int | None


def find_strays(level: str, raw: Mapping[str, Any], parts: Mapping[str, Any] | None = None) -> list[Stray]:
    """Every stray key of a group of that level and of all groups in it.

    `parts` stand for values that the group only names, such as the schema in another file.
    """
    found: list[Stray] = []
    for stray in _Walk().group(load_levels()[level], raw, (), parts or {}):
        found.append(stray)
        if len(found) == MOST_TOLD:
            break
    return found


def find_all_strays(raw: Mapping[str, Any]) -> list[Stray]:
    """Every stray key of a descriptor as it stands in its own file, with paths from its top."""
    found = find_strays("package", raw, {"resources": None})
    entries = raw.get("resources")
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        inner = find_strays("resource", entry) if isinstance(entry, dict) else []
        found += [replace(stray, path=("resources", number, *stray.path)) for stray in inner]
    return found


def close_resource(resource: Resource, strays: Iterable[Stray]) -> Resource:
    """The resource with everything closed that a stray key says should be."""
    closing = [stray for stray in strays if stray.kind is StrayKind.CLOSING]
    columns = {stray.column for stray in closing}
    if not closing:
        return resource
    whole = "" in columns or columns - {field.name for field in resource.schema.fields}
    fields = tuple(
        replace(field, klasifikasi=Klasifikasi.RAHASIA) if whole or field.name in columns else field
        for field in resource.schema.fields
    )
    klasifikasi = Klasifikasi.RAHASIA if whole else resource.klasifikasi
    return replace(resource, klasifikasi=klasifikasi, schema=replace(resource.schema, fields=fields))


def close_package(package: DataPackage, own: Iterable[Stray]) -> DataPackage:
    """The package as one that is not to be published; `own` are stray keys outside of its resources."""
    if any(stray.kind is StrayKind.CLOSING for stray in own):
        whole = Stray(StrayKind.CLOSING, ("",))
        resources = tuple(close_resource(resource, [whole]) for resource in package.resources)
        package = replace(package, resources=resources)
    return replace(package, klasifikasi=Klasifikasi.RAHASIA)


class _Walk:
    """Goes down a value by the shapes of its keys, yielding what does not belong."""

    def __init__(self) -> None:
        self.column = ""

    def group(
        self, level: Level, raw: Mapping[str, Any], path: _Path, parts: Mapping[str, Any]
    ) -> Iterator[Stray]:
        outer = self.column
        if level.name == "field" and not outer:
            self.column = str(raw.get("name") or "?")
        for key, stated in raw.items():
            value = parts.get(key, stated) if not path else stated
            shape = level.keys.get(key)
            here = _Here(level, (*path, key), line_of(raw, key))
            if shape is None:
                yield from self._judge(here, key, value)
            elif shape != CLOSING:
                yield from self._value(shape, value, here)
        self.column = outer

    def _judge(self, here: _Here, key: str, value: Any) -> Iterator[Stray]:
        """An unknown key: what it says, where it belongs, or what it is near to."""
        misplaced = any(level in _MAIN_LEVELS for level in levels_of(key))
        if _holds_closing(value) or _closes(key, value):
            yield self._stray(StrayKind.CLOSING, here)
        elif is_private(key):
            return
        elif misplaced:
            yield self._stray(StrayKind.MISPLACED, here)
        else:
            near = "" if is_foreign(key) else find_nearest(key, here.level.keys)
            near = near or ("" if is_foreign(key) else find_nearest(key, _main_keys(), translate=False))
            yield self._stray(StrayKind.NEAR if near else StrayKind.FAR, here, near)

    def _value(self, shape: str, value: Any, here: _Here) -> Iterator[Stray]:
        kind, below = shape[0], shape[1:]
        if shape == ANYTHING:
            if _holds_closing(value):
                yield self._stray(StrayKind.CLOSING, here)
        elif shape in (TEXT, WORD, CELLS):
            yield from self._texts(shape, value, here)
        elif isinstance(value, dict) and kind == "%":
            yield from self._named(load_aliases().get(below, below), value, here)
        elif isinstance(value, dict):
            yield from self.group(load_levels()[below], value, here.path, {})
            if kind == "*":
                yield from self._misshapen(here)
        elif isinstance(value, list) and kind == "*":
            for number, entry in enumerate(value):
                inner = _Here(here.level, (*here.path, number), here.line)
                if isinstance(entry, dict):
                    yield from self.group(load_levels()[below], entry, inner.path, {})
                elif below not in _LISTED_WORDS or not isinstance(entry, (str, int)):
                    yield from self._other(entry, here)
        elif value is not None:
            yield from self._other(value, here)

    def _named(self, below: str, value: Mapping[str, Any], here: _Here) -> Iterator[Stray]:
        shape = f"={below}" if below in load_levels() else below
        for name, entry in value.items():
            yield from self._value(shape, entry, _Here(here.level, (*here.path, name), line_of(value, name)))

    def _texts(self, shape: str, value: Any, here: _Here) -> Iterator[Stray]:
        waiting = [value]
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, list):
                waiting += entry
            elif isinstance(entry, dict):
                if shape != CELLS or _holds_closing(entry):
                    yield from self._other(entry, here)
            elif shape == TEXT and not is_address(entry) and is_closing_value(entry, strict=False):
                yield self._stray(StrayKind.CLOSING, here)

    def _other(self, value: Any, here: _Here) -> Iterator[Stray]:
        """Something in another shape than is asked for."""
        if _holds_closing(value):
            yield self._stray(StrayKind.CLOSING, here)
        else:
            yield from self._misshapen(here)

    def _misshapen(self, here: _Here) -> Iterator[Stray]:
        key = next(part for part in reversed(here.path) if isinstance(part, str))
        if not here.level.told_elsewhere and key not in _READ_ELSEWHERE.get(here.level.name, "").split():
            plain = here.level.keys.get(key) in (TEXT, WORD, CELLS)
            yield self._stray(StrayKind.SHAPE, here, "@text" if plain else "@mapping")

    def _stray(self, kind: StrayKind, here: _Here, near: str = "") -> Stray:
        elsewhere = here.level.told_elsewhere and kind is not StrayKind.CLOSING
        return Stray(kind, here.path, here.line, near, self.column, elsewhere)


@cache
def _main_keys() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in _MAIN_LEVELS for key in load_levels()[name].keys))


def _closes(key: str, value: Any) -> bool:
    """Whether a key that nobody reads says, with what stands under it, that something be closed."""
    return closes_by_answer(key, value) or (looks_closing(key) and not says_open(key, value))


def _holds_closing(value: Any) -> bool:
    """Whether a word or a key that closes stands anywhere in a value that nobody reads."""
    waiting = [value]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        elif isinstance(entry, dict):
            pair = _pair_of(entry)
            if any(_closes(key, below) for key, below in (pair or entry).items()):
                return True
            waiting += (pair or entry).values()
        elif is_closing_value(entry):
            return True
    return False


def _pair_of(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """A key and its value written as two entries, as CKAN's `extras` are: `{key: akses, value: terbuka}`."""
    key = entry.get("key")
    return {key: entry["value"]} if isinstance(key, str) and set(entry) == {"key", "value"} else None
