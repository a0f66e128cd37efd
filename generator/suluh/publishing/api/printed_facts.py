"""Facts that pages alone make, put away by their place: so every fact that a page prints has an answer.

What the ledger lists lies with its agency, region or sub kegiatan (`fact_files`). All else that pages print,
such as how the percentages of a form lie or a share of what stands above it, is taken from the finished
pages, each with the page on which its formula and rows are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.measuring.fact_sources import DIMENSIONS
from suluh.publishing.api.answers import Angka, Bilangan, FaktaHalaman, KepalaFakta
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.shards import Item, spell
from suluh.publishing.api.shelves import ROOT, Shelf, shelve
from suluh.vocabulary.facts import FactName, read_place
from suluh.vocabulary.figures import State

KIND = "fakta_halaman"
BASE = "fakta/halaman"
FOLDER = f"{ROOT}{BASE}"
PARTS = ("terhitung", "ditunggu", "pagu_terhitung", "yang_lengkap", "belum_terhitung")
"""What a share's coverage is told by; the API tells it with the share."""
_TO = ".."


OWNERS = frozenset(("instansi", "wilayah", "tujuan", "dataset", "strategi"))
"""Dimensions of places that have files of their own; what is of another place lies with `OTHERS`."""
OTHERS = "lain"
_AT_ONCE = 100
"""Facts of one item at most: one of some hundred would not fit into a file."""


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact as a page states it: its value, or the ends of its range with `..` between them."""

    name: FactName
    value: str
    page: str


def shelve_printed(facts: Iterable[PrintedFact], *, simulated: bool) -> Shelf:
    """The facts by owner and year, each as the first page has it; `simulated` where any may be invented.

    They are named from their owner as pages name them from their place (decision 36).
    """
    seen: set[FactName] = set()
    found: dict[tuple[str, str, str], list[PrintedFact]] = {}
    for fact in facts:
        if fact.name not in seen:
            seen.add(fact.name)
            key = find_owner(fact.name.where), fact.name.when[:4], fact.page
            found.setdefault(key, []).append(fact)
    items = [
        Item(spell(owner, year), encode(FaktaHalaman(owner, page, _state_all(some, owner))))
        for (owner, year, page), mine in found.items()
        for some in batched(mine)
    ]
    head = KepalaFakta(jenis=KIND, simulasi=simulated, links={})
    return shelve(BASE, head, items, columns=("tempat", "tahun"))


def find_owner(where: str) -> str:
    """The first level of a place where files are by it, else `OTHERS`."""
    first = next(iter(read_place(where, DIMENSIONS)), ("", ""))
    return ".".join(first) if first[0] in OWNERS else OTHERS


def batched(facts: Sequence[PrintedFact]) -> Iterator[Sequence[PrintedFact]]:
    """The facts in lots that fit into a file."""
    for start in range(0, len(facts), _AT_ONCE):
        yield facts[start : start + _AT_ONCE]


def _state_all(facts: Iterable[PrintedFact], owner: str) -> Mapping[str, Mapping[str, Bilangan | Angka]]:
    found: dict[str, dict[str, Bilangan | Angka]] = {}
    for fact in facts:
        when, where = fact.name.when, fact.name.where
        rest = f".{where}" if owner == OTHERS else "." * (where != owner) + where.removeprefix(owner)
        found.setdefault(fact.name.what, {})[f"{when}{rest}"] = _state(fact.value)
    return found


def _state(value: str) -> Bilangan | Angka:
    low, to, high = value.partition(_TO)
    if not to:
        return Decimal(value)
    return Angka(None, State.BELUM_DILAPORKAN, Decimal(low), Decimal(high))


def is_listed(name: str, listed: frozenset[str]) -> bool:
    """Whether the API has a fact with what the ledger lists: by its own name, or as a part of a share."""
    if name in listed:
        return True
    what, _, rest = name.partition(".")
    return any(
        what.endswith(f"_{part}") and f"{what.removesuffix(f'_{part}')}.{rest}" in listed for part in PARTS
    )
