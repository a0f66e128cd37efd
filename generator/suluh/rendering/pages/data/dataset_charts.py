"""The charts that a descriptor asks for under `grafik`, drawn from the dataset's main table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from suluh.measuring.shares import share_of
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import Bar, by_size, draw_bars
from suluh.rendering.line_charts import Point, Series, draw_lines, span_years
from suluh.rendering.link_addresses import relative_address
from suluh.rendering.maps import short_name
from suluh.rendering.pages.shared.absence import explain_absence
from suluh.rendering.pages.shared.shown_cells import is_money
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.cells import Cell, read_cell
from suluh.vocabulary.facts import Fact, FactName, name_cell
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field, Resource
from suluh.vocabulary.region import Region

MOST_BARS = 60
"""More rows than this are shown by the largest alone."""


@dataclass(frozen=True, slots=True)
class DatasetChart:
    """A chart of a dataset with its title."""

    title: str
    note: str
    figure: Markup


def draw_charts(studio: Studio, dataset: Dataset, here: str) -> list[DatasetChart]:
    """For each declared chart that has something to show: its title, a note and the drawing."""
    entries = dataset.package.descriptor.get("grafik")
    charts: list[DatasetChart] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        if not isinstance(entry, Mapping):
            continue
        chart = _Chart(studio, dataset, entry, here)
        if chart.value is None:
            continue
        text = chart.text(f"grafik-{number}")
        if entry.get("jenis") == "garis":
            figure, note = draw_lines(chart.lines(), text), ""
        else:
            bars = by_size(chart.bars())
            figure, note = draw_bars(bars[:MOST_BARS], text), chart.note(len(bars))
        if figure:
            charts.append(DatasetChart(title=chart.title, note=note, figure=figure))
    return charts


class _Chart:
    """One declared chart over the dataset's main table."""

    def __init__(self, studio: Studio, dataset: Dataset, entry: Mapping[str, Any], here: str) -> None:
        self.studio, self.dataset, self.here = studio, dataset, here
        self.resource: Resource
        self.resource, self.table = dataset.main
        self.entry = entry
        self.value = self._field("nilai")
        self.comparison = self._field("pembanding")
        self.scope = str(entry.get("cakupan") or "semua")

    @property
    def title(self) -> str:
        """Its declared title, else that of the value's column."""
        return str(self.entry.get("judul") or (self.value.title if self.value else ""))

    def note(self, bars: int) -> str:
        """How many were left out, where any were."""
        if bars <= MOST_BARS:
            return ""
        return self.studio.say("%(shown)s terbesar dari %(total)s.", shown=MOST_BARS, total=bars)

    def text(self, prefix: str) -> ChartText:
        """Its words, from the columns' own titles and units."""
        assert self.value is not None
        unit = self.value.satuan
        category = self._field("kategori")
        return ChartText(
            title=self.title,
            prefix=prefix,
            value_label=self.value.title or self.value.name,
            comparison_label=(self.comparison.title or self.comparison.name) if self.comparison else "",
            category_label=(category.title or category.name) if category else self.studio.say("Wilayah"),
            unit=unit,
            money=is_money(unit),
            language=self.studio.settings.language,
        )

    def bars(self) -> Iterable[Bar]:
        """A bar for each row in scope, then one for each region in scope that has no row."""
        seen: set[str] = set()
        for row, record in enumerate(self.table.records()):
            region = self._region(record)
            if not self._is_selected(record) or not self._in_scope(region):
                continue
            if region:
                seen.add(region.kode)
            yield self._bar(row, record, region)
        for region in self._expected_regions():
            if region.kode not in seen:
                state, reason = explain_absence(self.studio, region, self.dataset)
                yield Bar(short_name(region), None, None, state, reason, self._address(region))

    def lines(self) -> list[Series]:
        """A line for the value and one for what it is compared with, over the categories in order.

        Nothing where a category occurs twice: a line has one value at a time.
        """
        category = str(self.entry.get("kategori") or "tahun")
        chosen = [
            (row, record)
            for row, record in enumerate(self.table.records())
            if self._is_selected(record) and self._in_scope(self._region(record))
        ]
        rows = {record.get(category, ""): (row, record) for row, record in chosen}
        if len(rows) < len(chosen):
            return []
        return [
            Series(
                field.title or field.name,
                tuple(self._point(field, rows, row) for row in span_years(list(rows))),
            )
            for field in (self.value, self.comparison)
            if field is not None
        ]

    def _point(self, field: Field, rows: Mapping[str, tuple[int, Mapping[str, str]]], period: str) -> Point:
        if period not in rows:
            return Point(period, None, State.TIDAK_TERSEDIA)
        row, record = rows[period]
        cell = read_cell(field, record[field.name])
        return Point(period.strip(), cell.value, cell.state, fact=self._fact(field, row, cell))

    def _bar(self, row: int, record: Mapping[str, str], region: Region | None) -> Bar:
        assert self.value is not None
        cell = read_cell(self.value, record[self.value.name])
        comparison: Cell | None = None
        if self.comparison:
            comparison = read_cell(self.comparison, record[self.comparison.name])
        label = short_name(region) if region else record.get(str(self.entry.get("kategori")), "").strip()
        return Bar(
            label=label,
            value=cell.value,
            comparison=comparison.value if comparison else None,
            state=cell.state,
            address=self._address(region) if region else "",
            facts=tuple(self._facts(row, cell, comparison)),
        )

    def _facts(self, row: int, cell: Cell, comparison: Cell | None) -> Iterator[Fact]:
        """Of a row: its value, what it is compared with, and the share of the one in the other."""
        assert self.value is not None
        yield self._fact(self.value, row, cell)
        if self.comparison is not None and comparison is not None:
            yield self._fact(self.comparison, row, comparison)
            name = name_cell(self.dataset.name, self.resource.name, self.value.name, row)
            share = share_of(cell.value, comparison.value)
            state = State.TIDAK_BERLAKU if share is None else State.NILAI
            status = self.dataset.package.status_data
            yield Fact(FactName("bagian_baris", name.when, name.where), share, state, status)

    def _fact(self, field: Field, row: int, cell: Cell) -> Fact:
        name = name_cell(self.dataset.name, self.resource.name, field.name, row)
        return Fact(name, cell.value, cell.state, self.dataset.package.status_data)

    def _field(self, key: str) -> Field | None:
        name = self.entry.get(key)
        return self.resource.schema.field_named(name) if isinstance(name, str) else None

    def _region(self, record: Mapping[str, str]) -> Region | None:
        return self.studio.regions.get(record.get(self.resource.schema.region_field, ""))

    def _address(self, region: Region) -> str:
        target = self.studio.region_address(region.kode)
        return relative_address(target, self.here) if target else ""

    def _is_selected(self, record: Mapping[str, str]) -> bool:
        selection = self.entry.get("saring")
        chosen = selection if isinstance(selection, Mapping) else {}
        return all(record.get(name, "").strip() == str(text) for name, text in chosen.items())

    def _in_scope(self, region: Region | None) -> bool:
        if self.scope == "semua":
            return True
        within = self._whole()
        return region is not None and region.kode.startswith(f"{within.kode}.")

    def _whole(self) -> Region:
        return self.studio.province if self.scope == "provinsi" else self.studio.home_region

    def _expected_regions(self) -> Iterable[Region]:
        """The regions of the dataset's level in a province's or city's chart."""
        level = self.dataset.region_level
        if self.scope == "semua" or not level:
            return ()
        return (region for region in self.studio.regions.within(self._whole().kode) if region.level == level)
