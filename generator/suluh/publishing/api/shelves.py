"""Where answers lie: a collection as one file or in parts, with its list of parts, and links between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from suluh.publishing.api.answers import Hal, Kepala, KepalaDirektori
from suluh.publishing.api.encoding import encode, encode_file
from suluh.publishing.api.shards import LIMIT, Item, files_of, part, spell

ROOT = "api/v1/"
"""Where the API lies on a site; all addresses within it are from here."""
INDEX = "index.json"
OPENAPI = "openapi.json"
DIRECTORY = "direktori"
_LINKS = 400
"""Bytes to leave in a file for its links, which are written when its place is known."""

Files = dict[str, str]
"""Texts by address from `ROOT`."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection that was put away: its address, and the first keys of its parts (one, or several)."""

    base: str
    beginnings: tuple[str, ...]
    files: Files = field(repr=False)

    @property
    def address(self) -> str:
        """Where the collection is: all of it, or the list of its parts."""
        return f"{self.base}.json"

    def addresses(self, key: str) -> tuple[str, ...]:
        """The files that hold a key as `spell` writes it."""
        if self.is_whole:
            return (self.address,)
        return tuple(name_part(self.base, some) for some in files_of(key, self.beginnings))

    @property
    def is_whole(self) -> bool:
        """Whether all of it lies in one file."""
        return self.beginnings == ("",)


def shelve(
    base: str,
    head: Kepala,
    items: Iterable[Item],
    *,
    columns: tuple[str, ...] = (),
    things: Iterable[Hal] = (),
) -> Shelf:
    """Put items away below `base`, in their order within each file.

    `columns` say what keys are made of. `things` are named in the list of parts, where there are several
    and the list stays small enough; the address of each is found by its key.
    """
    size = len(encode(head).encode("utf-8")) + _LINKS
    parts = part(items, size)
    files: Files = {}
    shelf = Shelf(base, tuple(parts), files)
    for beginning, some in parts.items():
        address = shelf.address if shelf.is_whole else name_part(base, beginning)
        links = link(address, up=INDEX if shelf.is_whole else shelf.address, kind=head.jenis)
        files[address] = encode_file(replace(head, links=links), [item.text for item in some])
    if not shelf.is_whole:
        files[shelf.address] = _list_parts(shelf, head, columns, things)
    return shelf


def link(address: str, *, up: str, kind: str) -> Mapping[str, str]:
    """Where a file is, and where one goes on from it: addresses from the site's root."""
    return {
        "self": ROOT + address,
        "index": ROOT + INDEX,
        "up": ROOT + up,
        "schema": f"{ROOT}{OPENAPI}#/components/schemas/{name_schema(kind)}",
    }


def name_schema(kind: str) -> str:
    """The name of a kind of file in the OpenAPI description."""
    return "Berkas" + "".join(word.capitalize() for word in kind.split("_"))


def name_part(base: str, beginning: str) -> str:
    """Where a part of a collection lies, by the first key that it may hold."""
    return f"{base}/k-{beginning}.json"


def _list_parts(shelf: Shelf, head: Kepala, columns: tuple[str, ...], things: Iterable[Hal]) -> str:
    listed = KepalaDirektori(
        jenis=DIRECTORY,
        simulasi=head.simulasi,
        sumber=head.sumber,
        links=link(shelf.address, up=INDEX, kind=DIRECTORY),
        pola=name_part(shelf.base, "{mulai}"),
        bagian=shelf.beginnings,
        kunci=columns,
    )
    found = (replace(thing, alamat=shelf.addresses(spell(thing.kunci))) for thing in things)
    whole = encode_file(listed, [encode(thing) for thing in found])
    return whole if len(whole.encode("utf-8")) <= LIMIT else encode_file(listed, [])
