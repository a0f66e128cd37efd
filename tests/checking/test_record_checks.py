"""Rules of record types say nothing of columns that are not public, whatever stands in them."""

from __future__ import annotations

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.lookups import Lookups
from suluh.checking.record_tables import check_records
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import load_standard
from suluh.record_types import record_types
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Klasifikasi, Schema

WITH_RULES = [name for name, record_type in record_types().items() if record_type.rules]


def check(standard: str, klasifikasi: Klasifikasi, cell: str) -> list[Finding]:
    """Findings about a table of one row, all of whose columns have one class and one content."""
    names = [one["name"] for one in load_standard(standard)["fields"]]
    fields = tuple(make_field(one, klasifikasi=klasifikasi) for one in names)
    resource = make_resource(standard, schema=Schema(fields=fields), standar=standard)
    package = make_package(standard, resources=(resource,))
    table = make_table(names, [[cell] * len(names)])
    return check_records([package], lambda one: {standard: table}, Lookups({}, load_regions()))


@pytest.mark.parametrize("standard", WITH_RULES)
@pytest.mark.parametrize("cell", ["", "rahasia", "-1"])
def test_columns_that_are_not_public_are_not_looked_at(standard: str, cell: str) -> None:
    assert check(standard, Klasifikasi.RAHASIA, cell) == []


@pytest.mark.parametrize("standard", WITH_RULES)
@pytest.mark.parametrize("cell", ["", "contoh", "2025", "1E9", "="])
def test_any_row_is_checked_to_the_end(standard: str, cell: str) -> None:
    for finding in check(standard, Klasifikasi.PUBLIK, cell):
        assert finding.place.path.endswith(f"{standard}.csv")
