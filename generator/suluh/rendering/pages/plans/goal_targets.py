"""What a five-year plan wants of a goal's indicators: a line to each target, and what came of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from suluh.measuring.formulas import reckon
from suluh.reading.formula_list import find_formula
from suluh.rendering.amounts import show_percent
from suluh.rendering.charts import ChartText
from suluh.rendering.line_charts import Point, Series, draw_lines
from suluh.rendering.page_figures import format_number
from suluh.rendering.pages.shared.parts import Remark
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.figures import State
from suluh.vocabulary.five_years import FiveYearTarget, Subject
from suluh.vocabulary.goals import Goal
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers
from suluh.vocabulary.threads import Record

_FORMULAS = {"naik": "r_per_t", "turun": "t_per_r"}
"""How a result is held against its target where only the direction is known."""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """An indicator of a goal with its five-year targets."""

    name: str
    address: str
    sentence: str
    chart: Markup
    mark: str


def targets_of(studio: Studio, goal: Goal) -> tuple[FiveYearTarget, ...]:
    """The five-year targets of a goal's indicators, in the order of their rows."""
    return studio.threads.five_years.get(Subject(goal.id), ())


def _with_results(studio: Studio, one: FiveYearTarget) -> FiveYearTarget:
    """The target with the results that it lacks itself and the table of achievements has."""
    told = {
        row.whole("tahun"): value
        for row in studio.records("capaian")
        if row.text("id_indikator") == one.name
        and row.text("triwulan") in ("", "0")
        and row.text("kode_wilayah") in ("", studio.settings.wilayah)
        and (value := row.number("realisasi")) is not None
    }
    results = {**told, **one.results}
    return replace(one, results={year: results[year] for year in one.years if year in results})


def show_targets(studio: Studio, goal: Goal) -> list[TargetLine]:
    """Each indicator with sentence, chart and mark."""
    defined = {one.text("id_indikator"): one for one in studio.records("indikator")}
    return [
        TargetLine(
            name=defined[one.name].text("nama") if one.name in defined else one.name,
            address=f"kinerja/{one.name}/" if one.name in defined else "",
            sentence=_sentence(studio, one, _rule_of(one, defined)),
            chart=_chart(studio, one, number),
            mark="simulasi" if any(row.source.simulated for row in one.records) else "",
        )
        for number, target in enumerate(targets_of(studio, goal), start=1)
        for one in (_with_results(studio, target),)
    ]


def _rule_of(one: FiveYearTarget, defined: Mapping[str, Record]) -> str:
    """The formula that the indicator's definition declares, else the usual one of its direction."""
    declared = defined[one.name].text("rumus") if one.name in defined else ""
    return declared or _FORMULAS.get(one.arah, "")


def _sentence(studio: Studio, one: FiveYearTarget, rule: str) -> str:
    """Where a goal comes from, where it is to go and what was reached.

    `Dari 20 persen menuju 14 persen pada 2027. Tahun 2024 tercapai 18 dari target 17, 94,4 %.`
    """
    final = one.targets.get(one.until)
    parts = []
    if final is not None and one.baseline is not None:
        parts.append(
            studio.say(
                "Dari %(start)s menuju %(end)s %(unit)s pada %(year)s.",
                start=format_number(one.baseline),
                end=format_number(final),
                unit=one.satuan,
                year=str(one.until),
            )
        )
    elif final is not None:
        parts.append(
            studio.say(
                "Menuju %(end)s %(unit)s pada %(year)s.",
                end=format_number(final),
                unit=one.satuan,
                year=str(one.until),
            )
        )
    parts.append(_reached(studio, one, rule))
    return " ".join(parts)


def _reached(studio: Studio, one: FiveYearTarget, rule: str) -> str:
    year = max(one.results, default=0)
    if not year:
        return studio.say("Hasilnya belum dilaporkan.")
    result, target = one.results[year], one.targets.get(year)
    if target is None:
        return studio.say(
            "Tahun %(year)s tercapai %(result)s; target tahun itu tidak ada.",
            year=str(year),
            result=format_number(result),
        )
    percent = reckon(find_formula(rule, year), target, result)[0]
    said = studio.say(
        "Tahun %(year)s tercapai %(result)s dari target %(target)s",
        year=str(year),
        result=format_number(result),
        target=format_number(target),
    )
    return f"{said}, {show_percent(percent)}." if percent is not None else f"{said}."


def _chart(studio: Studio, one: FiveYearTarget, number: int) -> Markup:
    today = studio.settings.build_time.date().year
    results = tuple(
        Point(
            str(year),
            one.results.get(year),
            State.BELUM_DILAPORKAN if year < today else State.TIDAK_BERLAKU,
        )
        for year in one.years
    )
    wanted = tuple(Point(str(year), one.targets.get(year), State.TIDAK_TERSEDIA) for year in one.years)
    if not any(point.value is not None for point in (*results, *wanted)):
        return Markup()
    text = ChartText(
        title=studio.say("Target dan hasil tiap tahun"),
        prefix=f"target-{number}",
        value_label=one.satuan,
        category_label=studio.say("Tahun"),
        unit=one.satuan,
    )
    return draw_lines([Series(studio.say("Hasil"), results), Series(studio.say("Target"), wanted)], text)


def target_matters(studio: Studio, goal: Goal) -> list[Remark]:
    """Years that are over and whose result nobody has told, for each indicator."""
    today = studio.settings.build_time.date().year
    names = {one.text("id_indikator"): one.text("nama") for one in studio.records("indikator")}
    found = []
    for target in targets_of(studio, goal):
        one = _with_results(studio, target)
        silent = [str(year) for year in one.years if year < today and year not in one.results]
        if silent:
            title = studio.say("Hasil %(name)s belum dilaporkan", name=names.get(one.name, one.name))
            found.append(Remark(judul=title, isi=studio.say("Tahun: %(years)s.", years=", ".join(silent))))
    return found


def add_targets(studio: Studio, goal: Goal, numbers: PageNumbers) -> PageNumbers:
    """A table whose first column is the year, with a target and a result of each indicator beside it."""
    columns, cells = list(numbers.columns), {str(row[0]): list(row) for row in numbers.rows}
    sources = dict.fromkeys(numbers.datasets)
    for number, one in enumerate(targets_of(studio, goal), start=1):
        told = _with_results(studio, one)
        columns.append(NumberColumn(f"target_{number}", f"Target: {one.name}", one.satuan))
        columns.append(NumberColumn(f"hasil_{number}", f"Hasil: {one.name}", one.satuan))
        sources.update(dict.fromkeys(row.dataset for row in one.records))
        for year, row in cells.items():
            row.append(told.targets.get(int(year), State.TIDAK_TERSEDIA))
            row.append(told.results.get(int(year), State.BELUM_DILAPORKAN))
    return PageNumbers(tuple(columns), tuple(map(tuple, cells.values())), tuple(sources))
