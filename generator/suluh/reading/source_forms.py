"""How a workbook shows the cells of a table that a recipe of reading made of it: W029, W030, W031, W033."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from suluh.reading.cell_forms import FormTally, Where, forms_of_text
from suluh.reading.number_formats import PLAIN
from suluh.reading.source_places import cell_place
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import Field, Resource, Table
from suluh.vocabulary.raw_sheet import CellKind, RawSheet

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T.*)?")
_HELD = frozenset((CellKind.NUMBER, CellKind.PERCENT))


def find_source_forms(
    table: Table, kinds: Sequence[str], sheets: Sequence[RawSheet], resource: Resource, place: Place
) -> list[Finding]:
    """What holds of declared sheets too: dates beside texts, money beside plain numbers, thousands, texts."""
    if not kinds or table.source is None:
        return []
    fields = [resource.schema.field_named(name) for name in table.header]
    shown = {sheet.name: _Shown(sheet) for sheet in sheets if sheet.shown}
    tally = FormTally()
    for column, field in enumerate(fields):
        if field is not None and _may_tell(field, "".join(letters[column] for letters in kinds)):
            _count(tally, column, table, kinds, shown)
    return tally.tell(fields, lambda where, name: cell_place(table, where[0], name, place))


class _Shown:
    """How a sheet shows the numbers of its lines."""

    def __init__(self, sheet: RawSheet) -> None:
        self.forms = sheet.forms
        self.lines: Mapping[int, str] = dict(zip(sheet.lines, sheet.shown, strict=True))

    def forms_at(self, line: int, column: int) -> Sequence[str]:
        """The forms of the number in that line and column (from 1)."""
        letters = self.lines.get(line, "")
        letter = letters[column - 1] if 0 < column <= len(letters) else "."
        return self.forms.get(letter, PLAIN)


def _may_tell(field: Field, letters: str) -> bool:
    """Whether a column can hold two forms that do not go together."""
    if field.type == "string":
        return CellKind.DATE in letters and CellKind.TEXT in letters
    return field.is_number and (CellKind.NUMBER in letters or CellKind.PERCENT in letters)


def _count(
    tally: FormTally, column: int, table: Table, kinds: Sequence[str], shown: Mapping[str, _Shown]
) -> None:
    assert table.source is not None
    for index, letters in enumerate(kinds):
        text, letter = table.rows[index][column], letters[column]
        where: Where = (index, 0, "", text)
        if letter == CellKind.TEXT:
            tally.note(column, forms_of_text(text), where)
        elif letter == CellKind.DATE and _DAY.fullmatch(text):
            tally.note(column, ("date",), where)
        elif letter in _HELD and text != "0":
            sheet = shown.get(table.source.section_of(index).sheet)
            at = table.source.column_of(index, column)
            tally.note(column, sheet.forms_at(table.lines[index], at) if sheet else PLAIN, where)
