"""How pages print facts: the figure as people read it, with the fact's name and exact value beside it.

A printed fact leads to how it came about, at the foot of its page, by a link that needs no script. Where it
stands in a link already or in a table whose head leads there, it is printed `unlinked`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from markupsafe import Markup, escape

from suluh.publishing.exact_values import exact_text
from suluh.rendering.amounts import (
    short_rupiah,
    show_amount,
    show_percent,
    show_share,
    whole_rupiah,
)
from suluh.vocabulary.facts import Exact, Fact, FactName, read_name
from suluh.words.numbers import as_decimal, format_number, format_percent

_COLUMNS = re.compile(r'\sdata-k="([^"]+)"')
_ROWS = re.compile(r'(<t(?:r|able)\b[^>]*?\sdata-f=)"([^"]+)"')
_PRINTED = re.compile(r'<(data value="[^"]*"|text|path|circle|desc) data-f="([^"]+)"')
_NAMED = re.compile(r'<(?:data value="[^"]*"|text|path|circle|desc) data-f="([^"]+)"')
_FIRST = re.compile(r"((?:<[^>]*>)*)(\w)")
LEAST_NAMES = 3
"""Of facts of one place, for which it is worth saying it apart."""
_PARTS = re.compile(
    r'<details(?P<attributes> class="s-lipat"[^<>]*)>(?P<body>.*?)</details>',
    re.DOTALL,
)
_WITHIN = re.compile(r"data-f=\w+\.[\w-]+\.\.([a-z_]+(?:\.(?![a-z])[\w-]+)+)(?=[ >.])")
_INNER = re.compile(r"(?P<what>data-f=\w+\.[\w-]+)\.\.(?P<where>[\w.-]+)(?=[ >])")
_OF_PAGE = re.compile(r"(?<!<tr )data-f=\w+\.[\w-]+[ >]|<tr data-f=[\w-]+(?:>|\.\.)")
"""A fact or row of the page's own place, which could not be told apart within a part that has one."""
_LEVELS = re.compile(r"\.(?=[a-z])|$")
"""Where a level of a place ends: before the next dimension, or at its end."""


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


def mark_drawn(fact: Fact) -> Markup:
    """The attribute of a text, path or circle of a drawing whose words say a fact, before all others."""
    return Markup(' data-f="{}"').format(fact.name)


def _print(fact: Fact, show: Callable[[Exact], str], *, unlinked: bool) -> str:
    if fact.value is None:
        return ""
    return _mark(fact, exact_text(fact.value), show(fact.value), unlinked=unlinked)


def _mark(fact: Fact, exact: str, text: str, *, unlinked: bool) -> Markup:
    # Written by the hundred on every page: putting it together is much faster than filling in a pattern.
    # Names of facts and exact values have no signs to escape.
    printed = f'<data value="{exact}" data-f="{fact.name}">{escape(text)}</data>'
    return Markup(printed if unlinked else f'<a href="#h-{fact.what}">{printed}</a>')  # noqa: S704


def join_words(joint: str, *parts: str) -> str:
    """Parts in a row, empty ones left out; Markup where one of them is, and then the others are escaped."""
    some = [part for part in parts if part]
    if any(isinstance(part, Markup) for part in some):
        return escape(joint).join(some)
    return joint.join(some)


def join_sentences(*sentences: str) -> str:
    """Sentences one after the other, empty ones left out."""
    return join_words(" ", *sentences)


def begin_sentence(words: str) -> str:
    """Words with a capital letter, also where a fact begins them."""
    found = _FIRST.match(words)
    if found is None:
        return words
    begun = f"{found[1]}{found[2].upper()}{words[found.end() :]}"
    return Markup(begun) if isinstance(words, Markup) else begun  # noqa: S704  (what was Markup stays so)


def _as_money(value: Exact) -> Decimal:
    return as_decimal(value) if isinstance(value, Fraction) else Decimal(value)


def names_in(html: str) -> Iterator[FactName]:
    """The facts that a page prints, each once, in order; before `shorten_names`.

    A table may name its facts by column and row: `data-k`, on it or around it, has a word for each column
    (`-` for one without facts; with `_` at its end where a cell is a result, `k`, and its rupiah, `rp`), and
    `data-f` of a row says when and where. Of the rows two stand for all, which says enough of where they
    come from.
    """
    names = dict.fromkeys(_NAMED.findall(html))
    columns = dict.fromkeys(_COLUMNS.findall(html)) if " data-k=" in html or "\ndata-k=" in html else ()
    rows = list(dict.fromkeys(row for _, row in _ROWS.findall(html)))[:2] if columns else ()
    for column in dict.fromkeys(chain.from_iterable(map(str.split, columns))):
        if column != "-":
            kinds = ("k", "rp") if column.endswith("_") else ("",)
            names.update(dict.fromkeys(f"{column}{kind}.{row}" for kind in kinds for row in rows))
    return map(read_name, names)


def shorten_names(html: str) -> tuple[str, str]:
    """A rendered page with its facts named from its own place, and that place: `instansi.dinas-pupr`.

    A fact of the place itself has a name of two parts (`anggaran.2025`), one within it has the rest after
    two dots (`anggaran.2025..program.1.03.02`); all others keep their whole names. The place is the one that
    makes the names shortest, empty where nothing is of one place. A part of a page may say a place of its own
    (`_name_part`). Values and names are not quoted.
    """
    named = [name.partition(".")[2] for name in _NAMED.findall(html)]
    times = Counter(text.partition(".")[2] for text in (*named, *(row for _, row in _ROWS.findall(html))))
    saved: Counter[str] = Counter()
    for where, often in times.items():
        for level in _LEVELS.finditer(where) if where[:1].isalpha() else ():
            place = where[: level.start()]
            saved[place] += often * len(place)
    place = max(saved, key=lambda text: (saved[text], text), default="")

    def shorten_data(match: re.Match[str]) -> str:
        what, when, where = match[2].split(".", 2)
        tag = match[1].replace('"', "")
        return f"<{tag} data-f={what}.{when}{_from_place(where, place)}"

    def shorten_row(match: re.Match[str]) -> str:
        when, where = match[2].split(".", 1)
        return f"{match[1]}{when}{_from_place(where, place)}"

    return _PARTS.sub(_name_part, _ROWS.sub(shorten_row, _PRINTED.sub(shorten_data, html))), place


def _name_part(part: re.Match[str]) -> str:
    """A part of a page whose facts are of one place within the page's: the part says it once.

    `data-di=".sub_kegiatan.1.02"` goes on from the page's own place, and names within are read from there.
    """
    attributes, body = part["attributes"], part["body"]
    places = Counter(_WITHIN.findall(body))
    if not places or _OF_PAGE.search(body) or "<details " in body:
        return part[0]
    (place, often), *_ = places.most_common(1)
    if often < LEAST_NAMES:
        return part[0]

    def go_on(name: re.Match[str]) -> str:
        where = name["where"]
        if where == place:
            return name["what"]
        return f"{name['what']}..{where[len(place) + 1 :]}" if where.startswith(f"{place}.") else name[0]

    body = _INNER.sub(go_on, body)
    return f'<details{attributes} data-di=".{place}">{body}</details>'


def _from_place(where: str, place: str) -> str:
    if place and where.startswith(place) and where[len(place) :][:1] in ("", "."):
        return f".{rest}" if (rest := where[len(place) :]) else ""
    return f".{where}"
