"""Texts in a language, with values put in: gettext with the Indonesian text as message id.

Indonesian has no plural, so the source has none either: where a language needs one, its entry has plural
forms, and the first number of the text chooses; `words.plurals` tells of texts with several numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from suluh.words.catalogues import INDONESIAN, load_words
from suluh.words.numbers import as_decimal, format_date, format_number, round_half_up
from suluh.words.plurals import as_count, choose_forms

THOUSAND = 1000
_PLACE = re.compile(r"%\((\w+)\)s")


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Marks a text for extraction where it is defined; it is translated where it is shown."""
    return text


def name_language(language: str) -> str:
    """A language's name in itself: `English`."""
    if language == INDONESIAN:
        return "Bahasa Indonesia"
    from babel import Locale

    name = Locale.parse(language, sep="-").get_display_name(language)
    return f"{name[:1].upper()}{name[1:]}" if name else language


def say_in(language: str, text: str, /, **values: object) -> str:
    """The text in a language, with `%(name)s` filled from `values`; without any it stays as it is."""
    said = translate(language, text, values)
    return said % show_values(language, values) if values else said


def list_in_words(names: Sequence[str], language: str) -> str:
    """Names in a row, the last after the language's word for and: `CSV, XLSX, dan JSON`."""
    from babel.lists import format_list

    return format_list(names, locale=language)


def show_values(language: str, values: Mapping[str, object]) -> dict[str, object]:
    """The values as the language writes them, each by its type: `2.718` for a count of 2718.

    A year, a code, a number of a row or of a page counts nothing: it is handed over as text.
    """
    return {name: _show_value(value, language) for name, value in values.items()}


def _show_value(value: object, language: str) -> object:
    """A number or a day in a language; anything else as it is. A fraction gets two decimals at most."""
    if isinstance(value, str | bool) or (isinstance(value, int) and 0 <= value < THOUSAND):
        return value  # as it is in every language, without asking for its signs
    if isinstance(value, int | Decimal):
        return format_number(value, language)
    if isinstance(value, Fraction):
        decimals = round_half_up(as_decimal(value), 2)
        return format_number(decimals, language)
    return format_date(value, language) if isinstance(value, date) else value


def translate(language: str, text: str, values: Mapping[str, object] | None = None) -> str:
    """The text in a language, its placeholders unfilled; `values` choose the forms of one and of many.

    Without `values` a text with forms of its own keeps both, for whoever fills it to choose.
    """
    if language == INDONESIAN or not text:  # gettext answers "" with the catalogue's own head
        return text
    words = load_words(language)
    place = _PLACE.search(text)
    if place is not None and values and place[1] in values:
        said = words.ngettext(text, text, as_count(values[place[1]]))
        if said != text:
            return choose_forms(said, values)
    said = words.gettext(text)
    return said if values is None else choose_forms(said, values)
