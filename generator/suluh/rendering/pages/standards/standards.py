"""Each record type explained: what a row is, what every column means, and the files to begin with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from suluh.publishing.dictionary import describe_constraints, describe_type
from suluh.publishing.standard_files import followers
from suluh.reading.standard_schemas import read_standard_schema
from suluh.reading.standards import load_standard
from suluh.record_types import record_types
from suluh.rendering.environment import show_size
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.standards.standard_terms import explain_terms
from suluh.rendering.pages.standards.template_downloads import template_downloads
from suluh.vocabulary.site import Artifact, Link, Page


def standard_pages(studio: Studio) -> Iterable[Page]:
    """The list of record types, and a page for each."""
    # A report's front matter has a form of its own, offered with the templates.
    tables = (name for name, record_type in record_types().items() if record_type.is_table)
    names = sorted(tables, key=lambda name: str(load_standard(name)["title"]))
    yield studio.page(
        "standar/",
        "standards.html",
        section="standar",
        title=studio.say("Bentuk baku"),
        description=studio.say("Bentuk tabel yang dipahami situs ini, dengan arti setiap kolomnya."),
        context_later=lambda: {"standards": [_entry(studio, name) for name in names]},
    )
    for name in names:
        yield _standard_page(studio, name)


def _summary(name: str) -> str:
    return " ".join(str(load_standard(name)["description"]).split())


def _entry(studio: Studio, name: str) -> dict[str, Any]:
    count = len(followers(name, list(studio.catalog.datasets.values())))
    return {
        "title": str(load_standard(name)["title"]),
        "address": f"standar/{name}/",
        "note": _summary(name),
        "right": studio.say("%(count)s dataset", count=count) if count else "",
    }


def _standard_page(studio: Studio, name: str) -> Page:
    standard = load_standard(name)

    def context() -> dict[str, Any]:
        templates = [one for one in studio.templates.of_standards if one.name == name]
        return {
            "name": name,
            "version": str(standard["version"]),
            "summary": _summary(name),
            "fields": _explain_fields(name, set(standard.get("wajib", ()))),
            "terms": explain_terms(studio, name),
            "downloads": template_downloads(templates),
            "files": [_file_link(one) for one in studio.standard_files.get(name, ())],
            "datasets": [
                Link(one.package.title, f"data/{one.name}/")
                for one in followers(name, list(studio.catalog.datasets.values()))
            ],
        }

    return studio.page(
        f"standar/{name}/",
        "standard.html",
        section="standar",
        title=str(standard["title"]),
        description=_summary(name),
        crumbs=(Link(studio.say("Bentuk baku"), "standar/"),),
        context_later=context,
    )


def _explain_fields(name: str, needed: set[str]) -> list[dict[str, Any]]:
    return [
        {
            "name": field.name,
            "title": field.title,
            "type": describe_type(field),
            "rules": describe_constraints(field),
            "description": field.description,
            "needed": field.name in needed,
        }
        for field in read_standard_schema(name).fields
    ]


def _file_link(artifact: Artifact) -> dict[str, str]:
    file = artifact.address.rpartition("/")[2]
    return {"name": file, "address": artifact.address, "size": show_size(artifact.size)}
