"""Public information under UU 14/2008: how to ask, what there is, what is excluded or withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.checking.timeliness import overdue_since
from suluh.publishing.information_lists import list_excluded_information
from suluh.reading.deadlines import find_deadlines, working_days
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Column, Filter, FilterOption
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.disclosure import Tombstone
from suluh.vocabulary.facts import NOW, FactMaker
from suluh.vocabulary.package import JenisInformasi, Table
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_

KINDS = {
    JenisInformasi.BERKALA: N_("Berkala"),
    JenisInformasi.SERTA_MERTA: N_("Serta-merta"),
    JenisInformasi.SETIAP_SAAT: N_("Setiap saat"),
}
KIND_NOTES = {
    JenisInformasi.BERKALA: N_("diumumkan rutin, paling lama tiap %(months)s bulan"),
    JenisInformasi.SERTA_MERTA: N_("diumumkan seketika, bila menyangkut keselamatan orang banyak"),
    JenisInformasi.SETIAP_SAAT: N_("selalu tersedia bila diminta"),
}
DIK_NAMES = (
    *(N_("Nomor"), N_("Judul"), N_("Jenis"), N_("Dasar hukum"), N_("Konsekuensi bila dibuka")),
    *(N_("Jangka waktu"), N_("Penguasa")),
)


@dataclass(frozen=True, slots=True)
class InformationCounts:
    """How much is public, and how much is excluded."""

    public: str
    excluded: str


@dataclass(frozen=True, slots=True)
class PublicListPage(PageContext):
    """What `dip.html` is filled in with."""

    template: ClassVar[str] = "dip.html"
    items: list[InformationItem]
    count: str
    filters: list[Filter]
    kinds: list[InformationKind]
    files: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExcludedListPage(PageContext):
    """What `dik.html` is filled in with."""

    template: ClassVar[str] = "dik.html"
    columns: list[Column]
    rows: Sequence[tuple[str, ...]]
    files: tuple[str, str]


@dataclass(frozen=True, slots=True)
class InformationKind:
    """A class of information and what it means."""

    term: str
    content: str


@dataclass(frozen=True, slots=True)
class InformationItem:
    """A dataset or report in the list of public information."""

    title: str
    address: str
    holder: str
    when: str
    form: str
    kind: str
    overdue: str


@dataclass(frozen=True, slots=True)
class TombstonePage(PageContext):
    """What `tombstone.html` is filled in with."""

    template: ClassVar[str] = "tombstone.html"
    stone: Tombstone
    agency: Link


@dataclass(frozen=True, slots=True)
class OfficePage(PageContext):
    """What `ppid.html` is filled in with."""

    template: ClassVar[str] = "ppid.html"
    office: Mapping[str, str]
    counts: InformationCounts
    days: Mapping[str, int]


def information_pages(studio: Studio) -> Iterable[Page]:
    """The PPID's page, its two lists, and a tombstone for each dataset that was withdrawn."""
    yield _office_page(studio)
    yield _public_list(studio)
    yield _excluded_list(studio)
    for stone in studio.catalog.tombstones:
        yield _tombstone_page(studio, stone)


def information_kind(studio: Studio, kind: JenisInformasi) -> str:
    """The class of information in words for people."""
    return studio.say(KINDS[kind])


def overdue_words(studio: Studio, dataset: Dataset) -> str:
    """When the next issue was due, where it is late; else empty."""
    agency = studio.catalog.agencies.get(dataset.package.instansi)
    due = overdue_since(dataset.package, agency, studio.settings.as_of.day)
    return due.isoformat() if due is not None else ""


def _office_page(studio: Studio) -> Page:
    return studio.page(
        "ppid/",
        section="beranda",
        title=studio.say("Informasi publik"),
        description=studio.say(
            "Cara meminta informasi publik, mengajukan keberatan, dan menyelesaikan sengketa di %(name)s.",
            name=studio.home_region.full_name,
        ),
        context=lambda: OfficePage(
            office=studio.settings.ppid,
            counts=_counts(studio),
            days=working_days("permintaan_informasi", studio.settings.as_of.year),
        ),
    )


def _counts(studio: Studio) -> InformationCounts:
    return InformationCounts(
        public=_print_public(len(studio.catalog.datasets) + len(studio.catalog.reports)),
        excluded=print_count(
            FactMaker(NOW).make("informasi_dikecualikan", len(studio.catalog.excluded)), unlinked=True
        ),
    )


def _print_public(count: int) -> str:
    return print_count(FactMaker(NOW).make("informasi_terbuka", count))


def _public_list(studio: Studio) -> Page:
    def list_items() -> PublicListPage:
        items = [*_dataset_items(studio), *_report_items(studio)]
        counted = Counter(item.kind for item in items)
        options = [FilterOption(value=name, label=name, count=counted[name]) for name in sorted(counted)]
        filters = [Filter(name="jenis", label=studio.say("Jenis informasi"), options=options)]
        interval = find_deadlines("informasi_berkala", studio.settings.as_of.year)
        months = interval.content["months"] if interval else "-"
        notes = [
            InformationKind(term=studio.say(KINDS[jenis_informasi]), content=studio.say(note, months=months))
            for jenis_informasi, note in KIND_NOTES.items()
        ]
        return PublicListPage(
            items=items,
            count=_print_public(len(items)),
            filters=filters,
            kinds=notes,
            files=("ppid/dip/dip.csv", "ppid/dip/dip.xlsx"),
        )

    return studio.page(
        "ppid/dip/",
        section="beranda",
        title=studio.say("Daftar Informasi Publik"),
        description=studio.say(
            "Semua informasi yang diterbitkan: isi, penguasa, waktu, bentuk, dan jenisnya."
        ),
        crumbs=(Link(studio.say("Informasi publik"), "ppid/"),),
        context=list_items,
    )


def _dataset_items(studio: Studio) -> Iterable[InformationItem]:
    for dataset in studio.catalog.datasets.values():
        package = dataset.package
        yield InformationItem(
            title=package.title,
            address=f"data/{dataset.name}/",
            holder=dataset.instansi.nama,
            when=package.text("periode"),
            form=studio.say("CSV, XLSX, JSON"),
            kind=information_kind(studio, package.jenis_informasi),
            overdue=overdue_words(studio, dataset),
        )


def _report_items(studio: Studio) -> Iterable[InformationItem]:
    for cleared in studio.catalog.reports:
        report = cleared.report
        yield InformationItem(
            title=report.judul,
            address=f"laporan/{report.name}/",
            holder=studio.agency_link(report.instansi).text,
            when=show_date(report.tanggal),
            form=studio.say("Halaman"),
            kind=information_kind(studio, report.jenis_informasi),
            overdue="",
        )


def _excluded_list(studio: Studio) -> Page:
    def list_items() -> ExcludedListPage:
        table: Table = list_excluded_information(studio.catalog)
        columns = [Column(name=studio.say(name), code=name == DIK_NAMES[0]) for name in DIK_NAMES]
        return ExcludedListPage(
            columns=columns, rows=table.rows, files=("ppid/dik/dik.csv", "ppid/dik/dik.xlsx")
        )

    return studio.page(
        "ppid/dik/",
        section="beranda",
        title=studio.say("Informasi yang dikecualikan"),
        description=studio.say("Apa yang tidak diumumkan, atas dasar hukum apa, dan sampai kapan."),
        crumbs=(Link(studio.say("Informasi publik"), "ppid/"),),
        context=list_items,
    )


def _tombstone_page(studio: Studio, stone: Tombstone) -> Page:
    address = f"data/{stone.name}/"
    return studio.page(
        address,
        section="data",
        title=stone.title,
        description=studio.say("Dataset ini ditarik pada %(date)s.", date=show_date(stone.date)),
        crumbs=(Link(studio.say("Data"), "data/"),),
        modified=stone.date.isoformat(),
        indexed=False,
        context=lambda: TombstonePage(
            stone=stone,
            agency=studio.agency_link(stone.instansi),
        ),
    )
