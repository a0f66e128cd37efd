"""Two states of a table compared row by row, by its key; sums are exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import islice, repeat
from typing import Any

from suluh.checking.personal_columns import forbidden_meaning
from suluh.checking.personal_patterns import mask_text
from suluh.history.comparison import (
    CellChange,
    RowChange,
    TableDifference,
    Total,
    share_of_change,
)
from suluh.history.schema_differences import compare_schemas
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards, load_standard_file
from suluh.vocabulary.cells import Cell, read_cell
from suluh.vocabulary.columns import cells_of, take_columns
from suluh.vocabulary.figures import State as CellState
from suluh.vocabulary.findings import MASK
from suluh.vocabulary.package import Field, MissingValue, Resource, Table
from suluh.vocabulary.typed_cells import make_form

SHOWN = 10
"""Rows of each kind that are kept to be shown; all are counted."""

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One state of a table: its cleared description and its cells."""

    resource: Resource
    table: Table


def compare_tables(before: State, after: State) -> TableDifference:
    """What differs, over the columns that both states have; memory holds one index of the rows before.

    Columns that were written in another form then are compared by their values.
    """
    described = compare_schemas(before.resource, after.resource)
    before, after = _in_one_form(before, after)
    pairs = _shared_columns(before, after)
    key = _shared_key(before.resource, after.resource)
    comparison = _Comparison(pairs, [index for index, column in enumerate(pairs) if column.after.name in key])
    comparison.run(before.table.rows, after.table.rows)
    return TableDifference(
        resource=after.resource.name,
        key=tuple(column.after.name for column in pairs if column.after.name in key),
        rows_before=len(before.table.rows),
        rows_after=len(after.table.rows),
        added=comparison.added,
        removed=comparison.removed,
        changed=comparison.changed,
        rewritten=comparison.rewritten,
        shown_added=tuple(comparison.shown_added),
        shown_removed=tuple(comparison.shown_removed),
        shown_changed=tuple(comparison.shown_changed),
        changed_columns=dict(comparison.columns.most_common()),
        schema=described,
        totals=_compare_totals(before, after),
        retroactive=dict(sorted(comparison.retroactive.items())),
    )


def changed_rows(before: State, after: State) -> dict[_Row, _Row]:
    """The key of every row that is not in both states as it is, and the same key as it may be told."""
    before, after = _in_one_form(before, after)
    pairs = _shared_columns(before, after)
    key = _shared_key(before.resource, after.resource)
    places = [index for index, column in enumerate(pairs) if column.after.name in key] or list(
        range(len(pairs))
    )
    sides: list[dict[_Row, list[_Row]]] = []
    for table, columns in (
        (before.table, [column.place_before for column in pairs]),
        (after.table, [column.place_after for column in pairs]),
    ):
        rows = (tuple([row[place] for place in columns]) for row in table.rows)
        side: dict[_Row, list[_Row]] = {}
        for cells in rows:
            side.setdefault(tuple([cells[place] for place in places]), []).append(cells)
        sides.append(side)
    first, second = sides
    found = (pair for pair in {**first, **second} if first.get(pair) != second.get(pair))
    return {
        pair: tuple(_shown(pairs[place].after.name, text) for place, text in zip(places, pair, strict=True))
        for pair in found
    }


def _form_of(field: Field) -> tuple[object, ...]:
    """Whatever decides what a cell's text says."""
    words = tuple(str(field.descriptor.get(key)) for key in ("bareNumber", "trueValues", "falseValues"))
    return (field.type, field.format, field.decimal_char, field.group_char, field.missing_values, *words)


def _in_one_form(before: State, after: State) -> tuple[State, State]:
    """Both states, columns of one type in canonical texts where they were written in different forms."""
    names = [
        old.name
        for old in before.resource.schema.fields
        if (new := after.resource.schema.field_named(old.name)) is not None
        and old.type == new.type
        and _form_of(old) != _form_of(new)
    ]
    return (_rewrite(before, names), _rewrite(after, names)) if names else (before, after)


def _rewrite(state: State, names: Sequence[str]) -> State:
    """The state with those columns in canonical texts, and the words of `State` for cells without a value."""
    places = {state.table.header.index(name): name for name in names if name in state.table.header}
    fields = {field.name: field for field in state.resource.schema.fields}
    known: dict[int, dict[str, str]] = {
        place: {
            missing.value: "" if missing.label == CellState.BELUM_DILAPORKAN else missing.label
            for missing in fields[name].missing_values
        }
        for place, name in places.items()
    }
    forms = {place: make_form(fields[name]) for place, name in places.items()}
    rows = []
    for row in state.table.rows:
        cells = list(row)
        for place, texts in known.items():
            text = row[place]
            if text not in texts:
                texts[text] = forms[place].canonical(text) or text
            cells[place] = texts[text]
        rows.append(tuple(cells))
    schema = replace(
        state.resource.schema,
        fields=tuple(
            _plain_field(field) if field.name in names else field for field in state.resource.schema.fields
        ),
    )
    return State(replace(state.resource, schema=schema), replace(state.table, rows=rows))


def _plain_field(field: Field) -> Field:
    words = [state for state in CellState if state not in (CellState.NILAI, CellState.BELUM_DILAPORKAN)]
    return replace(
        field,
        format="default",
        decimal_char=".",
        group_char="",
        missing_values=(MissingValue(""), *(MissingValue(word, word) for word in words)),
        descriptor={},
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that both states have: its fields and its places. `alike` if cells can be compared as text."""

    before: Field
    after: Field
    place_before: int
    place_after: int

    @property
    def alike(self) -> bool:
        return _form_of(self.before) == _form_of(self.after)


@dataclass(slots=True)
class _Comparison:
    """Counts as it goes; keeps the first few rows of each kind."""

    columns_shared: Sequence[_Column]
    key: Sequence[int]
    added: int = 0
    removed: int = 0
    changed: int = 0
    rewritten: int = 0
    shown_added: list[_Row] = field(default_factory=list)
    shown_removed: list[_Row] = field(default_factory=list)
    shown_changed: list[RowChange] = field(default_factory=list)
    columns: Counter[str] = field(default_factory=Counter)
    retroactive: Counter[str] = field(default_factory=Counter)
    alike: Sequence[bool] = ()
    periods: set[_Row] = field(default_factory=set)
    newest: _Row = ()

    def run(self, before: Sequence[_Row], after: Sequence[_Row]) -> None:
        first = [column.place_before for column in self.columns_shared]
        second = [column.place_after for column in self.columns_shared]
        periods = _period_places([column.after.name for column in self.columns_shared])
        self.alike = [column.alike for column in self.columns_shared]
        all_alike = all(self.alike)
        self.periods.update(_list_keys(before, [first[place] for place in periods]))
        self.newest = max(self.periods, default=())
        old_rows, new_rows = take_columns(before, first), take_columns(after, second)
        if all_alike:
            old_rows, new_rows = _leave_out_equal(old_rows, new_rows, self.key or range(len(first)))
        known: dict[_Row, list[_Row]] = {}
        for cells in old_rows:
            known.setdefault(self._key_of(cells), []).append(cells)
        for cells in new_rows:
            waiting = known.get(self._key_of(cells))
            if not waiting:
                self._note(cells, periods, self.shown_added)
                self.added += 1
                continue
            old = waiting.pop(0)
            if old != cells or not all_alike:
                self._compare(old, cells, periods)
        for rows in known.values():
            for cells in rows:
                self._note(cells, periods, self.shown_removed)
                self.removed += 1

    def _key_of(self, cells: _Row) -> _Row:
        return tuple([cells[place] for place in self.key]) if self.key else cells

    def _shown_key(self, cells: _Row) -> _Row:
        """A row's key, or the whole row where there is none, without anything personal."""
        places = self.key or range(len(cells))
        return tuple([_shown(self.columns_shared[place].after.name, cells[place]) for place in places])

    def _note(self, cells: _Row, periods: Sequence[int], shown: list[_Row]) -> None:
        if len(shown) < SHOWN:
            shown.append(self._shown_key(cells))
        self._note_period(cells, periods)

    def _note_period(self, cells: _Row, periods: Sequence[int]) -> None:
        period = tuple([cells[place] for place in periods])
        if period and "" not in period and period < self.newest and period in self.periods:
            self.retroactive["-".join(period)] += 1

    def _compare(self, old: _Row, new: _Row, periods: Sequence[int]) -> None:
        changes = []
        for column, alike, text, other in zip(self.columns_shared, self.alike, old, new, strict=True):
            if alike and text == other:
                continue
            cell, two = read_cell(column.before, text), read_cell(column.after, other)
            if _means_the_same(cell, two):
                self.rewritten += text != other
                continue
            share = share_of_change(cell.value, two.value)
            changes.append(CellChange(column.after.name, text, other, share))
        if not changes:
            return
        self.changed += 1
        self.columns.update(change.column for change in changes)
        self._note_period(new, periods)
        if len(self.shown_changed) < SHOWN:
            told = [
                replace(change, old=_shown(change.column, change.old), new=_shown(change.column, change.new))
                for change in changes
            ]
            self.shown_changed.append(RowChange(self._shown_key(new), tuple(told)))


def _list_keys(rows: Sequence[_Row], places: Sequence[int]) -> Iterable[_Row]:
    """What stands in some columns of each row; of rows without such a column the empty key."""
    if not places:
        return [()] if rows else []
    return zip(*(cells_of(rows, place) for place in places), strict=True)


def _leave_out_equal(
    before: Sequence[_Row], after: Sequence[_Row], key: Sequence[int]
) -> tuple[Sequence[_Row], Sequence[_Row]]:
    """Both without what they begin and end with alike: each such row would find itself.

    All stay where a key of the ends stands in the middle too, whose rows might find theirs.
    """
    most = min(len(before), len(after))
    begun = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), most)
    ended = 0
    while ended < most - begun and before[-1 - ended] == after[-1 - ended]:
        ended += 1
    stop = len(before) - ended
    middles = before[begun:stop], after[begun : len(after) - ended]
    keys = {tuple([cells[place] for place in key]) for rows in middles for cells in rows}
    ends = (islice(_list_keys(before, key), *part) for part in ((0, begun), (stop, None)))
    return middles if all(map(keys.isdisjoint, ends)) else (before, after)


def _shown(column: str, text: str) -> str:
    """A cell as it may be told before anyone has looked: what is personal in it is masked."""
    if not text:
        return text
    return MASK if forbidden_meaning(column) else mask_text(text)


def _means_the_same(cell: Cell, other: Cell) -> bool:
    if cell.state is not other.state:
        return False
    if cell.value is not None or other.value is not None:
        return cell.value == other.value
    return cell.state is not CellState.NILAI or cell.text.strip() == other.text.strip()


def _shared_columns(before: State, after: State) -> list[_Column]:
    """Columns of both states, in the new order."""
    found = []
    for place, name in enumerate(after.table.header):
        old, new = before.resource.schema.field_named(name), after.resource.schema.field_named(name)
        if old is not None and new is not None and name in before.table.header:
            found.append(_Column(old, new, before.table.header.index(name), place))
    return found


def _shared_key(before: Resource, after: Resource) -> tuple[str, ...]:
    """The columns by which rows of both states can be told apart; none where no key fits both.

    A descriptor's primary key says it, else the key of the record type that both tables follow.
    """
    names = {other_field.name for other_field in before.schema.fields} & {
        other_field.name for other_field in after.schema.fields
    }
    for key in (after.schema.primary_key, before.schema.primary_key):
        if key and names.issuperset(key):
            return key
    return _key_of_standard(after.standar, names) if before.standar == after.standar else ()


def _key_of_standard(name: str, names: Collection[str]) -> tuple[str, ...]:
    """The parts of a record type's key among `names`; none where one is missing that must be there."""
    if name not in list_standards():
        return ()
    standard = define_standard(name)
    needed = {column.name for column in standard.columns if column.required and column.name in standard.key}
    return tuple(part for part in standard.key if part in names) if needed <= set(names) else ()


@cache
def comparison_rules() -> Mapping[str, Any]:
    """Which columns are no amounts, and how much a dataset may shrink, from `standards/comparison/`."""
    return load_standard_file("comparison/angka")


def _period_places(names: Sequence[str]) -> list[int]:
    return [names.index(name) for name in comparison_rules()["kolom_periode"] if name in names]


def _compare_totals(before: State, after: State) -> tuple[Total, ...]:
    """Sums of the columns of amounts, by year, where they differ or the years do."""
    found = []
    for new in after.resource.schema.fields:
        old = before.resource.schema.field_named(new.name)
        if old is None or not _is_amount(new, after.resource) or not old.is_number:
            continue
        first, second = _sum_by_year(before.table, old), _sum_by_year(after.table, new)
        found += [
            Total(new.name, new.satuan, year, first.get(year), second.get(year))
            for year in sorted({*first, *second})
            if first.get(year) != second.get(year)
        ]
    return tuple(found)


def _is_amount(other_field: Field, resource: Resource) -> bool:
    rules = comparison_rules()
    unit = other_field.satuan.casefold()
    return (
        other_field.is_number
        and other_field.name not in resource.schema.primary_key
        and unit not in rules["satuan_tak_dijumlah"]
        and not other_field.name.casefold().startswith(tuple(rules["awalan_tak_dijumlah"]))
    )


def _sum_by_year(table: Table, column: Field) -> dict[str, Decimal]:
    """Exact sums; a year in which no row has a number is not there."""
    if column.name not in table.header:
        return {}
    sums: dict[str, Decimal] = {}
    whole: dict[str, int] = {}
    for (year, text), times in _count_pairs(table, column.name).items():
        if text.isascii() and text.isdigit():
            whole[year] = whole.get(year, 0) + int(text) * times
            continue
        value = read_cell(column, text).value
        if value is not None and value.is_finite():
            sums[year] = sums.get(year, Decimal()) + value * times
    for year, amount in whole.items():
        sums[year] = sums.get(year, Decimal()) + amount
    return sums


def _count_pairs(table: Table, name: str) -> Counter[tuple[str, str]]:
    """How often each year and cell of a column stand together."""
    years = table.column("tahun") if "tahun" in table.header else repeat("")
    return Counter(zip(years, table.column(name), strict=False))
