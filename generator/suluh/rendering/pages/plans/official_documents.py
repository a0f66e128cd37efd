"""Lists of official documents: the region's own, each year's, and what an agency's page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from suluh.reading.document_kinds import load_document_groups, load_document_kinds
from suluh.rendering.environment import show_date
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice, Filter, FilterOption
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.documents import PlanDocument, name_sources, read_document
from suluh.vocabulary.facts import NOW, FactMaker, in_year
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, Value
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.site import Link, Page
from suluh.words.saying import N_

FILTERED_FROM = 8
"""From how many documents on a list can be narrowed."""

FOLDED_FROM = 40
"""From how many on they stand folded by their kind."""

_STATUS = {
    "rancangan": ("netral", N_("Rancangan")),
    "berlaku": ("selesai", N_("Berlaku")),
    "diubah": ("ditunda", N_("Sudah diubah")),
    "dicabut": ("ditolak", N_("Dicabut")),
}
_FILTERS = {
    "kelompok": N_("Kelompok"),
    "jenis": N_("Jenis"),
    "tahun": N_("Tahun"),
    "instansi": N_("Instansi"),
}
_COLUMNS = (
    NumberColumn("id_dokumen", "Kode dokumen"),
    NumberColumn("jenis", "Jenis dokumen"),
    NumberColumn("judul", "Judul"),
    NumberColumn("nomor", "Nomor"),
    NumberColumn("tanggal", "Tanggal ditetapkan"),
    NumberColumn("tahun_awal", "Tahun pertama"),
    NumberColumn("tahun_akhir", "Tahun terakhir"),
    NumberColumn("instansi", "Alamat pendek instansi; kosong untuk dokumen daerah"),
    NumberColumn("tanggal_terbit", "Tanggal diumumkan"),
    NumberColumn("tautan", "Alamat dokumennya"),
)


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """A document in a list."""

    title: str
    address: str
    note: str
    agency: Link
    chip: tuple[str, str] | None
    readable: bool
    simulated: bool
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocumentsPage(PageContext):
    """What `official_documents.html` is filled in with."""

    template: ClassVar[str] = "official_documents.html"
    items: list[DocumentItem]
    count: str
    readable: str
    filters: list[Filter]
    groups: list[DocumentGroup]
    year: int
    choices: list[Choice]
    mark: str


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents of one kind."""

    name: str
    count: str
    items: list[DocumentItem]


def document_pages(studio: Studio) -> Iterable[Page]:
    """The region's own documents, and one page for each year with all that are about it."""
    everything = official_documents(studio)
    if not everything:
        return
    yield _page(
        studio,
        "rencana/dokumen/",
        [document for document in everything if not document.agency],
        studio.say("Dokumen daerah"),
        studio.say("RPJMD, RKPD, APBD, dan laporan pertanggungjawaban daerah, dengan tautannya."),
    )
    for year in document_years(everything):
        yield _page(
            studio,
            f"rencana/dokumen/{year}/",
            [document for document in everything if document.covers(year)],
            studio.say("Dokumen %(year)s", year=str(year)),
            studio.say("Dokumen daerah dan semua instansi yang berlaku tahun %(year)s.", year=str(year)),
            year=year,
        )


def document_years(documents: Iterable[PlanDocument]) -> list[int]:
    """The years that yearly documents are about, newest first."""
    return sorted(
        {document.since for document in documents if document.since == document.until}, reverse=True
    )


def _page(
    studio: Studio, address: str, some: Sequence[PlanDocument], title: str, description: str, *, year: int = 0
) -> Page:
    def context() -> DocumentsPage:
        items = [document_item(studio, document) for document in some]
        years = document_years(official_documents(studio))
        simulated = any(document.simulated for document in some)
        status = StatusData.SIMULASI if simulated else StatusData.TETAP
        maker = FactMaker(in_year(year) if year else NOW, status=status)
        readable = sum(bool(document.link) for document in some)
        return DocumentsPage(
            items=items,
            count=print_count(maker.make("dokumen_tercatat", len(some))),
            readable=print_count(maker.make("dokumen_bertautan", readable)),
            filters=_filters(studio, items),
            groups=_groups(some, items, maker) if len(items) > FOLDED_FROM else [],
            year=year,
            choices=[
                Choice(text=str(number), address=f"rencana/dokumen/{number}/", current=number == year)
                for number in years
            ],
            mark="simulasi" if simulated else "",
        )

    crumbs = [Link(studio.say("Rencana"), "rencana/")]
    if year:
        crumbs.append(Link(studio.say("Dokumen"), "rencana/dokumen/"))
    return studio.page(
        address,
        section="rencana",
        title=title,
        description=description,
        crumbs=tuple(crumbs),
        sources=name_sources(some),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater.of("dokumen", _numbers, some),
    )


@remembered
def official_documents(studio: Studio) -> tuple[PlanDocument, ...]:
    """Plans, budgets and reports that were listed, newest first."""
    found = (read_document(record) for record in studio.records("dokumen"))
    return tuple(
        sorted(found, key=lambda document: (-document.since, document.kind, document.agency, document.id))
    )


def document_item(studio: Studio, document: PlanDocument) -> DocumentItem:
    """A document in a list. The link of an example leads nowhere and is not offered."""
    kind = load_document_kinds(document.since).get(document.kind) or load_document_kinds().get(document.kind)
    title = studio.say(kind.title) if kind else document.kind
    agency = studio.agency_link(document.agency) if document.agency else Link(studio.say("Daerah"))
    period = str(document.since) if document.since == document.until else f"{document.since}–{document.until}"
    day = studio.say("ditetapkan %(date)s", date=show_date(document.day.isoformat())) if document.day else ""
    number = studio.say("Nomor %(number)s", number=document.number) if document.number else ""
    status, words = _STATUS.get(document.status, ("", ""))
    group = load_document_groups()[kind.group] if kind else ""
    return DocumentItem(
        title=document.title,
        address="" if document.simulated else document.link,
        note=" · ".join(part for part in (number, day) if part),
        agency=agency,
        chip=(status, studio.say(words)) if status else None,
        readable=bool(document.link),
        simulated=document.simulated,
        keys={
            "kelompok": studio.say(group) if group else "",
            "jenis": title,
            "tahun": period,
            "instansi": studio.agency_short_name(document.agency)
            if document.agency
            else studio.say("Daerah"),
        },
    )


def _filters(studio: Studio, items: Sequence[DocumentItem]) -> list[Filter]:
    if len(items) < FILTERED_FROM:
        return []
    groups = []
    for name, label in _FILTERS.items():
        counts = Counter(item.keys[name] for item in items if item.keys[name])
        if len(counts) > 1:
            options = [
                FilterOption(value=key, label=key, count=count) for key, count in sorted(counts.items())
            ]
            groups.append(Filter(name=name, label=studio.say(label), options=options))
    return groups


def _groups(
    some: Sequence[PlanDocument], items: Sequence[DocumentItem], maker: FactMaker
) -> list[DocumentGroup]:
    """The documents by kind, in the order of the kinds."""
    found: dict[str, list[DocumentItem]] = {}
    for document, item in zip(some, items, strict=True):
        found.setdefault(document.kind, []).append(item)
    counts = {
        kind: maker.inside(("jenis", kind)).make("dokumen_tercatat", len(of_kind))
        for kind, of_kind in found.items()
    }
    return [
        DocumentGroup(
            name=of_kind[0].keys["jenis"], count=print_count(counts[kind], unlinked=True), items=of_kind
        )
        for kind, of_kind in found.items()
    ]


def _numbers(some: Sequence[PlanDocument]) -> PageNumbers:
    rows = [
        (
            *(
                document.id,
                document.kind,
                document.title,
                document.number,
                _day(document.day),
                document.since,
                document.until,
                document.agency,
            ),
            *(_day(document.published), document.link or State.TIDAK_TERSEDIA),
        )
        for document in some
    ]
    sources = (() if document.record is None else (document.record.dataset,) for document in some)
    return PageNumbers(_COLUMNS, tuple(rows), tuple(sources))


def _day(day: date | None) -> Value:
    return State.TIDAK_TERSEDIA if day is None else str(day.isoformat())


def agency_documents(studio: Studio, slug: str) -> list[DocumentItem]:
    """An agency's own documents, newest first."""
    return [
        document_item(studio, official_document)
        for official_document in official_documents(studio)
        if official_document.agency == slug
    ]
