"""An indicator of a thread: what was promised of it, and what each quarter reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.threads import QUARTERS, Record, Thread, add_exactly

AGGREGATIONS = ("jumlah", "akhir", "maks", "rata")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as planned, with its reported quarters.

    `quarters` has the reported quarters alone. `disputed` names columns for which several rows give
    values that cannot be put together (two places with a percentage each): no figure is made of them.
    """

    name: str
    satuan: str = ""
    arah: str = ""
    rumus: str = ""
    agregasi: str = ""
    target: Decimal | None = None
    target_renstra: Decimal | None = None
    quarters: Mapping[int, Fraction] = field(default_factory=dict, hash=False)
    disputed: frozenset[str] = frozenset()
    plan: tuple[Record, ...] = ()
    reports: tuple[Record, ...] = ()

    @property
    def key(self) -> str:
        """Its name as names are compared."""
        return name_key(self.name)

    @property
    def year(self) -> int:
        """The year that its rows are about; 0 without rows."""
        rows = self.plan or self.reports
        return rows[0].whole("tahun") if rows else 0

    def is_complete(self, quarter: int) -> bool:
        """Whether all is reported that its result by the end of a quarter is made of; before any it is not.

        Of a standing at the end (`akhir`) that is the quarter itself, of all else every quarter so far.
        """
        needed = (quarter,) if self.agregasi == "akhir" else QUARTERS[:quarter]
        return quarter > 0 and all(number in self.quarters for number in needed)

    def until(self, quarter: int = QUARTERS[-1]) -> Fraction | None:
        """The year's result up to and with a quarter by the declared aggregation; None if not reported."""
        return aggregate(
            {number: value for number, value in self.quarters.items() if number <= quarter}, self.agregasi
        )


def aggregate(quarters: Mapping[int, Fraction], agregasi: str) -> Fraction | None:
    """Reported quarters together: `jumlah` adds, `akhir` takes the last, `maks` the highest, `rata` the mean.

    20, 45, 70 and 100 of a cumulative percentage give 100 with `akhir`, not 235.
    """
    if not quarters:
        return None
    values = [quarters[number] for number in sorted(quarters)]
    if len(values) == 1 and agregasi in AGGREGATIONS:
        return values[0]
    if agregasi == "jumlah":
        return sum(values, Fraction(0))
    if agregasi == "akhir":
        return values[-1]
    if agregasi == "maks":
        return max(values)
    if agregasi == "rata":
        return sum(values, Fraction(0)) / len(values)
    return None


@remembered
def indicators_of(thread: Thread) -> tuple[Indicator, ...]:
    """The thread's indicators in the order of the plan, then those that were reported without a plan.

    A report that names no indicator is about the only one there is. What the yearly plan leaves out is
    taken from the five-year plan; nothing is put in the place of a stated number.
    """
    return tuple(_settle(indicator, thread.five_year_targets) for indicator in find_indicators(thread))


def find_indicators(thread: Thread) -> tuple[Indicator, ...]:
    """The same of the thread's own rows alone."""
    plans = _by_name(thread.rencana)
    reports = _by_name(record for record in thread.realisasi if record.number("realisasi_fisik") is not None)
    unnamed = reports.pop("", [])
    names = [*plans, *(name for name in reports if name not in plans)]
    if unnamed and len(names) == 1:
        reports.setdefault(names[0], []).extend(unnamed)
    return tuple(_make_indicator(plans.get(name, []), reports.get(name, [])) for name in names)


def _settle(indicator: Indicator, targets: Mapping[str, Decimal]) -> Indicator:
    target = targets.get(indicator.key)
    if target is None or indicator.target_renstra is not None or "target_renstra" in indicator.disputed:
        return indicator
    return replace(indicator, target_renstra=target)


def name_key(name: str) -> str:
    """An indicator's name without regard to case and repeated blanks, as names are compared."""
    return " ".join(name.casefold().split())


def _by_name(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(name_key(record.text("indikator")), []).append(record)
    return found


def _make_indicator(plan: Sequence[Record], reports: Sequence[Record]) -> Indicator:
    said = plan[0] if plan else reports[0]
    agregasi = said.text("agregasi")
    disputed: set[str] = set()
    quarters: dict[int, Fraction] = {}
    by_quarter: dict[int, list[Record]] = {}
    for record in reports:
        by_quarter.setdefault(record.whole("triwulan"), []).append(record)
    for number in QUARTERS:
        value = _combine(by_quarter.get(number, []), "realisasi_fisik", agregasi, disputed)
        if value is not None:
            quarters[number] = Fraction(value)
    return Indicator(
        name=said.text("indikator"),
        satuan=said.text("satuan"),
        arah=said.text("arah"),
        rumus=said.text("rumus"),
        agregasi=agregasi,
        target=_combine(plan, "target", agregasi, disputed),
        target_renstra=_combine(plan, "target_renstra", agregasi, disputed),
        quarters=quarters,
        disputed=frozenset(disputed),
        plan=tuple(plan),
        reports=tuple(reports),
    )


def _combine(rows: Sequence[Record], column: str, agregasi: str, disputed: set[str]) -> Decimal | None:
    """One value of several rows (places, fund sources): only counts may be added."""
    values = [value for record in rows if (value := record.number(column)) is not None]
    if not values:
        return None
    if agregasi == "jumlah":
        return add_exactly(values)
    if agregasi == "maks":
        return max(values)
    if len(set(values)) > 1:
        disputed.add(column)
        return None
    return values[0]
