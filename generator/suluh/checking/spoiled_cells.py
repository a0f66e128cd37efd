"""Cells that a spreadsheet or a wrong encoding has spoiled, and that programs take for text all the same.

Each column is looked at by its distinct values: a million rows cost no more than what differs in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from suluh.checking.mojibake import find_mojibake
from suluh.checking.places import Places, sole_columns
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.columns import cells_of, find_and_count, odd_of, places_of
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.package import DataPackage, Field, Resource, Table

MOST_TOLD = 200
"""Cells of one column that are told for one rule: the others have the same fault."""
_BLOCK = 20_000
"""Rows whose distinct values are held at a time."""
_BLANK_ENDS = re.compile(r"\A\s|\s\Z")
_ODD_BLANK = re.compile(r"[^\S \t\r\n]")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_POINTS = "\uff0e\u3002\u2024\ufe52"
_LETTER_DIGITS = re.compile(r"(?=.*[0-9])(?=.*[OoIl])[0-9OoIl.\-/]+")
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMERIC_CODE = re.compile(r"[0-9.\-/]+")


def check_spoiled_cells(
    package: DataPackage, resource: Resource, table: Table, told: Iterable[Finding] = ()
) -> list[Finding]:
    """T032 errors of formulas, T033 blanks and T034 signs that spoil codes, T035 text in a wrong encoding.

    `told` are findings that are known already: a cell with one is left alone, but for T011 of an error.
    """
    if not table.rows:
        return []
    places = Places(package, resource, table)
    known = {
        (finding.place.row, finding.place.field) for finding in told if finding.code not in ("T011", "T022")
    }
    findings: list[Finding] = []
    for name, at in sole_columns(table, resource).items():
        field = resource.schema.field_named(name)
        assert field is not None
        findings += [
            places.note(fault, index, field, table.rows[index][at], tanda=sign)
            for index, fault, sign in _find_in_column(table, field, at, is_code(field, resource))
            if (places.row_number(index), name) not in known
        ]
    if resource.format == "csv" and resource.paths:
        findings += _find_other_marks(resource, table, places)
    return findings


def _find_in_column(table: Table, field: Field, at: int, code: bool) -> Iterator[tuple[int, str, str]]:
    """(row index, code, detail) of the spoiled cells of a column, of each code the first ones."""
    missing = {missing_value.value for missing_value in field.missing_values}
    cells = cells_of(table.rows, at)
    numeric = code and _is_numeric(cells[:_BLOCK])
    others = (cell for cell in odd_of(cells) if cell not in missing)
    faults = _find_faults(others, field, code=code, numeric=numeric)
    counts: dict[str, int] = {}
    for index in places_of(cells, faults.keys()):
        fault, sign = faults[cells[index]]
        counts[fault] = counts.get(fault, 0) + 1
        if counts[fault] <= MOST_TOLD:
            yield index, fault, sign


def _find_other_marks(resource: Resource, table: Table, places: Places) -> list[Finding]:
    """F030 for each column whose cells have quotation or escape marks that the dialect does not name."""
    quote, escape = resource.dialect.get("quoteChar", '"'), resource.dialect.get("escapeChar")
    marks = tuple(name for name in "'`" if name != quote)
    findings: list[Finding] = []
    for name, at in sole_columns(table, resource).items():
        field = resource.schema.field_named(name)
        cells = cells_of(table.rows, at)
        marked = {
            cell
            for cell in odd_of(cells)
            if cell
            and (
                (cell[0] in marks and cell[-1] == cell[0] and len(cell) > 1)
                or (cell[-1] == "\\" and not escape)
            )
        }
        first, count = find_and_count(cells, marked)
        if field is not None and count:
            finding = places.note("F030", first, field, cells[first], jumlah=str(count))
            findings.append(replace(finding, severity=Severity.WARNING))
    return findings


def without_double(findings: list[Finding]) -> list[Finding]:
    """Of a cell with an error of a formula, that alone: not also that it is no number."""
    cells = {finding.place.table_cell for finding in findings if finding.code == "T032"}
    twice = {finding.place.table_cell for finding in findings if finding.code == "F205"}
    return [
        finding
        for finding in findings
        if not (finding.code in ("T011", "T018", "T022") and finding.place.table_cell in cells)
        and not (finding.code == "T032" and finding.place.table_cell in twice)
    ]


def is_code(field: Field, resource: Resource) -> bool:
    """Whether cells of a column are compared with others sign by sign: keys, references, codes, choices."""
    schema = resource.schema
    keys = {*schema.primary_key, *(name for key in schema.unique_keys for name in key)}
    keys |= {name for key in schema.foreign_keys for name in key.fields}
    lowered = field.name.casefold()
    coded = lowered in ("kode", "code", "id") or lowered.startswith(("kode_", "code_", "id_"))
    return field.type == "string" and (
        coded or lowered.endswith(("_kode", "_code", "_id")) or field.name in keys
    )


def _find_faults(
    values: Iterable[str], field: Field, *, code: bool, numeric: bool
) -> dict[str, tuple[str, str]]:
    """(code, detail) of each distinct value that is spoiled; `numeric` codes are digits and points."""
    faults: dict[str, tuple[str, str]] = {}
    for value in values:
        if value.isascii() and value.isalnum() and not numeric and value not in _nothings():
            continue
        if sign := find_error(value):
            faults[value] = ("T032", sign)
        elif value and not value.strip():
            faults[value] = ("T033", _name_sign(value[0]))
        elif code and (sign := _find_blank(value)):
            faults[value] = ("T033", sign)
        elif code and (sign := _find_odd_sign(value, numeric)):
            faults[value] = ("T034", sign)
        elif field.type in ("string", "any") and (sign := find_mojibake(value)):
            faults[value] = ("T035", sign)
    return faults


def find_error(text: str) -> str:
    """The error of a formula that the text is or holds; empty if there is none."""
    if text in _nothings():
        return text
    if "#" not in text and ":" not in text and "..." not in text:
        return ""
    whole, forms, inside = _errors()
    plain = text.strip()
    if plain.casefold() in whole or forms.fullmatch(plain):
        return plain
    match = inside.search(text)
    return match.group() if match else ""


@cache
def _nothings() -> frozenset[str]:
    return frozenset(str(entry) for entry in load_standard_file("words/teks-rusak")["kosong"])


@cache
def _errors() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    stated = load_standard_file("words/teks-rusak")
    whole = frozenset(str(entry).casefold() for entry in stated["galat"])
    inside = "|".join(re.escape(entry) for entry in stated["galat_di_dalam"])
    return whole, re.compile("|".join(stated["bentuk_galat"])), re.compile(rf"(?<![\w/&])(?:{inside})(?!\w)")


def _find_blank(value: str) -> str:
    """The blank that a code has at an end, or one inside that is no plain space."""
    match = _BLANK_ENDS.search(value) or _ODD_BLANK.search(value)
    return _name_sign(match.group()) if match else ""


def _find_odd_sign(value: str, numeric: bool) -> str:
    """A digit, dash, point or letter in a code that looks like a plain one and is another."""
    if value.isascii():
        match = re.search("[OoIl]", value) if numeric and _LETTER_DIGITS.fullmatch(value) else None
        return match.group() if match else ""
    is_name = _is_name(value)
    for sign in value:
        if is_name and (sign in _DASHES or (sign.isdigit() and not sign.isdecimal())):
            continue  # a dash between words and km² are written so
        if not sign.isascii() and (sign.isdigit() or sign in _DASHES or sign in _POINTS or _is_wide(sign)):
            return _name_sign(sign)
    return ""


def _is_name(value: str) -> bool:
    """Whether a text is words, and no code: three letters together, and blanks or no figure."""
    return _WORD.search(value) is not None and (" " in value or not any(map(str.isdecimal, value)))


def _is_wide(sign: str) -> bool:
    """Whether a sign is the wide form of a plain one, as East Asian keyboards type it."""
    return "\uff01" <= sign <= "\uff5e"


def _is_numeric(cells: Sequence[str]) -> bool:
    """Whether nearly all codes of a column are digits with points: a letter among them is then a slip."""
    plain = sum(1 for cell in cells if _NUMERIC_CODE.fullmatch(cell))
    return len(cells) > 2 and plain * 10 >= len(cells) * 8


def _name_sign(sign: str) -> str:
    named = {
        " ": "@blank_space",
        "\t": "@blank_tab",
        "\u00a0": "@blank_nbsp",
        "\n": "@blank_line",
        "\r": "@blank_line",
    }
    return named.get(sign, f"U+{ord(sign):04X}")
