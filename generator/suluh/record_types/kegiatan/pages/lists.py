"""Single activities: what was done where and when, as a list, on the map, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from suluh.record_types.kegiatan.pages.activity import activity_page
from suluh.record_types.kegiatan.pages.activity_rows import (
    SECTION,
    activity_address,
    activity_items,
    find_point,
    in_order,
    report_item,
)
from suluh.record_types.kegiatan.pages.numbers import activity_numbers
from suluh.rendering.charts import Bar, ChartText, draw_bars
from suluh.rendering.field_words import SHORT_MONTHS
from suluh.rendering.numbers import format_number
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.point_maps import point_map
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record

ITEMS_SHOWN = 300
"""How many activities the way in lists; each year's page has all of its own."""
FOLDED_FROM = 40
"""From how many on a list stands folded by months."""


def activity_pages(studio: Studio) -> Iterable[Page]:
    """The way in with all activities, one page for each year, and one for each activity."""
    records = in_order(studio.records(SECTION))
    years = sorted({one.whole("tahun") for one in records})
    yield _list_page(studio, records, years, 0)
    for year in years:
        yield _list_page(studio, [one for one in records if one.whole("tahun") == year], years, year)
    for record in {activity_address(one): one for one in records}.values():
        yield activity_page(studio, record)


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
    points = [point for one in records if (point := find_point(one, address)) is not None]
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
