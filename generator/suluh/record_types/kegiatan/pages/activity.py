"""The page of an activity: what was done, by whom, where, with photos and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.fact_sources import cell_fact
from suluh.measuring.thread_facts import thread_facts
from suluh.publishing.photo_files import PublishedPhoto
from suluh.record_types.kegiatan.pages.activity_rows import (
    SECTION,
    activity_address,
    find_point,
    output_words,
    report_item,
)
from suluh.record_types.kegiatan.pages.numbers import activity_numbers
from suluh.rendering.environment import show_date, show_size
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Remark, Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.point_maps import point_map
from suluh.rendering.printed_facts import print_amount, print_rupiah, print_short_rupiah
from suluh.vocabulary.cells import pair_entries
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.page_numbers import NumbersLater
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record, Thread


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo with what is on it."""

    photo: PublishedPhoto
    words: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A PDF beside an activity."""

    title: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class ActivityPage(PageContext):
    """What `activity.html` is filled in with."""

    template: ClassVar[str] = "activity.html"
    record: Record
    agency: Link
    region: Link
    thread: Link
    output: str
    people: str
    price: str
    photos: list[ShownPhoto]
    attachments: list[ShownFile]
    map: str | None
    reports: list[Row]
    matters: list[Remark]
    mark: str


def activity_page(studio: Studio, record: Record) -> Page:
    """The page of one activity."""
    address, year = activity_address(record), record.text("tahun")
    title, day = record.text("judul"), show_date(record.text("tanggal"))
    agency = studio.agency_short_name(record.text("instansi"))
    return studio.page(
        address,
        section=SECTION,
        title=f"{title}, {agency} {day}",
        description=f"{title}, {day}.",
        crumbs=(
            Link(studio.say("Kegiatan yang dikerjakan"), f"{SECTION}/"),
            Link(year, f"{SECTION}/{year}/"),
        ),
        sources=(record.dataset,),
        modified=record.text("tanggal"),
        searched=studio.threads.thread_of(record) is None,  # else its sub kegiatan has the same words
        context=lambda: _activity_context(studio, record, address),
        numbers=NumbersLater("kegiatan", lambda: activity_numbers([record])),
    )


def _activity_context(studio: Studio, record: Record, address: str) -> ActivityPage:
    code = normalise_code(record.text("kode_sub_kegiatan"))
    thread = studio.threads.thread_of(record)
    name = thread.name if thread else studio.nomenclature.get(code, code)
    point = find_point(record, address)
    return ActivityPage(
        record=record,
        agency=studio.agency_link(record.text("instansi")),
        region=studio.region_link(record.text("kode_wilayah")),
        thread=Link(name, thread.address if thread else ""),
        output=output_words(record, unlinked=False),
        people=print_amount(cell_fact(record, "penerima_manfaat")),
        price=print_rupiah(cell_fact(record, "nilai_kontrak")),
        photos=_photos(studio, record),
        attachments=_attachments(studio, record),
        map=point_map(
            studio.settings.wilayah, studio.regions, [point], title=studio.say("Tempat kegiatan di peta")
        )
        if point
        else None,
        reports=[
            report_item(studio, report.report)
            for report in studio.reports_of(record.text("instansi"))
            if report.report.tahun == record.whole("tahun")
            and code in map(normalise_code, report.report.kegiatan)
        ],
        matters=_matters(studio, record, thread),
        mark=simulation_mark([record]),
    )


def _photos(studio: Studio, record: Record) -> list[ShownPhoto]:
    """Photos with what is on them, in the order of the row."""
    return [
        ShownPhoto(studio.row_files.photos[record.dataset, path], text)
        for path, text in pair_entries(record.text("foto"), record.text("teks_foto"))
        if (record.dataset, path) in studio.row_files.photos
    ]


def _attachments(studio: Studio, record: Record) -> list[ShownFile]:
    """The PDFs of the row by their titles, with their size."""
    found = []
    for path, title in pair_entries(record.text("lampiran"), record.text("judul_lampiran")):
        file = studio.row_files.attachments.get((record.dataset, path))
        if file is not None:
            found.append(ShownFile(title, file.address, show_size(file.size)))
    return found


def _matters(studio: Studio, record: Record, thread: Thread | None) -> list[Remark]:
    """What does not fit, in plain words."""
    found = []
    if thread is None and studio.threads.threads:
        found.append(
            Remark(
                judul=studio.say("Tanpa rencana dan anggaran"),
                isi=studio.say("Sub kegiatannya tidak ada dalam rencana atau anggaran instansi itu."),
            )
        )
    price, budget = record.number("nilai_kontrak"), thread.budget if thread else None
    if thread is not None and price is not None and budget is not None and price > budget:
        found.append(
            Remark(
                judul=studio.say("Kontrak melebihi anggaran"),
                isi=studio.say(
                    "Nilai kontrak %(price)s, sedangkan seluruh pagu sub kegiatannya %(budget)s.",
                    price=print_short_rupiah(cell_fact(record, "nilai_kontrak")),
                    budget=print_short_rupiah(thread_facts(thread).budget),
                ),
            )
        )
    if not record.text("tanggal").startswith(record.text("tahun")):
        found.append(
            Remark(
                judul=studio.say("Tanggal di luar tahunnya"),
                isi=studio.say("Tanggal kegiatan tidak berada dalam tahun anggarannya."),
            )
        )
    return found
