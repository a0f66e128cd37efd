"""Grades of institutions (SAKIP, SPBE, IKM and others), each on the ladder in force in its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from suluh.measuring.fact_sources import cell_fact
from suluh.reading.index_list import Index, load_indices
from suluh.reading.ladders import judge, ladder_in_force
from suluh.rendering.amounts import show_amount
from suluh.rendering.chart_text import ChartText
from suluh.rendering.line_charts import Series, draw_lines, point_of
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.ladder_scale import Scale, ladder_scale
from suluh.rendering.pages.shared.parts import Row
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import join_words, print_amount
from suluh.vocabulary.figures import State
from suluh.vocabulary.measures import Ladder
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

INDICES = "kinerja/indeks/"
_COLUMNS = (
    NumberColumn("indeks", "Kode indeks"),
    NumberColumn("nama", "Nama indeks"),
    NumberColumn("tahun", "Tahun penilaian"),
    NumberColumn("nilai", "Nilai", fractions=True),
    NumberColumn("target", "Target", fractions=True),
    NumberColumn("predikat", "Predikat menurut jenjang yang berlaku"),
    NumberColumn("peraturan", "Peraturan jenjangnya"),
)


@dataclass(frozen=True, slots=True)
class YearOfIndex:
    """A year of an index as a row of its table."""

    year: str
    value: str
    target: str
    predicate: str
    assessor: str
    source: str


@dataclass(frozen=True, slots=True)
class IndicesPage(PageContext):
    """What `indices.html` is filled in with."""

    template: ClassVar[str] = "indices.html"
    items: list[Row]
    mark: str


@dataclass(frozen=True, slots=True)
class IndexPage(PageContext):
    """What `index_of_institution.html` is filled in with."""

    template: ClassVar[str] = "index_of_institution.html"
    index: Index
    year: int
    value: str
    predicate: str
    ladder: Ladder | None
    scale: Scale | None
    ladders: tuple[Ladder, ...]
    chart: str
    rows: list[YearOfIndex]
    successor: Index | None
    successor_address: str
    origin: str
    mark: str


def index_pages(studio: Studio) -> Iterable[Page]:
    """The list of indices and a page for each, where any was sent."""
    grouped: dict[str, list[Record]] = {}
    for record in studio.records("indeks"):
        grouped.setdefault(record.text("indeks"), []).append(record)
    for some in grouped.values():
        some.sort(key=lambda record: record.whole("tahun"))
    if grouped:
        yield _list_page(studio, grouped)
    for code, some in grouped.items():
        yield _index_page(studio, code, some)


def _index(code: str) -> Index:
    return load_indices().get(code) or Index(code, code)


def _predicate(code: str, record: Record) -> str:
    """By the ladder in force; what the assessor wrote where there is none."""
    value = record.number("nilai")
    ladder = ladder_in_force(record.whole("tahun"), code)
    reckoned = judge(ladder, None if value is None else Fraction(value))
    return reckoned or record.text("predikat")


def _list_page(studio: Studio, grouped: Mapping[str, Sequence[Record]]) -> Page:
    records = [record for some in grouped.values() for record in some]

    def context() -> IndicesPage:
        return IndicesPage(
            items=[_item(studio, code, some) for code, some in grouped.items()],
            mark=simulation_mark(records),
        )

    return studio.page(
        INDICES,
        section="kinerja",
        title=studio.say("Indeks dan predikat"),
        description=studio.say("Nilai dan predikat lembaga menurut penilainya, dengan jenjangnya."),
        crumbs=(Link(studio.say("Kinerja"), "kinerja/"),),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("indeks", lambda: _numbers(grouped)),
    )


def _item(studio: Studio, code: str, records: Sequence[Record]) -> Row:
    told = [record for record in records if record.number("nilai") is not None]
    newest = (told or list(records))[-1]
    value, predicate = newest.number("nilai"), _predicate(code, newest)
    return Row(
        title=studio.say(_index(code).name),
        address=f"{INDICES}{code}/",
        note=f"{newest.text('tahun')} · {newest.text('penilai')}",
        right=join_words(" ", print_amount(cell_fact(newest, "nilai"), unlinked=True), studio.say(predicate))
        if value is not None
        else "",
        state="" if value is not None else State.BELUM_DILAPORKAN.value,
    )


def _index_page(studio: Studio, code: str, records: Sequence[Record]) -> Page:
    index = _index(code)
    name = studio.say(index.name)

    def context() -> IndexPage:
        told = [record for record in records if record.number("nilai") is not None]
        newest = told[-1] if told else None
        year = newest.whole("tahun") if newest else 0
        ladder = ladder_in_force(year, code)
        value = newest.number("nilai") if newest else None
        predicate = _predicate(code, newest) if newest else ""
        successor = load_indices().get(index.replaced_by)
        return IndexPage(
            index=index,
            year=year,
            value=print_amount(cell_fact(newest, "nilai")) if newest else "",
            predicate=predicate,
            ladder=ladder,
            scale=ladder_scale(studio, ladder, Fraction(value), predicate)
            if ladder and value is not None
            else None,
            ladders=index.ladders,
            chart=_chart(studio, index, records),
            rows=[_row(code, record) for record in reversed(records)],
            successor=successor,
            successor_address=f"{INDICES}{index.replaced_by}/"
            if any(record.text("indeks") == index.replaced_by for record in studio.records("indeks"))
            else "",
            origin=records[0].dataset,
            mark=simulation_mark(records),
        )

    return studio.page(
        f"{INDICES}{code}/",
        section="kinerja",
        title=name,
        description=studio.say("%(name)s dari tahun ke tahun, pada jenjang peraturannya.", name=name),
        crumbs=(Link(studio.say("Kinerja"), "kinerja/"), Link(studio.say("Indeks dan predikat"), INDICES)),
        sources=datasets_behind(records),
        modified=studio.settings.build_time.date().isoformat(),
        context=context,
        numbers=NumbersLater("indeks", lambda: _numbers({code: records})),
    )


def _row(code: str, record: Record) -> YearOfIndex:
    return YearOfIndex(
        year=record.text("tahun"),
        value=print_amount(cell_fact(record, "nilai"), unlinked=True),
        target=print_amount(cell_fact(record, "target"), unlinked=True),
        predicate=_predicate(code, record),
        assessor=record.text("penilai"),
        source=record.text("sumber"),
    )


def _chart(studio: Studio, index: Index, records: Sequence[Record]) -> str:
    by_year = {record.whole("tahun"): record for record in records}
    span = range(min(by_year), max(by_year) + 1)
    points = tuple(
        point_of(str(year), cell_fact(by_year[year], "nilai") if year in by_year else None) for year in span
    )
    return draw_lines(
        (Series(studio.say("Nilai"), points),),
        ChartText(
            title=studio.say(index.name),
            prefix="indeks",
            value_label=studio.say("Nilai"),
            category_label=studio.say("Tahun"),
            show=lambda value: show_amount(value),
        ),
    )


def _numbers(grouped: Mapping[str, Sequence[Record]]) -> PageNumbers:
    rows: list[tuple[Value, ...]] = []
    for code, some in grouped.items():
        for record in some:
            value, target = record.number("nilai"), record.number("target")
            ladder = ladder_in_force(record.whole("tahun"), code)
            rows.append(
                (
                    code,
                    _index(code).name,
                    record.whole("tahun"),
                    State.BELUM_DILAPORKAN if value is None else value,
                    State.TIDAK_TERSEDIA if target is None else target,
                    _predicate(code, record),
                    ladder.regulation if ladder else "",
                )
            )
    sources = each_dataset(record for some in grouped.values() for record in some)
    return PageNumbers(_COLUMNS, tuple(rows), sources)
