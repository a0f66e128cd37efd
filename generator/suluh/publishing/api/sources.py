"""The datasets that answers rest on, with the edition that is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from suluh.history.editions import History
from suluh.publishing.api.answers import Sumber
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.remembering import remembered


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Sources:
    """All datasets of a catalogue by name and by the record types of their tables."""

    catalog: Catalog
    histories: Mapping[str, History]

    def of(self, names: Iterable[str]) -> tuple[Sumber, ...]:
        """Datasets by their names, each once, in order."""
        published = self.catalog.published
        return tuple(
            Sumber(name, self.edition(name), published[name].package.status_data)
            for name in sorted(set(names))
            if name in published
        )

    def edition(self, name: str) -> str:
        """The name of the edition that is published now; empty where git tells of none."""
        history = self.histories.get(name)
        if history is None:
            return ""
        return next((some.name for some in history.editions if some.digest == history.current), "")

    def of_formulas(self, whats: Iterable[str]) -> tuple[Sumber, ...]:
        """The datasets whose tables the formulas of facts read, those of their inputs too."""
        types = {some for what in whats for some in _tables_of(what)}
        found = _datasets_by_type(self)
        return self.of(name for some in types for name in found.get(some, ()))

    def is_simulated(self, names: Iterable[str]) -> bool:
        """Whether any of the datasets is invented."""
        return any(some.status_data is StatusData.SIMULASI for some in self.of(names))


@remembered
def _datasets_by_type(sources: Sources) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, dataset in sources.catalog.datasets.items():
        for resource in dataset.package.resources:
            if resource.standar:
                found[resource.standar] = (*found.get(resource.standar, ()), name)
    return found


def _tables_of(what: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    formula = load_fact_formulas().get(what)
    if formula is None or what in seen:
        return frozenset()
    inner = (_tables_of(some, seen | {what}) for some in formula.inputs)
    return frozenset(formula.tables).union(*inner)
