"""What a cell's text is for a machine: a number where it is cleanly one, else the text.

A number is clean when writing it as a number loses nothing of it: the field declares integer or
number, and the text, with the declared group sign taken out and the declared decimal sign
turned to a point, is an ordinary decimal figure without leading zeros or plus sign. `010` stays
text even in a number field. Nothing is rounded here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from suluh.vocabulary.package import Field, Resource, Table

CLEAN_NUMBERS = {
    "integer": re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII),
    "number": re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII),
}
WHOLE_GROUPS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+", re.ASCII)


def clean_number(field: Field, text: str) -> str | None:
    """The cell as decimal figures with a point, or None where it is no clean number of that field."""
    if not field.is_number:
        return None
    whole, sign, fraction = text, "", ""
    if field.type == "number":
        if field.group_char == field.decimal_char:
            return None
        whole, sign, fraction = text.partition(field.decimal_char)
    if field.group_char and field.group_char in whole:
        # Only groups of three are groups: with the group sign ".", "1.2" is no twelve.
        if not WHOLE_GROUPS.fullmatch(whole.replace(field.group_char, ",")):
            return None
        whole = whole.replace(field.group_char, "")
    plain = f"{whole}.{fraction}" if sign else whole
    return plain if CLEAN_NUMBERS[field.type].fullmatch(plain) else None


def is_plain_number(text: str) -> bool:
    """Whether a text is figures with at most a point and a minus, without leading zeros."""
    return CLEAN_NUMBERS["number"].fullmatch(text) is not None


SURE_DIGITS = 15
"""Significant digits that a spreadsheet keeps."""


def fits_spreadsheet(number: str) -> bool:
    """Whether a spreadsheet keeps the number: at most 15 significant digits, in at most 100 signs."""
    if len(number) <= SURE_DIGITS:
        return True
    digits = Decimal(number).as_tuple()
    return len("".join(map(str, digits.digits)).strip("0")) <= SURE_DIGITS and len(number) <= 100


def columns_of(resource: Resource, table: Table) -> tuple[Field, ...]:
    """The field of each column, left to right.

    Raises ValueError for a column without a field: it was never cleared, so it must not go out.
    """
    fields = {field.name: field for field in resource.schema.fields}
    strangers = [name for name in table.header if name not in fields]
    if strangers:
        raise ValueError(f"columns without a cleared field in {resource.name}: {strangers}")
    return tuple(fields[name] for name in table.header)
