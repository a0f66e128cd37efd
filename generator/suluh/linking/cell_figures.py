"""A cell of a table as a figure: a number, or the state that stands in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.figures import Figure


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
                resource=resource.name,
                column=field.name,
                row=newest,
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
