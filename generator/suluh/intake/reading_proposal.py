"""An office's files read as far as they settle themselves: shape, table, columns, and what is left to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.column_facets import MEASURE
from suluh.intake.column_inference import infer_columns
from suluh.intake.column_readings import ColumnReading, Joined, TableReading
from suluh.intake.doubts import Doubt
from suluh.intake.joined_lists import CodeLists, region_key
from suluh.intake.kept_rows import ROWS, ask_rows
from suluh.intake.known_sources import SOURCE, find_source
from suluh.intake.shape_search import propose_shapes
from suluh.intake.shapes import Shape, Shapes
from suluh.intake.source_reading import FileBeside, SourceReading, keep_forms, read_as_source
from suluh.intake.summed_runs import ROWS_TOO, SUMMED
from suluh.intake.whole_rows import SKIP, ask_whole, codes_of_rows, find_whole_rows
from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.package import ForeignKey, Table
from suluh.vocabulary.raw_sheet import NUMBERS, CellKind, RawSheet
from suluh.vocabulary.reading_recipe import PlaceColumns, ReadingRecipe
from suluh.vocabulary.shaped_table import Reason, Shaped


@dataclass(frozen=True, slots=True)
class ReadingProposal:
    """How files are read if nobody objects.

    `shaped.table` is None where they hold no table that could be read; `shaped.findings` say why then.
    `doubts` are those that no answer settles, of the shape first. `recipe` makes the table of `shaped` out of
    the sheets; `columns` are its columns, with that of region codes which the recipe makes out of names.
    """

    sheets: Sequence[RawSheet]
    shapes: Shapes
    recipe: ReadingRecipe
    shaped: Shaped
    reading: TableReading
    known: SourceReading | None = None

    @property
    def shape(self) -> Shape | None:
        """The shape that was chosen."""
        return self.shapes.likely

    @property
    def table(self) -> Table | None:
        """The table as it is read, without its last step where that is not needed."""
        return self.shaped.table

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All that is left open, in one go."""
        known = self.known.doubts if self.known is not None else ()
        return (*self.shapes.doubts, *known, *self.reading.doubts)

    @property
    def columns(self) -> tuple[ColumnReading, ...]:
        """The columns of the table in its order."""
        if self.table is None:
            return ()
        read = {column.name: column for column in self.reading.columns}
        return tuple(read[name] if name in read else self._placed_column(name) for name in self.table.header)

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """Keys that all of their cells keep, that of regions first."""
        places = self.reading.places
        if places is None or self.table is None or places.into not in self.table.header:
            return self.reading.references
        made = [key for key in (self._placed_column(places.into).reference,) if key is not None]
        return (*made, *self.reading.references)

    @property
    def texts_around(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands above the table and what stands below it as a note, line by line."""
        above, below = [], []
        for left in self.shaped.left_out:
            text = " ".join(cell.strip() for _, cell in left.cells if cell.strip())
            if left.reason is Reason.TITLE:
                above.append(text)
            elif left.reason is Reason.NOTE:
                below.append(text)
        title = self.shape.title if self.shape is not None else ""
        return tuple(dict.fromkeys(text for text in (title, *above) if text)), tuple(below)

    def _placed_column(self, name: str) -> ColumnReading:
        """The column of region codes that the recipe makes."""
        cells = self.table.column(name) if self.table is not None else []
        filled = [cell for cell in cells if cell]
        joined = Joined("wilayah", "nama", len(filled), len(filled), key=region_key(name))
        return ColumnReading(
            name,
            filled=len(filled),
            agreeing=len(filled),
            distinct=len(set(filled)),
            role="tempat",
            joined=joined,
        )


def propose_reading(
    sheets: Sequence[RawSheet],
    lists: CodeLists,
    answers: Mapping[str, str],
    *,
    shape: Shapes | None = None,
    beside: FileBeside | None = None,
) -> ReadingProposal:
    """The likely reading under these answers, by the keys of doubts. `shape` is used instead of searching.

    A file of a known kind is read by that kind's recipe where `beside` is given.
    """
    shapes = shape or propose_shapes(sheets, answers)
    likely = shapes.likely
    if likely is None:
        return ReadingProposal(sheets, shapes, ReadingRecipe(), Shaped(None), TableReading(()))
    if beside is not None and (known := _read_known(sheets, likely, answers, beside)) is not None:
        return _propose_known(sheets, shapes, known, lists, answers)
    proposal = _read_table(sheets, shapes, likely.recipe, lists, answers)
    table = proposal.table
    if (
        table is not None
        and ROWS not in answers
        and (unkept := ask_rows(likely, proposal.shaped)) is not None
    ):
        shapes = replace(shapes, doubts=(*shapes.doubts, unkept))
        proposal = replace(proposal, shapes=shapes)
    asks_tree = any(doubt.key == "jenjang" for doubt in shapes.doubts)
    if table is None or asks_tree or answers.get(SUMMED) == ROWS_TOO:
        return proposal
    wholes = find_whole_rows(table, proposal.reading, codes_of_rows(table, proposal.reading))
    skipped = {whole.column: whole.texts for whole in wholes if answers.get(whole.key) == SKIP}
    if skipped:
        recipe = replace(likely.recipe, skipped=skipped)
        proposal = _read_table(sheets, _without_tree(shapes), recipe, lists, answers)
    asked = [ask_whole(whole) for whole in wholes if whole.key not in answers]
    reading = replace(proposal.reading, doubts=(*proposal.reading.doubts, *asked))
    return replace(proposal, reading=reading)


def _read_table(
    sheets: Sequence[RawSheet],
    shapes: Shapes,
    start: ReadingRecipe,
    lists: CodeLists,
    answers: Mapping[str, str],
) -> ReadingProposal:
    """The sheets by a recipe, its columns, and the recipe with the forms and places that they need."""
    shaped = apply_recipe(sheets, start)
    if shaped.table is None:
        return ReadingProposal(sheets, shapes, start, shaped, TableReading(()))
    held = _held_as(shaped, NUMBERS)
    percents = _held_as(shaped, frozenset((CellKind.PERCENT,)))
    measured = (start.unpivot.measure,) if start.unpivot is not None else ()
    made = _made_names(start)
    reading = infer_columns(
        shaped.table, lists, answers, held=held, percents=percents, made=made, measured=measured
    )
    recipe = replace(
        start,
        rewritten=reading.rewritten,
        replaced={**start.replaced, **reading.replaced},
        places=_settle_places(reading),
    )
    if recipe != start:
        again = apply_recipe(sheets, recipe)
        shaped = again if again.table is not None else shaped
        recipe = recipe if again.table is not None else start
    return ReadingProposal(sheets, shapes, recipe, shaped, reading)


def _made_names(recipe: ReadingRecipe) -> tuple[str, ...]:
    """The name of amounts laid below each other, where no heading of theirs has it."""
    if recipe.unpivot is None or any(MEASURE in name.casefold() for name in recipe.unpivot.columns):
        return ()
    return (recipe.unpivot.measure,) if recipe.unpivot.measure == MEASURE else ()


def _read_known(
    sheets: Sequence[RawSheet], shape: Shape, answers: Mapping[str, str], beside: FileBeside
) -> SourceReading | None:
    """How a file of a known kind is read; None for any other. Columns are those of the file itself."""
    plain = ReadingRecipe(
        shape.recipe.sheets, cells=shape.recipe.cells, header_lines=shape.recipe.header_lines
    )
    raw = apply_recipe(sheets, plain).table
    if raw is None:
        return None
    source = find_source([raw.header], named=answers.get(SOURCE, ""), standard=beside.standard)
    if source is None or not source.fits(raw.header):
        return None
    return read_as_source(source, shape.recipe, raw, beside, answers)


def _propose_known(
    sheets: Sequence[RawSheet],
    shapes: Shapes,
    known: SourceReading,
    lists: CodeLists,
    answers: Mapping[str, str],
) -> ReadingProposal:
    """The reading of a file of a known kind: its recipe, and what its columns show of their forms."""
    recipe = known.recipe
    # Which of its rows are sums is known of such a file.
    open_still = tuple(doubt for doubt in shapes.doubts if doubt.key not in ("jenjang", SUMMED))
    shapes = replace(shapes, doubts=open_still)
    if known.source.places:
        recipe = replace(recipe, places=PlaceColumns(known.source.places, within=lists.home))
    shaped = apply_recipe(sheets, recipe)
    if shaped.table is None:
        return ReadingProposal(sheets, shapes, recipe, shaped, TableReading(()), known)
    reading = infer_columns(shaped.table, lists, answers, held=_held_as(shaped, NUMBERS))
    reading = replace(reading, places=None, places_missed=())
    formed = keep_forms(recipe, reading.rewritten)
    if formed != recipe:
        shaped = apply_recipe(sheets, formed)
    return ReadingProposal(sheets, shapes, formed, shaped, reading, known)


def _without_tree(shapes: Shapes) -> Shapes:
    """The shapes without what is said of sums that are among the rows: those are left out now."""
    first = shapes.shapes[0]
    kept = tuple(entry for entry in first.evidence if entry.kind != "jenjang_ikut")
    return replace(shapes, shapes=(replace(first, evidence=kept), *shapes.shapes[1:]))


def _settle_places(reading: TableReading) -> PlaceColumns | None:
    """The places of the reading; names that are in no list, which the preview tells, stand for no region."""
    places = reading.places
    asked = " ".join(text for doubt in reading.doubts for text in (doubt.key, *doubt.values.values()))
    missed = [odd.text for odd in reading.places_missed if odd.text not in asked]
    if places is None or not missed:
        return places
    return replace(places, meanings={**dict.fromkeys(missed, ""), **places.meanings})


def _held_as(shaped: Shaped, wanted: frozenset[str]) -> frozenset[str]:
    """Columns all of whose filled cells a workbook holds as one of these kinds."""
    if shaped.table is None or not shaped.kinds:
        return frozenset()
    held = set()
    for at, name in enumerate(shaped.table.header):
        kinds = {
            row_kinds[at]
            for row_kinds, row in zip(shaped.kinds, shaped.table.rows, strict=True)
            if row[at].strip() and at < len(row_kinds)
        }
        if kinds and kinds <= wanted:
            held.add(name)
    return frozenset(held)
