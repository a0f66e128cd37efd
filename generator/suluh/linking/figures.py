"""A cell of a table as a figure: a number, or the state that stands in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.figures import Figure, State
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
        return Cell(text, State.NILAI, Decimal(plain))
    except InvalidOperation:
        return Cell(text, State.TIDAK_TERSEDIA)


def key_figures(dataset: Dataset, rows: Sequence[int]) -> list[Figure]:
    """The figures that a dataset's descriptor names under `angka_kunci`, from its newest of `rows`.

    Newest means last by the column `tahun` where there is one, else the last row given.
    """
    resource, table = dataset.main
    if not rows:
        return []
    newest = _newest_row(table.header, table.rows, rows)
    record = dict(zip(table.header, table.rows[newest], strict=True))
    figures: list[Figure] = []
    for entry in declared_key_figures(dataset):
        field = resource.schema.field_named(entry["nilai"])
        if field is None:
            continue
        cell = read_cell(field, record[field.name])
        year = record.get("tahun", "")
        note = str(entry.get("catatan") or year)
        figures.append(
            Figure(
                label=str(entry.get("label") or field.title or field.name),
                state=cell.state,
                value=cell.value,
                unit=field.satuan,
                note=note,
                dataset=dataset.name,
                status=dataset.package.status_data,
            )
        )
    return figures


def declared_key_figures(dataset: Dataset) -> list[dict[str, Any]]:
    """The well-formed entries of the descriptor's `angka_kunci`."""
    entries = dataset.package.descriptor.get("angka_kunci")
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("nilai"), str)]


def _newest_row(header: Sequence[str], table_rows: Sequence[tuple[str, ...]], rows: Sequence[int]) -> int:
    if "tahun" not in header:
        return rows[-1]
    column = header.index("tahun")
    return max(rows, key=lambda index: (table_rows[index][column], index))
