"""Attendance of civil servants by agency and month: rates of groups, never of persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from suluh.rendering.amounts import as_decimal, show_percent
from suluh.rendering.charts import Bar, ChartText, draw_bars
from suluh.rendering.numbers import format_percent
from suluh.rendering.pages.complaints import group_by
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.words import N_
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.threads import Record

MONTHS = tuple(range(1, 13))
SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("Mei"),
    N_("Jun"),
    N_("Jul"),
    N_("Agu"),
    N_("Sep"),
    N_("Okt"),
    N_("Nov"),
    N_("Des"),
)
STEPS = (90, 95, 98)
"""Limits in per cent between the four shades of a cell; the last shade is the fullest presence."""


def attendance_rate(records: Iterable[Record]) -> Fraction | None:
    """Present person-days of all those due, in per cent; None where none is stated."""
    present = due = Decimal(0)
    for one in records:
        staff, days, there = one.number("pegawai"), one.number("hari_kerja"), one.number("hadir")
        if staff and days and there is not None:
            present += there
            due += staff * days
    return Fraction(present * 100) / Fraction(due) if due else None


def attendance_pages(studio: Studio) -> Iterable[Page]:
    """The newest year, and a page for each year."""
    years: dict[int, list[Record]] = {}
    for record in studio.records("kehadiran"):
        years.setdefault(record.whole("tahun"), []).append(record)
    ordered = dict(sorted(years.items()))
    yield _year_page(studio, ordered, max(ordered, default=0), "kehadiran/")
    for year in ordered:
        yield _year_page(studio, ordered, year, f"kehadiran/{year}/")


def _year_page(studio: Studio, years: Mapping[int, Sequence[Record]], year: int, address: str) -> Page:
    records = years.get(year, ())
    agencies = group_by(records, "instansi")
    crumbs = () if address == "kehadiran/" else (Link(studio.say("Kehadiran"), "kehadiran/"),)

    def context() -> dict[str, Any]:
        months = sorted({one.whole("bulan") for one in records})
        return {
            "year": year,
            "rate": show_percent(attendance_rate(records)),
            "last_month": studio.say(SHORT_MONTHS[months[-1] - 1]) if months else "",
            "absent": show_percent(_absent_share(records)),
            "months": [studio.say(SHORT_MONTHS[one - 1]) for one in months],
            "rows": [_agency_row(studio, slug, some, months) for slug, some in sorted(agencies.items())],
            "steps": STEPS,
            "chart": _chart(studio, agencies),
            "choices": [
                {"text": str(one), "address": f"kehadiran/{one}/", "current": one == year} for one in years
            ],
            "origin": records[0].dataset if records else "",
            "mark": simulation_mark(records),
        }

    return studio.page(
        address,
        "attendance.html",
        section="kehadiran",
        title=" ".join((studio.say("Kehadiran pegawai"), str(year) if crumbs else "")).strip(),
        description=studio.say("Bagian hari kerja yang dihadiri pegawai, menurut instansi dan bulan."),
        crumbs=crumbs,
        simulated=any(one.simulated for one in records),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        numbers=lambda: _numbers(records),
    )


def _absent_share(records: Sequence[Record]) -> Fraction | None:
    absent = sum((one.number("tanpa_keterangan") or Decimal(0)) for one in records)
    due = sum((one.number("pegawai") or 0) * (one.number("hari_kerja") or 0) for one in records)
    return Fraction(absent * 100) / Fraction(due) if due else None


def _agency_row(
    studio: Studio, slug: str, records: Sequence[Record], months: Sequence[int]
) -> dict[str, Any]:
    by_month = {one.whole("bulan"): one for one in records}
    cells = []
    for month in months:
        rate = attendance_rate([by_month[month]]) if month in by_month else None
        step = sum(rate >= limit for limit in STEPS) if rate is not None else None
        cells.append({"text": show_percent(rate), "step": step})
    return {
        "agency": studio.agency_short_name(slug),
        "address": studio.agency_link(slug).address,
        "cells": cells,
        "rate": show_percent(attendance_rate(records)),
    }


def _chart(studio: Studio, agencies: Mapping[str, Sequence[Record]]) -> Any:
    rates = {studio.agency_short_name(slug): attendance_rate(some) for slug, some in agencies.items()}
    bars = [Bar(name, None if rate is None else as_decimal(rate)) for name, rate in rates.items()]
    return draw_bars(
        sorted(bars, key=lambda bar: (bar.value is None, bar.value or Decimal(0), bar.label)),
        ChartText(
            title=studio.say("Bagian hari kerja yang dihadiri"),
            prefix="hadir",
            value_label=studio.say("Kehadiran"),
            category_label=studio.say("Instansi"),
            unit="%",
            show=lambda value: format_percent(value),
        ),
    )


def _numbers(records: Sequence[Record]) -> PageNumbers:
    columns = (
        NumberColumn("tahun", "Tahun"),
        NumberColumn("bulan", "Bulan"),
        NumberColumn("instansi", "Slug instansi"),
        NumberColumn("kehadiran", "Hari orang yang hadir dari semua hari kerja", "persen"),
    )
    rows: list[tuple[Value, ...]] = []
    for one in records:
        rate = attendance_rate([one])
        shown: Value = State.BELUM_DILAPORKAN if rate is None else rate
        rows.append((one.whole("tahun"), one.whole("bulan"), one.text("instansi"), shown))
    return PageNumbers(columns, tuple(rows), tuple(dict.fromkeys(one.dataset for one in records)))
