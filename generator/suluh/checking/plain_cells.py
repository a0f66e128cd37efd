"""Columns proved right without frictionless: by the plainest description of a field, and the plainest cells.

What is not proved may be right all the same; that is for frictionless to say. Nothing is proved that it would
refuse, and values are equal here where they are equal there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from suluh.checking.column_proofs import CELLS_AT_ONCE, ReadColumn, read_texts
from suluh.checking.field_descriptors import LENGTH_LIMITS, constraint_value
from suluh.reading.patterns import is_safe_pattern
from suluh.vocabulary.columns import distinct_of
from suluh.vocabulary.package import Field

_TYPES_WITH_BOUNDS = ("integer", "number", "year", "date")
_BOUNDS: Mapping[str, Callable[[object, object], bool]] = {
    "minimum": lambda value, bound: value >= bound,  # type: ignore[operator]
    "maximum": lambda value, bound: value <= bound,  # type: ignore[operator]
}
_TOLD_OTHERWISE = ("bareNumber", "delimiter", "itemType")
"""Keys of a field that change how its cells are read."""
_SIGNS = (("decimalChar", "."), ("groupChar", ""))
_DECIMAL_SIGNS = (".", ",")
_GROUP_SIGNS = ("", ".", ",", " ")
_TRUE, _FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?", re.ASCII)
_WITH_COMMA = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:,[0-9]{1,9})?", re.ASCII)
_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", re.ASCII)


def is_plain(field: Field) -> bool:
    """Whether a field is described so plainly that frictionless takes it as it is."""
    if field.format != "default" or field.descriptor.get("format", "default") != "default":
        return False
    if any(key in field.descriptor for key in _TOLD_OTHERWISE) or not _has_plain_signs(field):
        return False
    return (field.type == "string" or _reader_of(field) is not None) and all(
        _is_plain_constraint(field, name) for name in field.constraints
    )


def _has_plain_signs(field: Field) -> bool:
    """Whether numbers are written with other signs for decimals than for groups, each a common one."""
    decimal, group = (field.descriptor.get(key, other) for key, other in _SIGNS)
    if field.type not in ("integer", "number"):
        return not any(key in field.descriptor for key, _ in _SIGNS)
    if (decimal, group) != (field.decimal_char, field.group_char) or decimal == group:
        return False
    return decimal in _DECIMAL_SIGNS and group in _GROUP_SIGNS


def read_plain(cells: Sequence[str], field: Field, is_late: Callable[[], bool]) -> ReadColumn | None:
    """The column of a plain field by its distinct cells; None where one is not proved, or time is over.

    Patterns are left to whoever judges them.
    """
    missing = frozenset(entry.value for entry in field.missing_values)
    if field.type == "string" and not {*field.constraints} - {"unique", "pattern"}:
        return read_texts(cells, missing)
    read = _reader_of(field) or str
    rules = [*_rules_of(field)]
    required = field.constraints.get("required") is True
    values: dict[str, object] = {}
    distinct = iter(distinct_of(cells))
    while some := list(islice(distinct, CELLS_AT_ONCE)):
        for cell in some:
            value = None if cell in missing else read(_without_groups(cell, field, missing))
            if value is None and (required or cell not in missing):
                return None
            if value is not None and not all(rule(value) for rule in rules):
                return None
            values[cell] = value
        if is_late():
            return None
    return ReadColumn(
        cells, frozenset(cell for cell, value in values.items() if value is None), values=values
    )


def _without_groups(cell: str, field: Field, missing: frozenset[str]) -> str:
    """The cell without signs of groups; as it is where that would make it a mark of a missing value."""
    bare = cell.replace(field.group_char, "") if field.group_char else cell
    return cell if bare in missing else bare


def _reader_of(field: Field) -> Callable[[str], object] | None:
    """What reads the plain cells of a field's type, None for any other; no reader where no cell is plain."""
    if field.type == "integer":
        return lambda cell: int(cell) if _WHOLE.fullmatch(cell) else None
    if field.type == "number":
        if field.decimal_char == ",":
            return lambda cell: Decimal(cell.replace(",", ".")) if _WITH_COMMA.fullmatch(cell) else None
        return lambda cell: Decimal(cell) if _DECIMAL.fullmatch(cell) else None
    if field.type == "year":
        return lambda cell: int(cell) if _YEAR.fullmatch(cell) else None
    if field.type == "date":
        return _read_day
    if field.type == "boolean":
        words = (field.descriptor.get("trueValues", _TRUE), field.descriptor.get("falseValues", _FALSE))
        if all(_are_texts(some) for some in words):
            return {**dict.fromkeys(words[0], True), **dict.fromkeys(words[1], False)}.get
    return None


def _are_texts(values: object) -> bool:
    return isinstance(values, (list, tuple)) and all(isinstance(value, str) for value in values)


def _read_day(cell: str) -> date | None:
    if not _DAY.fullmatch(cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _is_plain_constraint(field: Field, name: str) -> bool:
    stated = field.constraints[name]
    if name in ("required", "unique"):
        return isinstance(stated, bool)
    if field.type == "string":
        if name == "pattern":
            return is_safe_pattern(stated)
        if name == "enum":
            return isinstance(stated, list) and bool(stated) and _are_texts(stated)
        limit = constraint_value(field, name)
        return name in LENGTH_LIMITS and isinstance(limit, int) and not isinstance(limit, bool)
    if field.type not in _TYPES_WITH_BOUNDS:
        return False
    if name == "enum":
        values = constraint_value(field, name)
        return isinstance(values, list) and bool(values) and all(_value_of(field, one) for one in values)
    return name in _BOUNDS and bool(_value_of(field, constraint_value(field, name)))


def _value_of(field: Field, stated: object) -> list[object]:
    """A bound or choice as a value of the field's type, alone in a list; none where it is not plain."""
    if isinstance(stated, bool) or not isinstance(stated, (int, str, Decimal)):
        return []
    if field.type == "number":
        return [Decimal(stated)] if isinstance(stated, int) or _is_finite(stated) else []
    read = _reader_of(field)
    value = read(str(stated)) if read is not None else None
    return [] if value is None else [value]


def _values_of(field: Field, stated: Iterable[object]) -> frozenset[object]:
    return frozenset(value for one in stated for value in _value_of(field, one))


def _is_finite(stated: object) -> bool:
    return isinstance(stated, Decimal) and stated.is_finite()


def _rules_of(field: Field) -> Iterable[Callable[[object], bool]]:
    """What each value must be, by the constraints of a plain field."""
    for name in field.constraints:
        stated = constraint_value(field, name)
        if name == "enum" and isinstance(stated, list):
            choices = frozenset(stated) if field.type == "string" else _values_of(field, stated)
            yield choices.__contains__
        elif name in _BOUNDS:
            yield _bounded(name, *_value_of(field, stated))
        elif name in LENGTH_LIMITS and isinstance(stated, int):
            yield _sized(name, stated)


def _bounded(name: str, bound: object) -> Callable[[object], bool]:
    holds = _BOUNDS[name]
    return lambda value: holds(value, bound)


def _sized(name: str, limit: int) -> Callable[[object], bool]:
    if name == "minLength":
        return lambda value: len(str(value)) >= limit
    return lambda value: len(str(value)) <= limit
