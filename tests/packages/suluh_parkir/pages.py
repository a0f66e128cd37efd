"""The pages that Suluh draws by the roles of columns, and one page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.own_types.own_type_blocks import agency_block, region_block
from suluh.rendering.pages.own_types.own_type_pages import own_type_pages
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.site import Page
from suluh.vocabulary.threads import Record


@dataclass(frozen=True, slots=True)
class FullestPage(PageContext):
    """What `parking_fullest.html` is filled in with."""

    template: ClassVar[str] = "parking_fullest.html"
    place: str
    share: str


def parking_pages(studio: Studio) -> Iterable[Page]:
    """The section by roles, and which place is fullest."""
    yield from own_type_pages("parkir", studio)
    shares = {_share(record): record for record in studio.records("parkir") if _share(record)}
    if shares:
        fullest = max(shares)
        yield studio.page(
            "parkir/terpenuh/",
            section="parkir",
            title="Parkir terpenuh",
            description="Tempat parkir yang paling penuh.",
            context=lambda: FullestPage(shares[fullest].text("tempat"), f"{fullest:.0%}"),
        )


def _share(record: Record) -> Decimal:
    used, there = record.number("terpakai"), record.number("petak")
    return used / there if used and there else Decimal(0)


def parking_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The places of an agency."""
    return agency_block("parkir", studio, slug)


def parking_of_region(studio: Studio, kode: str) -> PageBlock | None:
    """The places in a region."""
    return region_block("parkir", studio, kode)
