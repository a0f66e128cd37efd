"""Days and years of a table that lie outside the period which its description names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from suluh.checking.doubted_measures import MeasureTable, doubt_rules, words_of
from suluh.checking.places import sole_columns
from suluh.vocabulary.columns import cells_of, distinct_of, find_and_count
from suluh.vocabulary.findings import Detail, Finding

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})")


def doubt_periods(measured: MeasureTable) -> Iterator[Finding]:
    """W039 for each column with days or years outside the period: its first one, and how many there are."""
    period = measured.places.package.text("periode")
    years = sorted(int(text) for text in _YEAR.findall(period))
    if not years:
        return
    rules = doubt_rules()["periode"]
    slack = timedelta(days=rules["longgar_hari"])
    first, last = date(years[0], 1, 1) - slack, date(years[-1], 12, 31) + slack
    table, resource = measured.places.table, measured.places.resource
    for name, at in sole_columns(table, resource).items():
        field = resource.schema.field_named(name)
        if field is None or field.type not in ("year", "date", "datetime"):
            continue
        if field.type == "year" and " ".join(words_of(name)) not in rules["kata"]:
            continue  # such as the year in which a school was founded
        blank = {missing_value.value for missing_value in field.missing_values}
        cells = cells_of(table.rows, at)
        distinct = {cell for cell in distinct_of(cells) if cell not in blank}
        if field.type == "year":
            outside = {
                cell for cell in distinct if cell.isdecimal() and not years[0] <= int(cell) <= years[-1]
            }
        else:
            outside = {cell for cell in distinct if (day := _read_day(cell)) and not first <= day <= last}
        first_odd, odd = find_and_count(cells, outside)
        filled = len(cells) - sum(map(cells.count, blank)) if odd else 0
        most = max(Decimal(1), Decimal(rules["paling_banyak"]) * filled)
        if odd and odd <= most and filled >= rules["paling_sedikit"]:
            details: dict[str, Detail] = {"jumlah": odd, "periode": period}
            yield measured.doubt("W039", first_odd, field, details)


def _read_day(cell: str) -> date | None:
    """The day that a text begins with, as ISO writes it; other forms are not judged."""
    match = _DAY.match(cell)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
