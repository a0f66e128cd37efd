"""The datasets behind the figures of pages: those with rows of a record type and a year, their editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.value_digests import DigestedOnce


@dataclass(frozen=True, slots=True)
class DatasetNames(DigestedOnce):
    """The titles of all datasets by name, and the names of those with rows of a type, by year and in all."""

    titles: Mapping[str, str]
    by_year: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, table: str, year: str) -> Sequence[str]:
        """Datasets with rows of a record type; of a year alone, where any has rows of it."""
        return self.by_year.get((table, year)) or self.by_year.get((table, ""), ())

    def of_all_types(self, year: str) -> frozenset[str]:
        """Datasets that figures of a year are of, whatever type they rest on."""
        return frozenset(
            name for table in {table for table, _ in self.by_year} for name in self.of(table, year)
        )


@dataclass(frozen=True, slots=True)
class FigureSources(DigestedOnce):
    """What a page may say of the datasets behind its figures.

    `editions` has the date of each dataset that the page may name, empty where it has no edition yet. Asking
    for another one's is a KeyError: a page that is kept under its values says nothing beyond them.
    """

    names: DatasetNames
    editions: Mapping[str, str]

    def of(self, table: str, year: str) -> Sequence[str]:
        """Datasets with rows of a record type; of a year alone, where any has rows of it."""
        return self.names.of(table, year)

    def title(self, name: str) -> str | None:
        """A dataset's title; None where no such dataset is published."""
        return self.names.titles.get(name)

    def edition(self, name: str) -> str:
        """The date of a dataset's newest edition. Raises KeyError for one that the page may not name."""
        return self.editions[name]

    def only(self, names: Iterable[str]) -> FigureSources:
        """The same with the editions of these datasets alone."""
        return FigureSources(
            self.names, {name: self.editions[name] for name in sorted(names) if name in self.editions}
        )


@remembered
def figure_sources(catalog: Catalog) -> FigureSources:
    """All that is known, for pages that may name every dataset."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for table, records in catalog.all_records().items():
        for record in records:
            for year in ("", record.text("tahun")):
                found.setdefault((table, year), {})[record.dataset] = None
    by_year = {key: tuple(names) for key, names in found.items()}
    titles = {name: dataset.package.title for name, dataset in catalog.datasets.items()}
    editions = {name: _edition(dataset) for name, dataset in catalog.datasets.items()}
    return FigureSources(DatasetNames(titles, by_year), editions)


def _edition(dataset: Dataset) -> str:
    return dataset.versions[0].date if dataset.versions else ""
