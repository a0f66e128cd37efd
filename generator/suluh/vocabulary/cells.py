"""A cell of a table read by its field: a number, a text, or the state that stands in their place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field
from suluh.vocabulary.typed_cells import strip_number


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
    value = read_number(field, text)
    return Cell(text, State.TIDAK_TERSEDIA if value is None else State.NILAI, value)


def is_blank(field: Field, text: str) -> bool:
    """Whether the cell's text stands for no value in that column."""
    # Asked for every cell, again and again: a loop is three times faster than any().
    for missing in field.missing_values:  # noqa: SIM110
        if text == missing.value:
            return True
    return False


def read_number(field: Field, text: str) -> Decimal | None:
    """The number that a number field's text says in the field's form; None where it says none."""
    plain = text.strip()
    if field.descriptor.get("bareNumber", True) is False:
        plain = strip_number(field, text) or ""
    elif field.group_char:
        plain = plain.replace(field.group_char, "")
    if field.decimal_char != "." and field.descriptor.get("bareNumber", True) is not False:
        plain = plain.replace(field.decimal_char, ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def list_entries(text: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, parted by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def pair_entries(names: str, words: str) -> tuple[tuple[str, str], ...]:
    """Each entry of one cell with its own of another; `()` where there is not one for each."""
    some, others = list_entries(names), list_entries(words)
    return tuple(zip(some, others, strict=True)) if len(some) == len(others) else ()
