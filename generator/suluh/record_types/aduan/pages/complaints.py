"""Complaints: how many came in, were finished and are left, by agency, channel and kind. Counts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from suluh.measuring.flow_facts import StockFacts, stock_facts
from suluh.measuring.groups import group_by, last_quarter
from suluh.measuring.row_facts import row_facts
from suluh.reading.deadlines import find_deadlines, working_days
from suluh.record_types.aduan.columns import COMPLAINTS
from suluh.record_types.aduan.measures import agencies_with_changed_stock, count_unseen
from suluh.record_types.aduan.pages.contexts import (
    AgencyRow,
    ComplaintsPage,
    FlowWords,
    YearOfAgency,
    YearPage,
)
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import bar_of, by_size, draw_bars
from suluh.rendering.legal_bases import cite
from suluh.rendering.line_charts import Series, draw_lines, point_of
from suluh.rendering.pages.shared.flow_cells import FLOW_COLUMNS, flow_cells
from suluh.rendering.pages.shared.parts import Choice, Remark, Row
from suluh.rendering.pages.shared.quarters import name_quarter, show_quarter
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import join_words, print_amount, print_count, print_percent
from suluh.vocabulary.facts import Fact, FactMaker, in_year, within
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, datasets_behind
from suluh.vocabulary.site import Link, Page
from suluh.vocabulary.stock_flow import read_flow, sum_flows
from suluh.vocabulary.threads import QUARTERS, Record
from suluh.words.saying import N_

KINDS = {
    "pelayanan": N_("Keluhan layanan"),
    "pengawasan": N_("Dugaan penyimpangan"),
    "informasi": N_("Permintaan informasi"),
    "aspirasi": N_("Aspirasi"),
}


def complaint_pages(studio: Studio) -> Iterable[Page]:
    """The way in, and a page for each year."""
    records = studio.records("aduan")
    years: dict[int, list[Record]] = {}
    for record in records:
        years.setdefault(record.whole("tahun"), []).append(record)
    ordered = dict(sorted(years.items()))
    yield _index_page(studio, ordered)
    for year, some in ordered.items():
        yield _year_page(studio, year, some, tuple(ordered))


def _facts(records: Sequence[Record], year: int, *scope: tuple[str, str]) -> StockFacts:
    return stock_facts("aduan", records, COMPLAINTS, year, *scope)


def _flow_words(facts: StockFacts, *, unlinked: bool = False) -> FlowWords:
    """The words of a flow: what came in, was finished, was in time, and is left."""
    return FlowWords(
        incoming=print_count(facts.incoming, unlinked=unlinked),
        finished=print_count(facts.finished, unlinked=unlinked),
        within=print_percent(facts.within, unlinked=unlinked),
        left=print_count(facts.closing, unlinked=unlinked),
    )


def _quarter_lines(studio: Studio, records: Sequence[Record], through: int, year: int) -> str:
    """What came in and what was finished, in the quarters of one year up to and with `through`."""
    due = [quarter for quarter in QUARTERS if quarter <= through]
    by_quarter = {
        quarter: [record for record in records if record.whole("triwulan") == quarter] for quarter in due
    }
    flows = {
        quarter: _facts(own, year, ("triwulan", str(quarter))) for quarter, own in by_quarter.items() if own
    }

    def line(label: str, take: Callable[[StockFacts], Fact]) -> Series:
        facts = {quarter: take(flow) for quarter, flow in flows.items()}
        points = (point_of(name_quarter(quarter), facts.get(quarter)) for quarter in due)
        return Series(label, tuple(points))

    return draw_lines(
        (
            line(studio.say("Masuk"), lambda flow: flow.incoming),
            line(studio.say("Selesai"), lambda flow: flow.finished),
        ),
        ChartText(
            title=studio.say("Aduan tiap triwulan %(year)s", year=str(year)),
            prefix="triwulan",
            value_label=studio.say("Banyaknya"),
            category_label=studio.say("Triwulan"),
        ),
    )


def _index_page(studio: Studio, years: Mapping[int, Sequence[Record]]) -> Page:
    records = [record for of_year in years.values() for record in of_year]

    def context() -> ComplaintsPage:
        newest = max(years, default=0)
        flow = _facts(years.get(newest, ()), newest)
        basis, deadlines = _deadlines(studio)
        return ComplaintsPage(
            through=show_quarter(*last_quarter(records)) if newest else "",
            flow=_flow_words(flow),
            years=[_year_row(studio, year, some) for year, some in sorted(years.items(), reverse=True)],
            basis=basis,
            deadlines=deadlines,
            mark=simulation_mark(records),
        )

    return studio.page(
        "aduan/",
        section="aduan",
        title=studio.say("Aduan"),
        description=studio.say("Berapa aduan warga yang diterima, selesai, dan masih ditangani, tiap tahun."),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater(
            "aduan",
            lambda: PageNumbers(
                (NumberColumn("tahun", "Tahun"), *FLOW_COLUMNS),
                tuple((year, *flow_cells(sum_flows(some, COMPLAINTS))) for year, some in years.items()),
                tuple(datasets_behind(some) for some in years.values()),
            ),
        ),
    )


def _deadlines(studio: Studio) -> tuple[str, list[tuple[str, str]]]:
    """The regulation in force in the year of the build, and how long SP4N-LAPOR! allows for each step."""
    year = studio.settings.build_time.year
    decree, steps = find_deadlines("aduan", year), working_days("aduan", year)
    basis = cite(decree.basis, studio.settings.language) if decree and decree.basis else ""
    return basis, [
        (
            studio.say(what),
            studio.say("paling lama %(days)s hari kerja", days=_print_deadline(year, what, days)),
        )
        for what, days in steps.items()
    ]


def _print_deadline(year: int, what: str, days: int) -> str:
    return print_count(FactMaker(in_year(year), within(("langkah", what))).make("tenggat_aduan", days))


def _year_row(studio: Studio, year: int, records: Sequence[Record]) -> Row:
    flow = _flow_words(_facts(records, year), unlinked=True)
    said = studio.say("%(count)s selesai", count=flow.finished)
    if flow.within:
        said += studio.say(", %(share)s di antaranya dalam tenggat", share=flow.within)
    return Row(
        title=str(year),
        address=f"aduan/{year}/",
        note=said,
        right=studio.say("%(count)s masuk", count=flow.incoming),
    )


def _year_page(studio: Studio, year: int, records: Sequence[Record], years: Sequence[int]) -> Page:
    agencies = group_by(records, "instansi")

    def context() -> YearPage:
        waited = {key.instansi for key in studio.threads.threads if key.tahun == year}
        silent = sorted(waited - set(agencies))
        newest = last_quarter(studio.records("aduan"))
        through = newest[1] if newest[0] == year else QUARTERS[-1]
        return YearPage(
            year=year,
            through=show_quarter(*last_quarter(records)),
            flow=_flow_words(_facts(records, year)),
            lines=_quarter_lines(studio, records, through, year),
            agencies=[_agency_row(studio, year, slug, some) for slug, some in sorted(agencies.items())],
            channels=_channel_chart(studio, year, records),
            kinds=[
                (
                    studio.say(KINDS.get(kind, kind)),
                    _flow_words(_facts(some, year, ("jenis", kind)), unlinked=True),
                )
                for kind, some in group_by(records, "jenis").items()
            ],
            silent=[studio.agency_link(slug) for slug in silent],
            silent_count=print_count(row_facts(records, year).make("instansi_tanpa_aduan", len(silent))),
            choices=[Choice(str(other), f"aduan/{other}/", other == year) for other in years],
            matters=_what_does_not_fit(studio, year, records),
            origin=records[0].dataset,
            mark=simulation_mark(records),
        )

    return studio.page(
        f"aduan/{year}/",
        section="aduan",
        title=studio.say("Aduan %(year)s", year=str(year)),
        description=studio.say(
            "Aduan %(year)s menurut instansi, saluran, dan jenis: diterima, selesai, dan tersisa.",
            year=str(year),
        ),
        crumbs=(Link(studio.say("Aduan"), "aduan/"),),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater(
            "aduan-per-instansi",
            lambda: PageNumbers(
                (
                    NumberColumn("instansi", "Alamat pendek instansi"),
                    NumberColumn("nama", "Nama"),
                    *FLOW_COLUMNS,
                ),
                tuple(
                    (slug, studio.agency_link(slug).text, *flow_cells(sum_flows(some, COMPLAINTS)))
                    for slug, some in sorted(agencies.items())
                ),
                tuple(datasets_behind(some) for _, some in sorted(agencies.items())),
            ),
        ),
    )


def _what_does_not_fit(studio: Studio, year: int, records: Sequence[Record]) -> list[Remark]:
    """What the public should know of a year: what was left and is in no sum, and stock that changed."""
    found = []
    left, newest = count_unseen(records)
    if left:
        found.append(
            Remark(
                judul=studio.say(
                    "%(count)s aduan lagi belum diketahui kelanjutannya",
                    count=print_count(row_facts(records, year).make("aduan_tak_dilanjutkan", left)),
                ),
                isi=studio.say(
                    "Tersisa menurut laporan sebelumnya, di saluran dan jenis yang tidak dilaporkan lagi "
                    "pada %(quarter)s; tidak ikut dihitung dalam sisa.",
                    quarter=name_quarter(newest),
                ),
            )
        )
    agencies = agencies_with_changed_stock(records)
    if agencies:
        names = sorted({studio.agency_short_name(slug) for slug in agencies})
        found.append(
            Remark(
                judul=studio.say("Sisa awal berbeda dari sisa akhir sebelumnya"),
                isi=studio.say(
                    "Pada %(names)s, sisa di akhir satu triwulan tidak sama dengan awal triwulan berikutnya.",
                    names=", ".join(names),
                ),
            )
        )
    return found


def _agency_row(studio: Studio, year: int, slug: str, records: Sequence[Record]) -> AgencyRow:
    """Medians stand as the quarters stated them: they cannot be added up."""
    medians = [
        read_flow(record, COMPLAINTS).median for record in records if record.text("jenis") == "pelayanan"
    ]
    stated = sorted(share for share in medians if share is not None)
    span = {"terendah": stated[0], "tertinggi": stated[-1]} if stated else {}
    if len(set(span.values())) == 1:
        span.popitem()
    printed = [
        print_amount(
            row_facts(records, year, ("instansi", slug), ("ujung", end)).make("aduan_median", days),
            unlinked=True,
        )
        for end, days in span.items()
    ]
    return AgencyRow(
        agency=studio.agency_link(slug),
        flow=_flow_words(_facts(records, year, ("instansi", slug)), unlinked=True),
        median=join_words("–", *printed),
    )


def _channel_chart(studio: Studio, year: int, records: Sequence[Record]) -> str:
    bars = [
        bar_of(channel, _facts(some, year, ("saluran", channel)).incoming)
        for channel, some in group_by(records, "saluran").items()
    ]
    return draw_bars(
        by_size(bars),
        ChartText(
            title=studio.say("Lewat mana aduan masuk"),
            prefix="grafik-saluran",
            value_label=studio.say("Masuk"),
            category_label=studio.say("Saluran"),
            unit=studio.say("aduan"),
        ),
    )


def complaints_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """An agency's newest year of complaints for its page; None where it reported none."""
    records = [record for record in studio.records("aduan") if record.text("instansi") == slug]
    if not records:
        return None
    year = last_quarter(records)[0]
    some = [record for record in records if record.whole("tahun") == year]
    return PageBlock(
        id="aduan",
        title=studio.say("Aduan dan kehadiran"),
        context=YearOfAgency(
            year=year,
            flow=_flow_words(_facts(some, year, ("instansi", slug))),
            address=f"aduan/{year}/",
        ),
        mark=simulation_mark(some),
    )
