"""Findings as plain JSON values and back, each detail as what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from fractions import Fraction

from suluh.vocabulary.findings import Counted, Detail, Finding, Place, Severity

_READERS: Mapping[str, Callable[[str], Detail]] = {
    "decimal": Decimal,
    "fraction": Fraction,
    "date": date.fromisoformat,
}

Packed = list[object]
"""A finding as JSON has it."""


def pack_findings(findings: Iterable[Finding]) -> list[Packed]:
    """Each finding as a list of plain values."""
    return [
        [
            finding.code,
            list(astuple(finding.place)),
            str(finding.severity),
            finding.value,
            {name: _pack(detail) for name, detail in finding.details.items()},
        ]
        for finding in findings
    ]


def unpack_findings(packed: Iterable[Sequence[object]]) -> list[Finding]:
    """The findings again. Raises ValueError, TypeError, KeyError or AttributeError for anything else."""
    return [_unpack_finding(*one) for one in packed]


def _unpack_finding(code: object, place: object, severity: object, value: object, details: object) -> Finding:
    if not isinstance(place, list) or not isinstance(details, dict):
        raise TypeError("no finding")
    return Finding(
        str(code),
        Place(*place),
        Severity(str(severity)),
        value=None if value is None else str(value),
        details={name: _unpack(detail) for name, detail in details.items()},
    )


def _pack(detail: Detail) -> object:
    if isinstance(detail, Counted):
        return ["counted", _pack(detail.count), detail.unit]
    if isinstance(detail, Decimal):
        return ["decimal", str(detail)]
    if isinstance(detail, Fraction):
        return ["fraction", str(detail)]
    if isinstance(detail, date):
        return ["date", detail.isoformat()]
    return detail


def _unpack(packed: object) -> Detail:
    if not isinstance(packed, list):
        if not isinstance(packed, str | int):
            raise TypeError("no detail")
        return packed
    kind, first, *rest = packed
    if kind == "counted":
        count = _unpack(first)
        if not isinstance(count, int | Decimal):
            raise TypeError("no number")
        return Counted(count, str(rest[0]))
    return _READERS[str(kind)](str(first))
