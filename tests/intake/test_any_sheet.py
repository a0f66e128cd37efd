"""Any sheet at all gets shapes that can be applied and can stand in a descriptor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suluh.intake.shape_search import propose_shapes
from suluh.intake.shapes import Shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.notes import Notes
from suluh.reading.recipe_keys import read_reading_recipe
from suluh.reading.written_recipe import write_reading_recipe
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet
from suluh.vocabulary.reading_recipe import RECIPE_KEY

WORDS = (
    "|||1|2|12|2021|2022|1.234|-|JUMLAH|Total|L|P|Kecamatan|Wolio|Sumber: BPS|Tahun 2023|(1)|4.1|4.1.01|Jan|"
    "Kota Baubau|A|Jumlah Kios|No| x |%s"
)
cells = st.one_of(st.sampled_from(WORDS.split("|")), st.text(max_size=4))


@st.composite
def sheets(draw: st.DrawFn) -> RawSheet:
    """A sheet of a few cells, some of them merged, some lines left out."""
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=9))
    steps = draw(st.lists(st.integers(1, 3), min_size=len(rows), max_size=len(rows)))
    lines = [sum(steps[: place + 1]) for place in range(len(rows))]
    merged: tuple[MergedCells, ...] = ()
    if rows and draw(st.booleans()):
        first, column = draw(st.integers(1, lines[-1])), draw(st.integers(1, width))
        merged = (MergedCells(first, column, first + draw(st.integers(0, 2)), min(width, column + 2)),)
    return RawSheet(draw(st.sampled_from(["", "2021", "data"])), rows, lines, merged)


def _check(found: Shapes, given_sheets: list[RawSheet]) -> None:
    for shape in found.shapes:
        shaped = apply_recipe(given_sheets, shape.recipe)
        # A column of labels whose name is a number looks like one more year: that is refused, and said.
        refused = {finding.code for finding in shaped.findings} - {"D014"}
        assert not refused or not shape.rows, (shape.recipe, shaped.findings)
        stated = write_reading_recipe(shape.recipe)
        notes = Notes("")
        if stated:
            assert read_reading_recipe({RECIPE_KEY: stated}, notes) == shape.recipe
        assert not notes.findings
        for entry in (*shape.evidence, *found.passed_over):
            assert entry.text % entry.values if entry.values else entry.text
    for doubt in found.doubts:
        assert doubt.text % doubt.values if doubt.values else doubt.text
        assert not doubt.likely or not doubt.choices or doubt.likely in {c.word for c in doubt.choices}


@given(st.lists(sheets(), min_size=1, max_size=2, unique_by=lambda sheet: sheet.name))
def test_any_sheet_gets_shapes_that_can_be_applied(given_sheets: list[RawSheet]) -> None:
    found = propose_shapes(given_sheets)
    _check(found, given_sheets)
    answers = {doubt.key: doubt.choices[-1].word for doubt in found.doubts if doubt.choices}
    _check(propose_shapes(given_sheets, answers), given_sheets)
