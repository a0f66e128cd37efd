"""What a five-year plan (RPJMD, Renstra) wants of an indicator, year by year: rows of `target_lima_tahun`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.indicators import name_key
from suluh.vocabulary.threads import Record, add_exactly

STANDARD = "target_lima_tahun"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an indicator measures: a goal by its id, or an agency's sub kegiatan by its code."""

    goal: str
    agency: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class FiveYearTarget:
    """One indicator over the years of a plan. Years without a number are not there, never 0."""

    subject: Subject
    name: str
    satuan: str
    arah: str
    since: int
    until: int
    baseline: Decimal | None = None
    targets: Mapping[int, Decimal] = field(default_factory=dict, hash=False)
    ceilings: Mapping[int, Decimal] = field(default_factory=dict, hash=False)
    results: Mapping[int, Decimal] = field(default_factory=dict, hash=False)
    records: tuple[Record, ...] = field(default=(), compare=False, repr=False)

    @property
    def years(self) -> range:
        """Every year of the plan; of a plan with impossible years, none."""
        return range(self.since, self.until + 1 if self.until - self.since < 100 else self.since)

    def whole(self, agregasi: str) -> Decimal | None:
        """The target at the plan's end: counts add up, a highest value stays, of all else the last counts.

        None unless every year has its target, since a part of a sum is another number.
        """
        if agregasi == "jumlah":
            full = all(year in self.targets for year in self.years)
            return add_exactly(self.targets.values()) if full else None
        if agregasi == "maks":
            return max(self.targets.values(), default=None)
        return self.targets.get(self.until)

    def revised_by(self, later: FiveYearTarget) -> FiveYearTarget:
        """The same plan after a revision that begins later: its years replace those from its first on."""
        return replace(
            later,
            since=min(self.since, later.since),
            baseline=self.baseline if self.baseline is not None else later.baseline,
            targets=_replace_years(self.targets, later.targets, later.since),
            ceilings=_replace_years(self.ceilings, later.ceilings, later.since),
            results={**self.results, **later.results},
            records=self.records + later.records,
        )

    @property
    def ceiling(self) -> Decimal | None:
        """Rupiah of all years; None where any year states none."""
        full = all(year in self.ceilings for year in self.years)
        return add_exactly(self.ceilings.values()) if full else None


def _replace_years(
    before: Mapping[int, Decimal], after: Mapping[int, Decimal], since: int
) -> Mapping[int, Decimal]:
    return {**{year: value for year, value in before.items() if year < since}, **after}


def plan_in_force(targets: Iterable[FiveYearTarget], year: int) -> FiveYearTarget | None:
    """Of one indicator's targets in several plans that of a year, with what it revised; None without any.

    The plan that began last counts. One that ends with it and began before is the same plan before its
    revision.
    """
    ordered = sorted(targets, key=lambda target: (target.since, target.until))
    covering = [target for target in ordered if target.since <= year <= target.until]
    if not covering:
        return None
    last = covering[-1]
    for earlier in reversed(ordered):
        if earlier.until == last.until and earlier.since < last.since:
            last = earlier.revised_by(last)
    return last


def subject_of(record: Record) -> Subject:
    """What a row is about, its code normalised."""
    code = normalise_code(record.text("kode_sub_kegiatan"))
    return Subject(record.text("id_tujuan"), record.text("instansi") if code else "", code)


def gather_targets(records: Iterable[Record]) -> Mapping[Subject, tuple[FiveYearTarget, ...]]:
    """Rows as one value for each subject, indicator and plan, in the order of their first rows."""
    groups: dict[tuple[Subject, str, int, int], list[Record]] = {}
    for record in records:
        since, until = record.whole("tahun_awal"), record.whole("tahun_akhir")
        key = (subject_of(record), name_key(record.text("indikator")), since, until)
        groups.setdefault(key, []).append(record)
    found: dict[Subject, list[FiveYearTarget]] = {}
    for (subject, _, since, until), rows in groups.items():
        found.setdefault(subject, []).append(_gather(subject, since, until, rows))
    return {subject: tuple(some) for subject, some in found.items()}


def _gather(subject: Subject, since: int, until: int, rows: list[Record]) -> FiveYearTarget:
    first = rows[0]
    return FiveYearTarget(
        subject=subject,
        name=first.text("indikator"),
        satuan=first.text("satuan"),
        arah=first.text("arah"),
        since=since,
        until=until,
        baseline=next(
            (value for record in rows if (value := record.number("kondisi_awal")) is not None), None
        ),
        targets=_by_year(rows, "target"),
        ceilings=_by_year(rows, "pagu"),
        results=_by_year(rows, "realisasi"),
        records=tuple(rows),
    )


def _by_year(rows: Iterable[Record], column: str) -> dict[int, Decimal]:
    """Numbers of a column by year; of two rows of one year the first counts."""
    found: dict[int, Decimal] = {}
    for record in rows:
        value = record.number(column)
        if value is not None:
            found.setdefault(record.whole("tahun"), value)
    return dict(sorted(found.items()))
