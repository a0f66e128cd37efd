"""Pages of attendance: the newest year, each year, and what an agency's page tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from suluh.measuring.groups import group_by
from suluh.measuring.row_facts import RowFacts, row_facts
from suluh.record_types.kehadiran.measures import absent_share, attendance_rate
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import bar_of, draw_bars
from suluh.rendering.field_words import SHORT_MONTHS
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.parts import Choice
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_percent
from suluh.vocabulary.facts import Fact
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
from suluh.words.numbers import format_percent

SECTION = "kehadiran"
STEPS = (90, 95, 98)
"""Limits in per cent between the four shades of a cell; the last shade is the fullest presence."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """An agency's rate in a month, and its shade from 0; no shade where it was not reported."""

    text: str
    step: int | None


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency's rates in the months of a year, and over all of them."""

    agency: str
    address: str
    rate: str
    cells: list[MonthCell]


@dataclass(frozen=True, slots=True)
class YearOfAttendance(PageContext):
    """What the page of an agency tells of its newest year."""

    template: ClassVar[str] = "attendance_of_agency.html"
    year: int
    rate: str
    address: str


@dataclass(frozen=True, slots=True)
class AttendancePage(PageContext):
    """What `attendance.html` is filled in with."""

    template: ClassVar[str] = "attendance.html"
    year: int
    rate: str
    last_month: str
    absent: str
    months: list[str]
    rows: list[AgencyRow]
    steps: tuple[int, ...]
    chart: str
    choices: list[Choice]
    origin: str
    mark: str


def attendance_pages(studio: Studio) -> Iterable[Page]:
    """The newest year, and a page for each year."""
    years: dict[int, list[Record]] = {}
    for record in studio.records("kehadiran"):
        years.setdefault(record.whole("tahun"), []).append(record)
    ordered = dict(sorted(years.items()))
    yield _year_page(studio, ordered, max(ordered, default=0), f"{SECTION}/")
    for year in ordered:
        yield _year_page(studio, ordered, year, _address_of(year))


def attendance_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The newest year of an agency; None where it sent none."""
    records = [record for record in studio.records("kehadiran") if record.text("instansi") == slug]
    if not records:
        return None
    year = max(record.whole("tahun") for record in records)
    own = [record for record in records if record.whole("tahun") == year]
    rate = _rate(row_facts(own, year, ("instansi", slug)))
    return PageBlock(
        id="aduan",
        title=studio.say("Aduan dan kehadiran"),
        context=YearOfAttendance(year, print_percent(rate), _address_of(year)),
        mark=simulation_mark(records),
    )


def _address_of(year: int) -> str:
    return f"{SECTION}/{year}/"


def _year_page(studio: Studio, years: Mapping[int, Sequence[Record]], year: int, address: str) -> Page:
    records = years.get(year, ())
    crumbs = () if address == f"{SECTION}/" else (Link(studio.say("Kehadiran"), f"{SECTION}/"),)
    return studio.page(
        address,
        section=SECTION,
        title=" ".join((studio.say("Kehadiran pegawai"), str(year) if crumbs else "")).strip(),
        description=studio.say("Bagian hari kerja yang dihadiri pegawai, menurut instansi dan bulan."),
        crumbs=crumbs,
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=lambda: _year_context(studio, years, year),
        numbers=NumbersLater("kehadiran", lambda: _numbers(records)),
    )


def _year_context(studio: Studio, years: Mapping[int, Sequence[Record]], year: int) -> AttendancePage:
    records = years.get(year, ())
    agencies = group_by(records, "instansi")
    months = sorted({record.whole("bulan") for record in records})
    facts = row_facts(records, year)
    return AttendancePage(
        year=year,
        rate=print_percent(_rate(facts)),
        last_month=studio.say(SHORT_MONTHS[months[-1] - 1]) if months else "",
        absent=print_percent(facts.make("tanpa_keterangan", absent_share(records))),
        months=[studio.say(SHORT_MONTHS[month - 1]) for month in months],
        rows=[
            _agency_row(studio, slug, row_facts(own, year, ("instansi", slug)), months)
            for slug, own in sorted(agencies.items())
        ],
        steps=STEPS,
        chart=_chart(studio, year, agencies),
        choices=[Choice(str(other), _address_of(other), other == year) for other in years],
        origin=records[0].dataset if records else "",
        mark=simulation_mark(records),
    )


def _rate(facts: RowFacts) -> Fact:
    return facts.make("kehadiran", attendance_rate(facts.records))


def _agency_row(studio: Studio, slug: str, facts: RowFacts, months: Sequence[int]) -> AgencyRow:
    by_month = {record.whole("bulan"): record for record in facts.records}
    return AgencyRow(
        agency=studio.agency_short_name(slug),
        address=studio.agency_link(slug).address,
        rate=print_percent(_rate(facts), unlinked=True),
        cells=[_month_cell(slug, by_month.get(month)) for month in months],
    )


def _month_cell(slug: str, record: Record | None) -> MonthCell:
    if record is None:
        return MonthCell("", None)
    scope = (("instansi", slug), ("bulan", record.text("bulan")))
    rate = _rate(row_facts([record], record.whole("tahun"), *scope))
    step = None if rate.value is None else sum(rate.value >= limit for limit in STEPS)
    return MonthCell(print_percent(rate, unlinked=True), step)


def _chart(studio: Studio, year: int, agencies: Mapping[str, Sequence[Record]]) -> str:
    bars = [
        bar_of(studio.agency_short_name(slug), _rate(row_facts(own, year, ("instansi", slug))))
        for slug, own in agencies.items()
    ]
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
        NumberColumn("instansi", "Alamat pendek instansi"),
        NumberColumn("kehadiran", "Hari orang yang hadir dari semua hari kerja", "persen"),
    )
    rows: list[tuple[Value, ...]] = []
    for record in records:
        rate = attendance_rate([record])
        shown: Value = State.BELUM_DILAPORKAN if rate is None else rate
        rows.append((record.whole("tahun"), record.whole("bulan"), record.text("instansi"), shown))
    return PageNumbers(columns, tuple(rows), each_dataset(records))
