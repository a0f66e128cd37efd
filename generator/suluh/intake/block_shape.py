"""A block of a sheet as a recipe of reading, with the evidence for each of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.intake.block_header import block_range, shape_header
from suluh.intake.body_rows import Body, read_body
from suluh.intake.derived_columns import DerivedColumn, find_derived_columns
from suluh.intake.doubts import Doubt
from suluh.intake.grouped_rows import names_year
from suluh.intake.header_facts import read_header_facts
from suluh.intake.header_lines import Layout
from suluh.intake.reckoned_rows import ask_reckoned
from suluh.intake.row_times import with_times
from suluh.intake.shape_doubts import ask_closing, ask_groups, ask_merged, ask_sum_row, ask_tree, ask_wide
from suluh.intake.shape_sentences import (
    tell_body,
    tell_hidden,
    tell_sum_columns,
    tell_wide,
)
from suluh.intake.shape_words import begins_with, is_among, is_place_and_day
from suluh.intake.shapes import Evidence, Shape
from suluh.intake.summed_runs import ask_summed
from suluh.intake.title_facts import read_titles
from suluh.intake.wide_tables import Likelihood, WideReading, find_wide, name_labels
from suluh.reading.recipe_rows import goes_on_as_note, is_figure, is_identifier
from suluh.reading.title_times import YEAR, years_of
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.words.saying import N_

GROUP_COLUMN = "kelompok"
_REGION = re.compile(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?")


@dataclass(frozen=True, slots=True)
class BlockShape:
    """A block's shape, the doubts that it leaves, and what it was made of."""

    shape: Shape
    doubts: tuple[Doubt, ...]
    layout: Layout
    year: str = ""


def shape_block(sheet: RawSheet, layout: Layout, answers: Mapping[str, str], *, alone: bool) -> BlockShape:
    """How a block is read. `alone` says that it is its sheet's only one; `answers` settle doubts."""
    body, doubts = _settle_rows(layout, read_body(layout, answers), answers)
    recipe, evidence, more = shape_header(sheet, layout, body, answers, alone=alone)
    doubts += more
    derived = find_derived_columns(layout, body.data)
    plain = recipe.is_plain and not body.derived
    wide = None
    if layout.levels:
        wide = find_wide(layout, body.data, derived, plain=plain, merged=body.fill_down)
    recipe = _with_rows(layout, body, recipe)
    if body.tree is not None:
        body, recipe, more = _with_tree(layout, body, recipe, answers)
        doubts += more
    evidence += tell_body(layout, body)
    recipe, more_evidence, more = _with_columns(layout, body, recipe, derived, (wide, answers))
    evidence += more_evidence
    doubts += more
    facts = read_titles(_texts_above(layout))
    recipe, said = with_times(layout, body.data, recipe, facts)
    evidence += said
    if not body.data:
        evidence.append(Evidence("kepala", N_("Baru ada judul kolom: belum ada baris.")))
    unit, said = _find_unit(layout, body, facts.unit, facts.unit_text)
    evidence += said
    evidence += tell_hidden(sheet, layout)
    if not replace(recipe, tree_column="").is_plain and layout.header:
        recipe = replace(recipe, header_lines=layout.header_lines)
    shape = Shape(
        word=block_range(layout, is_open=False, last=_last_row(body)),
        recipe=recipe,
        sheet=sheet.name,
        cells=block_range(layout, is_open=False, last=_last_row(body)),
        title=" ".join(text for _, text in layout.titles),
        rows=len(body.data),
        unit=unit,
        evidence=tuple(replace(entry, sheet=sheet.name) for entry in evidence),
    )
    return BlockShape(shape, tuple(doubts), layout, facts.year)


def _texts_above(layout: Layout) -> list[str]:
    """The titles of the block; those of the whole sheet where its own state no year."""
    own = [text for _, text in layout.titles]
    shared = [text for _, text in layout.region.shared]
    return own if any(years_of(text) for text in own) else [*own, *shared]


def _last_row(body: Body) -> int:
    """The last row that is no note; -1 for none."""
    rows = [*body.data[-1:], *(entry.index for entry in body.derived), *(index for index, _ in body.groups)]
    return max(rows, default=-1)


def _settle_rows(layout: Layout, body: Body, answers: Mapping[str, str]) -> tuple[Body, list[Doubt]]:
    """The body with a row that its figures alone show to be a total, as it was answered; else the doubt."""
    doubts = ask_groups(layout, body)
    if body.closing is not None:
        doubts.append(ask_closing(layout, body.closing))
    if body.merged_amounts:
        doubts.append(ask_merged(layout, body))
    if body.asks_reckoned:
        doubts.append(ask_reckoned(layout, body.reckoned))
    if body.asked_sums:
        doubts.append(ask_summed(layout, body.asked_sums))
    runs = {entry.index for entry in body.asked_sums}
    unsure = [entry for entry in body.derived if not entry.sure and entry.index not in runs]
    if not unsure:
        return body, doubts
    row = unsure[0]
    answer = answers.get("jumlah")
    if answer == "baris":
        data = tuple(sorted((*body.data, row.index)))
        return replace(body, derived=tuple(e for e in body.derived if e is not row), data=data), doubts
    return body, doubts if answer else [*doubts, ask_sum_row(layout, row)]


def _with_tree(
    layout: Layout, body: Body, recipe: ReadingRecipe, answers: Mapping[str, str]
) -> tuple[Body, ReadingRecipe, list[Doubt]]:
    """The rows without those that are sums by their codes; a plain table of regions stays as it is."""
    assert body.tree is not None
    rows, column = layout.region.rows, body.tree.column
    is_of_regions = all(_REGION.fullmatch(rows[index][column]) for index in body.data)
    answer = answers.get("jenjang", "semua" if recipe.is_plain and is_of_regions else "")
    if answer == "semua":
        return body, recipe, []
    gone = set(body.tree.parents)
    data = tuple(index for index in body.data if index not in gone)
    recipe = replace(recipe, tree_column=layout.names[body.tree.column])
    return replace(body, data=data), recipe, [] if answer else [ask_tree(layout, body.tree)]


def _with_rows(layout: Layout, body: Body, recipe: ReadingRecipe) -> ReadingRecipe:
    """The recipe with totals, notes, groups and cells that are filled down."""
    if not (body.derived or body.notes or layout.notes or body.groups or body.fill_down):
        return recipe
    rows = layout.region.rows
    own = [(text, not goes_on_as_note(rows[index])) for index, text in body.notes]
    groups, group_column = body.named_groups, ""
    if body.groups or body.headings:
        group_column = _name_groups(layout, groups.names)
    years = {name: name.split()[-1] for name in groups.names} if group_column == YEAR else {}
    renamed = {name: year for name, year in years.items() if name != year}
    return replace(
        recipe,
        cells=block_range(layout, is_open=layout.region.is_last, first_line=groups.first[0])
        if groups.first[0]
        else recipe.cells,
        replaced={**recipe.replaced, YEAR: renamed} if renamed else recipe.replaced,
        totals=tuple(dict.fromkeys(entry.mark for entry in body.derived)),
        notes=_note_marks([*own, *((text, False) for _, text in layout.notes)]),
        group_column=group_column,
        fill_down=tuple(layout.names[column] for column in body.fill_down),
    )


def _name_groups(layout: Layout, names: Sequence[str]) -> str:
    """The column of the groups' names: of years where all are, and no other column is of them."""
    taken = {name.casefold() for name in layout.names}
    years = bool(names) and all(names_year(name) for name in names)
    return YEAR if years and YEAR not in taken else GROUP_COLUMN


def _note_marks(texts: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """What marks the notes: words of the list, and the first note's beginning whatever it is.

    What follows a note goes on as one, so that no signer's name need stand in a description; but for rows
    that must be known by themselves, which is said beside each text.
    """
    marks: list[str] = []
    for text, alone in texts:
        if not marks or alone or begins_with("catatan", text) or _has_figure(text):
            marks.append(_beginning(text))
    return tuple(dict.fromkeys(marks))


def _has_figure(text: str) -> bool:
    """Whether a note holds a number, by which it would else be taken for a row of the table."""
    return not is_identifier(text) and any(map(is_figure, text.split()))


def _beginning(text: str) -> str:
    """The words by which a note is known again: a word of the list, else its first three."""
    if is_place_and_day(text):
        return text.partition(",")[0].strip() + ","  # the day is another next time
    known = begins_with("catatan", text)
    return text.lstrip()[: len(known)] if known else " ".join(text.split()[:3])


def _with_columns(
    layout: Layout,
    body: Body,
    recipe: ReadingRecipe,
    derived: Sequence[DerivedColumn],
    wide_of: tuple[WideReading | None, Mapping[str, str]],
) -> tuple[ReadingRecipe, list[Evidence], list[Doubt]]:
    """The recipe with columns laid below each other, or the names of a header of several lines made short."""
    wide, answers = wide_of
    evidence: list[Evidence] = []
    doubts: list[Doubt] = []
    is_long = False
    if wide is not None:
        answer = answers.get("bentuk", "")
        if not answer and wide.likelihood is not Likelihood.SURE:
            doubts.append(ask_wide(wide))
        is_long = answer == "panjang" or (answer != "lebar" and wide.likelihood is not Likelihood.POSSIBLE)
        if is_long and wide.asked:
            name = answers.get("kolom_jenis", "")
            if name:
                into = tuple(name if entry == wide.asked else entry for entry in wide.unpivot.into)
                wide = replace(wide, unpivot=replace(wide.unpivot, into=into))
            else:
                doubts.append(_ask_category(wide))
    facts = read_header_facts(layout, body.data, named=is_long) if layout.levels else None
    if facts is not None and (facts.constants or facts.short_names):
        recipe = replace(recipe, names={**facts.short_names, **recipe.names}, constants=facts.constants)
        for kind, value in facts.constants.items():
            evidence.append(
                Evidence(
                    "tetap",
                    N_("Semua kolom menyebut %(kind)s %(value)s: menjadi kolom tersendiri."),
                    {"kind": kind, "value": value},
                )
            )
    if is_long and wide is not None:
        sums = {layout.names[e.column]: tuple(layout.names[part] for part in e.parts) for e in wide.derived}
        labels = name_labels(layout, wide.unpivot.into)
        recipe = replace(recipe, unpivot=wide.unpivot, sum_columns=sums, names={**labels, **recipe.names})
        evidence.append(tell_wide(wide))
        evidence += tell_sum_columns(layout, wide.derived, left_out=True)
        kept = [entry for entry in derived if entry not in wide.derived]
        evidence += tell_sum_columns(layout, kept, left_out=False)
    else:
        evidence += tell_sum_columns(layout, derived, left_out=False)
    return recipe, evidence, doubts


def _ask_category(wide: WideReading) -> Doubt:
    shown = ", ".join(sorted({values[0] for values in wide.unpivot.values.values()})[:5])
    return Doubt(
        "kolom_jenis",
        N_("%(values)s … menjadi isi satu kolom. Apa nama kolom itu?"),
        {"values": shown},
        likely=wide.asked,
    )


def _find_unit(layout: Layout, body: Body, unit: str, text: str) -> tuple[str, list[Evidence]]:
    """The unit of the titles, else of a column of units where it is one."""
    if unit:
        said = N_("Satuan “%(unit)s” tertulis di judul: “%(text)s”.")
        return unit, [Evidence("satuan", said, {"unit": unit, "text": text})]
    for column, texts in enumerate(layout.levels):
        if not texts or not is_among("kolom_satuan", texts[-1]):
            continue
        units = {layout.region.rows[index][column] for index in body.data} - {""}
        if len(units) == 1:
            (stated,) = units
            said = N_("Satuan “%(unit)s” tertulis di kolom “%(column)s”, sama di semua baris.")
            return stated, [Evidence("satuan", said, {"unit": stated, "column": layout.names[column]})]
    return "", []
