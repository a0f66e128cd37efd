"""Indicators with their trend, target and definition, and the list of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from suluh.measuring.performance import Performance, YearResult, measure_performances
from suluh.reading.formulas import find_formula
from suluh.reading.ladders import ladder_in_force
from suluh.rendering.amounts import as_decimal, show_amount, show_percent
from suluh.rendering.charts import ChartText
from suluh.rendering.line_charts import Point, Series, draw_lines
from suluh.rendering.numbers import format_number, round_half_up
from suluh.rendering.pages.budgets.strategies import strategy_pages
from suluh.rendering.pages.indices import index_pages
from suluh.rendering.pages.shared.blocks import PageBlock
from suluh.rendering.pages.shared.ladder_scale import grade_kind
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.words import N_
from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Link, Page

DEFINITION = (
    ("konsep", N_("Konsep")),
    ("definisi", N_("Definisi")),
    ("interpretasi", N_("Cara membaca")),
    ("metode_perhitungan", N_("Metode perhitungan")),
    ("ukuran", N_("Ukuran")),
    ("satuan", N_("Satuan")),
    ("klasifikasi_penyajian", N_("Dirinci menurut")),
    ("sumber_data", N_("Sumber data")),
)
"""Parts of the metadata of an indicator (MS-Ind of BPS) that a reader is shown."""

AGGREGATIONS = {
    "jumlah": N_("keempat triwulan ditambahkan"),
    "akhir": N_("nilai triwulan terakhir"),
    "maks": N_("nilai tertinggi"),
    "rata": N_("rata-rata triwulan yang dilaporkan"),
}

_YEARS = (
    NumberColumn("tahun", "Tahun"),
    NumberColumn("target", "Target"),
    NumberColumn("hasil", "Hasil"),
    NumberColumn("capaian", "Capaian menurut rumusnya, tanpa pembulatan", "persen"),
    NumberColumn("predikat", "Predikat menurut jenjang yang berlaku"),
    NumberColumn("sampai_triwulan", "Triwulan terakhir yang dihitung bila setahunnya belum dilaporkan"),
)


def performance_pages(studio: Studio) -> Iterable[Page]:
    """The list of indicators, a page for each, the indices of institutions, and the strategies."""
    found = measure_performances(
        studio.records("indikator"), studio.records("capaian"), studio.settings.wilayah
    )
    yield _list_page(studio, found)
    for one in found:
        yield _indicator_page(studio, one)
    yield from index_pages(studio)
    yield from strategy_pages(studio)


def indicators_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The indicators that an agency answers for; None where it has none."""
    own = [one for one in studio.records("indikator") if one.text("instansi") == slug]
    found = measure_performances(own, studio.records("capaian"), studio.settings.wilayah) if own else ()
    rows = []
    for one in found:
        item = _item(studio, one)
        kind, words = item["chip"]
        rows.append(
            {
                "title": item["title"],
                "address": item["address"],
                "right": item["value"],
                "note": studio.say("%(percent)s dari target", percent=item["percent_text"])
                if item["percent_text"]
                else "",
                "chip_kind": kind,
                "chip_text": words,
            }
        )
    if not rows:
        return None
    return PageBlock(
        id="indikator",
        title=studio.say("Indikator kinerja"),
        template="indicators_of_agency.html",
        values=rows,
        mark=simulation_mark([found[0].definition]),
    )


def indicator_address(one: Performance) -> str:
    """Where an indicator is shown, from the site's root."""
    return f"kinerja/{one.definition.text('id_indikator')}/"


def value_words(value: Fraction | None, unit: str) -> str:
    """A value with its unit, at most two decimals; empty for none."""
    if value is None:
        return ""
    sign = "\N{NO-BREAK SPACE}" if unit else ""
    return f"{format_number(round_half_up(as_decimal(value), 2))}{sign}{unit}"


def _status(studio: Studio, year: YearResult | None) -> tuple[str, str]:
    """Chip of an indicator: its predicate, or why there is none."""
    if year is None or year.actual is None:
        return "belum", studio.say("Belum dilaporkan")
    if year.partial:
        return "berjalan", studio.say("Sampai TW %(quarter)s", quarter=year.partial)
    if year.percent is None:
        return "netral", studio.say("Tidak dapat dihitung")
    ladder = ladder_in_force(year.year)
    return grade_kind(ladder, year.predicate), studio.say(year.predicate) or show_percent(year.percent)


def _list_page(studio: Studio, found: Sequence[Performance]) -> Page:
    records = [row for one in found for row in (one.definition, *one.records)]

    def context() -> dict[str, Any]:
        items = [_item(studio, one) for one in found]
        newest = [one.newest for one in found if one.newest is not None]
        measured = [one for one in newest if one.percent is not None and not one.partial]
        groups = (("topik", N_("Topik")), ("instansi", N_("Instansi")), ("keadaan", N_("Keadaan")))
        return {
            "items": items,
            "measured": len(measured),
            "reached": sum((one.percent or 0) >= 100 for one in measured),
            "filters": [
                {"name": name, "label": studio.say(label), "options": _options(items, name)}
                for name, label in groups
            ],
            "indices": bool(studio.records("indeks")),
            "strategies": bool(studio.strategy_year),
            "mark": simulation_mark(records),
        }

    return studio.page(
        "kinerja/",
        "performances.html",
        section="kinerja",
        title=studio.say("Kinerja"),
        description=studio.say("Indikator daerah: target, hasil, dan capaian tiap tahun."),
        simulated=any(one.simulated for one in records),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=context,
        numbers=lambda: PageNumbers(
            (NumberColumn("id_indikator", "Kode indikator"), NumberColumn("nama", "Nama"), *_YEARS),
            tuple(
                (one.definition.text("id_indikator"), one.definition.text("nama"), *_cells(year))
                for one in found
                for year in one.years
            ),
            tuple(dict.fromkeys(one.dataset for one in records)),
        ),
    )


def _options(items: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    counts = Counter(one["keys"][name] for one in items if one["keys"][name])
    return [{"value": key, "label": key, "count": count} for key, count in counts.most_common()]


def _item(studio: Studio, one: Performance) -> dict[str, Any]:
    newest, unit = one.newest, one.definition.text("satuan")
    chip = _status(studio, newest)
    agency = studio.agency_short_name(one.definition.text("instansi"))
    return {
        "title": one.definition.text("nama"),
        "address": indicator_address(one),
        "note": " · ".join(part for part in (one.definition.text("topik"), agency) if part),
        "value": value_words(newest.actual if newest else None, unit),
        "year": newest.year if newest else "",
        "target": value_words(Fraction(newest.target), unit) if newest and newest.target is not None else "",
        "percent": newest.percent if newest else None,
        "percent_text": show_percent(newest.percent if newest else None),
        "chip": chip,
        "keys": {"topik": one.definition.text("topik"), "instansi": agency, "keadaan": chip[1]},
    }


def _cells(year: YearResult) -> tuple[Value, ...]:
    return (
        year.year,
        State.TIDAK_TERSEDIA if year.target is None else year.target,
        State.BELUM_DILAPORKAN if year.actual is None else year.actual,
        State.TIDAK_BERLAKU if year.percent is None else year.percent,
        year.predicate,
        year.partial or "",
    )


def _indicator_page(studio: Studio, one: Performance) -> Page:
    definition = one.definition
    name = definition.text("nama")
    rows = (definition, *one.records)
    return studio.page(
        indicator_address(one),
        "performance.html",
        section="kinerja",
        title=name,
        description=studio.say(
            "%(name)s: target, hasil, dan capaian tiap tahun, dengan definisi dan cara menghitungnya.",
            name=name,
        ),
        crumbs=(Link(studio.say("Kinerja"), "kinerja/"),),
        simulated=any(row.simulated for row in rows),
        modified=studio.settings.build_time.date().isoformat(),
        context_later=lambda: _indicator_context(studio, one),
        numbers=lambda: PageNumbers(
            _YEARS,
            tuple(_cells(year) for year in one.years),
            tuple(dict.fromkeys(row.dataset for row in rows)),
        ),
    )


def _indicator_context(studio: Studio, one: Performance) -> dict[str, Any]:
    definition, unit, newest = one.definition, one.definition.text("satuan"), one.newest
    year = newest.year if newest else studio.settings.build_time.year
    formula = find_formula(definition.text("rumus"), year)
    agency = studio.agency_link(definition.text("instansi")) if definition.text("instansi") else None
    ladder = ladder_in_force(newest.year) if newest else None
    return {
        "agency": agency,
        "topic": definition.text("topik"),
        "newest": newest,
        "unit": unit,
        "value": value_words(newest.actual if newest else None, unit),
        "target": value_words(Fraction(newest.target), unit) if newest and newest.target is not None else "",
        "percent": show_percent(newest.percent) if newest else "",
        "reason": newest.undefined.value if newest and newest.undefined else "",
        "chip": _status(studio, newest),
        "falls": definition.text("arah") == "turun",
        "chart": _chart(studio, one),
        "years": [_year_row(year) for year in reversed(one.years)],
        "formula": studio.say(formula.sentence) if formula else "",
        "aggregation": studio.say(AGGREGATIONS.get(definition.text("agregasi"), "")),
        "ladder": ladder,
        "definition": [
            {"term": studio.say(title), "content": definition.text(column)}
            for column, title in DEFINITION
            if definition.text(column)
        ],
        "goals": [
            goal
            for goal in studio.threads.goals.goals.values()
            if definition.text("id_indikator") in goal.indikator
        ],
        "matters": _matters(studio, one),
        "origin": one.records[0].dataset if one.records else definition.dataset,
        "mark": simulation_mark((definition, *one.records)),
    }


def _year_row(year: YearResult) -> dict[str, Any]:
    return {
        "year": year.year,
        "target": show_amount(None if year.target is None else Fraction(year.target)),
        "actual": show_amount(year.actual),
        "percent": show_percent(year.percent),
        "reason": year.undefined.value if year.undefined else "",
        "predicate": year.predicate,
        "partial": year.partial,
        "note": year.note,
    }


def _chart(studio: Studio, one: Performance) -> Any:
    """The results with the line of targets; a year that was not reported breaks the line."""
    if not one.years:
        return ""
    span = range(one.years[0].year, one.years[-1].year + 1)
    by_year = {year.year: year for year in one.years}

    def point(year: int, value: Fraction | None) -> Point:
        return Point(str(year), None if value is None else as_decimal(value))

    actual = [point(year, by_year[year].actual if year in by_year else None) for year in span]
    wanted = [
        point(year, Fraction(one_year.target))
        if (one_year := by_year.get(year)) is not None and one_year.target is not None
        else Point(str(year), None, State.TIDAK_TERSEDIA)
        for year in span
    ]
    series = [Series(studio.say("Hasil"), tuple(actual))]
    if any(one_point.value is not None for one_point in wanted):
        series.append(Series(studio.say("Target"), tuple(wanted)))
    return draw_lines(
        series,
        ChartText(
            title=one.definition.text("nama"),
            prefix="kinerja",
            value_label=one.definition.text("satuan"),
            category_label=studio.say("Tahun"),
            unit=one.definition.text("satuan"),
            show=lambda value: show_amount(value),
        ),
    )


def _matters(studio: Studio, one: Performance) -> list[dict[str, str]]:
    """What a reader should know: years without a result, targets that loosen, results far beyond."""
    found = []
    silent = [str(year.year) for year in one.years if year.actual is None]
    if silent:
        found.append(
            {
                "judul": studio.say("Tahun %(years)s belum dilaporkan", years=", ".join(silent)),
                "isi": studio.say("Garis hasil terputus di sana; belum dilaporkan bukan nol."),
            }
        )
    falls = one.definition.text("arah") == "turun"
    targets = [(year.year, year.target) for year in one.years if year.target is not None]
    for (_, before), (year, after) in pairwise(targets):
        if after > before if falls else after < before:
            found.append(
                {
                    "judul": studio.say("Target %(year)s lebih longgar daripada sebelumnya", year=year),
                    "isi": studio.say("Capaian terhadap target yang dilonggarkan tidak berarti kemajuan."),
                }
            )
            break
    beyond = [str(year.year) for year in one.years if year.percent is not None and year.percent > 100]
    if beyond:
        found.append(
            {
                "judul": studio.say("Capaian di atas 100 %% pada %(years)s", years=", ".join(beyond)),
                "isi": studio.say("Ditampilkan apa adanya; dalam rata-rata dihitung paling tinggi 100."),
            }
        )
    return found
