"""Cells that a spreadsheet shows as percent: 45,5% is stored as 0.455, and would be published as that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from suluh.vocabulary.findings import MASK, Finding, Place
from suluh.vocabulary.package import Field, Klasifikasi

_UNITS = ("persen", "%", "percent", "persentase")


@dataclass(slots=True)
class _Column:
    """The first cell of each kind, as (row number, line, address, text), and how many there are."""

    percent: tuple[int, int, str, str] | None = None
    plain: tuple[int, int, str, str] | None = None
    percents: int = 0
    plains: int = 0


@dataclass(slots=True)
class PercentTally:
    """Counts the numbers of each column that are shown as percent; 0 is the same in both forms."""

    columns: dict[int, _Column] = field(default_factory=dict)
    _styles: dict[int, bool] = field(default_factory=dict)

    def note(self, index: int, cell: Any, where: tuple[int, int, str, str]) -> None:
        """Count a number of column `index` (from 0); `where` is its row number, line, address and text."""
        if cell.value == 0:
            return
        column = self.columns.setdefault(index, _Column())
        if self.is_percent(cell):
            column.percents += 1
            column.percent = column.percent or where
        else:
            column.plains += 1
            column.plain = column.plain or where

    def tell(self, fields: Sequence[Field | None], place: Place) -> list[Finding]:
        """F213 for a column of both kinds; F214 for one shown as percent whose unit is percent."""
        findings: list[Finding] = []
        for index, column in sorted(self.columns.items()):
            other_field = fields[index]
            if other_field is None or column.percent is None:
                continue
            details = {"jumlah": str(column.percents), "lain": str(column.plains)}
            if column.plain is not None:
                fewer = column.percent if column.percents <= column.plains else column.plain
                findings.append(_tell("F213", other_field, fewer, place, details))
            elif str(other_field.descriptor.get("satuan", "")).strip().casefold() in _UNITS:
                findings.append(_tell("F214", other_field, column.percent, place, details))
        return findings

    def is_percent(self, cell: Any) -> bool:
        """Whether the sheet shows a cell's number as percent."""
        style = getattr(cell, "_style_id", None)
        if style is None:
            return bool(cell.data_type == "p")
        if style not in self._styles:
            # A percent sign in quotation marks or after a backslash is a mere letter.
            parts = str(cell.number_format).replace("\\%", "").split('"')[::2]
            self._styles[style] = any("%" in part for part in parts)
        return self._styles[style]


def _tell(
    code: str,
    column: Field,
    where: tuple[int, int, str, str],
    place: Place,
    details: dict[str, str],
) -> Finding:
    row, line, address, text = where
    at = Place(place.path, place.resource, row=row, line=line, cell=address, field=column.name)
    shown = text if column.klasifikasi is Klasifikasi.PUBLIK else MASK
    return Finding(code, at, value=shown, details=details)
