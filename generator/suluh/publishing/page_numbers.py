"""`angka.csv` and `angka.json` beside a page: its numbers exact, and for each that is missing why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import BinaryIO

from suluh.publishing.artifacts import write_text
from suluh.publishing.evaluation_table import plain, round_fraction
from suluh.publishing.metadata import absolute
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import CSV_NAME, JSON_NAME, OWN_COLUMNS, NumbersLater, PageNumbers, Value
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact, Page

PLACES = 10
"""Decimals of a fraction that has no end, such as a third."""


def write_page_numbers(page: Page, settings: Settings) -> tuple[Artifact, ...]:
    """The page's numbers at its address as CSV and as JSON; nothing for a page without numbers.

    They are worked out when they are written: a site has tens of thousands, and nothing tells their size.
    """
    if page.numbers is None:
        return ()
    numbers = _Shared(page.numbers, shares=2)
    status = str(StatusData.SIMULASI if page.simulated else StatusData.SEMENTARA)

    def write_as_csv(stream: BinaryIO) -> None:
        write_text(stream, _write_csv(numbers.take(), status))

    def write_as_json(stream: BinaryIO) -> None:
        write_text(stream, _write_json(numbers.take(), status, page, settings))

    return (
        Artifact(f"{page.address}{CSV_NAME}", write_as_csv),
        Artifact(f"{page.address}{JSON_NAME}", write_as_json),
    )


class _Shared:
    """Numbers worked out when first taken, kept for those who have a share in them, then let go."""

    def __init__(self, make: NumbersLater, *, shares: int) -> None:
        self._make = make
        self._shares = shares
        self._made: PageNumbers | None = None
        self._left = 0

    def take(self) -> PageNumbers:
        made = self._made
        if made is None:
            made, self._left = self._make(), self._shares
        self._left -= 1
        self._made = made if self._left else None
        return made


def _write_csv(numbers: PageNumbers, status: str) -> str:
    """RFC 4180; a missing number is blank, and the column `keterangan` says why."""
    lines: list[list[str]] = [[*(one.name for one in numbers.columns), *OWN_COLUMNS]]
    for row in numbers.rows:
        cells = [_as_text(value) for value in row]
        states = "; ".join(f"{name}: {state}" for name, state in _states(numbers, row).items())
        lines.append([*cells, states, status])
    return write_rows(lines)


def _write_json(numbers: PageNumbers, status: str, page: Page, settings: Settings) -> str:
    """An object with one line for each row; a missing number is null, and `keadaan` says why."""
    head = {
        "halaman": absolute(settings, page.address),
        "judul": page.title,
        "status_data": status,
        "versi_data": settings.build_time.date().isoformat(),
        "sumber": [absolute(settings, f"data/{name}/") for name in numbers.datasets],
        "kolom": [
            {"nama": one.name, "judul": one.title, **({"satuan": one.unit} if one.unit else {})}
            for one in numbers.columns
        ],
    }
    rows = ",\n".join(_row_json(numbers, row) for row in numbers.rows)
    return f'{_dump(head)[:-1]},"baris":[\n{rows}\n]}}\n'


def _row_json(numbers: PageNumbers, row: tuple[Value, ...]) -> str:
    pairs = [
        f"{_dump(column.name)}:{_as_json(value)}" for column, value in zip(numbers.columns, row, strict=True)
    ]
    states = _states(numbers, row)
    if states:
        pairs.append(f'"keadaan":{_dump(states)}')
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
