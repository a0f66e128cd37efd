"""Single activities: what was done where and when, as a list, on the map, month by month, with photos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from suluh.rendering.amounts import short_rupiah, show_amount
from suluh.rendering.charts import Bar, ChartText, draw_bars
from suluh.rendering.environment import show_date, show_size
from suluh.rendering.field_words import SHORT_MONTHS
from suluh.rendering.numbers import format_number, format_rupiah
from suluh.rendering.pages.activity_numbers import activity_numbers
from suluh.rendering.pages.shared.blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.point_maps import MapPoint, point_map
from suluh.vocabulary.cells import pair_entries
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.reports import Report
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record, Thread

SECTION = "kegiatan"
ITEMS_SHOWN = 300
"""How many activities the way in lists; each year's page has all of its own."""
FOLDED_FROM = 40
"""From how many on a list stands folded by months."""
PART_ITEMS = 8


def activity_pages(studio: Studio) -> Iterable[Page]:
    """The way in with all activities, one page for each year, and one for each activity."""
    records = in_order(studio.records(SECTION))
    years = sorted({one.whole("tahun") for one in records})
    yield _list_page(studio, records, years, 0)
    for year in years:
        yield _list_page(studio, [one for one in records if one.whole("tahun") == year], years, year)
    for record in {activity_address(one): one for one in records}.values():
        yield _activity_page(studio, record)


def in_order(records: Iterable[Record]) -> list[Record]:
    """Newest first."""
    return sorted(records, key=lambda one: (one.text("tanggal"), one.text("id_kegiatan")), reverse=True)


def activity_address(record: Record) -> str:
    """Where an activity has its page."""
    return f"{SECTION}/{record.text('tahun')}/{record.text('id_kegiatan')}/"


def activity_items(
    studio: Studio, records: Iterable[Record], *, name_agency: bool = True
) -> list[dict[str, Any]]:
    """Activities as rows, in the order given."""
    return [
        {
            "title": one.text("judul"),
            "address": activity_address(one),
            "note": " · ".join(
                part
                for part in (
                    show_date(one.text("tanggal")),
                    studio.agency_short_name(one.text("instansi")) if name_agency else "",
                    _region_name(studio, one),
                )
                if part
            ),
            "right": _output(one),
            "year": one.text("tahun"),
            "month": _month_name(one.text("tanggal")),
            "agency": one.text("instansi"),
            "region": one.text("kode_wilayah"),
        }
        for one in records
    ]


def activities_of_thread(studio: Studio, thread: Thread) -> PageBlock | None:
    """What was done in the sub kegiatan of a thread; None where nothing was told."""
    own = studio.activities.get(thread.key)
    if not own:
        return None
    return PageBlock(
        id="kegiatan",
        title=studio.say("Kegiatan yang dikerjakan"),
        template="activities_of_thread.html",
        values=activity_items(studio, in_order(own), name_agency=False),
        mark=simulation_mark([thread]),
    )


def activities_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The newest activities of an agency, and how many there are; None where there are none."""
    return _newest(studio, [one for one in studio.records(SECTION) if one.text("instansi") == slug])


def activities_within(studio: Studio, kode: str) -> PageBlock | None:
    """The newest activities in a region or its parts, and how many there are; None where there are none."""
    return _newest(
        studio,
        [
            one
            for one in studio.records(SECTION)
            if one.text("kode_wilayah") == kode or one.text("kode_wilayah").startswith(f"{kode}.")
        ],
    )


def _newest(studio: Studio, records: Sequence[Record]) -> PageBlock | None:
    if not records:
        return None
    newest = in_order(records)[:PART_ITEMS]
    return PageBlock(
        id="kegiatan-dikerjakan",
        title=studio.say("Kegiatan yang dikerjakan"),
        template="newest_activities.html",
        values={"items": activity_items(studio, newest), "count": len(records)},
        mark=simulation_mark(records),
    )


def _month_name(day: str) -> str:
    """The month and year of a date: `Juli 2025`; what is no date as it stands."""
    return show_date(day).partition("\N{NO-BREAK SPACE}")[2] or day


def _region_name(studio: Studio, record: Record) -> str:
    region = studio.regions.get(record.text("kode_wilayah"))
    return region.nama if region else record.text("kode_wilayah")


def _output(record: Record) -> str:
    """The output as number and unit; empty where none was told."""
    return " ".join(part for part in (show_amount(record.number("volume")), record.text("satuan")) if part)


def _list_page(studio: Studio, records: Sequence[Record], years: Sequence[int], year: int) -> Page:
    address = f"{SECTION}/{year}/" if year else f"{SECTION}/"
    title = studio.say("Kegiatan %(year)s", year=year) if year else studio.say("Kegiatan yang dikerjakan")
    return studio.page(
        address,
        "activities.html",
        section=SECTION,
        title=title,
        description=studio.say(
            "Apa yang dikerjakan, di mana, dan kapan: daftar, peta, dan bulan demi bulan."
        ),
        crumbs=(Link(studio.say("Kegiatan yang dikerjakan"), f"{SECTION}/"),) if year else (),
        simulated=any(one.simulated for one in records),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=lambda: _list_context(studio, records, years, year, address),
        numbers=lambda: activity_numbers(records),
    )


def _list_context(
    studio: Studio, records: Sequence[Record], years: Sequence[int], year: int, address: str
) -> dict[str, Any]:
    shown = records if year else records[:ITEMS_SHOWN]
    points = [point for one in records if (point := _point(one, address)) is not None]
    items = activity_items(studio, shown)
    return {
        "year": year,
        "items": items,
        "groups": _by_month(items) if len(items) > FOLDED_FROM else [],
        "count": len(records),
        "places": len({one.text("kode_wilayah") for one in records}),
        "agencies": len({one.text("instansi") for one in records}),
        "people": format_number(_people(records)),
        "uncounted": sum(one.number("penerima_manfaat") is None for one in records),
        "filters": _filters(studio, shown, year),
        "years": [
            {"text": studio.say("Semua tahun"), "address": f"{SECTION}/", "current": not year},
            *({"text": str(one), "address": f"{SECTION}/{one}/", "current": one == year} for one in years),
        ],
        "map": point_map(
            studio.settings.wilayah, studio.regions, points, title=studio.say("Tempat kegiatan di peta")
        ),
        "unplaced": len(records) - len(points),
        "months": _timeline(studio, records, year or max(years, default=0)),
        "month_year": year or max(years, default=0),
        "reports": _reports(studio, year),
        "mark": simulation_mark(records),
    }


def _by_month(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A long list in months, in its own order; the newest stands open."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in items:
        found.setdefault(one["month"], []).append(one)
    return [{"name": name, "items": some} for name, some in found.items()]


def _people(records: Iterable[Record]) -> Decimal:
    return sum((one.number("penerima_manfaat") or Decimal(0) for one in records), Decimal(0))


def _filters(studio: Studio, records: Sequence[Record], year: int) -> list[dict[str, Any]]:
    def group(name: str, label: str, column: str, words: Any) -> dict[str, Any]:
        counts = Counter(one.text(column) for one in records)
        options = [{"value": key, "label": words(key), "count": count} for key, count in counts.items()]
        return {"name": name, "label": label, "options": sorted(options, key=lambda one: str(one["label"]))}

    groups = [
        group("instansi", studio.say("Instansi"), "instansi", studio.agency_short_name),
        group("wilayah", studio.say("Wilayah"), "kode_wilayah", lambda code: studio.region_link(code).text),
    ]
    return groups if year else [group("tahun", studio.say("Tahun"), "tahun", str), *groups]


def _point(record: Record, here: str) -> MapPoint | None:
    latitude, longitude = record.number("lintang"), record.number("bujur")
    if latitude is None or longitude is None:
        return None
    up = "../" * here.count("/")
    name = f"{record.text('judul')}, {show_date(record.text('tanggal'))}"
    return MapPoint(float(longitude), float(latitude), name, up + activity_address(record))


def _timeline(studio: Studio, records: Sequence[Record], year: int) -> Any:
    """How many activities each month of a year had."""
    counts = Counter(one.text("tanggal")[:7] for one in records if one.whole("tahun") == year)
    bars = [
        Bar(studio.say(name), Decimal(counts.get(f"{year}-{number:02d}", 0)))
        for number, name in enumerate(SHORT_MONTHS, start=1)
    ]
    return draw_bars(
        bars if counts else [],
        ChartText(
            title=studio.say("Kegiatan tiap bulan %(year)s", year=year),
            prefix="bulan",
            value_label=studio.say("Kegiatan"),
            category_label=studio.say("Bulan"),
            unit=studio.say("kegiatan"),
        ),
    )


def _reports(studio: Studio, year: int) -> list[dict[str, str]]:
    """Reports in prose of that year, or of all: the same work told in words."""
    return [
        report_item(studio, one.report) for one in studio.catalog.reports if year in (0, one.report.tahun)
    ]


def report_item(studio: Studio, report: Report) -> dict[str, str]:
    """A report as a row."""
    return {
        "title": report.judul,
        "address": f"laporan/{report.name}/",
        "note": studio.agency_link(report.instansi).text,
        "right": show_date(report.tanggal.isoformat()),
        "origin_status": report.status_data.value,
    }


def _activity_page(studio: Studio, record: Record) -> Page:
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
    point = _point(record, address)
    return {
        "record": record,
        "agency": studio.agency_link(record.text("instansi")),
        "region": studio.region_link(record.text("kode_wilayah")),
        "thread": Link(name, thread.address if thread else ""),
        "output": _output(record),
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
