"""The numbers of pages as CSV, canonical and for Excel: exact, and for each that is missing why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import BinaryIO

from suluh.publishing.evaluation_table import plain, round_fraction, with_point
from suluh.publishing.excel_csv_file import BYTE_ORDER_MARK, protect, write_lines
from suluh.vocabulary.download_format import OutgoingNumbers
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.page_numbers import OWN_COLUMNS, PAGE_COLUMN, PageNumbers, Value

PLACES = 10
"""Decimals of a fraction that has no end, such as a third."""
ShowValue = Callable[[Value], str]


def write_numbers_csv(stream: BinaryIO, pages: Iterable[OutgoingNumbers]) -> None:
    """RFC 4180, page after page; the column `halaman` names the page that shows a row.

    A missing number is blank, and the column `keterangan` says why. Each row has the status and the names
    of the datasets that it is made of; both blank of none. Raises ValueError where two pages differ in
    their columns.
    """
    for rows in _each_part(pages, show_value, _with_point):
        stream.write(write_rows(rows).encode())


def write_numbers_for_excel(stream: BinaryIO, pages: Iterable[OutgoingNumbers]) -> None:
    """The same rows for Excel with Indonesian settings: byte order mark, semicolon, decimal comma.

    Codes that Excel would take for numbers or days stand as texts, as in the copies of datasets.
    """
    stream.write(BYTE_ORDER_MARK.encode())
    for rows in _each_part(pages, _show_in_excel, _show_in_excel):
        stream.write(write_lines(rows))


def _each_part(
    pages: Iterable[OutgoingNumbers], show: ShowValue, show_fraction: ShowValue
) -> Iterator[list[list[str]]]:
    """The header, then the rows of each page; numbers of columns with fractions by `show_fraction`."""
    header: list[str] = []
    first = ""
    for outgoing in pages:
        numbers, address = outgoing.numbers, outgoing.page.address
        names = [PAGE_COLUMN, *(column.name for column in numbers.columns), *OWN_COLUMNS]
        if not header:
            header, first = names, address
            yield [header]
        if names != header:
            raise ValueError(f"the numbers of {address} have other columns than those of {first}")
        shows = [show_fraction if column.has_points else show for column in numbers.columns]
        yield [
            [
                show(address),
                *(write(value) for write, value in zip(shows, row, strict=True)),
                show("; ".join(f"{name}: {state}" for name, state in _states(numbers, row).items())),
                show(outgoing.status_of(sources)),
                show("; ".join(sources)),
            ]
            for row, sources in zip(numbers.rows, numbers.sources, strict=True)
        ]


def _states(numbers: PageNumbers, row: tuple[Value, ...]) -> Mapping[str, str]:
    return {
        column.name: str(value)
        for column, value in zip(numbers.columns, row, strict=True)
        if isinstance(value, State)
    }


def show_value(value: Value) -> str:
    """A cell as text: a number with a point, exact or to ten decimals; nothing for what is missing."""
    if value is None or isinstance(value, State):
        return ""
    if isinstance(value, Fraction):
        value = round_fraction(value, PLACES)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _with_point(value: Value) -> str:
    """A number of a column that may have fractions: a whole one has a point too."""
    text = show_value(value)
    return with_point(text) if text and not isinstance(value, str) else text


def _show_in_excel(value: Value) -> str:
    if isinstance(value, str) and not isinstance(value, State):
        return protect(value)
    return show_value(value).replace(".", ",")
