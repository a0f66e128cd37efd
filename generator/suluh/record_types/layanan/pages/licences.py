"""How many licences were asked for and issued, and how long they took against what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from suluh.measuring.groups import group_by, last_quarter
from suluh.record_types.layanan.columns import LICENCES
from suluh.record_types.layanan.pages.service_words import (
    service_address,
)
from suluh.rendering.amounts import show_percent
from suluh.rendering.charts import Bar, ChartText, draw_bars
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.flow_cells import FLOW_COLUMNS, flow_cells
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
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
from suluh.vocabulary.stock_flow import Flow, read_flow, sum_flows
from suluh.vocabulary.threads import Record

LICENCE_ADDRESS = "layanan/perizinan/"


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A kind of licence over a year."""

    name: str
    address: str
    flow: Flow
    issued: int
    within: str


@dataclass(frozen=True, slots=True)
class LicencesPage(PageContext):
    """What `licences.html` is filled in with."""

    template: ClassVar[str] = "licences.html"
    year: int
    quarter: str
    flow: Flow
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
    flow = sum_flows(some, LICENCES)
    return studio.say(
        "Pada %(quarter)s selesai %(count)s permohonan, %(share)s di antaranya dalam waktu yang dijanjikan.",
        quarter=show_quarter(*newest),
        count=flow.finished,
        share=show_percent(flow.within_share) or studio.say("belum dilaporkan berapa"),
    )


def licence_page(studio: Studio, records: Sequence[Record]) -> Page:
    """The page of the newest year of licences."""
    newest = last_quarter(records)
    known = {record.text("id_layanan"): record for record in studio.records("layanan")}

    def context() -> LicencesPage:
        year = [record for record in records if record.whole("tahun") == newest[0]]
        latest = [record for record in year if record.whole("triwulan") == newest[1]]
        flow = sum_flows(year, LICENCES)
        return LicencesPage(
            year=newest[0],
            quarter=show_quarter(*newest),
            flow=flow,
            within=show_percent(flow.within_share),
            chart=_time_chart(studio, latest),
            rows=[
                _licence_row(studio, name, some, known)
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


def _licence_row(
    studio: Studio, name: str, records: Sequence[Record], known: dict[str, Record]
) -> LicenceRow:
    flow = sum_flows(records, LICENCES)
    service = known.get(records[-1].text("id_layanan"))
    return LicenceRow(
        name=name,
        address=service_address(service) if service else "",
        flow=flow,
        issued=int(sum((record.number("terbit") or 0) for record in records)),
        within=show_percent(flow.within_share),
    )


def _licence_numbers(records: Sequence[Record]) -> PageNumbers:
    columns = (
        NumberColumn("tahun", "Tahun"),
        NumberColumn("triwulan", "Triwulan"),
        NumberColumn("jenis_izin", "Jenis izin"),
        NumberColumn("hari_janji", "Hari kerja yang dijanjikan"),
        NumberColumn("median_hari", "Median hari kerja"),
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
