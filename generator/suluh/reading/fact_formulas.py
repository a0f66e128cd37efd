"""How figures come about, as data: `standards/facts/`, and `facts.yaml` in the folder of a record type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from suluh.reading.decree_files import newest_entries
from suluh.reading.standard_list import load_further
from suluh.vocabulary.facts import FactFormula

OF_TYPES = "facts.yaml"
"""In the folder of a record type: the figures of its own pages."""

_WHERE = ("facts", "angka", "facts")


@cache
def load_fact_formulas() -> Mapping[str, FactFormula]:
    """Every formula by the name that facts have it by, in the order in which the files state them.

    ValueError for an input that no formula has, and for a name that two files state.
    """
    found: dict[str, FactFormula] = {}
    for name, stated in _each():
        if name in found:
            raise ValueError(f"{name} is stated twice among the formulas of facts")
        found[name] = _read(name, stated)
    for formula in found.values():
        unknown = [name for name in formula.inputs if name not in found]
        if unknown:
            raise ValueError(f"{formula.name} is made of {', '.join(unknown)}, which no formula has")
    return found


def in_their_order(names: Iterable[str]) -> list[FactFormula]:
    """The formulas of these names, each once, in the order of their list; others are left out."""
    known, places = load_fact_formulas(), _places()
    return [known[name] for name in sorted({*names} & places.keys(), key=places.__getitem__)]


@cache
def _places() -> Mapping[str, int]:
    return {name: place for place, name in enumerate(load_fact_formulas())}


def _each() -> Iterator[tuple[str, Mapping[str, object]]]:
    for name, entry in newest_entries(*_WHERE).items():
        yield name, entry.content
    for stated in load_further(OF_TYPES):
        yield from stated["facts"].items()


def _read(name: str, stated: Mapping[str, object]) -> FactFormula:
    def text(key: str) -> str:
        return " ".join(str(stated.get(key, "")).split())

    inputs, tables = stated.get("inputs", ()), stated.get("tables", {})
    if not text("title") or not text("words"):
        raise ValueError(f"the formula of {name} has no title, or no words")
    return FactFormula(
        name=name,
        title=text("title"),
        words=text("words"),
        unit=text("unit"),
        inputs=tuple(map(str, inputs)) if isinstance(inputs, list | tuple) else (),
        tables={str(table): tuple(map(str, columns)) for table, columns in tables.items()}
        if isinstance(tables, Mapping)
        else {},
    )
