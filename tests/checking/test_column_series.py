"""Series of numbers: added up from what is told by more dimensions, they are the sums of their rows."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from suluh.checking.column_series import Closed, Series, Shown, list_series
from suluh.vocabulary.disclosure import Suppression
from suluh.vocabulary.package import DataPackage, Field, Resource, Table

HEADER = ("tempat", "tahun", "jenis", "jumlah", "catatan")
FIELDS = (Field("jumlah", type="number"), Field("catatan"))
ROW = st.tuples(
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(("2024", "2025")),
    st.sampled_from(("x", "y")),
    st.sampled_from(("", "1", "2.5", "-3", "0.10")),
    st.sampled_from(("", "7 orang", "tak ada", "1.500 kg, 2 dus")),
)


def series_of(rows: list[tuple[str, ...]]) -> list[Series]:
    """The series of both columns by place and year; `jenis` tells measures apart."""
    package, resource = cast(DataPackage, None), cast(Resource, None)
    dimensions = {"tempat": ["a", "b", "c", "a"], "tahun": ["2024", "2025", "2024", "2025"]}
    closed = Closed(package, resource, cast(Suppression, None), "tertutup", dimensions, [None] * 4)
    shown = Shown(package, resource, Table(HEADER, rows), None, {"tempat": "tempat", "tahun": "tahun"})
    return list(list_series([(shown, field) for field in FIELDS], closed))


def number_in(column: str, text: str) -> Decimal | None:
    """What a cell says, by hand."""
    told = {"7 orang": Decimal(7), "1.500 kg, 2 dus": Decimal(1500)}
    return told.get(text) if column == "catatan" else Decimal(text) if text else None


@given(st.lists(ROW, min_size=4, max_size=14))
def test_each_series_is_the_sum_of_its_rows(rows: list[tuple[str, ...]]) -> None:
    found: dict[tuple[str, tuple[str, ...]], list[dict[tuple[str, ...], Decimal]]] = {}
    for series in series_of(rows):
        found.setdefault((series.field.name, series.names), []).append(dict(series.numbers))
    for (column, names), some in found.items():
        at, places = HEADER.index(column), [HEADER.index(name) for name in names]
        sums: dict[tuple[str, ...], Decimal] = {}
        for row in rows:
            value = number_in(column, row[at])
            if value is not None:
                key = tuple(row[place] for place in places)
                sums[key] = sums.get(key, Decimal(0)) + value
        assert some[0] == sums
    told = {
        column: any(number_in(column, row[HEADER.index(column)]) is not None for row in rows)
        for column in ("jumlah", "catatan")
    }
    assert {column for column, _ in found} == {column for column, some in told.items() if some}


def test_rows_of_one_kind_stand_apart() -> None:
    rows = [("a", "2024", kind, str(number), "") for number, kind in enumerate("xxyyx", 1)]
    by_both = [dict(series.numbers) for series in series_of(rows) if series.names == ("tahun", "tempat")]
    assert by_both == [{("2024", "a"): Decimal(15)}, {("2024", "a"): Decimal(8)}, {("2024", "a"): Decimal(7)}]
    by_place = [dict(series.numbers) for series in series_of(rows) if series.names == ("tempat",)]
    assert by_place == [{("a",): Decimal(15)}, {("a",): Decimal(8)}, {("a",): Decimal(7)}]
