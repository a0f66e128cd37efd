"""Parts that many pages show: rows of lists, key figures, choices, filters, remarks, downloads.

Each is what one macro of `components.html` or `thread_parts.html` takes. An empty text is not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what it is, where it leads, a note below and a number to the right."""

    title: str
    address: str = ""
    note: str = ""
    right: str = ""
    chip_kind: str = "netral"
    chip_text: str = ""
    state: str = ""
    origin_status: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure, or the state of one that is no number. `bar` is a share of 1, `time` in per cent."""

    label: str
    number: str = ""
    unit: str = ""
    state: str = ""
    sentence: str = ""
    note: str = ""
    bar: float | None = None
    bar_kind: str = "fisik"
    time: int | None = None
    address: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A year or quarter to choose; one without an address is not there yet."""

    text: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class FilterOption:
    """A value that a list can be narrowed to, and how many have it."""

    value: str
    label: str
    count: int


def count_options(values: Iterable[str]) -> list[FilterOption]:
    """What occurs as values to narrow a list to, most often first."""
    return [FilterOption(value, value, count) for value, count in Counter(values).most_common()]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list can be narrowed by."""

    name: str
    label: str
    options: Sequence[FilterOption]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know: a fact in bold (`judul`) before its sentence (`isi`)."""

    judul: str
    isi: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what it stands for; `state` says why there is no content."""

    term: str
    content: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page, with its size in words."""

    name: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column."""

    name: str
    numeric: bool = False
    code: bool = False
    hide_on_phone: bool = False


@dataclass(frozen=True, slots=True)
class Narrative:
    """What agencies wrote on one thing."""

    label: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """Progress against time in per cent of the year; a state where there is none."""

    kind: str
    label: str
    percent: float | None
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A thread in a list with its progress, and how much of the year had passed when it last reported."""

    title: str
    address: str
    note: str
    time: int
    bars: Sequence[ProgressRow]


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """The threads of one code with their budget."""

    code: str
    name: str
    budget: str
    items: Sequence[WorkRow]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A budget row as submitted; `place` names it among the facts of its table."""

    place: str
    code: str
    name: str
    source: str
    original: str
    shifted: str
    revised: str
