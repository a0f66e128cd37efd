"""How pages print facts: the figure as people read it, with the fact's name and exact value beside it.

A printed fact leads to how it came about, at the foot of its page, by a link that needs no script. Where it
stands in a link already or in a table whose head leads there, it is printed `unlinked`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup, escape

from suluh.publishing.evaluation_table import plain, round_fraction
from suluh.rendering.amounts import (
    as_decimal,
    short_rupiah,
    show_amount,
    show_percent,
    show_share,
    whole_rupiah,
)
from suluh.vocabulary.facts import Exact, Fact, FactName, read_name
from suluh.words.numbers import format_number, format_percent

PLACES = 6
"""Decimals of the exact value beside a figure, where it has no end."""

_LINK = Markup('<a class="s-fakta" href="#h-{}">{}</a>')
_DATA = Markup('<data value="{}" data-fakta="{}">{}</data>')
_COLUMNS = re.compile(r' data-fakta-tabel="([^"]+)"')
_ROWS = re.compile(r'\sdata-fakta-baris="([^"]+)"')
_NAMED = re.compile(r' data-fakta="([^"]+)"')


def print_percent(fact: Fact, *, unlinked: bool = False) -> str:
    """A share with one decimal; empty for none."""
    return _print(fact, lambda value: show_percent(Fraction(value)), unlinked=unlinked)


def print_share(fact: Fact, *, unlinked: bool = False) -> str:
    """A measured share: its value where enough was counted, else the range it lies in; empty for none."""
    measured = fact.measured
    if measured is None or measured.shown is not None:
        return print_percent(fact, unlinked=unlinked)
    if not measured.has_figure:
        return ""
    if measured.low is None or measured.high is None:
        exact = exact_text(measured.value) if measured.value is not None else ""
    else:
        exact = f"{exact_text(measured.low)}..{exact_text(measured.high)}"
    return _mark(fact, exact, show_share(measured), unlinked=unlinked)


def print_whole_percent(fact: Fact, *, unlinked: bool = False) -> str:
    """A share without decimals; empty for none."""
    return _print(
        fact, lambda value: format_percent(as_decimal(Fraction(value)), decimals=0), unlinked=unlinked
    )


def print_short_rupiah(fact: Fact, *, unlinked: bool = False) -> str:
    """Rupiah in words, rounded; empty for none."""
    return _print(fact, lambda value: short_rupiah(_as_money(value)), unlinked=unlinked)


def print_apart(first: Fact, second: Fact) -> tuple[str, str]:
    """Two amounts in rupiah, rounded only where they still look different: a change is never from X to X."""
    if first.value is None or second.value is None or first.value == second.value:
        return print_short_rupiah(first), print_short_rupiah(second)
    rounded = {short_rupiah(_as_money(value)) for value in (first.value, second.value)}
    write = print_rupiah if len(rounded) == 1 else print_short_rupiah
    return write(first), write(second)


def print_rupiah(fact: Fact, *, unlinked: bool = False) -> str:
    """Rupiah to the last digit; empty for none."""
    return _print(fact, lambda value: whole_rupiah(_as_money(value)), unlinked=unlinked)


def print_amount(fact: Fact, *, unlinked: bool = False) -> str:
    """A number with two decimals at most; empty for none."""
    return _print(fact, lambda value: show_amount(Fraction(value)), unlinked=unlinked)


def print_count(fact: Fact, *, unlinked: bool = False) -> str:
    """How many there are, to the last one; empty where that is not known."""
    return _print(fact, lambda value: format_number(int(value)), unlinked=unlinked)


def print_fact(fact: Fact, text: str, *, unlinked: bool = False) -> str:
    """A fact in the words that a page has for it, such as `dua dari tiga`."""
    return _print(fact, lambda _: text, unlinked=unlinked)


def _print(fact: Fact, show: Callable[[Exact], str], *, unlinked: bool) -> str:
    if fact.value is None:
        return ""
    return _mark(fact, exact_text(fact.value), show(fact.value), unlinked=unlinked)


def _mark(fact: Fact, exact: str, text: str, *, unlinked: bool) -> Markup:
    printed = _DATA.format(exact, fact.name, escape(text))
    return printed if unlinked else _LINK.format(fact.what, printed)


def join_words(joint: str, *parts: str) -> str:
    """Parts in a row, empty ones left out; Markup where one of them is, and then the others are escaped."""
    some = [part for part in parts if part]
    if any(isinstance(part, Markup) for part in some):
        return escape(joint).join(some)
    return joint.join(some)


def join_sentences(*sentences: str) -> str:
    """Sentences one after the other, empty ones left out."""
    return join_words(" ", *sentences)


def exact_text(value: Exact) -> str:
    """A value for machines, with a point: exact, or to six decimals where it has no end."""
    if isinstance(value, Fraction):
        value = round_fraction(value, PLACES)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _as_money(value: Exact) -> Decimal:
    return as_decimal(value) if isinstance(value, Fraction) else Decimal(value)


def names_in(html: str) -> Iterator[FactName]:
    """The facts that a finished page prints, in order, each as often as it is printed.

    A table may name its facts by column and row (`data-fakta-tabel`, `data-fakta-baris`), in pairs of a
    result and its rupiah: of those two rows stand for all, which says enough of where they come from.
    """
    yield from map(read_name, _NAMED.findall(html))
    for columns in dict.fromkeys(_COLUMNS.findall(html)):
        for row in list(dict.fromkeys(_ROWS.findall(html)))[:2]:
            for column in columns.split():
                yield from (read_name(f"{column}_{kind}.{row}") for kind in ("k", "rp"))
