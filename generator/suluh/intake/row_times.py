"""The time that titles state of all rows, where the rows do not say it themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from suluh.intake.header_lines import Layout
from suluh.intake.header_words import describe_header
from suluh.intake.shape_words import begins_with, is_among
from suluh.intake.shapes import Evidence
from suluh.intake.title_facts import TitleFacts
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.words.saying import N_

_PARTS = ("bulan", "triwulan", "semester", "caturwulan", "minggu", "kolom_waktu")
_LAST_DAY = 31


def with_times(
    layout: Layout, data: Sequence[int], recipe: ReadingRecipe, facts: TitleFacts
) -> tuple[ReadingRecipe, list[Evidence]]:
    """The recipe with the time that the titles state of all rows, where the rows do not say it themselves.

    `data` are the rows (by index) of the table. Days of a month say neither their month nor their year.
    """
    if not facts.year:
        return recipe, []
    into = [name for name, values in _laid_below(recipe) if not _are_days(name, values)]
    columns = _columns(layout, data)
    if _has_year(recipe, into, columns):
        return recipe, []
    kind, text = facts.part
    constants = {"tahun": facts.year}
    if kind and not _has_part([*into, *recipe.constants, *columns]):
        constants = {kind: text} if facts.year in text else {**constants, kind: text}
    if constants == {"tahun": facts.year}:
        said = N_("Tahun %(year)s diambil dari judul: “%(text)s”.")
        values = {"year": facts.year, "text": facts.year_text}
    else:
        said = N_("Waktu diambil dari judul: %(time)s (“%(text)s”).")
        shown = ", ".join(f"{name} {value}" for name, value in constants.items())
        values = {"time": shown, "text": facts.year_text}
    evidence = Evidence("tetap", said, values)
    return replace(recipe, constants={**recipe.constants, **constants}), [evidence]


def _laid_below(recipe: ReadingRecipe) -> list[tuple[str, list[str]]]:
    """The new columns of amounts laid below each other, each with its values."""
    if recipe.unpivot is None:
        return []
    values = recipe.unpivot.values.values()
    return [(name, [entry[place] for entry in values]) for place, name in enumerate(recipe.unpivot.into)]


def _columns(layout: Layout, data: Sequence[int]) -> list[str]:
    """The names of the table's own columns, without those of days of a month."""
    rows = layout.region.rows
    named = [(column, texts[-1].replace("_", " ")) for column, texts in enumerate(layout.levels) if texts]
    return [name for column, name in named if not _are_days(name, (rows[at][column] for at in data))]


def _are_days(name: str, values: Iterable[str]) -> bool:
    """Whether they are days of a month, without the month, under such a name."""
    if not describe_header(name.replace("_", " ")).is_day:
        return False
    filled = [value for value in values if value]
    return bool(filled) and all(
        value.isdecimal() and len(value) <= 2 and 0 < int(value) <= _LAST_DAY for value in filled
    )


def _has_part(said: Sequence[str]) -> bool:
    """Whether the rows say a part of the year themselves."""
    return any(begins_with(kind, name.replace("_", " ")) for name in said for kind in _PARTS)


def _has_year(recipe: ReadingRecipe, into: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether the rows say their year themselves."""
    if "tahun" in (*recipe.constants, recipe.group_column) or any(
        name.startswith(("tahun", "tanggal")) for name in into
    ):
        return True
    values = [value for _, stated in _laid_below(recipe) for value in stated]
    if any(len(value) == 7 and value[4] == "-" for value in values):
        return True
    return any(begins_with("tahun", name) or is_among("kolom_tanggal", name) for name in columns)
