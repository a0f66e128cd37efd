"""What a site's own record type adds to the pages of an agency and of a region: its newest rows there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.groups import group_by
from suluh.measuring.own_figures import aggregate, list_times, rows_of_time
from suluh.reading.standard_definitions import define_standard
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.own_types.own_type_rows import OwnRow, list_rows
from suluh.rendering.pages.own_types.own_type_words import OwnTypeView
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.standards import Role
from suluh.vocabulary.threads import Record

ROWS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class OwnRows(PageContext):
    """What `own_type_block.html` prints: sums of the newest time, some rows, and where all of them are."""

    template: ClassVar[str] = "own_type_block.html"
    figures: Sequence[KeyFigure]
    items: Sequence[OwnRow]
    total: str
    address: str
    name: str


def agency_block(name: str, studio: Studio, slug: str) -> PageBlock | None:
    """The rows that name an agency; None where there are none."""
    return _make_block(studio, name, _rows_by_agency(studio, name).get(slug, ()), ("instansi", slug))


def region_block(name: str, studio: Studio, kode: str) -> PageBlock | None:
    """The rows that name a region or a part of it; None where there are none."""
    return _make_block(studio, name, _rows_by_region(studio, name).get(kode, ()), ("wilayah", kode))


@remembered
def _rows_by_agency(studio: Studio, name: str) -> Mapping[str, Sequence[Record]]:
    column = define_standard(name).of_role(Role.AGENCY)
    return group_by(studio.records(name), column[0].name) if column else {}


@remembered
def _rows_by_region(studio: Studio, name: str) -> Mapping[str, Sequence[Record]]:
    """Rows by their region and by each that it is a part of, but its province: whose rows are its own."""
    column = define_standard(name).of_role(Role.PLACE)
    found: dict[str, list[Record]] = {}
    for record in studio.records(name) if column else ():
        kode = record.text(column[0].name)
        found.setdefault(kode, []).append(record)
        above = kode.rpartition(".")[0]
        while "." in above:
            found.setdefault(above, []).append(record)
            above = above.rpartition(".")[0]
    return found


def _make_block(
    studio: Studio, name: str, records: Sequence[Record], scope: tuple[str, str]
) -> PageBlock | None:
    if not records:
        return None
    view = OwnTypeView.of(studio, name).of_rows(records, scope)
    time = list_times(view.standard, records)[-1]
    newest = rows_of_time(view.standard, records, time)
    return PageBlock(
        id=f"jenis-{view.section}",
        title=view.title,
        context=OwnRows(
            figures=[
                view.show_figure(standard_column, aggregate(standard_column, newest, time))
                for standard_column in view.measures
            ],
            items=list_rows(view, newest[:ROWS_SHOWN]),
            total=print_count(view.facts.rows(None, len(records))),
            address=view.address,
            name=view.title,
        ),
        mark=simulation_mark(records),
        note=view.show_time(time),
    )
