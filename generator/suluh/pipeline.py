"""The recipe on one screen: from files to a `Site`, a value that touched no disk."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from itertools import chain

from suluh.checking.project import Checked
from suluh.history.report_versions import read_report_histories
from suluh.publishing.api.writing import begun_api
from suluh.publishing.artifacts import is_measured_later, only_named
from suluh.publishing.calendar_file import write_calendar
from suluh.publishing.cleared_catalog import make_catalog
from suluh.publishing.dataset_histories import LookingBack, looking_back
from suluh.publishing.downloads import list_downloads
from suluh.publishing.edition_files import keep_editions
from suluh.publishing.feeds import write_feeds
from suluh.publishing.file_groups import FileGroup
from suluh.publishing.files_of_types import publish_row_files, write_of_types
from suluh.publishing.former_files import keep_former_files
from suluh.publishing.inventory import list_datasets
from suluh.publishing.page_lists import fill_lists
from suluh.publishing.page_number_files import write_page_numbers
from suluh.publishing.picture_files import picture_file
from suluh.publishing.site_archives import write_site_archives
from suluh.publishing.standard_files import write_files_of_standards
from suluh.publishing.templates import write_templates
from suluh.publishing.whole_check import check_whole, is_stopped
from suluh.publishing.withheld_texts import fingerprint_unpublished
from suluh.reading.git_answers import GitSilentError
from suluh.reading.paths import relative_path
from suluh.rendering.environment import make_environment
from suluh.rendering.footer import write_footer
from suluh.rendering.pages.data.histories import attach_feeds, history_pages
from suluh.rendering.pages.data.redirects import redirect_pages
from suluh.rendering.pages.plans.calendar_pages import calendar_events
from suluh.rendering.pages.regions.maps_of_regions import Atlas
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.site_pages import render_pages
from suluh.vocabulary.findings import Place, in_reading_order
from suluh.vocabulary.fingerprints import Fingerprints
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site
from suluh.words.spoken import speaking


def build_site(settings: Settings) -> tuple[Site | None, Checked]:
    """Check, clear, link, publish, render. No site where errors stop it.

    With `keep_going` only those of the settings do (U): there is no submission that could be withheld.
    """
    checked = check_whole(settings)
    if is_stopped(settings, checked):
        return None, checked
    return make_site(settings, checked)


@with_own_types
def announce_site(settings: Settings, checked: Checked) -> Site:
    """The site with every page and the name of every download, of which none is made. Raises GitSilentError.

    It takes a small part of the time. Left out are earlier editions, files of rows, forms and fingerprints.
    """
    with ExitStack() as running, only_named():
        return _make_site(settings, checked, running, None)


@with_own_types
def make_site(settings: Settings, checked: Checked, *, prune: bool = True) -> tuple[Site | None, Checked]:
    """Clear, link, publish and render what was checked; V020 and no site where git does not tell the past.

    With `prune` what no edition needs any more is removed from the cache: for whoever holds the lock alone.
    """
    try:
        with looking_back(settings, checked, prune=prune) as past, ExitStack() as running:
            return _make_site(settings, checked, running, past), checked
    except GitSilentError as silent:
        untold = silent.finding("V020", Place(relative_path(settings.root, settings.datasets_dir)))
        return None, replace(checked, findings=tuple(in_reading_order([*checked.findings, untold])))


def _make_site(settings: Settings, checked: Checked, running: ExitStack, past: LookingBack | None) -> Site:
    catalog, regions = make_catalog(settings, checked), checked.regions.down_to(settings.region_depth)
    histories, editions = keep_editions(settings, catalog, past()) if past else ({}, ())
    make_api = running.enter_context(begun_api(catalog, regions, histories, settings))
    templates = write_templates(catalog, checked.regions, settings)
    forms = FileGroup(lambda: write_of_types(catalog, settings))
    archives = write_site_archives(catalog, settings)
    standard_files = write_files_of_standards(catalog, settings)
    row_files = publish_row_files(catalog, settings)
    reports = [cleared.report for cleared in catalog.reports] if past else ()
    studio = Studio(
        settings=settings,
        catalog=catalog,
        regions=regions,
        environment=make_environment(settings.language),
        nomenclature=catalog.nomenclature,
        documents=frozenset(document.address for document in checked.documents),
        templates=templates,
        forms=forms,
        standard_files=standard_files,
        report_histories=read_report_histories(settings, reports),
        row_files=row_files,
        histories=histories,
        archives=archives,
    )
    names = {region.kode: region.full_name for region in studio.published_regions}
    feeds = write_feeds(catalog, {**histories, **studio.report_histories}, settings, names, studio.say)
    with speaking(settings.language):
        looked_back = (*history_pages(studio, histories), *redirect_pages(studio, histories))
        pages = (*render_pages(studio, Atlas(studio)), *looked_back)
        events = calendar_events(studio)
    downloads = FileGroup(lambda: list_downloads(catalog, templates, settings, histories, editions))
    api = FileGroup(make_api)
    packages = [dataset.package for dataset in catalog.datasets.values()]
    statuses = {package.name: package.status_data for package in packages}
    return Site(
        pages=attach_feeds(pages, [feed.address for feed in feeds], settings.site_name),
        artifacts=(
            *downloads.named,
            *keep_former_files(packages, (*downloads.named, *feeds, *editions)),
            *(archive.artifact for archive in archives),
            *forms.named,
            *write_page_numbers(pages, settings, statuses),
            *chain(feeds, editions, *standard_files.values()),
            *row_files.artifacts(),
            *map(picture_file, checked.pictures),
            *write_calendar(events, settings),
            *api.named,
        ),
        documents=fill_lists(checked.documents, catalog, pages),
        pictures=checked.pictures,
        footer=write_footer(settings),
        withheld=fingerprint_unpublished(checked, catalog, settings) if past else Fingerprints(),
        reviewed=checked.reviewed,
        datasets=list_datasets(catalog.published.values()),
        later=(downloads, forms, api) if is_measured_later() else (),
    )
