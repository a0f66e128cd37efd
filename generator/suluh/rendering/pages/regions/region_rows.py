"""Rows of a dataset that name a region, as a table of its page."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.rendering.pages.regions.region_contexts import (
    RowsBlock,
)
from suluh.rendering.pages.shared.parts import Column
from suluh.rendering.pages.shared.shown_cells import is_money
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Field
from suluh.vocabulary.region import Region

ROWS_SHOWN = 12
PHONE_COLUMNS = 3
NAMES = ("nama", "nama_wilayah")


def block(
    studio: Studio, region: Region, dataset: Dataset, rows: Sequence[int], *, of_parts: bool = False
) -> RowsBlock:
    """A dataset's rows that name the region, or with `of_parts` the regions within it.

    The region's own columns are left out where every row would repeat them.
    """
    resource, table = dataset.main
    hidden = set() if of_parts else {resource.schema.region_field, *NAMES}
    fields = [field for field in resource.schema.fields if field.name not in hidden]
    places = [table.header.index(field.name) for field in fields]
    on_phone = [field for field in fields if not _is_secondary(field, of_parts)][:PHONE_COLUMNS]
    return RowsBlock(
        dataset=dataset,
        of_parts=of_parts,
        total=len(rows),
        columns=[
            Column(
                name=_head(field),
                numeric=field.is_number,
                code=field.name.startswith("kode"),
                hide_on_phone=field not in on_phone,
            )
            for field in fields
        ],
        rows=[
            [
                studio.show_cell(field, table.rows[row][place])
                for field, place in zip(fields, places, strict=True)
            ]
            for row in rows[:ROWS_SHOWN]
        ],
    )


def _head(field: Field) -> str:
    """A column's title with its unit; money carries its sign in each cell."""
    title = field.title or field.name
    if not field.satuan or is_money(field.satuan) or field.satuan == "tidak berlaku":
        return title
    return f"{title} ({field.satuan})"


def _is_secondary(field: Field, of_parts: bool) -> bool:
    """Columns that a phone can do without: where a row came from, and codes beside names."""
    return field.name.startswith(("baris", "kd")) or (of_parts and field.name.startswith(("kode", "tahun")))
