"""What a site's own record type adds to the pages of an agency and of a region: its newest rows there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.own_figures import aggregate, list_times, rows_of_time
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.own_types.own_type_rows import OwnRow, list_rows
from suluh.rendering.pages.own_types.own_type_words import OwnTypeView
from suluh.rendering.pages.shared.blocks import PageBlock
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.vocabulary.standards import Role
from suluh.vocabulary.threads import Record

ROWS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class OwnRows(PageContext):
    """What `own_type_block.html` prints: sums of the newest time, some rows, and where all of them are."""

    template: ClassVar[str] = "own_type_block.html"
    figures: Sequence[KeyFigure]
    items: Sequence[OwnRow]
    total: int
    address: str
    name: str


def agency_block(name: str, studio: Studio, slug: str) -> PageBlock | None:
    """The rows that name an agency; None where there are none."""
    view = OwnTypeView.of(studio, name)
    column = view.column_of(Role.AGENCY)
    own = [record for record in view.records if column and record.text(column.name) == slug]
    return _make_block(view, own)


def region_block(name: str, studio: Studio, kode: str) -> PageBlock | None:
    """The rows that name a region or a part of it; None where there are none."""
    view = OwnTypeView.of(studio, name)
    column = view.column_of(Role.PLACE)
    if column is None or kode not in studio.regions:
        return None
    # A province's rows are its own: what its cities have is theirs to say.
    parts = f"{kode}." if "." in kode else kode
    own = [
        record
        for record in view.records
        if (stated := record.text(column.name)) == kode or ("." in kode and stated.startswith(parts))
    ]
    return _make_block(view, own)


def _make_block(view: OwnTypeView, records: Sequence[Record]) -> PageBlock | None:
    if not records:
        return None
    time = list_times(view.standard, records)[-1]
    newest = rows_of_time(view.standard, records, time)
    return PageBlock(
        id=f"jenis-{view.section}",
        title=view.title,
        context=OwnRows(
            figures=[view.show_figure(one, aggregate(one, newest, time)) for one in view.measures],
            items=list_rows(view, newest[:ROWS_SHOWN]),
            total=len(records),
            address=view.address,
            name=view.title,
        ),
        mark=simulation_mark(records),
        note=view.show_time(time),
    )
