"""What activities add to the pages of an agency, a region and a thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from suluh.measuring.row_facts import row_facts
from suluh.record_types.kegiatan.pages.activity_rows import (
    SECTION,
    ActivityRow,
    activity_items,
    in_order,
)
from suluh.rendering.page_context import PageContext
from suluh.rendering.pages.shared.record_blocks import PageBlock
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.pages.shared.works import simulation_mark
from suluh.rendering.printed_facts import print_count
from suluh.vocabulary.codes import is_within
from suluh.vocabulary.page_numbers import datasets_behind
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import key_of
from suluh.vocabulary.threads import Record, Thread, ThreadKey

PART_ITEMS = 8


@dataclass(frozen=True, slots=True)
class NewestActivities(PageContext):
    """The newest activities of an agency or in a region, and how many there are."""

    template: ClassVar[str] = "newest_activities.html"
    rows: list[ActivityRow]
    shown: str
    count: str
    more: bool


@dataclass(frozen=True, slots=True)
class ActivitiesOfThread(PageContext):
    """What `activities_of_thread.html` is filled in with."""

    template: ClassVar[str] = "activities_of_thread.html"
    rows: list[ActivityRow]


def activities_of_thread(studio: Studio, thread: Thread) -> PageBlock | None:
    """What was done in the sub kegiatan of a thread; None where nothing was told."""
    own = _by_thread(studio).get(thread.key)
    if not own:
        return None
    return PageBlock(
        id="kegiatan",
        title=studio.say("Kegiatan yang dikerjakan"),
        context=ActivitiesOfThread(activity_items(studio, in_order(own), name_agency=False)),
        mark=simulation_mark([thread]),
        datasets=datasets_behind(own),
    )


def activities_of_agency(studio: Studio, slug: str) -> PageBlock | None:
    """The newest activities of an agency, and how many there are; None where there are none."""
    own = [record for record in studio.records(SECTION) if record.text("instansi") == slug]
    return _newest(studio, own, ("instansi", slug))


def activities_within(studio: Studio, kode: str) -> PageBlock | None:
    """The newest activities in a region or its parts, and how many there are; None where there are none."""
    return _newest(
        studio,
        [record for record in studio.records(SECTION) if is_within(record.text("kode_wilayah"), kode)],
        ("wilayah", kode),
    )


def _newest(studio: Studio, records: Sequence[Record], scope: tuple[str, str]) -> PageBlock | None:
    if not records:
        return None
    newest = in_order(records)[:PART_ITEMS]
    facts = row_facts(records, None, scope)
    return PageBlock(
        id="kegiatan-dikerjakan",
        title=studio.say("Kegiatan yang dikerjakan"),
        context=NewestActivities(
            activity_items(studio, newest),
            print_count(facts.make("kegiatan_tercantum", len(newest))),
            print_count(facts.count("kegiatan")),
            more=len(records) > len(newest),
        ),
        mark=simulation_mark(records),
    )


@remembered
def _by_thread(studio: Studio) -> Mapping[ThreadKey, list[Record]]:
    """Activities by the thread that pays for them."""
    found: dict[ThreadKey, list[Record]] = {}
    for record in studio.records("kegiatan"):
        key = key_of(record)
        if key is not None:
            found.setdefault(key, []).append(record)
    return found
