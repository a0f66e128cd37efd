"""The recipe on one screen: from files to a `Site`, a value that touched no disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from secrets import token_bytes

from suluh.checking.project import Checked
from suluh.clearing.classification import clear_package, clear_report
from suluh.clearing.exclusions import list_exclusions
from suluh.clearing.withheld_values import fingerprint_withheld
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.edition_cache import open_cache
from suluh.history.editions import History
from suluh.history.report_versions import read_report_histories
from suluh.history.versions import read_all_versions
from suluh.linking.catalog import join_catalog
from suluh.measuring.evaluation import evaluate_agency, evaluate_region, list_evaluations
from suluh.measuring.renstra_evaluation import evaluate_renstra
from suluh.publishing.artifacts import only_named
from suluh.publishing.attachments import publish_attachments
from suluh.publishing.calendar_file import write_calendar
from suluh.publishing.catalog_file import write_catalog_files
from suluh.publishing.csv_file import write_csv
from suluh.publishing.distributions import write_distributions
from suluh.publishing.edition_files import write_edition_files
from suluh.publishing.evaluation_files import File, keep_file, make_evaluation_files
from suluh.publishing.feeds import write_feeds
from suluh.publishing.files_of_types import records_with_files, write_of_types
from suluh.publishing.former_files import keep_former_files
from suluh.publishing.inventory import list_datasets
from suluh.publishing.page_numbers import write_page_numbers
from suluh.publishing.photos import publish_photos
from suluh.publishing.picture_files import picture_file
from suluh.publishing.public_information import write_information_lists
from suluh.publishing.renstra_files import make_renstra_files
from suluh.publishing.report_form import own_words
from suluh.publishing.standard_files import write_standard_files
from suluh.publishing.templates import Templates, write_templates
from suluh.publishing.whole_check import check_whole
from suluh.reading.git_answers import GitSilentError
from suluh.reading.paths import relative_path
from suluh.reading.standards import list_standards
from suluh.rendering.environment import make_environment, show_date
from suluh.rendering.pages.data.histories import attach_feeds, history_pages
from suluh.rendering.pages.data.redirects import redirect_pages
from suluh.rendering.pages.plans.release_calendar import calendar_events
from suluh.rendering.pages.regions.maps_of_regions import Atlas
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.site_pages import render_pages
from suluh.rendering.words import speaking
from suluh.sharing import share_out
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.findings import Finding, Place, has_errors, in_reading_order
from suluh.vocabulary.fingerprints import Fingerprints
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER, with_own_types
from suluh.vocabulary.package import ClearedPackage, StatusData
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Site

UNKNOWN = ("S016", "V015", "V019", "V020")
"""Findings that forbid to publish anything: what was withdrawn, or what lies in the cache, is not known."""


def build_site(settings: Settings) -> tuple[Site | None, Checked]:
    """Check, clear, link, publish, render. No site where errors stop it.

    With `keep_going` only those of the settings do (U): there is no submission that could be withheld.
    """
    checked = check_whole(settings)
    if is_stopped(settings, checked):
        return None, checked
    return make_site(settings, checked)


def is_stopped(settings: Settings, checked: Checked) -> bool:
    """Whether what was found stops a build: errors, or with `keep_going` those of no submission alone."""
    grave = [one for one in checked.findings if not settings.keep_going or _is_of_settings(one)]
    return has_errors(grave) or any(one.code in UNKNOWN for one in checked.findings)


def _is_of_settings(finding: Finding) -> bool:
    """Whether it is about the site's settings or a record type of its own, and so nobody's submission."""
    return finding.code.startswith("U") or finding.place.path.startswith(f"{OWN_TYPES_FOLDER}/")


@with_own_types
def announce_site(settings: Settings, checked: Checked) -> Site:
    """The site with every page and the name of every download, of which none is made. Raises GitSilentError.

    It takes a small part of the time. What only the past or much work would tell is left out: earlier
    editions, evaluation forms, photos and attachments, and fingerprints of what is withheld.
    """
    with only_named():
        return _make_site(settings, checked, announced=True, prune=False)[0]


@with_own_types
def make_site(settings: Settings, checked: Checked, *, prune: bool = True) -> tuple[Site | None, Checked]:
    """Clear, link, publish and render what was checked; V020 and no site where git does not tell the past.

    With `prune` what no edition needs any more is removed from the cache: for whoever holds the lock alone.
    """
    try:
        return _make_site(settings, checked, prune=prune)
    except GitSilentError as silent:
        place = Place(relative_path(settings.root, settings.datasets_dir))
        untold = silent.finding("V020", place)
        return None, replace(checked, findings=tuple(in_reading_order([*checked.findings, untold])))


def _make_site(
    settings: Settings, checked: Checked, *, announced: bool = False, prune: bool = False
) -> tuple[Site, Checked]:
    catalog = make_catalog(settings, checked)
    templates = write_templates(catalog, checked.regions, settings)
    told = catalog.all_records()
    evaluations = () if announced else _evaluation_forms(catalog, checked, settings)
    forms = {file.address: file for file in (*evaluations, *write_of_types(catalog, settings))}
    standard_files = {
        name: write_standard_files(name, told.get(name, ()), settings) for name in list_standards()
    }
    illustrated = () if announced else records_with_files(catalog)
    attachments = publish_attachments(illustrated, catalog.datasets, settings)
    photos = publish_photos(illustrated, catalog.datasets, settings)
    published = () if announced else [one.report for one in catalog.reports]
    studio = Studio(
        settings=settings,
        catalog=catalog,
        regions=checked.regions,
        environment=make_environment(settings.language),
        nomenclature=checked.nomenclature,
        documents=frozenset(one.address for one in checked.documents),
        templates=templates,
        forms=forms,
        standard_files=standard_files,
        report_histories=read_report_histories(settings, published),
        photos=photos,
        attachments=attachments,
    )
    histories = {} if announced else _histories(settings, checked, catalog, prune=prune)
    names = {region.kode: region.full_name for region in studio.published_regions}
    feeds = write_feeds(catalog, {**histories, **studio.report_histories}, settings, names, studio.say)
    with speaking(settings.language):
        looked_back = (*history_pages(studio, histories), *redirect_pages(studio, histories))
        pages = (*render_pages(studio, Atlas(studio)), *looked_back)
        events = calendar_events(studio)
    numbers = [one for page in pages for one in write_page_numbers(page, settings)]
    past = (*feeds, *write_edition_files(histories, settings))
    downloads = tuple(_artifacts(catalog, templates, settings))
    packages = [one.package for one in catalog.datasets.values()]
    site = Site(
        pages=attach_feeds(pages, [one.address for one in feeds], settings.site_name),
        artifacts=(
            *downloads,
            *keep_former_files(packages, (*downloads, *past)),
            *forms.values(),
            *numbers,
            *past,
            *chain(*standard_files.values()),
            *{file.address: file for file in attachments.values()}.values(),
            *{file.address: file for one in photos.values() for file in one.artifacts}.values(),
            *map(picture_file, checked.pictures),
            *write_calendar(events, settings),
        ),
        documents=tuple(checked.documents),
        pictures=checked.pictures,
        footer=_footer(settings),
        withheld=Fingerprints() if announced else _withheld(checked, catalog, settings),
        reviewed=checked.reviewed,
        datasets=list_datasets(catalog.datasets.values()),
    )
    return site, checked


@with_own_types
def make_catalog(settings: Settings, checked: Checked) -> Catalog:
    """All that is cleared for publication, joined."""
    cleared = [one for one in map(clear_package, checked.valid) if one is not None]
    reports = [one for one in map(clear_report, checked.reports) if one is not None]
    versions = read_all_versions(settings.root, [one.package.folder for one in cleared], settings.zone)
    datasets = []
    for one in cleared:
        publisher = _publisher(one, checked)
        datasets.append(
            Dataset(
                cleared=one,
                instansi=publisher,
                distributions=write_distributions(one, publisher, settings),
                versions=versions.get(one.package.folder, ()),
            )
        )
    return join_catalog(
        datasets,
        agencies=checked.agencies,
        agencies_simulated=any(
            one.package.name == checked.agencies_package and one.package.status_data is StatusData.SIMULASI
            for one in cleared
        ),
        reports=reports,
        withheld=(*checked.invalid, *checked.withheld_reports),
        names=checked.nomenclature,
        excluded=list_exclusions(checked.valid, checked.reports, checked.agencies),
        tombstones=checked.tombstones,
        report_tombstones=checked.report_tombstones,
    )


def _histories(settings: Settings, checked: Checked, catalog: Catalog, *, prune: bool) -> dict[str, History]:
    """Earlier editions of every published dataset."""
    packages = {one.package.name: one.package for one in checked.valid}
    pasts = [Past(packages[name], one.cleared) for name, one in catalog.datasets.items()]
    others = [one for name, one in packages.items() if name not in catalog.datasets]
    cache = open_cache(settings)
    histories = read_histories(settings, pasts, write_csv, others, cache=cache)
    if prune:
        cache.prune()
    return histories


def _publisher(cleared: ClearedPackage, checked: Checked) -> Instansi:
    """The agency of a dataset; for shared reference data its declared producer."""
    package = cleared.package
    agency = checked.agencies.get(package.instansi)
    return agency or Instansi(slug=package.instansi, nama=package.text("produsen"), jenis="lainnya")


def _artifacts(catalog: Catalog, templates: Templates, settings: Settings) -> Iterable[Artifact]:
    for dataset in catalog.datasets.values():
        yield from (one.artifact for one in dataset.distributions)
    yield from write_catalog_files(catalog, settings)
    yield from write_information_lists(catalog, settings)
    yield from templates.artifacts()


def _evaluation_forms(catalog: Catalog, checked: Checked, settings: Settings) -> Iterable[Artifact]:
    """Form E.81 of every agency and quarter and E.60 of every quarter, as CSV and XLSX."""
    book, titles = catalog.threads, checked.nomenclature
    keys = list_evaluations(book)
    quarters = sorted({key[:2] for key in keys})
    agencies = {slug: agency.nama for slug, agency in catalog.agencies.items()}
    region = checked.regions[settings.wilayah].full_name

    def make(number: int) -> tuple[File, ...]:
        if number < len(quarters):
            year, quarter = quarters[number]
            form = evaluate_region(book, tahun=year, triwulan=quarter, names=titles)
        else:
            year, quarter, slug = keys[number - len(quarters)]
            form = evaluate_agency(book, slug, tahun=year, triwulan=quarter, names=titles)
        return make_evaluation_files(form, agencies, settings, region=region)

    plans = sorted({(key.tahun, key.instansi) for key, one in book.threads.items() if one.rencana})

    def make_renstra(number: int) -> tuple[File, ...]:
        year, slug = plans[number]
        return make_renstra_files(
            evaluate_renstra(book, slug, tahun=year, names=titles),
            year=year,
            slug=slug,
            whose=agencies.get(slug, slug),
            simulated=any(one.simulated for one in book.select(year, slug)),
            settings=settings,
        )

    for files in share_out(len(plans), make_renstra):
        yield from map(keep_file, files)
    for files in share_out(len(quarters) + len(keys), make):
        yield from map(keep_file, files)


def _withheld(checked: Checked, catalog: Catalog, settings: Settings) -> Fingerprints:
    """What was submitted and may not come out, for the last look at the finished site."""
    public = (
        *(text for region in checked.regions.values() for text in (region.kode, region.nama)),
        *(text for slug, agency in checked.agencies.items() for text in (slug, agency.nama)),
        *(text for code_and_name in checked.nomenclature.items() for text in code_and_name),
        *(document.text for document in checked.documents),
        *(
            text
            for one in catalog.reports
            for text in (one.report.judul, one.report.ringkasan, one.report.body)
        ),
        settings.site_name,
        settings.site_description,
        *own_words(),
    )
    cleared = [dataset.cleared for dataset in catalog.datasets.values()]
    return fingerprint_withheld(checked.valid, cleared, checked.reports, public, token_bytes(32))


def _footer(settings: Settings) -> dict[str, str]:
    return {
        "versi": settings.build_time.date().isoformat(),
        "tanggal": show_date(settings.build_time.date(), settings.language),
        "kontak": settings.kontak,
        "repositori": settings.repositori,
    }
