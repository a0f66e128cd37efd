"""The list of all indicators, and what the page of an agency tells of those that it answers for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from suluh.record_types.kinerja.measures import Performance, measure_performances
from suluh.record_types.kinerja.pages.indicator import indicator_page
from suluh.record_types.kinerja.pages.indicator_words import (
    YEAR_COLUMNS,
    indicator_address,
    status_chip,
    value_words,
    year_cells,
)
from suluh.record_types.kinerja.pages.indices import index_pages
from suluh.rendering.amounts import show_percent
from suluh.rendering.pages.budgets.strategies import strategy_pages
from suluh.rendering.pages.shared.blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.words import N_
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers
from suluh.vocabulary.site import Page


def performance_pages(studio: Studio) -> Iterable[Page]:
    """The list of indicators, a page for each, the indices of institutions, and the strategies."""
    found = measure_performances(
        studio.records("indikator"), studio.records("capaian"), studio.settings.wilayah
    )
    yield _list_page(studio, found)
    for one in found:
        yield indicator_page(studio, one)
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
            (NumberColumn("id_indikator", "Kode indikator"), NumberColumn("nama", "Nama"), *YEAR_COLUMNS),
            tuple(
                (one.definition.text("id_indikator"), one.definition.text("nama"), *year_cells(year))
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
    chip = status_chip(studio, newest)
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
