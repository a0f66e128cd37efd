"""Rows of a dataset that name a region, as a table of its page."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.measuring.fact_sources import cell_columns, cell_row
from suluh.rendering.pages.regions.region_contexts import (
    RowsBlock,
)
from suluh.rendering.pages.shared.parts import Column
from suluh.rendering.pages.shared.shown_cells import Shown, is_money
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_count, print_fact
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.facts import NOW, Fact, FactMaker, FactName, name_cell, within
from suluh.vocabulary.figures import State
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
    maker = FactMaker(
        NOW, within(("wilayah", region.kode), ("dataset", dataset.name)), dataset.package.status_data
    )
    shown = rows[:ROWS_SHOWN]
    cut = len(rows) > len(shown)
    return RowsBlock(
        dataset=dataset,
        of_parts=of_parts,
        total=print_count(maker.make("banyak_baris", len(rows))) if cut else "",
        shown=print_count(maker.make("baris_ditampilkan", len(shown))) if cut else "",
        keys=cell_columns(dataset.name, resource.name, (field.name for field in fields)),
        places=[cell_row(row) for row in shown],
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
            for row in shown
        ],
        single=[
            print_cell(studio, field, name_cell(dataset.name, resource.name, field.name, shown[0]), text)
            for field, text in zip(fields, (table.rows[shown[0]][place] for place in places), strict=True)
        ]
        if len(shown) == 1
        else [],
    )


def print_cell(studio: Studio, field: Field, name: FactName, text: str) -> Shown:
    """A cell as the fact that it is, where it is a number that counts something."""
    shown = studio.show_cell(field, text)
    value = read_cell(field, text).value
    if not shown.numeric or value is None or shown.state is not State.NILAI:
        return shown
    return Shown(print_fact(Fact(name, value), shown.text), shown.state, shown.numeric)


def _head(field: Field) -> str:
    """A column's title with its unit; money carries its sign in each cell."""
    title = field.title or field.name
    if not field.satuan or is_money(field.satuan) or field.satuan == "tidak berlaku":
        return title
    return f"{title} ({field.satuan})"


def _is_secondary(field: Field, of_parts: bool) -> bool:
    """Columns that a phone can do without: where a row came from, and codes beside names."""
    return field.name.startswith(("baris", "kd")) or (of_parts and field.name.startswith(("kode", "tahun")))
