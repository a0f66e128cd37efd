"""The words of a chart, and how it writes its values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from suluh.words.numbers import format_number
from suluh.words.saying import say_in
from suluh.words.spoken import spoken_language


@dataclass(frozen=True, slots=True)
class ChartText:
    """What a chart says in words, and how it writes a value.

    `unit` goes to the axis (`rupiah`), `value_label` and `comparison_label` into legend and table. `money`
    makes the bars copper. Ids start with `prefix`. Of `counts` no line of the scale is a fraction. `twin` is
    the anchor of a table on the page that has every value already, which needs no other one.
    """

    title: str
    prefix: str
    value_label: str
    comparison_label: str = ""
    category_label: str = ""
    description: str = ""
    unit: str = ""
    money: bool = False
    show: Callable[[Decimal], str] = format_number
    language: str = ""
    counts: bool = False
    twin: str = ""

    def word(self, text: str, /, **values: object) -> str:
        """The text in the chart's language: the named one, or the one that is spoken."""
        return say_in(self.language or spoken_language(), text, **values)
