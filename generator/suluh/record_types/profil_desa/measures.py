"""What villages' variables amount to: sums of what was reported, where sums mean anything."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from suluh.reading.village_variables import Variable
from suluh.vocabulary.threads import Record, add_exactly


def sum_variable(rows: Sequence[Record | None], variable: Variable) -> Decimal | None:
    """The sum of what villages reported; None where none did, or where sums mean nothing."""
    if not variable.adds_up and len(rows) > 1:
        return None
    return add_exactly(row.number("nilai") for row in rows if row is not None)
