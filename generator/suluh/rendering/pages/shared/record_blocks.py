"""What record types add to the pages of agencies, regions and threads, found through their registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from markupsafe import Markup

from suluh.reading.standard_definitions import define_standard
from suluh.record_types import list_blocks, load_part, record_types
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.record_types import Subject
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.standards import Role
from suluh.vocabulary.threads import Thread


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A part of a page: below which heading it stands, and what its template is filled in with.

    `id` is the heading's anchor; a block without a title stands without a heading, and blocks that follow
    each other with one `id` share the first one's heading. `mark` is the origin status of what it shows:
    `simulasi`, or empty.
    `datasets` are those whose single cells it names, on the page of a thread, which names no others.
    """

    id: str
    title: str
    context: PageContext
    mark: str = ""
    note: str = ""
    datasets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockHeading:
    """A heading with the blocks below it, ready to be printed; without a title it is none."""

    id: str
    title: str
    mark: str
    note: str
    bodies: list[Markup]


_MakeBlock = Callable[[Studio, str | Thread], PageBlock | None]


def blocks_of(studio: Studio, subject: Subject, key: str) -> list[BlockHeading]:
    """What record types tell of an agency or a region, in order, by headings."""
    here = f"{subject.value}/{key}/"
    blocks = list_page_blocks(studio, subject, key)
    return show_blocks(blocks, lambda context: studio.render_part(here, context))


def list_page_blocks(studio: Studio, subject: Subject, key: str | Thread) -> Iterator[PageBlock]:
    """What record types tell of an agency, a region or a thread, in order, as values."""
    for stated in list_blocks(subject):
        block = cast(_MakeBlock, load_part(stated.part))(studio, key)
        if block is not None:
            yield block


def show_blocks(blocks: Iterable[PageBlock], render: Callable[[PageContext], Markup]) -> list[BlockHeading]:
    """The blocks by headings, drawn."""
    headings: list[BlockHeading] = []
    for block in blocks:
        if not headings or headings[-1].id != block.id:
            headings.append(BlockHeading(block.id, block.title, block.mark, block.note, []))
        headings[-1].bodies.append(render(block.context))
    return headings


@remembered
def agencies_of_examples(studio: Studio) -> frozenset[str]:
    """Slugs that example rows name, of the types that add a block to the page of an agency."""
    found: set[str] = set()
    for name, record_type in record_types().items():
        if not any(block.subject is Subject.AGENCY for block in record_type.blocks):
            continue
        named = [column.name for column in define_standard(name).of_role(Role.AGENCY)[:1]]
        examples = (record for record in studio.records(name) if record.simulated)
        found.update(record.text(column) for record in examples for column in named)
    return frozenset(found)
