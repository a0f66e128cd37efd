"""Activities as rows and as points: what lists, maps and other pages tell of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from suluh.measuring.fact_sources import cell_fact
from suluh.rendering.environment import show_date
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.point_maps import MapPoint
from suluh.rendering.printed_facts import join_words, print_amount
from suluh.vocabulary.reports import Report
from suluh.vocabulary.threads import Record

SECTION = "kegiatan"


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in a list, with what the list can be narrowed by."""

    title: str
    address: str
    note: str
    right: str
    year: str
    month: str
    agency: str
    region: str


def in_order(records: Iterable[Record]) -> list[Record]:
    """Newest first."""
    return sorted(
        records, key=lambda record: (record.text("tanggal"), record.text("id_kegiatan")), reverse=True
    )


def activity_address(record: Record) -> str:
    """Where an activity has its page."""
    return f"{SECTION}/{record.text('tahun')}/{record.text('id_kegiatan')}/"


def activity_items(
    studio: Studio, records: Iterable[Record], *, name_agency: bool = True
) -> list[ActivityRow]:
    """Activities as rows, in the order given."""
    return [
        ActivityRow(
            title=record.text("judul"),
            address=activity_address(record),
            note=" · ".join(
                part
                for part in (
                    show_date(record.text("tanggal")),
                    studio.agency_short_name(record.text("instansi")) if name_agency else "",
                    _region_name(studio, record),
                )
                if part
            ),
            right=output_words(record),
            year=record.text("tahun"),
            month=_month_name(record.text("tanggal")),
            agency=record.text("instansi"),
            region=record.text("kode_wilayah"),
        )
        for record in records
    ]


def report_item(studio: Studio, report: Report) -> Row:
    """A report as a row."""
    return Row(
        title=report.judul,
        address=f"laporan/{report.name}/",
        note=studio.agency_link(report.instansi).text,
        right=show_date(report.tanggal.isoformat()),
        origin_status=report.status_data.value,
    )


def find_point(record: Record, here: str) -> MapPoint | None:
    """The activity on a map of the page at `here`; None where its place is not known."""
    latitude, longitude = record.number("lintang"), record.number("bujur")
    if latitude is None or longitude is None:
        return None
    up = "../" * here.count("/")
    name = f"{record.text('judul')}, {show_date(record.text('tanggal'))}"
    return MapPoint(float(longitude), float(latitude), name, up + activity_address(record))


def _month_name(day: str) -> str:
    """The month and year of a date: `Juli 2025`; what is no date as it stands."""
    return show_date(day).partition("\N{NO-BREAK SPACE}")[2] or day


def _region_name(studio: Studio, record: Record) -> str:
    region = studio.regions.get(record.text("kode_wilayah"))
    return region.nama if region else record.text("kode_wilayah")


def output_words(record: Record, *, unlinked: bool = True) -> str:
    """The output as number and unit; empty where none was told."""
    return join_words(
        " ", print_amount(cell_fact(record, "volume"), unlinked=unlinked), record.text("satuan")
    )
