"""How many licences were asked for and issued, and how long they took against what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from suluh.measuring.fact_sources import cell_fact
from suluh.measuring.flow_facts import stock_facts
from suluh.measuring.groups import group_by, last_quarter
from suluh.measuring.row_facts import row_facts
from suluh.measuring.shares import share_of
from suluh.record_types.layanan.columns import LICENCES
from suluh.record_types.layanan.pages.service_words import (
    service_address,
)
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import Bar, draw_bars
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.flow_cells import FLOW_COLUMNS, flow_cells
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count, print_percent
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
from suluh.vocabulary.stock_flow import read_flow
from suluh.vocabulary.threads import Record

LICENCE_ADDRESS = "layanan/perizinan/"


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A kind of licence over a year."""

    name: str
    address: str
    incoming: str
    issued: str
    refused: str
    left: str
    within: str


@dataclass(frozen=True, slots=True)
class LicencesPage(PageContext):
    """What `licences.html` is filled in with."""

    template: ClassVar[str] = "licences.html"
    year: int
    quarter: str
    incoming: str
    left: str
    within: str
    chart: str
    rows: list[LicenceRow]
    origin: str
    mark: str


def newest_licences(studio: Studio, records: Sequence[Record]) -> str:
    """How long it took in the newest quarter, in a sentence; empty where nobody said."""
    newest = last_quarter(records)
    some = [record for record in records if (record.whole("tahun"), record.whole("triwulan")) == newest]
    if not some:
        return ""
    kind = ("izin", some[0].text("jenis_izin"))
    facts = stock_facts("izin", some, LICENCES, newest[0], kind, ("triwulan", str(newest[1])))
    return studio.say(
        "Pada %(quarter)s selesai %(count)s permohonan, %(share)s di antaranya dalam waktu yang dijanjikan.",
        quarter=show_quarter(*newest),
        count=print_count(facts.finished),
        share=print_percent(facts.within) or studio.say("belum dilaporkan berapa"),
    )


def licence_page(studio: Studio, records: Sequence[Record]) -> Page:
    """The page of the newest year of licences."""
    newest = last_quarter(records)
    known = {record.text("id_layanan"): record for record in studio.records("layanan")}

    def context() -> LicencesPage:
        year = [record for record in records if record.whole("tahun") == newest[0]]
        latest = [record for record in year if record.whole("triwulan") == newest[1]]
        facts = stock_facts("izin", year, LICENCES, newest[0])
        return LicencesPage(
            year=newest[0],
            quarter=show_quarter(*newest),
            incoming=print_count(facts.incoming),
            left=print_count(facts.closing),
            within=print_percent(facts.within),
            chart=_time_chart(studio, latest),
            rows=[
                _licence_row(newest[0], name, some, known)
                for name, some in sorted(group_by(year, "jenis_izin").items())
            ],
            origin=records[0].dataset,
            mark=simulation_mark(records),
        )

    return studio.page(
        LICENCE_ADDRESS,
        section="layanan",
        title=studio.say("Perizinan"),
        description=studio.say("Berapa izin dimohon dan terbit, dan berapa lama dibanding janjinya."),
        crumbs=(Link(studio.say("Layanan"), "layanan/"),),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("perizinan", lambda: _licence_numbers(records)),
    )


def _time_chart(studio: Studio, records: Sequence[Record]) -> str:
    """The median of days against the promise, slowest against its promise first."""
    bars = [
        Bar(
            record.text("jenis_izin"),
            record.number("median_hari"),
            record.number("hari_janji"),
            State.BELUM_DILAPORKAN if read_flow(record, LICENCES).finished else State.TIDAK_BERLAKU,
            facts=_time_facts(record),
        )
        for record in records
    ]
    return draw_bars(
        sorted(bars, key=lambda bar: (-(bar.share or Decimal(0)), bar.label)),
        ChartText(
            title=studio.say("Median hari kerja dibanding yang dijanjikan"),
            prefix="lama",
            value_label=studio.say("Median hari"),
            comparison_label=studio.say("Dijanjikan"),
            category_label=studio.say("Jenis izin"),
            unit=studio.say("hari kerja"),
        ),
    )


def _time_facts(record: Record) -> tuple[Fact, ...]:
    """The median, the promise, and the share of the one in the other."""
    scope = (("izin", record.text("jenis_izin")), ("triwulan", record.text("triwulan")))
    median, promise = record.number("median_hari"), record.number("hari_janji")
    share = row_facts([record], record.whole("tahun"), *scope).make(
        "izin_median_dari_janji", share_of(median, promise)
    )
    return cell_fact(record, "median_hari"), cell_fact(record, "hari_janji"), share


def _licence_row(year: int, name: str, records: Sequence[Record], known: dict[str, Record]) -> LicenceRow:
    facts = stock_facts("izin", records, LICENCES, year, ("izin", name))
    issued = int(sum((record.number("terbit") or 0) for record in records))
    service = known.get(records[-1].text("id_layanan"))
    return LicenceRow(
        name=name,
        address=service_address(service) if service else "",
        incoming=print_count(facts.incoming, unlinked=True),
        issued=print_count(facts.rows.make("izin_terbit", issued), unlinked=True),
        refused=print_count(facts.rows.make("izin_ditolak", facts.flow.finished - issued), unlinked=True),
        left=print_count(facts.closing, unlinked=True),
        within=print_percent(facts.within, unlinked=True),
    )


def _licence_numbers(records: Sequence[Record]) -> PageNumbers:
    columns = (
        NumberColumn("tahun", "Tahun"),
        NumberColumn("triwulan", "Triwulan"),
        NumberColumn("jenis_izin", "Jenis izin"),
        NumberColumn("hari_janji", "Hari kerja yang dijanjikan"),
        NumberColumn("median_hari", "Median hari kerja", fractions=True),
        *FLOW_COLUMNS,
    )
    rows: list[tuple[Value, ...]] = []
    for record in records:
        promise, median = record.number("hari_janji"), record.number("median_hari")
        rows.append(
            (
                record.whole("tahun"),
                record.whole("triwulan"),
                record.text("jenis_izin"),
                State.TIDAK_TERSEDIA if promise is None else promise,
                State.TIDAK_BERLAKU if median is None else median,
                *flow_cells(read_flow(record, LICENCES)),
            )
        )
    return PageNumbers(columns, tuple(rows), each_dataset(records))
