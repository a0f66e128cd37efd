"""A column's cells read as numbers: type, declared form, unit, and what its marks leave open."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from suluh.intake.doubts import Choice, Doubt
from suluh.intake.header_words import name_unit
from suluh.intake.number_column import NumberColumn, NumberReading
from suluh.intake.number_marks import AS_TEXT, DECIMALS, MARK_KEYS, NEGATIVE, THOUSANDS, ask_mark, weigh_mark
from suluh.intake.number_shapes import (
    NumberForm,
    NumberShape,
    Shapes,
    fits,
    list_forms,
    show_unit,
    tally_units,
    unit_after,
)
from suluh.reading.rewritten_cells import ACCOUNTING, EITHER_MARK, TAIL, UNIT, rewrite_cell
from suluh.vocabulary.package import Field
from suluh.vocabulary.typed_cells import make_form
from suluh.words.saying import N_

NEARLY = 0.8
"""Share of a column's cells that must agree before the rest are odd."""
UNIT_WORD = "satuan"
_AMOUNT, _YEAR = 3, 4
"""Figures of a number that is no number of rows; those of a year."""


def read_numbers(column: NumberColumn) -> NumberReading | None:
    """The column as numbers if four of five cells are; None otherwise."""
    shapes = column.shapes
    usable, unit = _same_unit(shapes)
    unit_doubts = _ask_unit(column, unit)
    if column.answer("satuan") == AS_TEXT:
        return None
    needed = NEARLY * shapes.filled
    if not usable or shapes.count(usable) < needed:
        return None
    forms = list_forms(shapes, usable)
    form, doubts = _choose_form(column, forms)
    if form is None:
        return None
    either = _either_mark(shapes, usable)
    if shapes.count(either) > form.weight and shapes.count(either) >= needed:
        return NumberReading("number", {}, either, EITHER_MARK, unit)
    if form.weight < needed:
        return None
    reading = _with_rewriting(column, _describe(column, form, unit, [*doubts, *unit_doubts]))
    return None if reading is None else _prove(column, reading)


def _prove(column: NumberColumn, reading: NumberReading) -> NumberReading | None:
    """The same with those shapes alone that the declared form reads indeed, as the check will."""
    proved = frozenset(
        shape
        for shape in reading.shapes
        if canonical_number(column.name, reading, column.shapes.samples[shape])
    )
    if column.shapes.count(proved) < NEARLY * column.shapes.filled:
        return None
    return reading if len(proved) == len(reading.shapes) else replace(reading, shapes=proved)


def _same_unit(shapes: Shapes) -> tuple[list[str], str]:
    """The shapes with the column's usual unit, and that unit as it is shown.

    A word behind numbers that no list has is a unit only if all of them have it.
    """
    usual = tally_units(shapes).usual()
    usable = [shape for shape, number in shapes.numbers.items() if unit_after(number) == usual]
    if not usual or show_unit(usual):
        return usable, show_unit(usual)
    everywhere = len(usable) == len(shapes.counts) and shapes.filled > 2 and len(shapes.of_text) > 2
    return (usable, usual) if everywhere and " " not in usual else ([], "")


def _ask_unit(column: NumberColumn, unit: str) -> list[Doubt]:
    """Whether a word behind numbers that no list has is their unit."""
    known = not unit or bool(name_unit(unit)) or bool(column.answer("satuan"))
    if known:
        return []
    sample = next(iter(column.texts))
    return [
        Doubt(
            f"satuan:{column.name}",
            N_("Semua isi kolom %(column)s berakhir dengan “%(unit)s” (seperti %(sample)s). Itu satuannya?"),
            {"column": column.name, "unit": unit, "sample": sample},
            (Choice(UNIT_WORD, N_("ya, satuan")), Choice(AS_TEXT, N_("bukan: kolom ini berisi teks"))),
            "",
            ((sample, ""),),
        )
    ]


def _either_mark(shapes: Shapes, usable: Sequence[str]) -> frozenset[str]:
    """Bare shapes that can be read without knowing the column's marks."""
    return frozenset(
        shape
        for shape in usable
        if shapes.numbers[shape].is_bare
        and shapes.numbers[shape].minus != "()"
        and not shapes.numbers[shape].has_exponent
        and not shapes.numbers[shape].doubtful_mark
        and set(shapes.numbers[shape].marks) <= {".", ","}
        and _reads_either(shapes.numbers[shape])
    )


def _reads_either(number: NumberShape) -> bool:
    return any(fits(number.core, group, decimal) for group, decimal in ((",", "."), (".", ",")))


def _choose_form(column: NumberColumn, forms: Sequence[NumberForm]) -> tuple[NumberForm | None, list[Doubt]]:
    """The form that reads the most cells, and a doubt where another reads as many to other values."""
    best = [form for form in forms if form.weight == forms[0].weight]
    if column.held:
        return next((form for form in forms if form.decimal == "." and not form.group), None), []
    for mark, key in MARK_KEYS.items():
        answer = column.answer(key)
        if answer == DECIMALS:
            return next((form for form in forms if form.decimal == mark), None), []
        if answer == THOUSANDS:
            return next((form for form in forms if form.group == mark), None), []
    if _answered_text(column):
        return None, []
    for mark in MARK_KEYS:
        doubtful = [shape for shape in best[0].shapes if column.shapes.numbers[shape].doubtful_mark == mark]
        if not doubtful:
            continue
        parted = next((form for form in best if form.group == mark), None)
        pointed = next((form for form in best if form.decimal == mark), None)
        if parted is not None and pointed is not None:
            likely = weigh_mark(column, mark, doubtful)
            chosen = parted if likely == THOUSANDS else pointed
            return chosen, [ask_mark(column, mark, doubtful, likely)]
        if pointed is not None and _mixes_places(column.shapes, pointed, mark):
            return pointed, [ask_mark(column, mark, doubtful, DECIMALS)]
    return best[0], []


def _answered_text(column: NumberColumn) -> bool:
    return AS_TEXT in (column.answer(key) for key in MARK_KEYS.values())


def _mixes_places(shapes: Shapes, form: NumberForm, mark: str) -> bool:
    """Whether beside 1.234 decimals of one or two places stand alone, and none of three or more."""
    others = []
    for shape in form.shapes:
        number = shapes.numbers[shape]
        if mark in number.marks and not number.doubtful_mark:
            others.append(len(number.core.rpartition(mark)[2]))
    return bool(others) and max(others) <= 2


def _describe(column: NumberColumn, form: NumberForm, unit: str, doubts: Sequence[Doubt]) -> NumberReading:
    numbers = {shape: column.shapes.numbers[shape] for shape in form.shapes}
    decimals = any(form.decimal in number.marks for number in numbers.values())
    groups = bool(form.group) and any(form.group in number.marks for number in numbers.values())
    exponents = any(number.has_exponent for number in numbers.values())
    kind = "number" if decimals or exponents else "integer"
    described: dict[str, Any] = {}
    doubtful = any(number.doubtful_mark for number in numbers.values())
    if kind == "number" and (form.decimal != "." or groups or doubtful):
        described["decimalChar"] = form.decimal
    if groups:
        described["groupChar"] = form.group
    if not all(number.is_bare for number in numbers.values()):
        described["bareNumber"] = False
    asked = bool(doubts)
    sure = not asked and not column.answers
    return NumberReading(
        kind,
        described,
        form.shapes,
        unit=unit,
        doubts=tuple(doubts),
        decimal=form.decimal if decimals and sure and _is_plain_proof(numbers.values(), form.decimal) else "",
        group=form.group if groups and not asked else "",
    )


def _is_plain_proof(numbers: Collection[NumberShape], decimal: str) -> bool:
    """Whether a decimal stands there that cannot be thousands."""
    return any(decimal in number.marks and not number.doubtful_mark for number in numbers)


def _with_rewriting(column: NumberColumn, reading: NumberReading) -> NumberReading | None:
    """The same with the rewriting that its cells need; None where they would need two."""
    numbers = {shape: number for shape, number in column.shapes.numbers.items() if shape in reading.shapes}
    forms = []
    doubts = reading.doubts
    if any(number.minus == "-$" for number in numbers.values()):
        forms.append(ACCOUNTING)
    if any(number.minus == "()" for number in numbers.values()):
        forms = [ACCOUNTING]
        answer = column.answer("kurung")
        if answer == AS_TEXT:
            return None
        if not answer:
            doubts = (*doubts, _ask_brackets(column, numbers))
    if any("9" in number.after for number in numbers.values()):
        forms.append(UNIT)
    if _has_tails(column, reading):
        forms.append(TAIL)
    if len(forms) > 1:
        return None
    if forms == [TAIL]:
        return replace(reading, type="integer", form={}, rewritten=TAIL, decimal="")
    return replace(reading, rewritten=forms[0] if forms else "", doubts=doubts)


def _has_tails(column: NumberColumn, reading: NumberReading) -> bool:
    """Whether every decimal is the `.0` that a library of tables adds to whole numbers."""
    if reading.type != "number" or reading.doubts or reading.form.get("groupChar") or column.held:
        return False
    numbers = [column.shapes.numbers[shape] for shape in reading.shapes]
    if any(number.has_exponent or not number.is_bare or number.minus == "()" for number in numbers):
        return False
    marked = [text for text in column.texts if "." in text and column.shapes.of_text[text] in reading.shapes]
    return bool(marked) and all(text.endswith(".0") for text in marked)


def _ask_brackets(column: NumberColumn, numbers: Mapping[str, NumberShape]) -> Doubt:
    shape = next(shape for shape, number in numbers.items() if number.minus == "()")
    sample = column.shapes.samples[shape]
    return Doubt(
        f"kurung:{column.name}",
        N_("Angka seperti %(sample)s di kolom %(column)s: kurang dari nol?"),
        {"column": column.name, "sample": sample},
        (
            Choice(
                NEGATIVE,
                N_("ya: %(sample)s berarti %(value)s"),
                {"sample": sample, "value": rewrite_cell(ACCOUNTING, sample)},
            ),
            Choice(AS_TEXT, N_("tidak tahu: kolom ini dibiarkan sebagai teks")),
        ),
        _likely_sign(column, numbers),
        ((sample, rewrite_cell(ACCOUNTING, sample)),),
    )


def _likely_sign(column: NumberColumn, numbers: Mapping[str, NumberShape]) -> str:
    """Below zero where some cells have no such sign, or the figures are amounts by their length or marks.

    Where every cell has one, `1935-` is since then: texts; `(1)` may be a number of rows, `(1935)` a year.
    """
    signed = [shape for shape, number in numbers.items() if number.minus == "()"]
    if len(signed) < len(column.shapes.counts) or any(numbers[shape].marks for shape in signed):
        return NEGATIVE
    if any(shape.endswith("-") for shape in signed):
        return AS_TEXT
    lengths = [len(numbers[shape].core) for shape in signed]
    return NEGATIVE if max(lengths) >= _AMOUNT and set(lengths) != {_YEAR} else ""


def canonical_number(name: str, reading: NumberReading, text: str) -> str:
    """The canonical text of a cell by the reading; empty where it cannot read it."""
    form = make_form(make_field(name, reading.type, reading.form))
    return form.canonical(rewrite_cell(reading.rewritten, text) if reading.rewritten else text) or ""


def make_field(name: str, kind: str, form: Mapping[str, Any]) -> Field:
    """The field that a descriptor with these declarations gives."""
    return Field(
        name,
        kind,
        format=str(form.get("format", "default")),
        decimal_char=str(form.get("decimalChar", ".")),
        group_char=str(form.get("groupChar", "")),
        descriptor=form,
    )
