"""What every page needs at hand: the catalogue, the regions, the words, and who links where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from suluh.history.editions import History
from suluh.publishing.files_of_types import RowFiles
from suluh.publishing.page_number_files import link_number_files
from suluh.publishing.site_archives import SiteArchive
from suluh.publishing.templates import Templates
from suluh.reading.evaluation_form_list import find_form
from suluh.rendering.feedback import MISTAKES, RECOUNTING, Subject, list_ways
from suluh.rendering.page_context import PageContext
from suluh.rendering.page_words import say_on_page
from suluh.rendering.pages.shared.closed_pages import Closed, Desk, FilledRoom, Room, Sheet
from suluh.rendering.pages.shared.figure_sources import FigureSources, figure_sources
from suluh.rendering.pages.shared.how_counted import GUIDE
from suluh.rendering.pages.shared.shown_cells import Shown, show_cell
from suluh.rendering.subjects import find_subject, name_agency, other_names
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.columns import Places, merge_places
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.package import Field
from suluh.vocabulary.page_numbers import NumbersLater, PageNumbers
from suluh.vocabulary.region import Region, Regions
from suluh.vocabulary.reports import ClearedReport
from suluh.vocabulary.settings import Settings, at_midnight
from suluh.vocabulary.site import Artifact, Link, OpenedPage, Page
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Record
from suluh.words.spoken import speaking

_Room = TypeVar("_Room", bound=Room)


@dataclass(frozen=True)
class Studio:
    """The catalogue with what it takes to show it. Made once for a build."""

    settings: Settings
    catalog: Catalog
    regions: Regions
    environment: Environment
    nomenclature: Mapping[str, str]
    documents: frozenset[str] = frozenset()
    templates: Templates = field(default_factory=Templates)
    forms: Mapping[str, Artifact] = field(default_factory=dict)
    standard_files: Mapping[str, tuple[Artifact, ...]] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    report_histories: Mapping[str, History] = field(default_factory=dict)
    row_files: RowFiles = field(default_factory=RowFiles)
    archives: tuple[SiteArchive, ...] = ()

    def say(self, text: str, /, **values: object) -> str:
        """The text in the site's language, with `%(name)s` from `values`; Markup where one of them is."""
        return say_on_page(self.settings.language, text, values)

    @cached_property
    def home_region(self) -> Region:
        """The governed region, whose site this is."""
        return self.regions[self.settings.wilayah]

    @cached_property
    def province(self) -> Region:
        """The province it lies in, or that it is."""
        return self.regions[self.settings.wilayah.partition(".")[0]]

    @cached_property
    def published_regions(self) -> tuple[Region, ...]:
        """Regions with a page: the province, its kabupaten/kota, the governed region and its parts."""
        home = self.home_region
        found = [self.province, *self.regions.children(self.province.kode)]
        if home not in found:
            found.append(home)
        found.extend(self.regions.within(home.kode))
        return tuple(sorted(set(found), key=lambda region: region.kode))

    @cached_property
    def published_codes(self) -> frozenset[str]:
        """Codes of the regions with a page."""
        return frozenset(region.kode for region in self.published_regions)

    @property
    def threads(self) -> ThreadBook:
        """What was asked, planned, budgeted and done, joined."""
        return self.catalog.threads

    def records(self, standard: str) -> Sequence[Record]:
        """The rows of all published tables of one record type, in order of dataset and row."""
        return self._records.get(standard, ())

    @cached_property
    def _records(self) -> Mapping[str, Sequence[Record]]:
        return self.catalog.all_records()

    def feedback_links(self, here: str, title: str, dataset: Dataset | None, row: str) -> tuple[Link, ...]:
        """Where a reader of this page reports a mistake, asks for data, complains, and reads how."""
        subject = find_subject(self.catalog, here, title, dataset, row)
        return list_ways(subject, self.settings, self.say, MISTAKES if MISTAKES in self.documents else "")

    @cached_property
    def desk(self) -> Desk:
        """What all closed pages may read of the site."""
        own = {name: name if name in self.documents else "" for name in (GUIDE, MISTAKES, RECOUNTING)}
        return Desk(
            at_midnight(self.settings), own[GUIDE], own[MISTAKES], own[RECOUNTING], self.published_codes
        )

    @property
    def figure_sources(self) -> FigureSources:
        """The datasets behind the figures of any page."""
        return figure_sources(self.catalog)

    def subject_at(self, address: str) -> Subject:
        """What messages on the page at the address are about."""
        return find_subject(self.catalog, address, "", None, "")

    def dataset_title(self, name: str) -> str:
        """The title of a published dataset. Raises KeyError for another one."""
        return self.catalog.datasets[name].package.title

    @property
    def recounting(self) -> str:
        """The page that tells how a reader recounts figures; empty on a site that has none."""
        return RECOUNTING if RECOUNTING in self.documents else ""

    def region_address(self, kode: str) -> str:
        """The address of a region's page, or empty where it has none."""
        return f"wilayah/{kode}/" if kode in self.published_codes else ""

    def region_link(self, kode: str) -> Link:
        """A region by its full name, with a link if it has a page; the bare code if unknown."""
        region = self.regions.get(kode)
        return Link(region.full_name if region else kode, self.region_address(kode))

    def agency_link(self, slug: str) -> Link:
        """An agency by its name."""
        agency = self.catalog.agencies.get(slug)
        return Link(agency.nama if agency else slug, f"instansi/{slug}/" if agency else "")

    def agency_short_name(self, slug: str) -> str:
        """An agency's short name where it has one, else its name; the slug of an unknown one."""
        agency = self.catalog.agencies.get(slug)
        return agency.short_name if agency else slug

    def publisher_link(self, dataset: Dataset) -> Link:
        """Who publishes a dataset: its agency, or for shared reference data the named producer."""
        slug = dataset.package.instansi
        return Link(dataset.instansi.nama, f"instansi/{slug}/" if slug in self.catalog.agencies else "")

    def rows_within(self, kode: str) -> dict[str, Places]:
        """Row indices by dataset that name a region or any region within it, in the table's order."""
        found: dict[str, list[Places]] = {}
        for text in self._codes_within(kode):
            for name, rows in self.catalog.rows_of_region.get(text, {}).items():
                found.setdefault(name, []).append(rows)
        return {name: merge_places(parts) for name, parts in found.items()}

    def reports_within(self, kode: str) -> list[ClearedReport]:
        """Reports that name a region or any region within it, newest first."""
        names = {
            report.report.name
            for code in self._codes_within(kode)
            for report in self.catalog.reports_of_region.get(code, ())
        }
        return [report for report in self.catalog.reports if report.report.name in names]

    def _codes_within(self, kode: str) -> Iterable[str]:
        """The code and those below it that anything names. A province's rows are its own."""
        yield kode
        if "." in kode:
            yield from (region.kode for region in self.regions.within(kode))

    def show_cell(self, field: Field, text: str) -> Shown:
        """A cell for people: number in the page's style, state in words, text as submitted."""
        return show_cell(read_cell(field, text), field)

    def datasets_of(self, slug: str) -> list[Dataset]:
        """An agency's datasets by title."""
        return [dataset for dataset in self.catalog.datasets.values() if dataset.package.instansi == slug]

    def reports_of(self, slug: str) -> list[ClearedReport]:
        """An agency's reports, newest first."""
        return [report for report in self.catalog.reports if report.report.instansi == slug]

    def page(  # noqa: PLR0913 - what a page says of itself, by name; most of it seldom
        self,
        address: str,
        *,
        section: str,
        title: str,
        description: str,
        context: Callable[[], PageContext] | Closed[_Room],
        crumbs: tuple[Link, ...] = (),
        simulated: bool = False,
        sources: Iterable[str] = (),
        modified: str = "",
        structured_data: Callable[[], Mapping[str, Any]] | None = None,
        indexed: bool = True,
        searched: bool = True,
        named_only: bool = False,
        agency: str = "",
        numbers: NumbersLater | None = None,
        leads_to: str = "",
    ) -> Page:
        """A page of `section`, its body rendered when it is written.

        `context` makes what its template is filled in with; `Closed` says when such a page stays as it is.
        `sources` are the datasets whose rows it shows; `agency` is the slug of its own, where its address has
        none; `simulated` says that something else on it is invented.
        """
        shown = [
            self.catalog.datasets[name] for name in dict.fromkeys(sources) if name in self.catalog.datasets
        ]
        simulated = simulated or any(dataset.simulated for dataset in shown)
        genuine = tuple(dataset.package.title for dataset in shown if not dataset.simulated)

        def opened() -> OpenedPage:
            files = link_number_files(numbers, address) if numbers else ()
            sheet = Sheet(self.environment, address, title, crumbs, files)
            with speaking(self.settings.language), understanding(self.settings.own_types):
                return self._open(sheet, context)

        return Page(
            address=address,
            section=section,
            title=title,
            description=description,
            body=lambda: opened().draw(),
            crumbs=crumbs,
            simulated=simulated,
            genuine=genuine if simulated else (),
            modified=modified,
            structured_data=structured_data,
            indexed=indexed,
            searched=searched,
            named_only=named_only,
            agency=name_agency(self.catalog, address, agency),
            names=other_names(self.catalog, address),
            numbers=self._spoken(numbers) if numbers else None,
            leads_to=leads_to,
            opened=opened,
        )

    def _open(self, sheet: Sheet, context: Callable[[], PageContext] | Closed[_Room]) -> OpenedPage:
        """A page with what it rests on; with nothing that tells, where its template reads the site."""
        if isinstance(context, Closed):
            room = context.enter()
            return OpenedPage(room, lambda: sheet.draw(room, context.fill))
        made = context()
        if made.drawn_anew:
            site = {"studio": self, "settings": self.settings, "catalog": self.catalog}

            def draw() -> str:
                with speaking(self.settings.language), understanding(self.settings.own_types):
                    return sheet.draw_open(made, site, self.figure_sources, self.desk.guide)

            return OpenedPage(None, draw)
        filled = FilledRoom(self.desk, self.figure_sources, self.subject_at(sheet.here), made)
        return OpenedPage(filled, lambda: sheet.draw(filled, lambda room, _: room.made))

    def form_number(self, plan: str, year: int | None = None) -> str:
        """How the form of evaluation of `renja` or `rkpd` is numbered for this kind of region: `E.81`."""
        return find_form(plan, self.settings.wilayah, year).number

    def render_part(self, here: str, context: PageContext) -> Markup:
        """A part of the page at the address `here`, filled in for itself: it sees nothing of the page."""
        site = {"studio": self, "settings": self.settings, "catalog": self.catalog}
        return Sheet(self.environment, here, "", (), ()).render_part(site, context)

    def _spoken(self, numbers: NumbersLater) -> NumbersLater:
        """The numbers with their words in the site's language, whenever they are made."""

        def make_spoken() -> PageNumbers:
            with speaking(self.settings.language), understanding(self.settings.own_types):
                return numbers.make()

        return replace(numbers, make=make_spoken, more=tuple(map(self._spoken, numbers.more)))
