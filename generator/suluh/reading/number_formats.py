"""What a workbook's format of numbers shows beside the figures: a currency, or figures left away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MONEY = "m"
"""The kind of a cell that a document in OpenDocument calls an amount of money, in whatever currency."""
PLAIN = ("number", "plain")
"""Forms of a number that is shown as it is held."""

_BRACKETED = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_WRITTEN = re.compile(r"(?<![A-Za-z])(?:Rp|IDR|USD|EUR|SGD)(?![A-Za-z])|[$€£¥]")
_SCALED = re.compile(r"[0#?](,+)(?![,0#?])")
_ASIDE = re.compile(r"\[[^\]]*\]|\\.|_.|\*.")


@dataclass(slots=True)
class NumberFormats:
    """Reads each format of a workbook once."""

    _styles: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def forms_of(self, cell: Any) -> tuple[str, ...]:
        """Forms of a cell's number, which may be several: an amount of money may be shown in thousands."""
        if cell.data_type == MONEY:
            return ("number", "money")
        style = getattr(cell, "_style_id", None)
        if style is None:
            return PLAIN
        if style not in self._styles:
            self._styles[style] = name_forms(str(cell.number_format or ""))
        return self._styles[style]


@dataclass(slots=True)
class NumberLetters:
    """A letter for each form of numbers in which a workbook shows one; `.` for plain ones."""

    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _letters: dict[tuple[str, ...], str] = field(default_factory=lambda: {PLAIN: "."})

    def letter_of(self, forms: tuple[str, ...]) -> str:
        """The letter of those forms, the next one where they are new."""
        letter = self._letters.get(forms)
        if letter is None:
            letter = chr(ord("a") + len(self.forms))
            self._letters[forms] = letter
            self.forms[letter] = forms
        return letter


def name_forms(code: str) -> tuple[str, ...]:
    """The forms that a format gives a number: `number`, then `plain` or `money rp`, then maybe `scaled`."""
    money, is_scaled = read_number_format(code)
    form = f"money {money}" if money else "plain"
    return ("number", form, "scaled") if is_scaled else ("number", form)


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
