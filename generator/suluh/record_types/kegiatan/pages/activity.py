"""The page of an activity: what was done, by whom, where, with photos and files."""

from __future__ import annotations

from typing import Any

from suluh.record_types.kegiatan.pages.activity_rows import (
    SECTION,
    activity_address,
    find_point,
    output_words,
    report_item,
)
from suluh.record_types.kegiatan.pages.numbers import activity_numbers
from suluh.rendering.amounts import short_rupiah, show_amount
from suluh.rendering.environment import show_date, show_size
from suluh.rendering.numbers import format_rupiah
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.point_maps import point_map
from suluh.vocabulary.cells import pair_entries
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record, Thread


def activity_page(studio: Studio, record: Record) -> Page:
    """The page of one activity."""
    address, year = activity_address(record), record.text("tahun")
    title, day = record.text("judul"), show_date(record.text("tanggal"))
    agency = studio.agency_short_name(record.text("instansi"))
    return studio.page(
        address,
        "activity.html",
        section=SECTION,
        title=f"{title}, {agency} {day}",
        description=f"{title}, {day}.",
        crumbs=(
            Link(studio.say("Kegiatan yang dikerjakan"), f"{SECTION}/"),
            Link(year, f"{SECTION}/{year}/"),
        ),
        simulated=record.simulated,
        modified=record.text("tanggal"),
        context_later=lambda: _activity_context(studio, record, address),
        numbers=lambda: activity_numbers([record]),
    )


def _activity_context(studio: Studio, record: Record, address: str) -> dict[str, Any]:
    code = normalise_code(record.text("kode_sub_kegiatan"))
    thread = studio.threads.thread_of(record)
    name = thread.name if thread else studio.nomenclature.get(code, code)
    point = find_point(record, address)
    return {
        "record": record,
        "agency": studio.agency_link(record.text("instansi")),
        "region": studio.region_link(record.text("kode_wilayah")),
        "thread": Link(name, thread.address if thread else ""),
        "output": output_words(record),
        "people": show_amount(record.number("penerima_manfaat")),
        "price": format_rupiah(price) if (price := record.number("nilai_kontrak")) is not None else "",
        "photos": _photos(studio, record),
        "attachments": _attachments(studio, record),
        "map": point_map(
            studio.settings.wilayah, studio.regions, [point], title=studio.say("Tempat kegiatan di peta")
        )
        if point
        else None,
        "reports": [
            report_item(studio, one.report)
            for one in studio.reports_of(record.text("instansi"))
            if one.report.tahun == record.whole("tahun") and code in map(normalise_code, one.report.kegiatan)
        ],
        "matters": _matters(studio, record, thread),
        "mark": simulation_mark([record]),
    }


def _photos(studio: Studio, record: Record) -> list[dict[str, Any]]:
    """Photos with what is on them, in the order of the row."""
    return [
        {"photo": studio.photos[record.dataset, path], "words": text}
        for path, text in pair_entries(record.text("foto"), record.text("teks_foto"))
        if (record.dataset, path) in studio.photos
    ]


def _attachments(studio: Studio, record: Record) -> list[dict[str, str]]:
    """The PDFs of the row by their titles, with their size."""
    found = []
    for path, title in pair_entries(record.text("lampiran"), record.text("judul_lampiran")):
        file = studio.attachments.get((record.dataset, path))
        if file is not None:
            found.append({"title": title, "address": file.address, "size": show_size(file.size)})
    return found


def _matters(studio: Studio, record: Record, thread: Thread | None) -> list[dict[str, str]]:
    """What does not fit, in plain words."""
    found = []
    if thread is None and studio.threads.threads:
        found.append(
            {
                "judul": studio.say("Tanpa rencana dan anggaran"),
                "isi": studio.say("Sub kegiatannya tidak ada dalam rencana atau anggaran instansi itu."),
            }
        )
    price, budget = record.number("nilai_kontrak"), thread.budget if thread else None
    if price is not None and budget is not None and price > budget:
        found.append(
            {
                "judul": studio.say("Kontrak melebihi anggaran"),
                "isi": studio.say(
                    "Nilai kontrak %(price)s, sedangkan seluruh pagu sub kegiatannya %(budget)s.",
                    price=short_rupiah(price),
                    budget=short_rupiah(budget),
                ),
            }
        )
    if not record.text("tanggal").startswith(record.text("tahun")):
        found.append(
            {
                "judul": studio.say("Tanggal di luar tahunnya"),
                "isi": studio.say("Tanggal kegiatan tidak berada dalam tahun anggarannya."),
            }
        )
    return found
