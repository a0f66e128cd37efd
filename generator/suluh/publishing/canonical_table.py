"""A cleared table as it goes out: the one form that every download, description and recipe reads.

Numbers are plain, with a point; dates and times are ISO 8601; `true` and `false` are that; texts are
what they were. An empty cell is no value. Where a column knows several reasons for that, the next one says
which one holds (`<name>_keadaan`). In a column of numbers that has a fraction, all have a point, so
that a reader which looks at the first rows alone takes it for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field

from suluh.publishing.canonical_fields import (
    STATE_SUFFIX,
    canonical_field,
    needs_states,
    state_field,
)
from suluh.publishing.machine_values import columns_of
from suluh.vocabulary.columns import (
    Column,
    Written,
    cells_of,
    distinct_of,
    join_columns,
    places_of,
    rewrite,
)
from suluh.vocabulary.digit_shapes import shapes_of
from suluh.vocabulary.download_format import Outgoing
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import ClearedPackage, Field, Resource, Table
from suluh.vocabulary.remembering import Very, remembered
from suluh.vocabulary.typed_cells import Value, make_form

_PLAIN_SHAPE = re.compile(r"-?(?:9[09]{0,30}|0)\.[09]{1,30}|-?9[09]{0,30}|0", re.ASCII)
"""Of a number with a point and no zeros before it."""
_PLAIN_BLOCK = re.compile(r"(?:0|-?[1-9][0-9]{0,14})(?:\x00(?:0|-?[1-9][0-9]{0,14}))*", re.ASCII)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class CanonicalTable:
    """Columns and rows in canonical form; every row is as wide as `fields`.

    `states` names, by column, the one that says why its cells are empty.
    """

    fields: tuple[Field, ...]
    rows: Sequence[tuple[str, ...]]
    states: Mapping[str, str] = dataclass_field(default_factory=dict)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, left to right."""
        return tuple(field.name for field in self.fields)

    @property
    def text_table(self) -> Table:
        """The same as a table of texts."""
        return Table(self.header, self.rows)

    def readers(self) -> tuple[Callable[[str], Value | None], ...]:
        """For each column, what gives a cell's exact value: None where it has none."""
        return tuple(make_reader(field) for field in self.fields)

    def values(self) -> Iterable[tuple[Value | None, ...]]:
        """The rows as exact values, in their order."""
        readers = self.readers()
        return (tuple(read(text) for read, text in zip(readers, row, strict=True)) for row in self.rows)


def canonical_table(cleared: ClearedPackage, resource: Resource) -> CanonicalTable:
    """The table of a cleared resource in canonical form, made once for a package.

    Raises KeyError for a resource that it does not have, and ValueError for a column that nobody cleared.
    """
    own = next(each for each in cleared.package.resources if each.name == resource.name)
    return make_canonical(own, cleared.tables[resource.name])


def outgoing_table(outgoing: Outgoing) -> CanonicalTable:
    """The one table that goes out, in canonical form. Raises KeyError where the whole dataset goes out."""
    return canonical_table(outgoing.dataset.cleared, outgoing.described)


def canonical_resource(cleared: ClearedPackage, resource: Resource) -> Resource:
    """The resource as what goes out is described: with the columns of its canonical table."""
    schema = replace(resource.schema, fields=canonical_table(cleared, resource).fields)
    return replace(resource, schema=schema)


def make_canonical(resource: Resource, table: Table) -> CanonicalTable:
    """The same of any table and what describes it, made once for as long as there is the table."""
    return _make_once(table, Very(resource))


@remembered
def _make_once(table: Table, very: Very[Resource]) -> CanonicalTable:
    resource = very.value
    fields: list[Field] = []
    columns: list[Sequence[str]] = []
    states: dict[str, str] = {}
    taken = set(table.header)
    changed = False
    for place, field in enumerate(columns_of(resource, table)):
        cells = cells_of(table.rows, place)
        beside = needs_states(field)
        fields.append(canonical_field(field, states_beside=beside))
        written = _write_column(field, cells)
        changed = changed or beside or written is not cells
        columns.append(written)
        if beside:
            name = _name_states(field.name, taken)
            states[field.name] = name
            fields.append(state_field(field, name))
            columns.append(_name_reasons(field, cells))
    rows = join_columns(table.rows, columns) if changed and table.rows else table.rows
    return CanonicalTable(tuple(fields), rows, states)


def make_reader(field: Field) -> Callable[[str], Value | None]:
    """What gives the exact value of a canonical column's cells, and None for a cell without one."""
    read = make_form(field).read
    empty = {missing.value for missing in field.missing_values}
    return lambda text: None if text in empty else read(text)


def _write_column(field: Field, cells: Sequence[str]) -> Sequence[str]:
    """The column's canonical texts; the very same list where none is another text."""
    form = make_form(field)
    texts = field.type in ("string", "any")
    blank = _word_texts(field) if texts else {missing.value: "" for missing in field.missing_values}
    if field.type == "integer" and _are_plain(cells, blank):
        return cells
    if field.type == "number" and (trimmed := _trim_decimals(field, cells, blank)) is not None:
        return trimmed
    # What no check let in stays as it is: nothing is lost, and the reader says what is wrong.
    known = {
        text: blank[text] if text in blank else text if texts else form.canonical(text) or text
        for text in distinct_of(cells)
    }
    if field.type == "number":
        known |= _align({text: plain for text, plain in known.items() if text not in blank})
    return cells if all(text == plain for text, plain in known.items()) else rewrite(cells, known)


def _are_plain(cells: Sequence[str], blank: Mapping[str, str]) -> bool:
    """Whether all whole numbers of a large column are in canonical form, and none stands for no value."""
    if not isinstance(cells, Column):
        return False
    return next(places_of(cells, blank.keys()), None) is None and all(
        map(_PLAIN_BLOCK.fullmatch, cells.odd_texts())
    )


def _trim_decimals(field: Field, cells: Sequence[str], blank: Mapping[str, str]) -> Sequence[str] | None:
    """A column's canonical texts by the shapes of its cells; None where one has to be read as a number."""
    if field.decimal_char != "." or field.group_char or field.descriptor.get("bareNumber", True) is False:
        return None
    if next(places_of(cells, [text for text, plain in blank.items() if text != plain]), None) is not None:
        return None
    shapes = shapes_of(distinct_of(cells)) - {text for text in blank if not text}
    if not all(map(_PLAIN_SHAPE.fullmatch, shapes)):
        return None
    has_point = any("." in _trim(shape) for shape in shapes)

    def write(text: str) -> str:
        plain = _trim(text)
        return f"{plain}.0" if has_point and plain and "." not in plain else plain

    return cells if all(shape == write(shape) for shape in shapes) else rewrite(cells, Written(write))


def _trim(text: str) -> str:
    """A plain number without zeros at the end of its fraction, and no sign before zero."""
    if "." not in text:
        return text
    plain = text.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _align(texts: Mapping[str, str]) -> Mapping[str, str]:
    """With a point in every number of a column where one has a fraction."""
    if not any("." in text and "E" not in text for text in texts.values()):
        return texts
    return {
        cell: text if "." in text or not text.lstrip("-").isdecimal() else f"{text}.0"
        for cell, text in texts.items()
    }


def _word_texts(field: Field) -> dict[str, str]:
    """Each word for no value in a column of texts, and the one that goes out for its state."""
    kept = {missing.label: missing.value for missing in canonical_field(field).missing_values}
    return {missing.value: kept[missing.label] for missing in field.missing_values}


def _name_states(name: str, taken: set[str]) -> str:
    wanted = f"{name}{STATE_SUFFIX}"
    found, count = wanted, 1
    while found in taken:
        count += 1
        found = f"{wanted}_{count}"
    taken.add(found)
    return found


def _name_reasons(field: Field, cells: Sequence[str]) -> Sequence[str]:
    """For each cell, why it is empty, in the words of `State`; empty beside a value."""
    labels = {missing.value: str(State(missing.label)) for missing in field.missing_values}
    return rewrite(cells, {text: labels.get(text, "") for text in distinct_of(cells)})
