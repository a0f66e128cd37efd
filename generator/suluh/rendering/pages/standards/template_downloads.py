"""The page of templates: what to download and fill in, by agency and by standard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.publishing.templates import Template
from suluh.rendering.environment import show_size
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.site import Artifact, Link, Page

ADDRESS = "templat/"


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A table to fill in, with its files."""

    name: str
    title: str
    description: str
    simulated: bool
    page: str
    files: list[TemplateFile]


@dataclass(frozen=True, slots=True)
class TemplateGroup:
    """The tables of one agency."""

    agency: str
    templates: list[TemplateEntry]


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file of a table to fill in."""

    format: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class TemplatesPage(PageContext):
    """What `templates.html` is filled in with."""

    template: ClassVar[str] = "templates.html"
    drawn_anew: ClassVar[bool] = True
    groups: list[TemplateGroup]
    standards: list[TemplateEntry]
    form: Artifact | None


def template_pages(studio: Studio) -> Iterable[Page]:
    """The one page that lists every template."""
    yield studio.page(
        ADDRESS,
        section="data",
        title=studio.say("Templat untuk mengisi"),
        description=studio.say(
            "Templat XLSX dan CSV untuk tiap data dan standar, dan formulir laporan kegiatan."
        ),
        crumbs=(Link(studio.say("Data"), "data/"),),
        context=lambda: TemplatesPage(
            groups=_groups(studio),
            standards=[_entry(template) for template in studio.templates.of_standards],
            form=studio.templates.report_form,
        ),
    )


def template_downloads(templates: Sequence[Template]) -> list[TemplateEntry]:
    """The files of some templates as downloads with their sizes."""
    return [_entry(template) for template in templates]


def _groups(studio: Studio) -> list[TemplateGroup]:
    """Templates of datasets by who publishes them, agencies by name."""
    by_agency: dict[str, list[Template]] = {}
    for template in studio.templates.of_datasets:
        agency = studio.publisher_link(studio.catalog.datasets[template.dataset]).text
        by_agency.setdefault(agency, []).append(template)
    return [
        TemplateGroup(agency=agency, templates=[_entry(template) for template in by_agency[agency]])
        for agency in sorted(by_agency, key=str.casefold)
    ]


def _entry(template: Template) -> TemplateEntry:
    return TemplateEntry(
        name=template.name,
        title=template.title,
        description=template.description,
        simulated=template.simulated,
        page=f"data/{template.dataset}/" if template.dataset else "",
        files=[
            TemplateFile(
                format=distribution.format,
                address=distribution.artifact.address,
                size=show_size(distribution.artifact.size),
            )
            for distribution in template.files
        ],
    )
