"""The page that offers the data of the whole site, of each agency and of each year in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from suluh.publishing.site_archives import FOLDER, Scope, SiteArchive
from suluh.rendering.environment import show_size
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.facts import EVERYWHERE, NOW, FactMaker, in_year, within
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.site import Link, Page


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """An archive as the page lists it."""

    title: str
    address: str
    size_text: str
    datasets: str
    rows: str
    simulated: bool


@dataclass(frozen=True, slots=True)
class ArchivesPage(PageContext):
    """What `archives.html` is filled in with."""

    template: ClassVar[str] = "archives.html"
    whole: list[ArchiveLine]
    years: list[ArchiveLine]
    agencies: list[ArchiveLine]


def archive_pages(studio: Studio) -> Iterator[Page]:
    """The page of the archives; none on a site without any."""
    if not studio.archives:
        return
    yield studio.page(
        FOLDER,
        section="data",
        title=studio.say("Arsip data"),
        description=studio.say("Semua data situs ini dalam satu berkas, juga per instansi dan per tahun."),
        crumbs=(Link(studio.say("Data"), "data/"),),
        sources=tuple(studio.catalog.datasets),
        context=lambda: ArchivesPage(
            whole=_lines(studio, Scope.WHOLE),
            years=_lines(studio, Scope.YEAR),
            agencies=sorted(_lines(studio, Scope.AGENCY), key=lambda line: line.title),
        ),
    )


def _lines(studio: Studio, scope: Scope) -> list[ArchiveLine]:
    return [_describe(studio, archive) for archive in _of_scope(studio.archives, scope)]


def _of_scope(archives: Iterable[SiteArchive], scope: Scope) -> Iterator[SiteArchive]:
    return (archive for archive in archives if archive.scope is scope)


def _describe(studio: Studio, archive: SiteArchive) -> ArchiveLine:
    agency = studio.catalog.agencies.get(archive.key)
    titles = {
        Scope.WHOLE: studio.say("Semua data"),
        Scope.AGENCY: agency.nama if agency is not None else archive.key,
        Scope.YEAR: archive.key,
    }
    maker = _maker(archive)
    return ArchiveLine(
        titles[archive.scope],
        archive.artifact.address,
        show_size(archive.artifact.size),
        print_count(maker.make("arsip_dataset", archive.datasets), unlinked=True),
        print_count(maker.make("arsip_baris", archive.rows), unlinked=True),
        archive.simulated,
    )


def _maker(archive: SiteArchive) -> FactMaker:
    status = StatusData.SIMULASI if archive.simulated else StatusData.TETAP
    if archive.scope is Scope.YEAR:
        return FactMaker(in_year(int(archive.key)), status=status)
    return FactMaker(NOW, within(("instansi", archive.key)) if archive.key else EVERYWHERE, status)
