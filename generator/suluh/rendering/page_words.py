"""The words of templates: texts in a language, their values escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from markupsafe import Markup, escape

from suluh.vocabulary.settings import Settings
from suluh.words.catalogues import INDONESIAN
from suluh.words.saying import say_in, show_values, translate


class Speaker(Protocol):
    """Who says something on a page: in the language of the site."""

    @property
    def settings(self) -> Settings:
        """The site's settings."""

    def say(self, text: str, /, **values: object) -> str:
        """The text in the site's language, with `%(name)s` from `values`."""


def say_on_page(language: str, text: str, values: Mapping[str, object]) -> str:
    """The text in the language, with `%(name)s` from `values`; Markup where one of them is."""
    for value in values.values():
        if isinstance(value, Markup):
            return say_marked(language, text, values)
    return say_in(language, text, **values)


def template_words(language: str) -> Callable[..., Markup]:
    """What `_("…", name=value)` calls in templates: the text is ours, the values are escaped."""

    def say(text: str, /, **values: object) -> Markup:
        return say_marked(language, text, values)

    return say


def say_marked(language: str, text: str, values: Mapping[str, object]) -> Markup:
    """A text of ours in the language, filled with values of which Markup stays and all others are escaped."""
    # What chooses a text's plural form is the number that is read; Indonesian has one form.
    plain = values if language == INDONESIAN else _plain(values)
    shown = {name: escape(value) for name, value in show_values(language, values).items()}
    return Markup(translate(language, text, plain) % shown)  # noqa: S704  (our own text)


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """The values without markup."""
    return {name: value.striptags() if isinstance(value, Markup) else value for name, value in values.items()}
