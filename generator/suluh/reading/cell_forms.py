"""How a workbook shows its cells beside one another: dates and texts, money and plain numbers, in thousands.

What a sheet shows and what it holds differ where two forms of cell stand in one column, or where a format
leaves figures away. Percent is told apart in `percent_cells`, as an error; these are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from suluh.vocabulary.findings import MASK, Finding, Place, Severity
from suluh.vocabulary.package import Field, Klasifikasi

_DATE_TEXT = re.compile(r"\s*\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+[A-Za-z]{3,9}\s+)(?:\d{2}|\d{4})\s*")
_THOUSANDS = re.compile(r"\s*[+-]?[1-9]\d{0,2}\.\d{3}\s*")

Where = tuple[int, int, str, str]
"""A cell: number of its row, line, address, and its text."""
Locate = Callable[[Where, str], Place]
"""The place of a cell in a column of that name."""


@dataclass(slots=True)
class _Column:
    """The first cell of each form, and how many of them there are."""

    firsts: dict[str, Where] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, form: str, where: Where) -> None:
        """Count a cell of that form."""
        self.firsts.setdefault(form, where)
        self.counts[form] = self.counts.get(form, 0) + 1


@dataclass(slots=True)
class FormTally:
    """Counts the cells of each column by how the sheet shows them."""

    columns: dict[int, _Column] = field(default_factory=dict)

    def note(self, index: int, forms: Sequence[str], where: Where) -> None:
        """Count a filled cell of column `index` (from 0), of which it has these forms."""
        for form in forms:
            self.columns.setdefault(index, _Column()).add(form, where)

    def tell(self, fields: Sequence[Field | None], locate: Locate) -> list[Finding]:
        """W029 dates beside texts, W030 money beside plain numbers, W031 shown in thousands, W033 text."""
        findings: list[Finding] = []
        for index, column in sorted(self.columns.items()):
            told = fields[index]
            if told is not None:
                findings += _tell_column(column, told, locate)
        return findings


def _tell_column(column: _Column, told: Field, locate: Locate) -> list[Finding]:
    """What is to be said of one column, each thing at the first cell of the rarer form."""
    counts, found = column.counts, []
    if "date" in counts and "date text" in counts and told.type == "string":
        found.append(_tell("W029", told, column, ("date text", "date"), locate))
    monies = sorted(form for form in counts if form.startswith("money"))
    if told.is_number and monies and (len(monies) > 1 or "plain" in counts):
        other = monies[1] if len(monies) > 1 else "plain"
        pair = (monies[0], other) if counts[monies[0]] <= counts[other] else (other, monies[0])
        found.append(_tell("W030", told, column, pair, locate))
    if told.is_number and "scaled" in counts:
        found.append(_tell("W031", told, column, ("scaled", "scaled"), locate))
    stated = "decimalChar" in told.descriptor or "groupChar" in told.descriptor
    if told.type == "number" and not stated and "thousands text" in counts and "number" in counts:
        found.append(_tell("W033", told, column, ("thousands text", "number"), locate))
    return found


def _tell(code: str, told: Field, column: _Column, forms: tuple[str, str], locate: Locate) -> Finding:
    form, other = forms
    where = column.firsts[form]
    shown = where[3] if told.klasifikasi is Klasifikasi.PUBLIK else MASK
    details = {"jumlah": str(column.counts[form]), "lain": str(column.counts[other])}
    return Finding(code, locate(where, told.name), Severity.WARNING, value=shown, details=details)


def forms_of_text(text: str) -> tuple[str, ...]:
    """What a text looks like beside dates and numbers; nothing for most."""
    if _DATE_TEXT.fullmatch(text):
        return ("date text",)
    return ("thousands text",) if _THOUSANDS.fullmatch(text) else ()
