"""Texts in a language, with values put in: gettext with the Indonesian text as message id.

Indonesian has no plural, so the source has none either: where a language needs one, its entry has plural
forms, and the first number of the text chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from suluh.words.catalogues import INDONESIAN, load_words

THOUSAND = 1000
_SPOKEN: ContextVar[str] = ContextVar("language", default=INDONESIAN)
_PLACE = re.compile(r"%\((\w+)\)s")
_COUNTS = frozenset(
    [
        "agencies",
        "all",
        "asked",
        "count",
        "datasets",
        "days",
        "done",
        "due",
        "files",
        "finished",
        "incoming",
        "jumlah",
        "late",
        "measured",
        "more",
        "parts",
        "people",
        "places",
        "programs",
        "reached",
        "reported",
        "reports",
        "rows",
        "shown",
        "silent",
        "sources",
        "tagged",
        "there",
        "told",
        "total",
        "waited",
    ]
)
"""Values that count something: thousands are set apart in them, as they are not in years."""


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Marks a text for extraction where it is defined; it is translated where it is shown."""
    return text


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it numbers, dates, charts and maps are in `language` unless told otherwise."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken_language() -> str:
    """The language that is spoken here: Indonesian outside of `speaking`."""
    return _SPOKEN.get()


def name_language(language: str) -> str:
    """A language's name in itself: `English`."""
    if language == INDONESIAN:
        return "Bahasa Indonesia"
    from babel import Locale

    name = Locale.parse(language, sep="-").get_display_name(language)
    return f"{name[:1].upper()}{name[1:]}" if name else language


def say_in(language: str, text: str, **values: object) -> str:
    """The text in a language, with `%(name)s` filled from `values`; without any it stays as it is."""
    said = translate(language, text, values)
    return said % show_counts(language, values) if values else said


def list_in_words(names: Sequence[str], language: str) -> str:
    """Names in a row, the last after the language's word for and: `CSV, XLSX, dan JSON`."""
    from babel.lists import format_list

    return format_list(names, locale=language)


def show_counts(language: str, values: Mapping[str, object]) -> dict[str, object]:
    """The values with `2.718` for a count of 2718."""
    return {
        name: _group(value, language) if name in _COUNTS and type(value) is int else value
        for name, value in values.items()
    }


def _group(value: int, language: str) -> str:
    return f"{value:,}".replace(",", _group_sign(language)) if abs(value) >= THOUSAND else str(value)


@lru_cache(maxsize=8)
def _group_sign(language: str) -> str:
    from babel import Locale

    return str(Locale.parse(language, sep="-").number_symbols["latn"]["group"])


def translate(language: str, text: str, values: Mapping[str, object] | None = None) -> str:
    """The text in a language, its placeholders unfilled; the first of them chooses the plural."""
    if language == INDONESIAN or not text:  # gettext answers "" with the catalogue's own head
        return text
    words = load_words(language)
    place = _PLACE.search(text)
    if place is not None and values and place[1] in values:
        said = words.ngettext(text, text, _as_count(values[place[1]]))
        if said != text:
            return said
    return words.gettext(text)


def _as_count(value: object) -> int:
    """The number that a value shows: 1234 of `1.234`. Where it is none, such as `1,5 juta`, more than one."""
    text = re.sub(r"(?<=[0-9])[.,](?=[0-9]{3}\b)", "", str(value))
    return int(text) if text.isdecimal() else 2
