"""Are the variables of a village's profile those of the list, in its units?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.nearest_names import nearest_names
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell
from suluh.reading.village_variables import load_variables
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record


def check_village_profiles(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Variables are those of the list, in its units."""
    seen: set[str] = set()
    for record in records:
        name, variables = record.text("variabel"), load_variables(record.whole("tahun"))
        variable = variables.get(name)
        if variable is None:
            if name not in seen:
                seen.add(name)
                yield fail_cell("Y010", record, "variabel", places, dekat=nearest_names(name, variables))
        elif record.text("satuan") != variable.unit:
            yield fail_cell("Y011", record, "satuan", places, harap=variable.unit, variabel=name)
