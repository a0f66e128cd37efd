"""The day that the example is of, and what of it was there at an earlier day.

The settings of the project name the same day, so that pages do not grow old between two editions.
"""

from __future__ import annotations

from datetime import date

AS_OF = date(2026, 1, 31)
"""Nothing in the example is dated later: the day after the reports of the last quarter of 2025 fell due."""

YEARS = (2023, 2024, 2025)
"""The years with plans, budgets and results, all of them whole."""

LAST = (2025, 4)
"""The last quarter that anybody could report on."""

FIRST_EDITION = date(2025, 6, 30)
"""What was told up to this day stays as it was: later rows are added, and have dice of their own."""


def is_revised_on_the_way(year: int, quarter: int) -> bool:
    """Whether the year's budget was revised after the quarter had been reported on in the first edition."""
    return year == FIRST_EDITION.year and quarter <= FIRST_EDITION.month // 3
