"""The words of templates: texts in a language, their values escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from suluh.words.catalogues import INDONESIAN
from suluh.words.saying import show_values, translate


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
