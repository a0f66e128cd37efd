"""Every page of a site for people: which room makes those of which section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from suluh.rendering.pages.about.about import about_pages
from suluh.rendering.pages.activities import activity_pages
from suluh.rendering.pages.agencies.agencies import agency_pages
from suluh.rendering.pages.attendance import attendance_pages
from suluh.rendering.pages.budgets.budgets import budget_pages
from suluh.rendering.pages.complaints import complaint_pages
from suluh.rendering.pages.data.datasets import dataset_pages
from suluh.rendering.pages.data.public_information import information_pages
from suluh.rendering.pages.evaluation.coverage import coverage_pages
from suluh.rendering.pages.evaluation.dashboard import dashboard_pages
from suluh.rendering.pages.evaluation.evaluations import evaluation_pages
from suluh.rendering.pages.home.home import home_page
from suluh.rendering.pages.performance import performance_pages
from suluh.rendering.pages.plans.goals import goal_pages
from suluh.rendering.pages.plans.release_calendar import calendar_pages
from suluh.rendering.pages.plans.transparency import transparency_pages
from suluh.rendering.pages.procurements import procurement_pages
from suluh.rendering.pages.regions.maps_of_regions import Atlas
from suluh.rendering.pages.regions.regions import region_pages
from suluh.rendering.pages.reports.reports import report_pages
from suluh.rendering.pages.services import service_pages
from suluh.rendering.pages.shared.sections import section_is_wanted
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.standards.standards import standard_pages
from suluh.rendering.pages.standards.template_downloads import template_pages
from suluh.rendering.pages.thread.proposals import proposal_pages
from suluh.rendering.pages.thread.threads import thread_pages
from suluh.rendering.pages.village_profiles import profile_pages
from suluh.vocabulary.site import Page


def render_pages(studio: Studio, atlas: Atlas) -> tuple[Page, ...]:
    """Every record page of the site; bodies are rendered when they are written."""
    return (
        home_page(studio, atlas),
        *region_pages(studio, atlas),
        *agency_pages(studio),
        *dataset_pages(studio),
        *report_pages(studio),
        *about_pages(studio),
        *information_pages(studio),
        *standard_pages(studio),
        *_pages_of_records(studio),
        *template_pages(studio),
    )


_PAGES_OF: Mapping[str, Callable[[Studio], Iterable[Page]]] = {
    "rencana": goal_pages,
    "usulan": proposal_pages,
    "anggaran": budget_pages,
    "tpad": transparency_pages,
    "alur": thread_pages,
    "kegiatan": activity_pages,
    "evaluasi": evaluation_pages,
    "dasbor": dashboard_pages,
    "kepatuhan": coverage_pages,
    "kinerja": performance_pages,
    "pengadaan": procurement_pages,
    "layanan": service_pages,
    "aduan": complaint_pages,
    "kehadiran": attendance_pages,
    "profil": profile_pages,
    "kalender": calendar_pages,
}
"""Sections that a site has only if it has something to show in them, or names them in its navigation."""


def _pages_of_records(studio: Studio) -> Iterable[Page]:
    for section, pages in _PAGES_OF.items():
        if section_is_wanted(studio, section):
            yield from pages(studio)
