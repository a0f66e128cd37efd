"""The words of templates: texts in a language, their values escaped."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from suluh.words.saying import show_values, translate


def template_words(language: str) -> Callable[..., Markup]:
    """What `_("…", name=value)` calls in templates: the text is ours, the values are escaped."""

    @pass_context
    def say(context: Context, text: str, /, **values: object) -> Markup:
        shown = show_values(language, values)
        plain = {
            name: value.striptags() if isinstance(value, Markup) else value for name, value in values.items()
        }
        return Markup(translate(language, text, plain)) % shown  # noqa: S704  (our own text)

    return say
