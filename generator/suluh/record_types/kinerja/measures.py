"""What came of each defined indicator, year by year, by its own formula, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from suluh.measuring.formulas import weigh
from suluh.reading.ladders import judge, ladder_in_force
from suluh.vocabulary.decrees import ALWAYS
from suluh.vocabulary.facts import Fact, FactMaker, in_quarter, in_year, within
from suluh.vocabulary.figures import State
from suluh.vocabulary.indicators import aggregate
from suluh.vocabulary.measures import Limit, Undefined, Yardstick
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import datasets_behind
from suluh.vocabulary.threads import QUARTERS, Record

WHOLE_YEAR = 0


@dataclass(frozen=True, slots=True)
class YearResult:
    """A year of an indicator: target, result and percentage raw, or why there is none.

    `partial` is the last quarter that the result takes into account where the year itself was not
    reported; 0 for a whole year. `limit` is how a result stands against a target of "at most" that
    fills up in the year.
    """

    year: int
    target: Decimal | None
    actual: Fraction | None
    percent: Fraction | None
    undefined: Undefined | None
    predicate: str = ""
    partial: int = 0
    note: str = ""
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """An indicator's definition with its years, ascending, of one region."""

    definition: Record
    region: str
    years: tuple[YearResult, ...]
    records: tuple[Record, ...] = field(default=(), repr=False)

    def sources(self, year: int) -> tuple[str, ...]:
        """The datasets that a year's numbers come from: that of the definition, and of the year's rows."""
        behind = (record for record in self.records if record.whole("tahun") == year)
        return datasets_behind((self.definition, *behind))

    @property
    def newest(self) -> YearResult | None:
        """The newest year with a result, else the newest of all."""
        told = [year_result for year_result in self.years if year_result.actual is not None]
        return (told or list(self.years) or [None])[-1]  # type: ignore[list-item]


def measure_performances(
    definitions: Iterable[Record], achievements: Iterable[Record], region: str, *, running: int = ALWAYS
) -> tuple[Performance, ...]:
    """Every defined indicator with the rows about `region`, in the order of the definitions.

    `running` is the first year that is not over, where one is not: what is stated of it as a whole year may
    still grow.
    """
    rows: dict[str, list[Record]] = {}
    for record in achievements:
        if record.text("kode_wilayah") == region:
            rows.setdefault(record.text("id_indikator"), []).append(record)
    defined = {record.text("id_indikator"): record for record in definitions}
    return tuple(
        Performance(
            record, region, _measure_years(record, rows.get(name, []), running), tuple(rows.get(name, []))
        )
        for name, record in defined.items()
    )


def _measure_years(definition: Record, records: Sequence[Record], running: int) -> tuple[YearResult, ...]:
    years: dict[int, dict[int, Record]] = {}
    for record in records:
        years.setdefault(record.whole("tahun"), {})[record.whole("triwulan")] = record
    return tuple(_measure_year(definition, year, some, running) for year, some in sorted(years.items()))


def _measure_year(definition: Record, year: int, rows: Mapping[int, Record], running: int) -> YearResult:
    """The year as stated, else its quarters put together by the indicator's aggregation."""
    stated = rows.get(WHOLE_YEAR)
    target = stated.number("target") if stated else None
    actual: Fraction | None = None
    partial = 0
    told: tuple[int, ...] = QUARTERS
    if stated is not None and (value := stated.number("realisasi")) is not None:
        actual = Fraction(value)
        told = QUARTERS if running == ALWAYS or year < running else ()
    else:
        quarters = {
            number: Fraction(value)
            for number in QUARTERS
            if number in rows and (value := rows[number].number("realisasi")) is not None
        }
        actual = aggregate(quarters, definition.text("agregasi"))
        partial, told = max(quarters, default=0), tuple(quarters)
    rumus, arah, agregasi = map(definition.text, ("rumus", "arah", "agregasi"))
    yardstick = Yardstick(rumus, arah, agregasi, year)
    result = weigh(yardstick, target, actual, quarters=told)
    whole = partial in (0, QUARTERS[-1])
    return YearResult(
        year=year,
        target=target,
        actual=actual,
        percent=result.percent,
        undefined=result.undefined,
        predicate=judge(ladder_in_force(year), result.percent) if whole else "",
        partial=0 if whole else partial,
        note=stated.text("keterangan") if stated else "",
        limit=result.limit,
    )


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A year of an indicator as facts."""

    result: YearResult
    maker: FactMaker

    @property
    def target(self) -> Fact:
        """The target of the year."""
        return self.maker.make("kinerja_target", self.result.target, State.TIDAK_TERSEDIA)

    @property
    def actual(self) -> Fact:
        """The result, as far as it was reported."""
        return self.maker.make("kinerja_hasil", self.result.actual)

    @property
    def percent(self) -> Fact:
        """The result against the target, in per cent."""
        return self.maker.make("kinerja_capaian", self.result.percent, State.TIDAK_BERLAKU)


def year_facts(performance: Performance, result: YearResult) -> YearFacts:
    """The facts of one year of an indicator; of a part of a year until the end of its last quarter."""
    when = in_quarter(result.year, result.partial) if result.partial else in_year(result.year)
    status = StatusData.SIMULASI if performance.definition.simulated else StatusData.TETAP
    where = within(("indikator", performance.definition.text("id_indikator")))
    return YearFacts(result, FactMaker(when, where, status))
