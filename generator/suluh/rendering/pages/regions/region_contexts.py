"""What the pages of regions show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.regions.four_steps import RegionSteps
from suluh.rendering.pages.shared.parts import Column, KeyFigure
from suluh.rendering.pages.shared.record_blocks import BlockHeading
from suluh.rendering.pages.shared.shown_cells import Shown
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.region import Region
from suluh.vocabulary.reports import ClearedReport
from suluh.vocabulary.site import Link


@dataclass(frozen=True, slots=True)
class PartsSentence:
    """What a region consists of and lies in."""

    parts: str
    above: list[Link]
    siblings: int
    siblings_words: str
    told: str


@dataclass(frozen=True, slots=True)
class RowsBlock:
    """Rows of a dataset that name a region; `single` is the only one, with its numbers as facts."""

    dataset: Dataset
    of_parts: bool
    total: str
    shown: str
    keys: str
    places: list[str]
    columns: list[Column]
    rows: list[list[Shown]]
    single: list[Shown]


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A figure that this region cannot have."""

    label: str
    state: str
    reason: str
    link: Link


@dataclass(frozen=True, slots=True)
class RegionPage(PageContext):
    """What `region.html` is filled in with."""

    template: ClassVar[str] = "region.html"
    drawn_anew: ClassVar[bool] = True
    region: Region
    steps_of: RegionSteps | None
    blocks_of_types: list[BlockHeading]
    sentence: PartsSentence
    figures: list[KeyFigure]
    blocks: list[RowsBlock]
    thread_data: list[Dataset]
    agency: Link | None
    missing: list[MissingFigure]
    reports: list[ClearedReport]
    children: tuple[Region, ...]
    neighbours: list[Link]
    map: Markup | None


@dataclass(frozen=True, slots=True)
class RegionsPage(PageContext):
    """What `regions.html` is filled in with."""

    template: ClassVar[str] = "regions.html"
    drawn_anew: ClassVar[bool] = True
    map: Markup | None
    parts: list[tuple[Region, tuple[Region, ...]]]
    siblings: list[Region]
