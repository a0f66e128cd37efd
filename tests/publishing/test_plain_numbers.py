"""Columns of numbers in canonical form are known by their shapes, and nothing changes by that."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import make_field
from suluh.publishing import canonical_table, parquet_file
from suluh.vocabulary.package import MissingValue

CELLS = st.lists(
    st.one_of(
        st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
        st.integers(-20, 2000).map(str),
        st.sampled_from(["", "-", "99", "0.0", "0.00", "-0.00", "-0", "2.50", "3.00", "-0.5"]),
        st.sampled_from(["00.5", "1e3", " 1.5", "1.", ".5", "x", "9" * 40]),
    ),
    max_size=6,
)


@given(cells=CELLS, marks=st.sampled_from([("",), ("", "-"), ("", "99"), ()]))
@example(cells=["1.5", "2.25", ""], marks=("",))
@example(cells=["1.5", "99"], marks=("", "99"))
@example(cells=["12.5", "9.5"], marks=("99",))
@settings(max_examples=300)
def test_a_plain_column_is_the_one_that_its_values_give(cells: Sequence[str], marks: tuple[str, ...]) -> None:
    field = make_field(
        "a", type="number", missing_values=tuple(MissingValue(mark, "tidak tersedia") for mark in marks)
    )
    quick = canonical_table._write_column(field, cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical_table, "_trim_decimals", lambda *_: None)
        assert [*quick] == [*canonical_table._write_column(field, cells)]


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        (["1.5", "20.25", "", "-0.75"], ["1.5", "20.25", "", "-0.75"]),
        (["1.50", "20.00", "", "-0.00", "0.00"], ["1.5", "20.0", "", "0.0", "0.0"]),
        (["1.00", "20"], ["1", "20"]),
        (["1,5"], None),
        (["01.5"], None),
        (["-"], None),
    ],
)
def test_plain_numbers_are_written_by_their_shapes(cells: list[str], written: list[str] | None) -> None:
    told = canonical_table._trim_decimals(make_field("a", type="number"), cells, {"": ""})
    assert told == written and (told is cells) == (cells == written)


@given(
    st.lists(st.one_of(st.integers(0, 10**20), st.decimals(0, 10**12, places=3)), min_size=1).map(
        lambda found: [str(one) for one in found]
    )
)
def test_a_type_has_room_for_all_numbers(texts: list[str]) -> None:
    whole = max(len(text.partition(".")[0].lstrip("0")) for text in texts)
    scale = max(len(text.partition(".")[2]) for text in texts)
    told = parquet_file.choose_type(make_field("a", type="number"), texts)
    assert told == f"DECIMAL({18 if whole + scale <= 18 else 38},{scale})"
