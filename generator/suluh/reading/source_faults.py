"""What a file holds in a cell beside its text: errors, formulas without values, percent, lost digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from suluh.reading.rewritten_cells import PERCENT
from suluh.reading.source_forms import find_source_forms
from suluh.reading.source_places import cell_place
from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import Field, Klasifikasi, Resource, Table
from suluh.vocabulary.raw_sheet import NUMBERS, CellKind, RawSheet

_PERCENT = ("persen", "%", "percent", "persentase")
_ALWAYS = {CellKind.ERROR: "F205", CellKind.FORMULA: "F204", CellKind.LONG: "F210"}
MOST_TOLD = 1_000
_LONG_CODE = 7


@dataclass(slots=True)
class _Percents:
    """Numbers of a column that are shown as percent, beside plain ones; the first row of each."""

    shown: int = 0
    plain: int = 0
    first: int = -1


def find_source_faults(
    table: Table, kinds: Sequence[str], sheets: Sequence[RawSheet], resource: Resource, place: Place
) -> list[Finding]:
    """What holds of declared sheets too: F204 to F214 and W029 to W033, F207 for hidden cells."""
    findings = _find_hidden(table, sheets, place)
    if not kinds:
        return findings
    fields = [resource.schema.field_named(name) for name in table.header]
    whole = _whole_codes(table, kinds, fields, resource)
    percents = [_Percents() for _ in fields]
    for index, letters in enumerate(kinds):
        if letters.strip(f"{CellKind.TEXT}{CellKind.EMPTY}{CellKind.DATE}{CellKind.TRUTH}") == "":
            continue
        for column, letter in enumerate(letters):
            code = _code_of(letter, fields[column])
            if code == "F209" and column in whole:
                continue
            if code and len(findings) < MOST_TOLD:
                findings.append(_tell(code, table, (index, column), fields[column], place))
            elif letter in (CellKind.NUMBER, CellKind.PERCENT) and table.rows[index][column] != "0":
                _note(percents[column], letter, index)
    forms = resource.recipe.rewritten if resource.recipe else {}
    brought = frozenset(name for name, form in forms.items() if form == PERCENT)
    findings += _tell_percents(table, percents, fields, place, brought)
    return [*findings, *find_source_forms(table, kinds, sheets, resource, place)]


def _whole_codes(
    table: Table, kinds: Sequence[str], fields: Sequence[Field | None], resource: Resource
) -> frozenset[int]:
    """Columns of codes held as numbers that have lost nothing: all are as long as codes of that list are.

    They are whole numbers of one length of seven digits or more, or of region codes, which the list of
    regions confirms row by row.
    """
    places = resource.recipe.places.columns if resource.recipe and resource.recipe.places else {}
    found: set[int] = set()
    for column, field in enumerate(fields):
        if field is None or field.type != "string":
            continue
        numbers = [
            row[column] for row, letters in zip(table.rows, kinds, strict=True) if letters[column] in NUMBERS
        ]
        lengths = {len(number) for number in numbers}
        whole = bool(numbers) and all(number.isdecimal() for number in numbers)
        if whole and (table.header[column] in places or (len(lengths) == 1 and min(lengths) >= _LONG_CODE)):
            found.add(column)
    return frozenset(found)


def mark_decimals(table: Table, kinds: Sequence[str], resource: Resource) -> Table:
    """The table with numbers of a workbook in the decimal sign of their columns, as the schema reads them."""
    if not kinds:
        return table
    marks = {
        column: field.decimal_char
        for column, name in enumerate(table.header)
        if (field := resource.schema.field_named(name)) is not None
        and field.is_number
        and field.decimal_char != "."
    }
    if not marks:
        return table
    rows = [
        tuple(
            [
                cell.replace(".", marks[column]) if column in marks and letters[column] in NUMBERS else cell
                for column, cell in enumerate(row)
            ]
        )
        for row, letters in zip(table.rows, kinds, strict=True)
    ]
    return replace(table, rows=rows)


def _code_of(letter: str, field: Field | None) -> str:
    code = _ALWAYS.get(CellKind(letter), "")
    if not code and field is not None and field.type == "string" and letter in NUMBERS:
        return "F209"
    return code


def _note(percents: _Percents, letter: str, index: int) -> None:
    if letter == CellKind.PERCENT:
        percents.shown += 1
        percents.first = index if percents.first < 0 else percents.first
    else:
        percents.plain += 1


def _tell_percents(
    table: Table,
    percents: Iterable[_Percents],
    fields: Sequence[Field | None],
    place: Place,
    brought: frozenset[str],
) -> list[Finding]:
    """F213 where plain numbers stand among percents, F214 for fractions that are not brought to them."""
    findings: list[Finding] = []
    for column, (counted, field) in enumerate(zip(percents, fields, strict=True)):
        if field is None or not field.is_number or not counted.shown:
            continue
        unit = str(field.descriptor.get("satuan", "")).strip().casefold()
        is_fraction = unit in _PERCENT and field.name not in brought
        code = "F213" if counted.plain else "F214" if is_fraction else ""
        if code:
            told = _tell(code, table, (counted.first, column), field, place)
            details = {"jumlah": str(counted.shown), "lain": str(counted.plain)}
            findings.append(replace(told, details=details))
    return findings


def _find_hidden(table: Table, sheets: Sequence[RawSheet], place: Place) -> list[Finding]:
    """F207 for each sheet of which a hidden line or column is in the table."""
    if table.source is None:
        return []
    hidden = {sheet.name: sheet for sheet in sheets if sheet.hidden_lines or sheet.hidden_columns}
    findings: list[Finding] = []
    for number, section in enumerate(table.source.sections):
        sheet = hidden.get(section.sheet)
        if sheet is None:
            continue
        ends = [other.first_row for other in table.source.sections[number + 1 :]] + [len(table.rows)]
        rows = range(section.first_row, ends[0])
        lines = frozenset(sheet.hidden_lines)
        line = next((table.lines[row] for row in rows if table.lines[row] in lines), None)
        used = {*section.columns, *(table.source.laid[row] for row in rows if table.source.laid)}
        if line is not None or used & set(sheet.hidden_columns):
            findings.append(Finding("F207", replace(place, line=line, sheet=section.sheet)))
    return findings


def _tell(code: str, table: Table, at: tuple[int, int], field: Field | None, place: Place) -> Finding:
    index, column = at
    where = cell_place(table, index, table.header[column], place)
    public = field is not None and field.klasifikasi is Klasifikasi.PUBLIK
    return Finding(code, where, value=table.rows[index][column] if public else MASK)
