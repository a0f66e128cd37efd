"""The quarters that written reports are of."""

from __future__ import annotations

from suluh.vocabulary.measured import Quarter


def last_quarters(newest: Quarter, count: int) -> list[Quarter]:
    """The `count` quarters up to and with the newest one due, oldest first."""
    position = newest[0] * 4 + newest[1] - 1
    places = (divmod(place, 4) for place in range(position - count + 1, position + 1))
    return [(year, offset + 1) for year, offset in places]
