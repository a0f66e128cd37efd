"""JSON, lines of JSON and GeoJSON as raw sheets: the keys in line 1, then a line for each object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from suluh.reading.csv_text import decode_anything
from suluh.reading.raw_cells import CELL_LIMIT, RawRow, TooManyCells, make_sheet, too_many_cells
from suluh.reading.raw_geojson import is_geojson, is_topology, read_features, read_topology
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.raw_sheet import CellKind, RawSheet

DEPTH_LIMIT = 4
"""Objects within objects that are looked through for a list, and that a column's name is made of."""
EXPONENT_LIMIT = 40


class JsonNumber(str):
    """A number as it was written, with all its digits and without an exponent."""

    __slots__ = ()


class DoubledKeyError(ValueError):
    """An object has a key twice, or `a.b` beside b in a: one of the values would be lost without a word."""


def read_raw_json(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    """Every list of objects or of lists in a JSON value, or the objects of lines of JSON; F033 where none is.

    Line n + 1 is the n-th object. Objects within an object become columns named `luar.dalam`; a list within
    one is a cell of JSON. To be called in confinement.
    """
    text = decode_anything(data)
    try:
        value = _load(text)
        if is_geojson(value):
            records, findings = read_features(value, place)
            return [_sheet_of_objects("", records)], findings
        if is_topology(value):
            records_of, findings = read_topology(value, place)
            named = {name: records for name, records in records_of.items() if any(records)}
            sheets = [_sheet_of_objects(name, records) for name, records in named.items()]
            return (sheets, findings) if sheets else ([], [Finding("F033", place)])
        found = [(name, rows) for name, rows in _lists(value, "", 0) if rows]
        sheets = [_make_sheet(name if len(found) > 1 else "", rows) for name, rows in found]
    except TooManyCells:
        return [], [too_many_cells(place)]
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        return [], [Finding("F033", Place(place.path, place.resource, line=line))]
    sheets = [sheet for sheet in sheets if sheet.rows]
    return sheets, [] if sheets else [Finding("F033", place)]


def _load(text: str) -> Any:
    """The value, or the values of lines of JSON as a list."""
    try:
        return _parse(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not error.msg.startswith("Extra data"):
            raise
        return [_parse(line) for line in lines]


def _parse(text: str) -> Any:
    return json.loads(
        text,
        parse_float=_number,
        parse_int=JsonNumber,
        parse_constant=_refuse,
        object_pairs_hook=_make_object,
    )


def _number(text: str) -> JsonNumber:
    if "e" not in text and "E" not in text:
        return JsonNumber(text)
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if abs(number.adjusted()) > EXPONENT_LIMIT:
        raise ValueError(text)
    return JsonNumber(format(number, "f"))


def _refuse(text: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise ValueError(text)


def _make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise DoubledKeyError
    return made


def _lists(value: Any, name: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Lists of objects or of lists in a value, each with the keys that lead to it."""
    if isinstance(value, list):
        if value and all(isinstance(entry, (dict, list)) for entry in value):
            yield name, value
    elif isinstance(value, dict) and depth < DEPTH_LIMIT:
        for key, entry in value.items():
            yield from _lists(entry, f"{name}.{key}" if name else key, depth + 1)


def _make_sheet(name: str, rows: list[Any]) -> RawSheet:
    if all(isinstance(row, list) for row in rows):
        raw = [_raw_row(line, row) for line, row in enumerate(rows, start=1)]
        return make_sheet(name, [row for row in raw if any(row.cells)])
    return _sheet_of_objects(name, [row if isinstance(row, dict) else {} for row in rows])


def _sheet_of_objects(name: str, records: Sequence[Mapping[str, Any]]) -> RawSheet:
    flat = [_make_object(list(_flatten(record, "", 0))) for record in records]
    columns = {key: number for number, key in enumerate(dict.fromkeys(key for row in flat for key in row))}
    rows = [RawRow(1, list(columns), CellKind.TEXT * len(columns))]
    if len(columns) * len(flat) > CELL_LIMIT:
        raise TooManyCells
    for line, record in enumerate(flat, start=2):
        values = [record.get(column) for column in columns]
        rows.append(_raw_row(line, values))
    return make_sheet(name, rows)


def _flatten(record: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict) and value and depth < DEPTH_LIMIT:
            yield from _flatten(value, f"{before}{key}.", depth + 1)
        else:
            yield f"{before}{key}", value


def _raw_row(line: int, values: Sequence[Any]) -> RawRow:
    pairs = [_read_value(value) for value in values]
    return RawRow(line, [text for text, _ in pairs], "".join(kind for _, kind in pairs))


def _read_value(value: Any) -> tuple[str, CellKind]:
    if value is None or value == "":
        return "", CellKind.EMPTY
    if isinstance(value, bool):
        return ("true" if value else "false"), CellKind.TRUTH
    if isinstance(value, JsonNumber):
        return str(value), CellKind.NUMBER
    if isinstance(value, str):
        return value, CellKind.TEXT
    return _write(value), CellKind.TEXT


def _write(value: Any) -> str:
    """A value as JSON, its numbers as they were written."""
    if isinstance(value, JsonNumber):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_write, value))}]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key, ensure_ascii=False)}: {_write(entry)}" for key, entry in value.items())
        return f"{{{', '.join(pairs)}}}"
    return json.dumps(value, ensure_ascii=False)
