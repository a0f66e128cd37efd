"""A finding: what is wrong, where, and what to do. Problems are values, not exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Severity(StrEnum):
    """An error stops a build (exit 1); a warning is shown and lets it go on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding is.

    `path` is relative to the project's root with `/`. `row` counts data rows from 1,
    the header being row 0; `line` is the physical line of a text file, from 1;
    `cell` is a spreadsheet address such as `C17`, `sheet` the sheet that it is in, where it need not be the
    declared one.
    """

    path: str = ""
    resource: str = ""
    row: int | None = None
    line: int | None = None
    cell: str = ""
    field: str = ""
    sheet: str = ""

    @property
    def table_cell(self) -> tuple[str, int | None, str]:
        """The cell of a table that it is: file, row and column, whatever resource and line name it."""
        return self.path, self.row, self.field


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts: `unit` names a phrase of `standards/findings.yaml` with `{jumlah}`."""

    count: int | Decimal
    unit: str


Detail = str | int | Decimal | Fraction | date | Counted
"""A detail of a finding as a value, for its language is not known yet when it is made.

A text stays as it is, or names a phrase where it begins with `@`. What is a name and no amount, such as
a year or the number of a row, is a text.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a stable code, a place, and the details its sentence needs.

    The sentences stand in `standards/findings.yaml`, in Indonesian and English, with
    `{name}` for the entries of `details`; `checking.explanations` puts them together, numbers and dates
    in the reader's language.
    `value` is the offending value as submitted, already masked where it is not public.
    """

    code: str
    place: Place
    severity: Severity = Severity.ERROR
    value: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)


MASK = "(dirahasiakan)"
"""Stands for the value of a field that is not public, in findings and logs."""


def count_errors(findings: Iterable[Finding]) -> int:
    """How many findings are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted by file, resource, row and field, each once."""

    def key(finding: Finding) -> tuple[str, str, int, int, str, str, str]:
        place = finding.place
        return (
            place.path,
            place.resource,
            -1 if place.row is None else place.row,
            -1 if place.line is None else place.line,
            place.field,
            finding.code,
            finding.value or "",
        )

    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        identity = (
            finding.code,
            finding.place,
            finding.value,
            tuple(sorted((name, str(value)) for name, value in finding.details.items())),
        )
        seen.setdefault(identity, finding)
    return sorted(seen.values(), key=key)
