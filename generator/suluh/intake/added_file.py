"""A further file of a dataset, as next quarter's: the way of reading that reads it below the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.raw_sheets import sheet_name
from suluh.reading.recipe_blocks import choose_sheets
from suluh.reading.rewritten_cells import month_numbers
from suluh.reading.title_times import YEAR, differing_times, join_times, read_time
from suluh.vocabulary.findings import Place
from suluh.vocabulary.package import Schema, Table
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import Reason
from suluh.words.saying import N_

_BESIDE = " › "
_TIMES = ("year", "yearmonth", "date")
NO_TIME = N_(
    "Judul berkas tidak menyebut %(column)s, padahal barisnya perlu itu. Tulis di judulnya, lalu ulangi."
)
SEVERAL = N_(
    "Judul berkas berbeda di lebih dari satu hal (%(columns)s). Buat dataset baru untuknya, "
    "atau tulis kolom itu di barisnya."
)
NO_WAY = N_(
    "Cara membaca dataset ini menyebut rentang tiap lembar, jadi berkas tidak dapat ditambahkan begitu saja. "
    "Salin lembarnya ke berkas yang ada, lalu ulangi tanpa --tambah."
)


@dataclass(frozen=True, slots=True)
class Addition:
    """The recipe of all files; `fault` is a sentence with its values where the file cannot be added."""

    recipe: ReadingRecipe
    fault: str = ""
    values: Mapping[str, str] | None = None


def add_file(
    recipe: ReadingRecipe, files: Mapping[str, Sequence[RawSheet]], path: str, sheets: Sequence[RawSheet]
) -> Addition:
    """How `files` (sheets by path, read by `recipe`) are read with one more."""
    if any("!" in cells for cells in recipe.blocks):
        return Addition(recipe, fault=NO_WAY)
    named = _names_of(recipe, files)
    inner = {name.rpartition(_BESIDE)[2] for name in named}
    chosen = [sheet for sheet in sheets if sheet.name in inner] or choose_sheets(
        sheets, _alone(recipe), Place()
    )[0]
    names = [sheet_name(path, sheet) for sheet in chosen]
    is_book = any(sheet.name for held in (*files.values(), sheets) for sheet in held)
    joined = replace(recipe, sheets=(*named, *names) if is_book else ())
    if recipe.sheet_column:
        olds = {new: recipe.sheet_values.get(old, old) for old, new in _renamed(recipe, files).items()}
        return _with_value(joined, (recipe, olds), chosen, names)
    titles = _titles(recipe, chosen)
    moved = [
        column
        for column, text in recipe.constants.items()
        if differing_times(read_time(column, text), join_times(titles))
    ]
    if not moved:
        return Addition(joined)
    if len(moved) > 1:
        return Addition(recipe, fault=SEVERAL, values={"columns": ", ".join(moved)})
    column = moved[0]
    olds = dict.fromkeys(named, recipe.constants[column])
    constants = {name: text for name, text in recipe.constants.items() if name != column}
    with_column = replace(joined, sheet_column=column, constants=constants)
    return _with_value(with_column, (replace(recipe, sheet_column=column), olds), chosen, names)


def lengthen_key(schema: Schema, before: Table, added: Table) -> tuple[str, ...]:
    """The primary key with the column of time that tells added rows from those that are there.

    Empty where no row repeats a key, or no column tells them apart by its times.
    """
    key = schema.primary_key
    if not key or not set(key) <= set(added.header) & set(before.header):
        return ()
    if not _keys_of(before, key) & _keys_of(added, key):
        return ()
    for field in schema.fields:
        if field.name in key or field.name not in before.header or field.name not in added.header:
            continue
        olds, news = set(before.column(field.name)), set(added.column(field.name))
        is_time = field.type in _TIMES or all(read_time(field.name, text) for text in olds | news)
        if is_time and not olds & news:
            return (*key, field.name)
    return ()


def _keys_of(table: Table, key: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(table.column(name) for name in key), strict=True))


def _with_value(
    joined: ReadingRecipe,
    before: tuple[ReadingRecipe, Mapping[str, str]],
    chosen: Sequence[RawSheet],
    names: Sequence[str],
) -> Addition:
    """The recipe with what the column of sheets says of the new ones: by their titles where it is a time."""
    recipe, olds = before
    column = recipe.sheet_column
    sample = next(iter(olds.values()), "")
    stated = read_time(column, sample)
    values = dict(olds)
    for sheet, name in zip(chosen, names, strict=True):
        text = sheet.name or name
        if stated:
            named = join_times([*_titles(recipe, [sheet]), sheet.name])
            numbers = {kind: next(iter(found)) for kind, found in named.items() if len(found) == 1}
            text = write_like(sample, stated, numbers)
            if not text:
                return Addition(recipe, fault=NO_TIME, values={"column": column})
        values[name] = text
    changed = {name: text for name, text in values.items() if name != text}
    return Addition(replace(joined, sheet_values=changed))


def write_like(sample: str, stated: Mapping[str, int], numbers: Mapping[str, int]) -> str:
    """Another time in the form of a sample; empty where parts of it are not known, or the form is odd."""
    if not set(stated) <= set(numbers):
        return ""
    kinds = set(stated)
    if kinds == {YEAR} and sample.isdecimal():
        return str(numbers[YEAR])
    if len(kinds) == 2 and re.fullmatch(r"\d{4}-\d\d", sample):
        return f"{numbers[YEAR]}-{numbers['bulan']:02d}"
    if len(kinds) > 1:
        return ""
    (kind,) = kinds
    number = numbers[kind]
    if sample.isdecimal():
        return str(number).zfill(len(sample))
    if kind == "bulan" and sample.casefold() in month_numbers():
        word = next(name for name, value in month_numbers().items() if value == number)
        return word.capitalize() if sample[:1].isupper() else word
    if sample.upper() in ROMAN and number <= len(ROMAN):
        return ROMAN[number - 1] if sample.isupper() else ROMAN[number - 1].lower()
    return ""


def _alone(recipe: ReadingRecipe) -> ReadingRecipe:
    """The recipe for one file without the column of its sheets."""
    return replace(recipe, sheets=(), sheet_column="", sheet_values={})


def _renamed(recipe: ReadingRecipe, files: Mapping[str, Sequence[RawSheet]]) -> dict[str, str]:
    """By the names that sheets read so far have, their names among those of several files."""
    if len(files) > 1:
        every = [sheet_name(path, sheet) for path, held in files.items() for sheet in held]
        return {name: name for name in recipe.sheets or every}
    ((path, held),) = files.items()
    return {sheet.name: sheet_name(path, sheet) for sheet in choose_sheets(held, recipe, Place())[0]}


def _names_of(recipe: ReadingRecipe, files: Mapping[str, Sequence[RawSheet]]) -> list[str]:
    return list(_renamed(recipe, files).values())


def _titles(recipe: ReadingRecipe, chosen: Sequence[RawSheet]) -> list[str]:
    """The texts above the tables of some sheets, as the recipe finds them."""
    alone = replace(_alone(recipe), sheets=tuple(sheet.name for sheet in chosen))
    shaped = apply_recipe(chosen, alone)
    return [
        " ".join(text for _, text in left.cells) for left in shaped.left_out if left.reason is Reason.TITLE
    ]
