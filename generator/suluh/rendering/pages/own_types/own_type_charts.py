"""Charts and map of a site's own record type: lines over time, bars of groups, regions by value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from suluh.measuring.groups import group_by
from suluh.measuring.own_facts import OwnFacts
from suluh.measuring.own_figures import (
    Aggregate,
    Time,
    aggregate,
    aggregate_groups,
    grouping_column,
    rows_of_time,
)
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import Bar, by_size, draw_bars
from suluh.rendering.line_charts import MOST_SERIES, Point, Series, draw_lines, span_years
from suluh.rendering.link_addresses import relative_address
from suluh.rendering.map_drawing import Measure, Style
from suluh.rendering.maps import city_map, province_map
from suluh.rendering.pages.own_types.own_type_words import OwnTypeView
from suluh.rendering.pages.shared.shown_cells import is_money
from suluh.vocabulary.figures import State
from suluh.vocabulary.standards import Role, StandardColumn
from suluh.vocabulary.threads import Record

MOST_BARS = 60
"""More groups than this are shown by the largest alone."""


def draw_times(view: OwnTypeView, measure: StandardColumn) -> Markup:
    """A line over all times: the sums, or a line for each of at most four groups where nothing is summed."""
    if len(view.times) < 2:
        return Markup("")
    return draw_lines(_list_series(view, measure), _text(view, measure, "waktu", view.studio.say("Waktu")))


def _list_series(view: OwnTypeView, measure: StandardColumn) -> list[Series]:
    if measure.summable:
        return [_make_series(view, measure, view.name_column(measure), view.records, view.facts)]
    column = grouping_column(view.standard, view.records) or view.column_of(Role.AGENCY)
    groups = group_by(view.records, column.name) if column else {"": list(view.records)}
    if len(groups) > MOST_SERIES:
        return []
    return [
        _make_series(view, measure, _name_group(view, column, key), rows, view.facts.of_group(column, key))
        for key, rows in groups.items()
    ]


def _make_series(
    view: OwnTypeView, measure: StandardColumn, name: str, rows: Sequence[Record], facts: OwnFacts
) -> Series:
    points = []
    for time in _span(view.times):
        found = aggregate(measure, rows_of_time(view.standard, rows, time), time)
        fact = facts.amount(measure, found)
        points.append(Point(view.show_time(time), found.value, found.state, fact=fact))
    return Series(name or view.name_column(measure), tuple(points))


def _span(times: Sequence[Time]) -> Sequence[Time]:
    """The times in order; where they are years alone, also those between them that nobody told of."""
    if any(len(time) != 1 for time in times):
        return times
    years = span_years([time[0] for time in times])
    return [(year,) for year in years] if len(years) > len(times) else times


def draw_groups(
    view: OwnTypeView, measure: StandardColumn, column: StandardColumn, time: Time, here: str
) -> Markup:
    """Bars of one time by the texts of a column, the largest first; a group without rows then says so."""
    groups = group_by(view.records, column.name)
    found = aggregate_groups(
        measure, {key: rows_of_time(view.standard, rows, time) for key, rows in groups.items()}, time
    )
    bars = [
        replace(
            _make_bar(view, column, key, of_group, here),
            facts=(view.facts.of_group(column, key).amount(measure, of_group),),
        )
        for key, of_group in found.items()
    ]
    if len(bars) < 2:
        return Markup("")
    text = _text(view, measure, f"menurut-{column.name.replace('_', '-')}", view.name_column(column))
    return draw_bars(by_size(bars)[:MOST_BARS], text)


def _make_bar(view: OwnTypeView, column: StandardColumn, key: str, found: Aggregate, here: str) -> Bar:
    address = ""
    if column.role is Role.AGENCY:
        address = view.studio.agency_link(key).address
    elif column.role is Role.PLACE:
        address = view.studio.region_address(key)
    return Bar(
        label=_name_group(view, column, key),
        value=found.value,
        state=found.state,
        address=relative_address(address, here) if address else "",
    )


def _name_group(view: OwnTypeView, column: StandardColumn | None, key: str) -> str:
    if column is None or not key:
        return view.studio.say("Tidak disebut") if column is not None else ""
    return view.name_subject(column.role, key) if column.role in (Role.AGENCY, Role.PLACE) else key


def draw_map(
    view: OwnTypeView, measure: StandardColumn, place: StandardColumn, time: Time, here: str
) -> Markup | None:
    """The governed region in its parts by the measure at one time; None where its rows are of other parts.

    Parts without a row are not available: not every part has a market, and none is blamed for that.
    """
    studio, home = view.studio, view.studio.home_region
    level = home.drawn_level
    found = aggregate_groups(
        measure, group_by(rows_of_time(view.standard, view.records, time), place.name), time
    )
    parts = [region for region in studio.regions.within(home.kode) if region.level == level]
    if not any(region.kode in found for region in parts):
        return None
    values = {region.kode: _value_of(found, region.kode) for region in parts}
    shown = Measure(
        title=view.name_column(measure),
        values=values,
        show=view.show_amount(measure, short=True),
        states={kode: _state_of(found, kode) for kode, value in values.items() if value is None},
        fact=lambda kode, _: view.facts.of_group(place, kode).amount(measure, found[kode]),
    )
    draw = province_map if home.level == 1 else city_map
    style = Style(prefix=f"peta-{view.section}", language=studio.settings.language)

    def address(kode: str) -> str | None:
        target = studio.region_address(kode)
        return relative_address(target, here) if target else None

    return draw(home.kode, studio.regions, address=address, measure=shown, style=style)


def _value_of(found: Mapping[str, Aggregate], kode: str) -> Decimal | None:
    return found[kode].value if kode in found else None


def _state_of(found: Mapping[str, Aggregate], kode: str) -> State:
    return found[kode].state if kode in found else State.TIDAK_TERSEDIA


def _text(view: OwnTypeView, measure: StandardColumn, prefix: str, category: str) -> ChartText:
    return ChartText(
        title=view.name_column(measure),
        prefix=prefix,
        value_label=view.name_column(measure),
        category_label=category,
        unit=view.studio.say(measure.unit),
        money=is_money(measure.unit),
        show=view.show_amount(measure, short=True),
        language=view.studio.settings.language,
    )
