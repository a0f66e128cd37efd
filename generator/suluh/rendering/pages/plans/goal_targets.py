"""What a five-year plan wants of a goal's indicators: a line to each target, and what came of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup

from suluh.measuring.formulas import is_ceiling, weigh
from suluh.rendering.chart_text import ChartText
from suluh.rendering.line_charts import Series, draw_lines, point_of
from suluh.rendering.pages.shared.parts import Remark
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_sentences, join_words, print_fact, print_percent
from suluh.vocabulary.facts import Exact, Fact, FactMaker, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.five_years import FiveYearTarget, Subject
from suluh.vocabulary.goals import Goal
from suluh.vocabulary.measures import Yardstick
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value, datasets_behind
from suluh.vocabulary.threads import QUARTERS, Record
from suluh.words.numbers import as_decimal, format_number

_FORMULAS = {"naik": "r_per_t", "turun": "t_per_r"}
"""How a result is held against its target where only the direction is known."""

_TARGETS = (
    NumberColumn("tahun", "Tahun anggaran"),
    NumberColumn("id_tujuan", "Kode tujuan atau sasaran"),
    NumberColumn("id_indikator", "Kode indikator"),
    NumberColumn("satuan", "Satuan indikator"),
    NumberColumn("target", "Target dalam rencana lima tahun"),
    NumberColumn("hasil", "Hasil tahun itu"),
)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """An indicator of a goal with its five-year targets."""

    name: str
    address: str
    sentence: str
    chart: Markup
    mark: str


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """An indicator of a goal with its five-year targets, as facts."""

    goal: Goal
    target: FiveYearTarget

    def _make(self, what: str, year: int, value: Exact | None) -> Fact:
        simulated = any(row.source.simulated for row in self.target.records)
        status = StatusData.SIMULASI if simulated else StatusData.TETAP
        where = within(("tujuan", self.goal.id), ("indikator", self.target.name))
        return FactMaker(in_year(year), where, status).make(what, value)

    @property
    def baseline(self) -> Fact:
        """Where the plan begins."""
        return self._make("sasaran_awal", self.target.until, self.target.baseline)

    def wanted(self, year: int) -> Fact:
        """The target of a year of the plan."""
        return self._make("sasaran_target", year, self.target.targets.get(year))

    def result(self, year: int) -> Fact:
        """What came of a year."""
        return self._make("sasaran_hasil", year, self.target.results.get(year))

    def achieved(self, year: int, percent: Fraction) -> Fact:
        """The result against the target."""
        return self._make("sasaran_capaian", year, percent)


def targets_of(studio: Studio, goal: Goal) -> tuple[FiveYearTarget, ...]:
    """The five-year targets of a goal's indicators, in the order of their rows."""
    return studio.threads.five_years.get(Subject(goal.id), ())


def _results_of(studio: Studio, target: FiveYearTarget) -> list[Record]:
    """What the table of achievements says of whole years of the indicator, for the governed region."""
    return [
        row
        for row in studio.records("capaian")
        if row.text("id_indikator") == target.name
        and row.text("triwulan") in ("", "0")
        and row.text("kode_wilayah") in ("", studio.settings.wilayah)
    ]


def _with_results(studio: Studio, target: FiveYearTarget) -> FiveYearTarget:
    """The target with the results that it lacks itself and the table of achievements has."""
    told = {
        row.whole("tahun"): value
        for row in _results_of(studio, target)
        if (value := row.number("realisasi")) is not None
    }
    results = {**told, **target.results}
    return replace(target, results={year: results[year] for year in target.years if year in results})


def show_targets(studio: Studio, goal: Goal) -> list[TargetLine]:
    """Each indicator with sentence, chart and mark."""
    defined = {record.text("id_indikator"): record for record in studio.records("indikator")}
    return [
        TargetLine(
            name=defined[other_target.name].text("nama")
            if other_target.name in defined
            else other_target.name,
            address=f"kinerja/{other_target.name}/" if other_target.name in defined else "",
            sentence=_sentence(studio, TargetFacts(goal, other_target), _rule_of(other_target, defined)),
            chart=_chart(studio, TargetFacts(goal, other_target), number),
            mark="simulasi" if any(row.source.simulated for row in other_target.records) else "",
        )
        for number, target in enumerate(targets_of(studio, goal), start=1)
        for other_target in (_with_results(studio, target),)
    ]


def _rule_of(target: FiveYearTarget, defined: Mapping[str, Record]) -> Yardstick:
    """How the indicator's definition declares it, else the usual formula of its direction."""
    definition = defined.get(target.name)
    if definition is None:
        return Yardstick(_FORMULAS.get(target.arah, ""), target.arah, "", target.until)
    rumus = definition.text("rumus") or _FORMULAS.get(target.arah, "")
    arah = definition.text("arah") or target.arah
    return Yardstick(rumus, arah, definition.text("agregasi"), target.until)


def _sentence(studio: Studio, facts: TargetFacts, rule: Yardstick) -> str:
    """Where a goal comes from, where it is to go and what was reached.

    `Dari 20 persen menuju 14 persen pada 2027. Tahun 2024 tercapai 18 dari target 17, 94,4 %.`
    """
    target = facts.target
    final = facts.wanted(target.until)
    parts = []
    if final.value is not None and target.baseline is not None:
        parts.append(
            studio.say(
                "Dari %(start)s menuju %(end)s %(unit)s pada %(year)s.",
                start=_print(facts.baseline),
                end=_print(final),
                unit=target.satuan,
                year=str(target.until),
            )
        )
    elif final.value is not None:
        parts.append(
            studio.say(
                "Menuju %(end)s %(unit)s pada %(year)s.",
                end=_print(final),
                unit=target.satuan,
                year=str(target.until),
            )
        )
    parts.append(_reached(studio, facts, rule))
    return join_sentences(*parts)


def _print(fact: Fact) -> str:
    return "" if fact.value is None else print_fact(fact, format_number(as_decimal(Fraction(fact.value))))


def _reached(studio: Studio, facts: TargetFacts, declared: Yardstick) -> str:
    """What came of the newest year; of one that is not over no percentage that more results can undo."""
    year = max(facts.target.results, default=0)
    if not year:
        return studio.say("Hasilnya belum dilaporkan.")
    rule, is_over = replace(declared, year=year), year < studio.settings.as_of.day.year
    result, target = facts.target.results[year], facts.target.targets.get(year)
    printed = _print(facts.result(year))
    if target is None:
        return studio.say(
            "Tahun %(year)s tercapai %(result)s; target tahun itu tidak ada.", year=str(year), result=printed
        )
    percent = None
    if is_over or rule.arah != "turun" or (rule.agregasi and not is_ceiling(rule)):
        percent = weigh(rule, target, result, quarters=QUARTERS).percent
    said = studio.say(
        "Tahun %(year)s tercapai %(result)s dari target %(target)s",
        year=str(year),
        result=printed,
        target=_print(facts.wanted(year)),
    )
    if percent is None:
        return join_words("", said, ".")
    return join_words("", said, ", ", print_percent(facts.achieved(year, percent)), ".")


def _chart(studio: Studio, facts: TargetFacts, number: int) -> Markup:
    today, target = studio.settings.as_of.day.year, facts.target
    results = tuple(
        point_of(
            str(year),
            facts.result(year),
            State.BELUM_DILAPORKAN if year < today else State.TIDAK_BERLAKU,
        )
        for year in target.years
    )
    wanted = tuple(point_of(str(year), facts.wanted(year), State.TIDAK_TERSEDIA) for year in target.years)
    if not any(point.value is not None for point in (*results, *wanted)):
        return Markup()
    text = ChartText(
        title=studio.say("Target dan hasil tiap tahun"),
        prefix=f"target-{number}",
        value_label=target.satuan,
        category_label=studio.say("Tahun"),
        unit=target.satuan,
    )
    return draw_lines([Series(studio.say("Hasil"), results), Series(studio.say("Target"), wanted)], text)


def target_matters(studio: Studio, goal: Goal) -> list[Remark]:
    """Years that are over and whose result nobody has told, for each indicator."""
    today = studio.settings.as_of.day.year
    names = {record.text("id_indikator"): record.text("nama") for record in studio.records("indikator")}
    found = []
    for target in targets_of(studio, goal):
        other_target = _with_results(studio, target)
        silent = [
            str(year) for year in other_target.years if year < today and year not in other_target.results
        ]
        if silent:
            title = studio.say(
                "Hasil %(name)s belum dilaporkan", name=names.get(other_target.name, other_target.name)
            )
            found.append(Remark(judul=title, isi=studio.say("Tahun: %(years)s.", years=", ".join(silent))))
    return found


def target_numbers(studio: Studio, goal: Goal) -> PageNumbers:
    """A row for each indicator of the goal and year of the plan, with its target and its result."""
    rows: list[tuple[Value, ...]] = []
    sources: list[tuple[str, ...]] = []
    for target in targets_of(studio, goal):
        found = _with_results(studio, target)
        behind = datasets_behind((*target.records, *_results_of(studio, target)))
        for year in found.years:
            rows.append(
                (
                    *(str(year), goal.id, target.name, target.satuan),
                    found.targets.get(year, State.TIDAK_TERSEDIA),
                    found.results.get(year, State.BELUM_DILAPORKAN),
                )
            )
            sources.append(behind)
    return PageNumbers(_TARGETS, tuple(rows), tuple(sources))
