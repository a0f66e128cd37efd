"""The page of templates: what to download and fill in, by agency and by standard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from suluh.publishing.templates import Template
from suluh.rendering.environment import show_size
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.site import Link, Page

ADDRESS = "templat/"


def template_pages(studio: Studio) -> Iterable[Page]:
    """The one page that lists every template."""
    yield studio.page(
        ADDRESS,
        "templates.html",
        section="data",
        title=studio.say("Templat untuk mengisi"),
        description=studio.say(
            "Templat XLSX dan CSV untuk tiap data dan standar, dan formulir laporan triwulanan."
        ),
        crumbs=(Link(studio.say("Data"), "data/"),),
        context_later=lambda: {
            "groups": _groups(studio),
            "standards": [_entry(one) for one in studio.templates.of_standards],
            "form": studio.templates.report_form,
        },
    )


def template_downloads(templates: Sequence[Template]) -> list[dict[str, Any]]:
    """The files of some templates as downloads with their sizes."""
    return [_entry(one) for one in templates]


def _groups(studio: Studio) -> list[dict[str, Any]]:
    """Templates of datasets by who publishes them, agencies by name."""
    by_agency: dict[str, list[Template]] = {}
    for one in studio.templates.of_datasets:
        agency = studio.publisher_link(studio.catalog.datasets[one.dataset]).text
        by_agency.setdefault(agency, []).append(one)
    return [
        {"agency": agency, "templates": [_entry(one) for one in by_agency[agency]]}
        for agency in sorted(by_agency, key=str.casefold)
    ]


def _entry(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "title": template.title,
        "description": template.description,
        "simulated": template.simulated,
        "page": f"data/{template.dataset}/" if template.dataset else "",
        "files": [
            {
                "format": one.format,
                "address": one.artifact.address,
                "size": show_size(one.artifact.size),
            }
            for one in template.files
        ],
    }
