"""Do the totals that a printed budget states agree with their parts?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import note_cell
from suluh.vocabulary.findings import Detail, Finding
from suluh.vocabulary.stated_totals import compare_totals
from suluh.vocabulary.threads import Record


def check_totals(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """A warning for each stated total that its parts do not come to."""
    for stated_total in compare_totals(records, lookups.records):
        if not stated_total.difference or stated_total.reckoned is None:
            continue
        details: dict[str, Detail] = {
            "jumlah": stated_total.stated,
            "terhitung": stated_total.reckoned,
            "selisih": stated_total.difference,
            "baris": str(stated_total.parts),
        }
        yield note_cell("A022", stated_total.record, "jumlah", places, **details)
