"""What citizens can ask for: the catalogue of services, each with its page, and how long licences take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from suluh.measuring.groups import group_by
from suluh.rendering.amounts import show_amount, show_percent
from suluh.rendering.charts import Bar, ChartText, draw_bars
from suluh.rendering.numbers import format_rupiah
from suluh.rendering.pages.complaints import FLOW_COLUMNS, flow_cells, last_quarter
from suluh.rendering.pages.shared.blocks import PageBlock
from suluh.rendering.pages.shared.quarters import show_quarter
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.words import N_
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.stock_flow import LICENCES, read_flow, sum_flows
from suluh.vocabulary.threads import Record

UNITS = {
    "menit": N_("%(count)s menit"),
    "jam": N_("%(count)s jam"),
    "hari_kerja": N_("%(count)s hari kerja"),
    "hari": N_("%(count)s hari"),
}
LICENCE_ADDRESS = "layanan/perizinan/"

_CATALOGUE = (
    ("id_layanan", "Kode layanan"),
    ("nama", "Nama layanan"),
    ("instansi", "Slug instansi"),
    ("peristiwa", "Peristiwa hidup"),
    ("waktu", "Waktu yang dijanjikan"),
    ("satuan_waktu", "Satuan waktu"),
    ("biaya", "Biaya"),
)


def service_pages(studio: Studio) -> Iterable[Page]:
    """The catalogue, a page for each service, and the licences."""
    services = studio.records("layanan")
    yield _catalogue_page(studio, services)
    for record in {one.text("id_layanan"): one for one in services}.values():
        yield _service_page(studio, record)
    if studio.records("perizinan"):
        yield _licence_page(studio, studio.records("perizinan"))


def services_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """What an agency offers citizens; None where it lists nothing."""
    own = [record for record in studio.records("layanan") if record.text("instansi") == slug]
    if not own:
        return None
    return PageBlock(
        id="layanan",
        title=studio.say("Layanan"),
        template="services_of_agency.html",
        values=service_items(studio, own, name_agency=False),
        mark=simulation_mark(own),
    )


def service_address(record: Record) -> str:
    """Where a service is described, from the site's root."""
    return f"layanan/{record.text('id_layanan')}/"


def promised_time(studio: Studio, record: Record) -> str:
    """`3 hari kerja`, or empty where nothing is promised."""
    amount, unit = record.number("waktu"), UNITS.get(record.text("satuan_waktu"))
    return studio.say(unit, count=show_amount(amount)) if amount is not None and unit else ""


def fee_words(studio: Studio, record: Record) -> str:
    """`Gratis`, an amount, or how it is reckoned; empty where nothing is said."""
    fee = record.number("biaya")
    if fee is None:
        return record.text("keterangan_biaya")
    return format_rupiah(fee) if fee else studio.say("Gratis")


def service_items(
    studio: Studio, records: Iterable[Record], *, name_agency: bool = True
) -> list[dict[str, Any]]:
    """Services as rows of a list: their promise and fee."""
    items = []
    for one in records:
        agency = studio.agency_short_name(one.text("instansi"))
        time = promised_time(studio, one)
        promise = studio.say("paling lama %(time)s", time=time) if time else ""
        items.append(
            {
                "title": one.text("nama"),
                "address": service_address(one),
                "note": " · ".join(part for part in (agency if name_agency else "", promise) if part),
                "right": studio.say("tergantung") if one.number("biaya") is None else fee_words(studio, one),
                "agency": agency,
                "event": one.text("peristiwa"),
                "free": studio.say("Gratis") if one.number("biaya") == 0 else studio.say("Berbiaya"),
            }
        )
    return items


def _catalogue_page(studio: Studio, records: Sequence[Record]) -> Page:
    def context() -> dict[str, Any]:
        items = service_items(studio, sorted(records, key=lambda one: one.text("nama")))
        groups = (("peristiwa", N_("Peristiwa hidup"), "event"), ("instansi", N_("Instansi"), "agency"))
        free = sum(one.number("biaya") == 0 for one in records)
        return {
            "items": items,
            "agencies": len({one.text("instansi") for one in records}),
            "free": free,
            "filters": [
                {"name": name, "label": studio.say(label), "options": _options(items, key)}
                for name, label, key in (*groups, ("biaya", N_("Biaya"), "free"))
            ],
            "licences": LICENCE_ADDRESS if studio.records("perizinan") else "",
            "mark": simulation_mark(records),
        }

    return studio.page(
        "layanan/",
        "services.html",
        section="layanan",
        title=studio.say("Layanan"),
        description=studio.say("Layanan bagi warga: syarat, biaya, dan waktu yang dijanjikan."),
        simulated=any(one.simulated for one in records),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        numbers=lambda: _catalogue_numbers(records),
    )


def _catalogue_numbers(records: Sequence[Record]) -> PageNumbers:
    """What is promised of each service, one row for each."""
    return PageNumbers(
        tuple(NumberColumn(name, title) for name, title in _CATALOGUE),
        tuple(_catalogue_row(one) for one in records),
        tuple(dict.fromkeys(one.dataset for one in records)),
    )


def _options(items: Sequence[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    counts = Counter(one[key] for one in items)
    return [{"value": value, "label": value, "count": count} for value, count in counts.most_common()]


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

    def context() -> dict[str, Any]:
        service = record.text("id_layanan")
        licences = [one for one in studio.records("perizinan") if one.text("id_layanan") == service]
        return {
            "agency": agency,
            "event": record.text("peristiwa"),
            "time": promised_time(studio, record),
            "fee": fee_words(studio, record),
            "needs": _split(record.text("persyaratan")),
            "steps": _split(record.text("prosedur")),
            "facts": _facts(studio, record),
            "licence": _newest_words(studio, licences),
            "origin": record.dataset,
            "mark": simulation_mark([record]),
        }

    return studio.page(
        service_address(record),
        "service.html",
        section="layanan",
        title=name,
        description=studio.say(
            "%(name)s di %(agency)s: syarat, langkah, biaya, dan waktu yang dijanjikan.",
            name=name,
            agency=agency.text,
        ),
        crumbs=(Link(studio.say("Layanan"), "layanan/"),),
        simulated=record.simulated,
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        numbers=lambda: _catalogue_numbers([record]),
    )


def _split(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def _facts(studio: Studio, record: Record) -> list[dict[str, str]]:
    """The other components; what the agency left out says so."""
    names = {
        "produk": N_("Hasil layanan"),
        "tempat": N_("Tempat"),
        "saluran": N_("Saluran"),
        "dasar_hukum": N_("Dasar hukum"),
        "pengaduan": N_("Mengadu ke"),
    }
    return [
        {"term": studio.say(title), "content": record.text(name), "state": record.cell(name).state.value}
        for name, title in names.items()
    ]


def _newest_words(studio: Studio, records: Sequence[Record]) -> str:
    """How long it took in the newest quarter, in a sentence; empty where nobody said."""
    newest = last_quarter(records)
    some = [one for one in records if (one.whole("tahun"), one.whole("triwulan")) == newest]
    if not some:
        return ""
    flow = sum_flows(some, LICENCES)
    return studio.say(
        "Pada %(quarter)s selesai %(count)s permohonan, %(share)s di antaranya dalam waktu yang dijanjikan.",
        quarter=show_quarter(*newest),
        count=flow.finished,
        share=show_percent(flow.within_share) or studio.say("belum dilaporkan berapa"),
    )


def _licence_page(studio: Studio, records: Sequence[Record]) -> Page:
    newest = last_quarter(records)
    known = {one.text("id_layanan"): one for one in studio.records("layanan")}

    def context() -> dict[str, Any]:
        year = [one for one in records if one.whole("tahun") == newest[0]]
        latest = [one for one in year if one.whole("triwulan") == newest[1]]
        flow = sum_flows(year, LICENCES)
        return {
            "year": newest[0],
            "quarter": show_quarter(*newest),
            "flow": flow,
            "within": show_percent(flow.within_share),
            "chart": _time_chart(studio, latest),
            "rows": [
                _licence_row(studio, name, some, known)
                for name, some in sorted(group_by(year, "jenis_izin").items())
            ],
            "origin": records[0].dataset,
            "mark": simulation_mark(records),
        }

    return studio.page(
        LICENCE_ADDRESS,
        "licences.html",
        section="layanan",
        title=studio.say("Perizinan"),
        description=studio.say("Berapa izin dimohon dan terbit, dan berapa lama dibanding janjinya."),
        crumbs=(Link(studio.say("Layanan"), "layanan/"),),
        simulated=any(one.simulated for one in records),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        numbers=lambda: _licence_numbers(records),
    )


def _time_chart(studio: Studio, records: Sequence[Record]) -> Any:
    """The median of days against the promise, slowest against its promise first."""
    bars = [
        Bar(
            one.text("jenis_izin"),
            one.number("median_hari"),
            one.number("hari_janji"),
            State.BELUM_DILAPORKAN if read_flow(one, LICENCES).finished else State.TIDAK_BERLAKU,
        )
        for one in records
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
) -> dict[str, Any]:
    flow = sum_flows(records, LICENCES)
    service = known.get(records[-1].text("id_layanan"))
    return {
        "name": name,
        "address": service_address(service) if service else "",
        "flow": flow,
        "issued": int(sum((one.number("terbit") or 0) for one in records)),
        "within": show_percent(flow.within_share),
    }


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
    for one in records:
        promise, median = one.number("hari_janji"), one.number("median_hari")
        rows.append(
            (
                one.whole("tahun"),
                one.whole("triwulan"),
                one.text("jenis_izin"),
                State.TIDAK_TERSEDIA if promise is None else promise,
                State.TIDAK_BERLAKU if median is None else median,
                *flow_cells(read_flow(one, LICENCES)),
            )
        )
    return PageNumbers(columns, tuple(rows), tuple(dict.fromkeys(one.dataset for one in records)))
