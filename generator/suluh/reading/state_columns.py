"""Columns that say why the cells of another are empty: read into that column, as its own words.

What we publish has them beside numbers and dates, so that an empty cell is all that a reader has to know.
Within Suluh a cell without a value has one text that says which state it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from suluh.reading.notes import Notes
from suluh.vocabulary.figures import State
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import STATE_OF, Field, MissingValue, Resource, StateColumn, Table

TEXT_TYPES = ("string", "any")
STATES = frozenset(state.value for state in State if state is not State.NILAI)
MOST_TOLD = 200
"""Cells of one column that are told: the others have the same fault."""


def fold_fields(fields: tuple[Field, ...], notes: Notes) -> tuple[tuple[Field, ...], tuple[StateColumn, ...]]:
    """The columns without those of states, which give their words to the columns they explain.

    P059 for one that explains nothing: its column stays, and so does the error.
    """
    named = {field.name: field for field in fields}
    states: dict[str, StateColumn] = {}
    for field in fields:
        if STATE_OF not in field.descriptor:
            continue
        target = named.get(str(field.descriptor[STATE_OF]))
        fault = _find_fault(field, target, {state.of for state in states.values()})
        if fault or target is None:
            notes.add("P059", field_name=field.name, kolom=field.name, salah=f"@{fault}")
            continue
        labels = [str(label) for label in field.constraints["enum"]]
        words = {label: "" if place == 0 else label for place, label in enumerate(labels)}
        states[field.name] = StateColumn(field.name, target.name, words)
        missing = tuple(MissingValue(text, label) for label, text in words.items())
        named[target.name] = replace(target, missing_values=missing)
    kept = tuple(named[field.name] for field in fields if field.name not in states)
    return kept, tuple(states.values())


def _find_fault(field: Field, target: Field | None, explained: set[str]) -> str:
    """What is wrong with a column of states, as a word of `findings.yaml`; empty where nothing is."""
    labels = field.constraints.get("enum")
    if target is None or target.type in TEXT_TYPES or STATE_OF in target.descriptor:
        return "states_of_nothing"
    if target.name in explained:
        return "states_twice"
    if field.klasifikasi is not target.klasifikasi:
        return "states_closed"
    listed = isinstance(labels, list) and labels and len(set(map(str, labels))) == len(labels)
    if field.type != "string" or not listed or not STATES.issuperset(map(str, labels or ())):
        return "states_unlisted"
    return ""


def fold_states(table: Table, resource: Resource, path: str) -> tuple[Table, list[Finding]]:
    """The table without its columns of states, each empty cell with the text of its state.

    P059 where a state stands beside a value, an empty cell has none, or the word is none of the column's.
    """
    findings: list[Finding] = []
    rows: list[list[str]] = [list(row) for row in table.rows]
    gone: set[int] = set()
    for states in resource.schema.states:
        if table.header.count(states.name) != 1 or table.header.count(states.of) != 1:
            details = {"kolom": states.name, "salah": "@states_missing"}
            place = Place(path, resource.name, row=0, line=table.header_line or None, field=states.name)
            findings.append(Finding("P059", place, details=details))
            continue
        at, target = table.header.index(states.name), table.header.index(states.of)
        gone.add(at)
        for index, fault in _fold_column(rows, at, target, states.words):
            if len(findings) < MOST_TOLD:
                details = {"kolom": states.name, "salah": f"@{fault}"}
                findings.append(
                    Finding("P059", _place(table, resource, path, index, states.name), details=details)
                )
    if not gone:
        return table, findings
    kept = [place for place in range(len(table.header)) if place not in gone]
    header = tuple(table.header[place] for place in kept)
    return replace(
        table, header=header, rows=[tuple([row[place] for place in kept]) for row in rows]
    ), findings


def _fold_column(
    rows: list[list[str]], at: int, target: int, words: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Write the states into the cells that they explain; (row index, fault) of those that explain none."""
    for index, row in enumerate(rows):
        state, cell = row[at], row[target]
        if state in words and cell == "":
            row[target] = words[state]
        elif state and state not in words:
            yield index, "state_unknown"
        elif state:
            yield index, "state_beside_value"
        elif cell == "":
            yield index, "state_lacking"


def _place(table: Table, resource: Resource, path: str, index: int, name: str) -> Place:
    number = table.numbers[index] if table.numbers else index + 1
    line = table.lines[index] if table.lines else None
    return Place(table.path_of(index, path), resource.name, row=number, line=line, field=name)
