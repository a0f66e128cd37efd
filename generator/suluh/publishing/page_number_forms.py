"""The numbers of a page as CSV and as JSON: exact, and for each that is missing why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from suluh.publishing.evaluation_table import plain, round_fraction
from suluh.publishing.file_metadata import absolute
from suluh.vocabulary.download_format import OutgoingNumbers
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.page_numbers import OWN_COLUMNS, PageNumbers, Value

PLACES = 10
"""Decimals of a fraction that has no end, such as a third."""


def write_numbers_csv(outgoing: OutgoingNumbers) -> str:
    """RFC 4180; a missing number is blank, and the column `keterangan` says why.

    Each row has the status and the names of the datasets that it is made of; both blank of none.
    """
    numbers = outgoing.numbers
    lines: list[list[str]] = [[*(column.name for column in numbers.columns), *OWN_COLUMNS]]
    for row, sources in zip(numbers.rows, numbers.sources, strict=True):
        cells = [_as_text(value) for value in row]
        states = "; ".join(f"{name}: {state}" for name, state in _states(numbers, row).items())
        lines.append([*cells, states, outgoing.status_of(sources), "; ".join(sources)])
    return write_rows(lines)


def write_numbers_json(outgoing: OutgoingNumbers) -> str:
    """An object with one line for each row; a missing number is null, and `keadaan` says why.

    Each row has the status of the datasets that it is made of, the object the weakest of all.
    """
    numbers, page, settings = outgoing.numbers, outgoing.page, outgoing.settings
    head = {
        "halaman": absolute(settings, page.address),
        "judul": page.title,
        "status_data": outgoing.status_of(numbers.datasets) or None,
        "versi_data": settings.build_time.date().isoformat(),
        "sumber": [absolute(settings, f"data/{name}/") for name in numbers.datasets],
        "kolom": [
            {"nama": column.name, "judul": column.title, **({"satuan": column.unit} if column.unit else {})}
            for column in numbers.columns
        ],
    }
    rows = ",\n".join(_row_json(outgoing, *pair) for pair in zip(numbers.rows, numbers.sources, strict=True))
    return f'{_dump(head)[:-1]},"baris":[\n{rows}\n]}}\n'


def _row_json(outgoing: OutgoingNumbers, row: tuple[Value, ...], sources: tuple[str, ...]) -> str:
    numbers = outgoing.numbers
    pairs = [
        f"{_dump(column.name)}:{_as_json(value)}" for column, value in zip(numbers.columns, row, strict=True)
    ]
    states = _states(numbers, row)
    if states:
        pairs.append(f'"keadaan":{_dump(states)}')
    pairs.append(f'"status_data":{_dump(outgoing.status_of(sources) or None)},"dataset":{_dump(sources)}')
    return "{" + ",".join(pairs) + "}"


def _states(numbers: PageNumbers, row: tuple[Value, ...]) -> Mapping[str, str]:
    return {
        column.name: str(value)
        for column, value in zip(numbers.columns, row, strict=True)
        if isinstance(value, State)
    }


def _as_text(value: Value) -> str:
    if value is None or isinstance(value, State):
        return ""
    if isinstance(value, Fraction):
        value = round_fraction(value, PLACES)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _as_json(value: Value) -> str:
    if value is None or isinstance(value, State):
        return "null"
    text = _as_text(value)
    # As exact as the text: a float would round what has more than fifteen figures.
    return _dump(text) if isinstance(value, str) else text


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
