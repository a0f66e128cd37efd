"""What citizens can ask for: the catalogue of services, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.row_facts import row_facts
from suluh.record_types.layanan.pages.licences import LICENCE_ADDRESS, licence_page, newest_licences
from suluh.record_types.layanan.pages.service_words import (
    ServiceRow,
    fee_words,
    promised_time,
    service_address,
    service_items,
)
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Fact, Filter, count_options
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import (
    NumberColumn,
    NumbersLater,
    PageNumbers,
    Value,
    datasets_behind,
    each_dataset,
)
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record
from suluh.words.saying import N_

_CATALOGUE = (
    ("id_layanan", "Kode layanan"),
    ("nama", "Nama layanan"),
    ("instansi", "Alamat pendek instansi"),
    ("peristiwa", "Peristiwa hidup"),
    ("waktu", "Waktu yang dijanjikan"),
    ("satuan_waktu", "Satuan waktu"),
    ("biaya", "Biaya"),
)


@dataclass(frozen=True, slots=True)
class ServicesPage(PageContext):
    """What `services.html` is filled in with."""

    template: ClassVar[str] = "services.html"
    items: list[ServiceRow]
    count: str
    agencies: str
    free: str
    filters: list[Filter]
    licences: str
    mark: str


@dataclass(frozen=True, slots=True)
class ServicePage(PageContext):
    """What `service.html` is filled in with."""

    template: ClassVar[str] = "service.html"
    agency: Link
    event: str
    time: str
    fee: str
    needs: list[str]
    steps: list[str]
    facts: list[Fact]
    licence: str
    origin: str
    mark: str


@dataclass(frozen=True, slots=True)
class ServicesOfAgency(PageContext):
    """What `services_of_agency.html` is filled in with."""

    template: ClassVar[str] = "services_of_agency.html"
    items: list[ServiceRow]


def service_pages(studio: Studio) -> Iterable[Page]:
    """The catalogue, a page for each service, and the licences."""
    services = studio.records("layanan")
    yield _catalogue_page(studio, services)
    for record in {record.text("id_layanan"): record for record in services}.values():
        yield _service_page(studio, record)
    if studio.records("perizinan"):
        yield licence_page(studio, studio.records("perizinan"))


def services_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """What an agency offers citizens; None where it lists nothing."""
    own = [record for record in studio.records("layanan") if record.text("instansi") == slug]
    if not own:
        return None
    return PageBlock(
        id="layanan",
        title=studio.say("Layanan"),
        context=ServicesOfAgency(service_items(studio, own, name_agency=False)),
        mark=simulation_mark(own),
    )


def _catalogue_page(studio: Studio, records: Sequence[Record]) -> Page:
    def context() -> ServicesPage:
        items = service_items(studio, sorted(records, key=lambda record: record.text("nama")))
        groups = (
            ("peristiwa", N_("Peristiwa hidup"), [item.event for item in items]),
            ("instansi", N_("Instansi"), [item.agency for item in items]),
            ("biaya", N_("Biaya"), [item.free for item in items]),
        )
        facts = row_facts(records, None)
        return ServicesPage(
            items=items,
            count=print_count(facts.count("layanan")),
            agencies=print_count(facts.distinct("layanan_instansi", "instansi")),
            free=print_count(facts.count("layanan_gratis", lambda record: record.number("biaya") == 0)),
            filters=[
                Filter(name, studio.say(label), count_options(values)) for name, label, values in groups
            ],
            licences=LICENCE_ADDRESS if studio.records("perizinan") else "",
            mark=simulation_mark(records),
        )

    return studio.page(
        "layanan/",
        section="layanan",
        title=studio.say("Layanan"),
        description=studio.say("Layanan bagi warga: syarat, biaya, dan waktu yang dijanjikan."),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("layanan", lambda: _catalogue_numbers(records)),
    )


def _catalogue_numbers(records: Sequence[Record]) -> PageNumbers:
    """What is promised of each service, one row for each."""
    return PageNumbers(
        tuple(NumberColumn(name, title) for name, title in _CATALOGUE),
        tuple(_catalogue_row(record) for record in records),
        each_dataset(records),
    )


def _catalogue_row(record: Record) -> tuple[Value, ...]:
    cells: list[Value] = []
    for name, _ in _CATALOGUE:
        if name in ("waktu", "biaya"):
            number = record.number(name)
            cells.append(State.TIDAK_TERSEDIA if number is None else number)
        else:
            cells.append(record.text(name))
    return tuple(cells)


def _service_page(studio: Studio, record: Record) -> Page:
    name, agency = record.text("nama"), studio.agency_link(record.text("instansi"))

    def context() -> ServicePage:
        service = record.text("id_layanan")
        licences = [record for record in studio.records("perizinan") if record.text("id_layanan") == service]
        return ServicePage(
            agency=agency,
            event=record.text("peristiwa"),
            time=promised_time(studio, record),
            fee=fee_words(studio, record),
            needs=_split(record.text("persyaratan")),
            steps=_split(record.text("prosedur")),
            facts=_facts(studio, record),
            licence=newest_licences(studio, licences),
            origin=record.dataset,
            mark=simulation_mark([record]),
        )

    return studio.page(
        service_address(record),
        section="layanan",
        title=name,
        description=studio.say(
            "%(name)s di %(agency)s: syarat, langkah, biaya, dan waktu yang dijanjikan.",
            name=name,
            agency=agency.text,
        ),
        crumbs=(Link(studio.say("Layanan"), "layanan/"),),
        sources=(record.dataset,),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("layanan", lambda: _catalogue_numbers([record])),
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _facts(studio: Studio, record: Record) -> list[Fact]:
    """The other components; what the agency left out says so."""
    names = {
        "produk": N_("Hasil layanan"),
        "tempat": N_("Tempat"),
        "saluran": N_("Saluran"),
        "dasar_hukum": N_("Dasar hukum"),
        "pengaduan": N_("Mengadu ke"),
    }
    return [
        Fact(studio.say(title), record.text(name), record.cell(name).state.value)
        for name, title in names.items()
    ]
