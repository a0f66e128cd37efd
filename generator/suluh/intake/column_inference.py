"""What the columns of an unknown table are, told only where the cells leave no doubt.

Codes stay text. What cells alone cannot tell is asked: whether the point in 1.234 parts thousands
or decimals, and what a `-` among numbers stands for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suluh.vocabulary.package import ForeignKey, Table

CODE_NAMES = re.compile(
    r"(?:kode|kd|id|no|nomor|nik|nip|npsn|nisn|npwp|telepon|slug)(?:[_ ].*)?", re.IGNORECASE
)
YEAR_NAMES = re.compile(r"tahun(?:[_ ].*)?", re.IGNORECASE)
PERIOD_NAMES = ("triwulan", "bulan", "semester")
POINT_MEANINGS = ("desimal", "ribuan")
EMPTY_SIGNS = ("-", "–", "n/a", "N/A", "NA", "...", "…")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_POINTED = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_COMMA = re.compile(r"-?(?:0|[1-9][0-9]*)(?:,[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})*(?:,[0-9]+)?")
_THOUSAND = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class InferredColumn:
    """A column as far as its cells tell. `question` is `point` or the sign whose meaning must be asked."""

    name: str
    type: str = "string"
    decimal_char: str = "."
    group_char: str = ""
    reference: ForeignKey | None = None
    question: str = ""


def infer_columns(
    table: Table,
    codes: Mapping[str, tuple[ForeignKey, frozenset[str]]],
    regions: frozenset[str],
    points: Mapping[str, str],
    signs: Mapping[str, str],
) -> list[InferredColumn]:
    """The table's columns. `codes` are what columns of a name refer to elsewhere, with the codes there.

    `points` says by column what its point is (`desimal`, `ribuan`); `signs` which texts stand for no value.
    """
    return [
        _infer(name, table.column(name), codes, regions, points=points, signs=signs) for name in table.header
    ]


def infer_primary_key(table: Table, columns: Sequence[InferredColumn]) -> tuple[str, ...]:
    """The columns of codes and periods, if every row has them and no two rows share them; else nothing."""
    names = [
        column.name
        for column in columns
        if column.reference is not None or column.type == "year" or column.name.lower() in PERIOD_NAMES
    ]
    if not names:
        return ()
    keys = list(zip(*(table.column(name) for name in names), strict=True))
    whole = all(cell.strip() for key in keys for cell in key)
    return tuple(names) if whole and len(set(keys)) == len(keys) else ()


def _infer(
    name: str,
    cells: Sequence[str],
    codes: Mapping[str, tuple[ForeignKey, frozenset[str]]],
    regions: frozenset[str],
    *,
    points: Mapping[str, str],
    signs: Mapping[str, str],
) -> InferredColumn:
    values = {cell for cell in cells if cell.strip() and cell not in signs}
    if not values:
        return InferredColumn(name)
    reference = _find_reference(name, values, codes, regions)
    if reference is not None or CODE_NAMES.fullmatch(name):
        return InferredColumn(name, reference=reference)
    if YEAR_NAMES.fullmatch(name) and all(map(_YEAR.fullmatch, values)):
        return InferredColumn(name, "year")
    if all(map(_DATE.fullmatch, values)):
        return InferredColumn(name, "date")
    if values <= {"true", "false"}:
        return InferredColumn(name, "boolean")
    odd = [sign for sign in EMPTY_SIGNS if sign in values]
    number = _infer_number(name, values - set(odd), points)
    if number is not None and odd:
        return InferredColumn(name, number.type, question=odd[0])
    return number or InferredColumn(name)


def _find_reference(
    name: str,
    values: set[str],
    codes: Mapping[str, tuple[ForeignKey, frozenset[str]]],
    regions: frozenset[str],
) -> ForeignKey | None:
    """What a column of codes refers to, if all its values are there."""
    key, known = codes.get(name, (None, frozenset()))
    if key is not None and values <= known:
        return ForeignKey((name,), key.package, key.resource, key.reference_fields)
    looks = "wilayah" in name.lower() or name.lower().startswith("kode")
    if looks and values <= regions:
        return ForeignKey((name,), "wilayah", "wilayah", ("kode",))
    return None


def _infer_number(name: str, values: set[str], points: Mapping[str, str]) -> InferredColumn | None:
    """Integer or number with the signs it is written with; None where the values are no numbers."""
    if not values:
        return None
    if all(map(_INTEGER.fullmatch, values)):
        return InferredColumn(name, "integer")
    pointed = all(map(_POINTED.fullmatch, values))
    grouped = all(map(_GROUPED.fullmatch, values))
    dotted = [value for value in values if "." in value]
    if pointed and dotted and all(map(_THOUSAND.fullmatch, dotted)) and grouped:
        meaning = points.get(name, "")
        if meaning == "ribuan":
            return InferredColumn(name, "integer", group_char=".")
        return InferredColumn(name, "number", question="" if meaning else "point")
    if pointed:
        return InferredColumn(name, "number")
    if all(map(_COMMA.fullmatch, values)):
        return InferredColumn(name, "number", decimal_char=",")
    if grouped:
        whole = not any("," in value for value in values)
        kind = "integer" if whole else "number"
        return InferredColumn(name, kind, decimal_char="." if whole else ",", group_char=".")
    return None
