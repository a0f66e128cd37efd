"""What of a recipe does not fit the sheets any more, and what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from suluh.reading.laid_out_rows import RowWriter
from suluh.reading.recipe_blocks import MOST_SHOWN, Block
from suluh.reading.recipe_columns import BlockPlan, named_columns
from suluh.reading.recipe_rows import tidy
from suluh.vocabulary.findings import MASK, Detail, Finding, Place, Severity
from suluh.vocabulary.reading_recipe import ReadingRecipe
from suluh.vocabulary.shaped_table import ComparedTotal, SkippedRows
from suluh.vocabulary.sheet_columns import column_letters

_DIGITS = re.compile(r"[0-9]+")


def tell_lacking(blocks: Sequence[Block], recipe: ReadingRecipe, place: Place) -> list[Finding]:
    """D011 for each column that the recipe names and no header has.

    What stands there is shown where it is a header at all: with none of the names it may be a row of data.
    """
    there = {name for block in blocks for name in block.names}
    first = blocks[0]
    shown = _list_names(name for name, has_text in zip(first.names, first.is_named, strict=True) if has_text)
    at = replace(place, line=first.last_header_line or None)
    named = named_columns(recipe)
    lacking = [name for name in named if name not in there]
    shown = shown if len(lacking) < len(named) else "@no_header_there"
    return [
        Finding("D011", replace(at, field=name), details={"kolom": name, "ada": shown}) for name in lacking
    ]


def tell_unlike(plans: Sequence[BlockPlan], place: Place) -> list[Finding]:
    """F039 for blocks whose columns are not those of the first."""
    first = {name for _, name in plans[0].kept}
    findings: list[Finding] = []
    for plan in plans[1:]:
        own = {name for _, name in plan.kept}
        if own == first and bool(plan.spread) == bool(plans[0].spread):
            continue
        details = {
            "lembar": plan.block.sheet.name,
            "kurang": _list_names(sorted(first - own)) or "–",
            "lebih": _list_names(sorted(own - first)) or "–",
        }
        at = replace(place, line=plan.block.last_header_line or None)
        findings.append(Finding("F039", at, details=details))
    return findings


def tell_new_columns(
    plans: Sequence[BlockPlan], recipe: ReadingRecipe, expected: Collection[str], place: Place
) -> list[Finding]:
    """D014 for columns that look like those laid below each other and are not among them: a further year."""
    if recipe.unpivot is None:
        return []
    shapes = {shape for name in recipe.unpivot.columns if "#" in (shape := _DIGITS.sub("#", name))}
    findings: list[Finding] = []
    for plan in plans:
        for at, name in plan.kept:
            header = plan.block.names[at]
            if _DIGITS.sub("#", header) in shapes and name not in expected and header not in recipe.names:
                where = replace(place, line=plan.block.last_header_line or None, field=header)
                findings.append(Finding("D014", where, details={"kolom": header}))
    return findings


def tell_unmatched(writer: RowWriter, recipe: ReadingRecipe, place: Place) -> list[Finding]:
    """D013 for a word of totals that no row has; F036 where a row of column numbers is none."""
    findings = [
        Finding("D013", place, details={"teks": text})
        for text in recipe.totals
        if tidy(text) not in writer.matched
    ]
    for block, index in writer.unnumbered:
        kept = (
            cell
            for cell, name in zip(block.cells(index), block.names, strict=False)
            if _is_kept(name, recipe)
        )
        shown = _list_names(cell for cell in kept if cell)
        line = block.sheet.lines[index]
        findings.append(Finding("F036", replace(place, line=line), details={"isi": shown}))
    return findings


def _list_names(names: Iterable[str]) -> str:
    every = list(names)
    rest = len(every) - MOST_SHOWN
    return ", ".join(every[:MOST_SHOWN]) + (f", … (+{rest})" if rest > 0 else "")


def _is_kept(name: str, recipe: ReadingRecipe) -> bool:
    """Whether cells of a column get into the table; of others none is shown."""
    return recipe.names.get(name) != "" and name not in recipe.sum_columns


def tell_made_columns(header: Sequence[str], recipe: ReadingRecipe, place: Place) -> list[Finding]:
    """D011 for columns of the table that a later step names and that are not there."""
    places = recipe.places.columns if recipe.places else ()
    named = (*recipe.copies.values(), *recipe.rewritten, *recipe.replaced, *recipe.skipped, *places)
    named = (*named, *recipe.added_up)
    details = {"ada": _list_names(header)}
    return [
        Finding("D011", replace(place, field=name), details={"kolom": name, **details})
        for name in dict.fromkeys(named)
        if name not in header and name not in recipe.copies
    ]


def tell_totals(totals: Sequence[ComparedTotal], place: Place) -> list[Finding]:
    """F037 (a warning) for each total that is not the sum of its parts, unless it may be their mean."""
    return [
        Finding(
            "F037",
            replace(
                place, line=total.line, cell=f"{column_letters(total.column)}{total.line}", field=total.name
            ),
            Severity.WARNING,
            details={
                "kolom": total.name,
                "jumlah": total.stated,
                "hitung": total.summed,
                "bagian": total.parts,
            },
        )
        for total in totals
        if not total.fits and not total.may_be_mean
    ]


def tell_skipped(
    skipped: Sequence[SkippedRows], measures: Collection[str], place: Place, *, all_public: bool
) -> list[Finding]:
    """F040 (a warning) for rows left out by a text, F041 for each measure that they have an amount of."""
    findings: list[Finding] = []
    for rows in skipped:
        at = replace(place, line=rows.lines[0])
        shown = (rows.text or "@empty_cell") if all_public else MASK
        details: dict[str, Detail] = {"kolom": rows.column, "isi": shown, "jumlah": len(rows.lines)}
        findings.append(Finding("F040", replace(at, field=rows.column), Severity.WARNING, details=details))
        for name, amount in rows.amounts.items():
            if name in measures and amount:
                told: dict[str, Detail] = {**details, "kolom": name}
                told |= {"nilai_dilewati": amount if all_public else MASK}
                findings.append(Finding("F041", replace(at, field=name), Severity.WARNING, details=told))
    return findings
