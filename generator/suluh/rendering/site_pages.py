"""Every page of a site for people: which room makes those of which section."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from suluh.record_types import list_sections, load_part
from suluh.rendering.pages.about.about_pages import about_pages
from suluh.rendering.pages.agencies.agency_pages import agency_pages
from suluh.rendering.pages.counter.counter_pages import counter_pages
from suluh.rendering.pages.data.archives import archive_pages
from suluh.rendering.pages.data.datasets import dataset_pages
from suluh.rendering.pages.data.information_pages import information_pages
from suluh.rendering.pages.data.number_pages import number_pages
from suluh.rendering.pages.home.home import home_page
from suluh.rendering.pages.regions.maps_of_regions import Atlas
from suluh.rendering.pages.regions.region_pages import region_pages
from suluh.rendering.pages.reports.report_pages import report_pages
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.wanted_sections import section_is_wanted
from suluh.rendering.pages.standards.standard_pages import standard_pages
from suluh.rendering.pages.standards.template_downloads import template_pages
from suluh.vocabulary.site import Page

_Pages = Callable[[Studio], Iterable[Page]]


def render_pages(studio: Studio, atlas: Atlas) -> tuple[Page, ...]:
    """Every record page of the site; bodies are rendered when they are written."""
    pages = (
        home_page(studio, atlas),
        *region_pages(studio, atlas),
        *agency_pages(studio),
        *dataset_pages(studio),
        *archive_pages(studio),
        *report_pages(studio),
        *about_pages(studio),
        *information_pages(studio),
        *standard_pages(studio),
        *_pages_of_records(studio),
        *template_pages(studio),
        *counter_pages(studio),
    )
    return (*pages, *number_pages(studio, pages))


def _pages_of_records(studio: Studio) -> Iterable[Page]:
    """Pages of the sections that a site has only if it has something to show in them, or names them."""
    for section in list_sections():
        if section.pages and section_is_wanted(studio, section.name):
            pages = cast(_Pages, load_part(section.pages))
            yield from pages(studio)
