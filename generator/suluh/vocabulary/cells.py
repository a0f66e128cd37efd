"""A cell of a table read by its field: a number, a text, or the state that stands in their place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell read by its field: `value` for a number, `text` as submitted, and its state."""

    text: str
    state: State
    value: Decimal | None = None


def read_cell(field: Field, text: str) -> Cell:
    """The cell's meaning by the field's declared missing values and number form.

    A number field's text that is no number has passed no check and reads as not available.
    """
    for missing in field.missing_values:
        if text == missing.value:
            return Cell(text, State(missing.label))
    if not field.is_number:
        return Cell(text, State.NILAI)
    plain = text.strip()
    if field.group_char:
        plain = plain.replace(field.group_char, "")
    if field.decimal_char != ".":
        plain = plain.replace(field.decimal_char, ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return Cell(text, State.TIDAK_TERSEDIA)
    return Cell(text, State.NILAI, value) if value.is_finite() else Cell(text, State.TIDAK_TERSEDIA)
