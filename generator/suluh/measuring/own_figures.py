"""What the rows of a site's own record type amount to, by the roles of its columns.

Numbers are added up only where the type says that they may be, and only within one time: a stock of two
years is no stock. Beside each sum stands how many of its rows had a number, and as of when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.measuring.groups import group_by
from suluh.vocabulary.figures import State
from suluh.vocabulary.standards import Role, Standard, StandardColumn
from suluh.vocabulary.threads import Record, add_exactly

Time = tuple[str, ...]
"""The cells of a row's columns of time, in their order; `()` where the type has none."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A measure over some rows of one time. `told` of the `rows` had a number.

    `value` is there exactly where `state` is NILAI: the exact sum, or the only number where numbers may
    not be added up. `lowest` and `highest` are there where several numbers have no common one.
    """

    value: Decimal | None
    state: State
    told: int
    rows: int
    time: Time = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None


def time_of(standard: Standard, record: Record) -> Time:
    """When a row is of."""
    return tuple(record.text(column.name) for column in standard.of_role(Role.TIME))


def year_of(standard: Standard, record: Record) -> int:
    """The year that a row is of; 0 where the type or the row names none."""
    first = next(iter(time_of(standard, record)), "")[:4]
    return int(first) if len(first) == 4 and first.isascii() and first.isdigit() else 0


def order_of_time(time: Time) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts times from the earliest to the latest: whole numbers as such, unknown ones first."""
    return tuple((name.isdecimal(), int(name) if name.isdecimal() else 0, name) for name in time)


def list_times(standard: Standard, records: Iterable[Record]) -> list[Time]:
    """The times that rows are of, from the earliest to the latest."""
    return sorted({time_of(standard, record) for record in records}, key=order_of_time)


def rows_of_time(standard: Standard, records: Iterable[Record], time: Time) -> list[Record]:
    """The rows of one time, in their order."""
    return [record for record in records if time_of(standard, record) == time]


def aggregate(measure: StandardColumn, records: Sequence[Record], time: Time = ()) -> Aggregate:
    """What a measure amounts to over rows of one time.

    Without rows it is not available. Several rows of what may not be added up have no common number: it
    does not apply. Where no row has a number, the state that most of their cells have stands for it.
    """
    cells = [record.cell(measure.name) for record in records]
    numbers = [record.number(measure.name) for record in records]
    told = [number for number in numbers if number is not None]
    if not told:
        states = Counter(cell.state for cell in cells if cell.state is not State.NILAI)
        state = states.most_common(1)[0][0] if states else State.TIDAK_TERSEDIA
        return Aggregate(None, state, 0, len(records), time)
    if not measure.summable and len(records) > 1:
        state, ends = State.TIDAK_BERLAKU, (min(told), max(told))
        return Aggregate(None, state, len(told), len(records), time, *ends)
    return Aggregate(add_exactly(told), State.NILAI, len(told), len(records), time)


def aggregate_groups(
    measure: StandardColumn, groups: Mapping[str, Sequence[Record]], time: Time = ()
) -> dict[str, Aggregate]:
    """The same for each group."""
    return {name: aggregate(measure, records, time) for name, records in groups.items()}


def grouping_column(standard: Standard, records: Sequence[Record]) -> StandardColumn | None:
    """The column that tells rows of one time apart: the first label or key with two texts or more."""
    for role in (Role.LABEL, Role.KEY):
        for column in standard.of_role(role):
            if len(group_by(records, column.name)) > 1:
                return column
    return None
