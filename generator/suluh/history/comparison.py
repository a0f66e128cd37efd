"""What differs between two states of data, as values: rows, cells, columns, totals, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from suluh.history.revisions import Revision
from suluh.vocabulary.findings import Finding, count_errors

TABLE_GONE = "tabel_hilang"
"""Kind of the change of layout that leaves nothing of a table."""

CLOSED = "ditutup"
"""State of a dataset of which a change leaves nothing public: told by its address alone."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell with another value; `share` is the change of a number in per cent of the old one."""

    column: str
    old: str
    new: str
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is there in both states, by its key, with the cells that differ."""

    key: tuple[str, ...]
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A change of the description: `kind` names it, `breaking` says whether readers must adapt."""

    kind: str
    column: str = ""
    old: str = ""
    new: str = ""
    breaking: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """The exact sum of a column in one year (all rows where there is no year), before and after."""

    column: str
    unit: str
    year: str
    before: Decimal | None
    after: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """The change in per cent of the sum before."""
        return share_of_change(self.before, self.after)


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What differs in one table. `rewritten` cells say the same in another writing.

    `key` is empty where rows have no key that both states know: then a changed row counts as one
    removed and one added. `retroactive` counts rows of periods before the newest published one.
    """

    resource: str
    key: tuple[str, ...]
    rows_before: int
    rows_after: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    rewritten: int = 0
    shown_added: tuple[tuple[str, ...], ...] = ()
    shown_removed: tuple[tuple[str, ...], ...] = ()
    shown_changed: tuple[RowChange, ...] = ()
    changed_columns: Mapping[str, int] = field(default_factory=dict)
    schema: tuple[SchemaChange, ...] = ()
    totals: tuple[Total, ...] = ()
    retroactive: Mapping[str, int] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether nothing differs that a reader of the data could see."""
        return not (self.added or self.removed or self.changed or self.rewritten or self.schema)


@dataclass(frozen=True, slots=True)
class DatasetDifference:
    """A dataset whose `state` is `baru`, `hilang`, `ditutup`, `ganti_nama`, `dialihkan` or `berubah`.

    `ganti_nama` looks like the one of `former_name`, `dialihkan` says that it is, so that the old address
    leads to it.
    """

    name: str
    title: str
    instansi: str
    state: str
    tables: tuple[TableDifference, ...] = ()
    rows: int = 0
    former_name: str = ""


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A change of a report: `kind` names it, `old` and `new` are dates, codes or words of ours."""

    kind: str
    count: int = 0
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class ReportDifference:
    """A report that is new (perhaps late), gone, changed, moved, or not there.

    `baru`, `terlambat`, `hilang`, `berubah`, `dialihkan`, or `belum_ada`, which is due by now and was not
    when the base was made.
    """

    name: str
    title: str
    state: str
    changes: tuple[ReportChange, ...] = ()


@dataclass(frozen=True)
class Differences:
    """Two revisions compared as data. `hidden` counts changed datasets that are not public.

    `elsewhere` counts the datasets and reports that only the base changed since the two parted: they
    are no part of what the head does.
    """

    base: Revision
    head: Revision
    datasets: tuple[DatasetDifference, ...] = ()
    reports: tuple[ReportDifference, ...] = ()
    findings: tuple[Finding, ...] = ()
    hidden: int = 0
    elsewhere: int = 0

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return count_errors(self.findings)

    @property
    def same(self) -> bool:
        """Whether nothing public differs."""
        return not (self.datasets or self.reports or self.findings)


def share_of_change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """The change in per cent of the value before, to a tenth; None where that says nothing."""
    if before is None or after is None or not (before.is_finite() and after.is_finite()) or not before:
        return None
    try:
        return ((after - before) / abs(before) * 100).quantize(Decimal("0.1"))
    except InvalidOperation:  # more digits than a share can have
        return None
