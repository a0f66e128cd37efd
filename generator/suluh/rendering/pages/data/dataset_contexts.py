"""What the catalogue and the page of a dataset show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.data.dataset_charts import DatasetChart
from suluh.rendering.pages.shared.parts import Column, Filter, Remark
from suluh.rendering.pages.shared.shown_cells import Shown
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.standards.template_downloads import TemplateEntry
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.facts import NOW, FactMaker, within
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class DatasetTable:
    """A table of a dataset: its first rows, and what every column means."""

    name: str
    title: str
    total: str
    shown: str
    keys: str
    places: list[str]
    columns: list[Column]
    rows: list[list[Shown]]
    fields: list[ColumnMeaning]


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """A column of a table explained."""

    name: str
    type: str
    title: str
    description: str
    note: str


@dataclass(frozen=True, slots=True)
class DatasetDownload:
    """A file to download; `folded` ones stand below the others and are opened by whoever wants them."""

    format: str
    note: str
    address: str
    size_text: str
    sha256: str
    primary: bool
    file_name: str
    folded: bool


@dataclass(frozen=True, slots=True)
class CataloguePage(PageContext):
    """What `catalogue.html` is filled in with."""

    template: ClassVar[str] = "catalogue.html"
    drawn_anew: ClassVar[bool] = True
    entries: list[CatalogueEntry]
    count: str
    filters: list[Filter]
    formats: str


@dataclass(frozen=True, slots=True)
class QualityLine:
    """A point of quality: fulfilled, not, or neither."""

    ok: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A dataset in the catalogue."""

    dataset: Dataset
    agency: Link
    short: str
    topic: str
    years: list[str]
    formats: list[str]
    rows: str
    summary: str
    kind: str


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A citation in one form; the first of a list is the one for people."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RecipeLines:
    """Lines that read a table in a program; `id` is that of the element that holds them."""

    id: str
    program: str
    text: str


@dataclass(frozen=True, slots=True)
class TableLines:
    """The recipes of one table."""

    title: str
    recipes: list[RecipeLines]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A commit in the list of versions: what its submitter says to readers, else that something changed."""

    commit: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class DatasetPage(PageContext):
    """What `dataset.html` is filled in with; `logged` says that there is a page of its history."""

    template: ClassVar[str] = "dataset.html"
    drawn_anew: ClassVar[bool] = True
    dataset: Dataset
    package: DataPackage
    agency: Link
    kind: str
    overdue: str
    level: str
    charts: list[DatasetChart]
    notes: list[Remark]
    tables: list[DatasetTable]
    recipes: list[TableLines]
    downloads: list[DatasetDownload]
    unmade: list[str]
    templates: list[TemplateEntry]
    citations: list[CitationForm]
    quality: list[QualityLine]
    sources: list[Link]
    licenses: list[Link]
    versions: list[VersionLine]
    logged: bool


def version_lines(studio: Studio, dataset: Dataset) -> list[VersionLine]:
    """The commits that changed a dataset's folder, newest first."""
    language = studio.settings.language
    changed = studio.say("Data atau keterangannya diubah.")
    return [
        VersionLine(version.commit, version.date, version.note(language) or changed)
        for version in dataset.versions
    ]


def rows_maker(dataset: Dataset, resource: str) -> FactMaker:
    """Names what is counted of the rows of a table of a dataset."""
    return FactMaker(NOW, within(("dataset", dataset.name), ("tabel", resource)), dataset.package.status_data)
