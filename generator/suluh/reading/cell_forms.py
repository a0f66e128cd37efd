"""How a workbook shows its cells beside one another: dates and texts, money and plain numbers, in thousands.

What a sheet shows and what it holds differ where two forms of cell stand in one column, or where a format
leaves figures away. Percent is told apart in `percent_cells`, as an error; these are warnings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from suluh.reading.cell_texts import is_number
from suluh.vocabulary.findings import MASK, Finding, Place, Severity
from suluh.vocabulary.package import Field, Klasifikasi

MONEY = "m"
"""The kind of a cell that a document in OpenDocument calls an amount of money, in whatever currency."""

_DATE_TEXT = re.compile(r"\s*\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+[A-Za-z]{3,9}\s+)(?:\d{2}|\d{4})\s*")
_THOUSANDS = re.compile(r"\s*[+-]?[1-9]\d{0,2}\.\d{3}\s*")
_BRACKETED = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_WRITTEN = re.compile(r"(?<![A-Za-z])(?:Rp|IDR|USD|EUR|SGD)(?![A-Za-z])|[$€£¥]")
_SCALED = re.compile(r"[0#?](,+)(?![,0#?])")
_ASIDE = re.compile(r"\[[^\]]*\]|\\.|_.|\*.")

Where = tuple[int, int, str, str]
"""A cell: number of its row, line, address, and its text."""


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
    _styles: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def note(self, index: int, cell: Any, where: Where) -> None:
        """Count a filled cell of column `index` (from 0)."""
        value = cell.value
        if isinstance(value, str):
            forms = _forms_of_text(value)
        elif is_number(value):
            # Nothing is the same in every form.
            forms = self._forms_of_number(cell) if value != 0 else ()
        else:
            forms = ("date",) if isinstance(value, dt.date) else ()
        for form in forms:
            self.columns.setdefault(index, _Column()).add(form, where)

    def _forms_of_number(self, cell: Any) -> tuple[str, ...]:
        """Its forms, which may be several: an amount of money may be shown in thousands."""
        if cell.data_type == MONEY:
            return ("number", "money")
        style = getattr(cell, "_style_id", None)
        if style is None:
            return ("number", "plain")
        if style not in self._styles:
            money, is_scaled = read_number_format(str(cell.number_format or ""))
            form = f"money {money}" if money else "plain"
            self._styles[style] = ("number", form, "scaled") if is_scaled else ("number", form)
        return self._styles[style]

    def tell(self, fields: Sequence[Field | None], place: Place) -> list[Finding]:
        """W029 dates beside texts, W030 money beside plain numbers, W031 shown in thousands, W033 text."""
        findings: list[Finding] = []
        for index, column in sorted(self.columns.items()):
            told = fields[index]
            if told is not None:
                findings += _tell_column(column, told, place)
        return findings


def _tell_column(column: _Column, told: Field, place: Place) -> list[Finding]:
    """What is to be said of one column, each thing at the first cell of the rarer form."""
    counts, found = column.counts, []
    if "date" in counts and "date text" in counts and told.type == "string":
        found.append(_tell("W029", told, column, ("date text", "date"), place))
    monies = sorted(form for form in counts if form.startswith("money"))
    if told.is_number and monies and (len(monies) > 1 or "plain" in counts):
        other = monies[1] if len(monies) > 1 else "plain"
        pair = (monies[0], other) if counts[monies[0]] <= counts[other] else (other, monies[0])
        found.append(_tell("W030", told, column, pair, place))
    if told.is_number and "scaled" in counts:
        found.append(_tell("W031", told, column, ("scaled", "scaled"), place))
    stated = "decimalChar" in told.descriptor or "groupChar" in told.descriptor
    if told.type == "number" and not stated and "thousands text" in counts and "number" in counts:
        found.append(_tell("W033", told, column, ("thousands text", "number"), place))
    return found


def _tell(code: str, told: Field, column: _Column, forms: tuple[str, str], place: Place) -> Finding:
    form, other = forms
    row, line, address, text = column.firsts[form]
    at = Place(place.path, place.resource, row=row, line=line, cell=address, field=told.name)
    shown = text if told.klasifikasi is Klasifikasi.PUBLIK else MASK
    details = {"jumlah": str(column.counts[form]), "lain": str(column.counts[other])}
    return Finding(code, at, Severity.WARNING, value=shown, details=details)


def _forms_of_text(text: str) -> tuple[str, ...]:
    if _DATE_TEXT.fullmatch(text):
        return ("date text",)
    return ("thousands text",) if _THOUSANDS.fullmatch(text) else ()


def read_number_format(code: str) -> tuple[str, bool]:
    """The currency that a format of numbers shows, empty for none, and whether it leaves thousands away.

    `[$Rp-421] #,##0` → ("rp", False); `#,##0,` shows 1.500.000 as 1.500.
    """
    positive = code.partition(";")[0]
    bracketed = _BRACKETED.search(positive)
    bare = _ASIDE.sub("", positive)
    written = None if bracketed else _WRITTEN.search(bare)
    money = bracketed[1] if bracketed else written[0] if written else ""
    digits = "".join(bare.split('"')[::2])
    return money.strip().strip(".").casefold(), _SCALED.search(digits) is not None
