"""What record types add to the pages of agencies, regions and threads, found through their registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from suluh.record_types import list_blocks, load_part
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.record_types import Subject
from suluh.vocabulary.threads import Thread


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A part of a page: below which heading it stands, and what to print.

    `template` is included in the page and finds `values` as `block.values`. `id` is the heading's anchor; a
    block without a title stands without a heading, and blocks that follow each other with one `id` share the
    first one's heading. `mark` is the origin status of what it shows: `simulasi`, or empty.
    """

    id: str
    title: str
    template: str
    values: object
    mark: str = ""
    note: str = ""


_MakeBlock = Callable[[Studio, str | Thread], PageBlock | None]


def blocks_of(studio: Studio, subject: Subject, key: str | Thread) -> list[list[PageBlock]]:
    """What record types tell of an agency, a region or a thread, in order: blocks by their heading."""
    headings: list[list[PageBlock]] = []
    for stated in list_blocks(subject):
        block = cast(_MakeBlock, load_part(stated.part))(studio, key)
        if block is not None and headings and headings[-1][0].id == block.id:
            headings[-1].append(block)
        elif block is not None:
            headings.append([block])
    return headings
