"""Columns with too many values to judge each: proved right block by block, by one look at a text of all.

A column is proved where every cell is in the plainest form of its type and within its bounds. One that is not
may be right all the same; that is for the reader of its type to say, cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from suluh.checking.column_proofs import ReadColumn
from suluh.checking.field_descriptors import constraint_value
from suluh.vocabulary.columns import Column
from suluh.vocabulary.package import Field

_BETWEEN = "\x00"
_FORMS = {
    # Plain whole numbers are the same where their texts are.
    "integer": r"(?:0|-?[1-9][0-9]{0,17})",
    "number": r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?",
}
_BOUNDS = ("minimum", "maximum")
_LENGTHS = ("minLength", "maxLength")


def prove_column(cells: Column, field: Field, *, is_key: bool) -> ReadColumn | None:
    """The column, whose cells are their own values; None where it is not proved so.

    `is_key` says that its values are compared with each other, which texts of decimals do not tell.
    """
    if field.type == "string" and field.format == "default":
        return _prove_texts(cells, field)
    form = _FORMS.get(field.type)
    plain = not field.group_char and field.decimal_char == "."
    if form is None or not plain or (is_key and field.type == "number"):
        return None
    if not {*field.constraints} <= {"required", "unique", "pattern", *_BOUNDS}:
        return None
    missing = {entry.value for entry in field.missing_values}
    if any(_BETWEEN in text or re.fullmatch(form, text, re.ASCII) for text in missing):
        return None
    return _prove_numbers(cells, field, form, missing)


def _prove_numbers(cells: Column, field: Field, form: str, missing: set[str]) -> ReadColumn | None:
    required = field.constraints.get("required") is True
    one = form if required else "|".join([form, *map(re.escape, sorted(missing, reverse=True))])
    whole = re.compile(f"(?:{one})(?:{_BETWEEN}(?:{one}))*", re.ASCII)
    bounds = {
        name: Decimal(str(constraint_value(field, name))) for name in _BOUNDS if name in field.constraints
    }
    read: Callable[[str], int | Decimal] = int if field.type == "integer" else Decimal
    if not _is_within(cells.short_numbers() or (), bounds):
        return None
    found: set[str] = set()
    for text in cells.odd_texts():
        if whole.fullmatch(text) is None:
            return None
        block = text.split(_BETWEEN) if bounds or missing else ()
        here = missing.intersection(block)
        found |= here
        filled = [cell for cell in block if cell not in here] if here else block
        if bounds and not _is_within([*map(read, filled)], bounds):
            return None
    return ReadColumn(cells, frozenset(found))


def _is_within(numbers: Sequence[int | Decimal], bounds: dict[str, Decimal]) -> bool:
    least, most = bounds.get("minimum"), bounds.get("maximum")
    return not numbers or (
        (least is None or min(numbers) >= least) and (most is None or max(numbers) <= most)
    )


def _prove_texts(cells: Column, field: Field) -> ReadColumn | None:
    if not {*field.constraints} <= {"required", "unique", "pattern", *_LENGTHS}:
        return None
    missing = {entry.value for entry in field.missing_values}
    required = field.constraints.get("required") is True
    least, most = (field.constraints.get(name) for name in _LENGTHS)
    found = {text for text in missing if next(cells.places_of({text}), None) is not None}
    if found and required:
        return None
    if least is not None or most is not None:
        lengths = {len(str(number)) for number in cells.short_numbers() or ()}
        for text in cells.odd_texts():
            lengths |= {len(cell) for cell in text.split(_BETWEEN) if cell not in found}
        if lengths and (
            (least is not None and min(lengths) < int(least))
            or (most is not None and max(lengths) > int(most))
        ):
            return None
    return ReadColumn(cells, frozenset(found))
