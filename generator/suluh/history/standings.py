"""What a dataset's folder said at a commit about who may read what: by that the past is judged."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from suluh.reading.disclosure_keys import KEY as GUARD
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource

_CLOSING = frozenset(
    classification.value for classification in Klasifikasi if classification is not Klasifikasi.PUBLIK
)
_WORD = "klasifikasi"


@dataclass(frozen=True, slots=True)
class TableStanding:
    """The columns of a table by whether everyone might read them."""

    public: frozenset[str]
    closed: frozenset[str] = frozenset()
    shut: bool = False

    @property
    def closes(self) -> bool:
        """Whether anything of the table was not public."""
        return self.shut or bool(self.closed)


@dataclass(frozen=True, slots=True)
class Standing:
    """A dataset's folder at a commit.

    `withdrawn` if it held a tombstone, `understood` unless its description cannot be read, or speaks of
    closing where nobody would look for it; then nothing of it counts as public. `guarded` if rules of
    disclosure treat values.
    """

    tables: Mapping[str, TableStanding] = field(default_factory=dict)
    former: tuple[str, ...] = ()
    withdrawn: bool = False
    understood: bool = True
    guarded: bool = False

    @property
    def plain(self) -> bool:
        """Whether what it calls public was published as it stood."""
        return self.understood and not self.withdrawn and not self.guarded

    @property
    def closes(self) -> bool:
        """Whether anything of it was not public."""
        return not self.plain or any(table_standing.closes for table_standing in self.tables.values())


WITHDRAWN = Standing(withdrawn=True)
UNREADABLE = Standing(understood=False)


def stand(package: DataPackage | None) -> Standing:
    """The standing of a described dataset; of none, that it cannot be understood."""
    if package is None or _closes_elsewhere(package.descriptor):
        return UNREADABLE
    return Standing(
        tables={resource.name: _stand_table(resource) for resource in package.resources},
        former=package.former_names,
        guarded=is_guarded(package),
    )


def is_guarded(package: DataPackage) -> bool:
    """Whether rules of disclosure treat any of its values before they come out."""
    return GUARD in package.descriptor or any(GUARD in resource.descriptor for resource in package.resources)


def write_standing(standing: Standing) -> dict[str, Any]:
    """A standing as JSON holds it."""
    tables = {
        name: {"public": sorted(some.public), "closed": sorted(some.closed), "shut": some.shut}
        for name, some in standing.tables.items()
    }
    return {**asdict(standing), "tables": tables}


def read_standing(raw: Mapping[str, Any] | None) -> Standing | None:
    """A kept standing, None where it is not of today's shape."""
    try:
        kept = {**(raw or {"": ""})}
        tables = {
            str(name): TableStanding(
                frozenset(map(str, some["public"])), frozenset(map(str, some["closed"])), some["shut"]
            )
            for name, some in kept.pop("tables").items()
        }
        return Standing(tables, tuple(map(str, kept.pop("former"))), **kept)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _stand_table(resource: Resource) -> TableStanding:
    public = frozenset(
        other_field.name
        for other_field in resource.schema.fields
        if other_field.klasifikasi is Klasifikasi.PUBLIK
    )
    closed = frozenset(other_field.name for other_field in resource.schema.fields) - public
    shut = resource.klasifikasi is not Klasifikasi.PUBLIK
    return TableStanding(frozenset() if shut else public, closed | public if shut else closed, shut)


def _closes_elsewhere(descriptor: Mapping[str, Any]) -> bool:
    """Whether a word of closing stands under any key but those that are read: somebody meant to close."""
    known = {id(read_place) for read_place in _read_places(descriptor)}
    return any(
        key != _WORD or id(owner) not in known
        for owner, key, value in _walk(descriptor)
        if isinstance(value, str) and unicodedata.normalize("NFKC", value).strip().casefold() in _CLOSING
    )


def _read_places(descriptor: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield descriptor
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, Mapping):
            yield resource
            schema = resource.get("schema")
            fields = schema.get("fields") if isinstance(schema, Mapping) else None
            yield from (
                (some for some in fields or () if isinstance(some, Mapping))
                if isinstance(fields, list)
                else ()
            )


def _walk(value: object) -> Iterator[tuple[Mapping[str, Any], str, Any]]:
    """Every key of every mapping, with its mapping and its value."""
    waiting = [value]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, Mapping):
            yield from ((entry, key, inner) for key, inner in entry.items())
            waiting += entry.values()
        elif isinstance(entry, list):
            waiting += entry
