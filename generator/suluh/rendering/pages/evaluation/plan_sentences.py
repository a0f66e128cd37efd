"""What pages say beside the figures of a five-year plan: changed targets, and years that lack."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from suluh.measuring.plan_notes import PlanNote, Value
from suluh.rendering.pages.shared.studio import Studio
from suluh.words.numbers import format_number


def say_notes(studio: Studio, notes: Iterable[PlanNote]) -> list[str]:
    """The notes as sentences in the site's language."""
    said = (
        studio.say(note.text, **{name: _show(value) for name, value in note.values.items()}) for note in notes
    )
    return [f"{sentence[:1].upper()}{sentence[1:]}." for sentence in said]


def _show(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return format_number(value) if isinstance(value, Decimal) else str(value)
