"""Each record type explained: what a row is, what every column means, and the files to begin with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from suluh.publishing.dictionary import describe_constraints, describe_type
from suluh.publishing.standard_files import followers
from suluh.reading.standard_list import load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.record_types import record_types
from suluh.rendering.environment import mark_submitted, show_size
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Download, Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.standards.standard_terms import StandardTerms, explain_terms
from suluh.rendering.pages.standards.template_downloads import TemplateEntry, template_downloads
from suluh.vocabulary.own_types import is_stated_in, say_stated
from suluh.vocabulary.package import Field
from suluh.vocabulary.site import Artifact, Link, Page


@dataclass(frozen=True, slots=True)
class StandardPage(PageContext):
    """What `standard.html` is filled in with."""

    template: ClassVar[str] = "standard.html"
    name: str
    version: str
    translated: bool
    summary: str
    fields: list[FieldMeaning]
    terms: StandardTerms
    downloads: list[TemplateEntry]
    files: list[Download]
    datasets: list[Link]


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """A column of a record type explained."""

    name: str
    title: str
    type: str
    rules: str
    description: str
    needed: bool


@dataclass(frozen=True, slots=True)
class StandardsPage(PageContext):
    """What `standards.html` is filled in with."""

    template: ClassVar[str] = "standards.html"
    standards: list[Row]


def standard_pages(studio: Studio) -> Iterable[Page]:
    """The list of record types, and a page for each."""
    # A report's front matter has a form of its own, offered with the templates.
    tables = (name for name, record_type in record_types().items() if record_type.is_table)
    names = sorted(tables, key=lambda name: _said(studio, name, "title"))
    yield studio.page(
        "standar/",
        section="standar",
        title=studio.say("Bentuk baku"),
        description=studio.say("Bentuk tabel yang dipahami situs ini, dengan arti setiap kolomnya."),
        context=lambda: StandardsPage(standards=[_entry(studio, name) for name in names]),
    )
    for name in names:
        yield _standard_page(studio, name)


def _said(studio: Studio, name: str, key: str) -> str:
    """A text of a record type: of a site's own in the site's language, where the type has it."""
    return say_stated(studio.settings.language, load_standard(name), key)


def _entry(studio: Studio, name: str) -> Row:
    count = len(followers(name, list(studio.catalog.datasets.values())))
    return Row(
        title=_said(studio, name, "title"),
        address=f"standar/{name}/",
        note=_said(studio, name, "description"),
        right=studio.say("%(count)s dataset", count=count) if count else "",
    )


def _standard_page(studio: Studio, name: str) -> Page:
    standard = load_standard(name)

    def context() -> StandardPage:
        templates = [template for template in studio.templates.of_standards if template.name == name]
        return StandardPage(
            name=name,
            version=str(standard["version"]),
            translated=is_stated_in(studio.settings.language, standard, "title"),
            summary=_said(studio, name, "description"),
            fields=_explain_fields(studio, name, set(standard.get("wajib", ()))),
            terms=explain_terms(studio, name),
            downloads=template_downloads(templates),
            files=[_file_link(artifact) for artifact in studio.standard_files.get(name, ())],
            datasets=[
                Link(dataset.package.title, f"data/{dataset.name}/")
                for dataset in followers(name, list(studio.catalog.datasets.values()))
            ],
        )

    return studio.page(
        f"standar/{name}/",
        section="standar",
        title=_said(studio, name, "title"),
        description=_said(studio, name, "description"),
        crumbs=(Link(studio.say("Bentuk baku"), "standar/"),),
        context=context,
    )


def _explain_fields(studio: Studio, name: str, needed: set[str]) -> list[FieldMeaning]:
    return [
        FieldMeaning(
            name=field.name,
            title=_marked(studio, field, "title"),
            type=describe_type(field),
            rules=describe_constraints(field),
            description=_marked(studio, field, "description"),
            needed=field.name in needed,
        )
        for field in read_standard_schema(name).fields
    ]


def _marked(studio: Studio, field: Field, key: str) -> str:
    """A column's text, marked as Indonesian where it is that on a page in another language."""
    language = studio.settings.language
    text = say_stated(language, field.descriptor, key)
    return text if is_stated_in(language, field.descriptor, key) else mark_submitted(text, language)


def _file_link(artifact: Artifact) -> Download:
    file = artifact.address.rpartition("/")[2]
    return Download(name=file, address=artifact.address, size=show_size(artifact.size))
