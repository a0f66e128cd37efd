"""What pages say beside the figures of a five-year plan: changed targets, and years that lack."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from suluh.measuring.plan_notes import PlanNote, Value
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import print_fact
from suluh.vocabulary.facts import FactMaker
from suluh.words.numbers import format_number

_CHANGES = {"before": "lama", "after": "baru"}


def say_notes(studio: Studio, notes: Iterable[PlanNote], maker: FactMaker) -> list[str]:
    """The notes as sentences in the site's language; `maker` says of what plan, and of which row of it."""
    said = (
        studio.say(
            note.text, **{name: _show(note, name, value, maker) for name, value in note.values.items()}
        )
        for note in notes
    )
    # Slices of Markup are Markup: what is printed as a fact stays so.
    return [sentence[:1].upper() + sentence[1:] + "." for sentence in said]


def _show(note: PlanNote, name: str, value: Value, maker: FactMaker) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if not isinstance(value, Decimal):
        return str(value)
    what = f"{'pagu' if note.of_money else 'target'}_rencana_{_CHANGES[name]}"
    of_change = FactMaker(str(note.values["year"]), maker.where, maker.status)
    return print_fact(of_change.make(what, value), format_number(value), unlinked=True)
