"""The Jinja environment of all pages: autoescape on, gettext, numbers and dates of its language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from suluh.reading.fact_formulas import in_their_order
from suluh.rendering.amounts import say_time_passed
from suluh.rendering.column_styles import name_column
from suluh.rendering.field_words import QUARTER_NAMES
from suluh.rendering.icons import icon
from suluh.rendering.kept_templates import KeptTemplates
from suluh.rendering.legal_bases import cite_page
from suluh.rendering.link_addresses import relative_address
from suluh.rendering.page_templates import CompilingEnvironment
from suluh.rendering.page_words import template_words
from suluh.rendering.template_folders import template_folders
from suluh.vocabulary.facts import FactFormula
from suluh.words.catalogues import INDONESIAN
from suluh.words.numbers import format_date, format_number, format_percent
from suluh.words.saying import say_in

NOTHING, SUBMITTED = Markup(""), Markup(' lang="id"')
"""The attribute of an element whose text agencies wrote: none on a page that is Indonesian itself."""


FIGURES_PLACE = Markup("<!--suluh:hitung-->")
"""Where a page is told how its figures came about; see `pages/shared/how_counted.py`."""


class PageEnvironment(CompilingEnvironment):
    """The environment of the pages in one language; another process makes its own of the same."""

    language = INDONESIAN

    def __reduce__(self) -> tuple[Callable[[str], Environment], tuple[str]]:
        return make_environment, (self.language,)


@lru_cache(maxsize=4)
def make_environment(language: str) -> PageEnvironment:
    """The environment for one language, made once. A template that prints an undefined value fails."""
    words = template_words(language)
    environment = PageEnvironment(
        loader=FileSystemLoader(template_folders()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        auto_reload=False,
        bytecode_cache=KeptTemplates(language),
    )
    environment.language = language
    environment.fixed = {"_": words, "icon": icon}
    environment.globals["_"] = environment.globals["gettext"] = words
    environment.globals["icon"] = icon
    environment.globals["column_classes"] = name_column
    environment.globals["figures_place"] = FIGURES_PLACE
    environment.globals["submitted_lang"] = NOTHING if language == INDONESIAN else SUBMITTED
    environment.filters["url"] = _address_from_here
    environment.filters["number"] = lambda value: format_number(value, language)
    environment.filters["percent"] = lambda value: format_percent(value, language, decimals=0)
    environment.filters["lewat"] = lambda percent: say_time_passed(percent, language)
    environment.filters["tanggal"] = lambda value: show_date(value, language)
    environment.filters["quarter"] = lambda number: say_in(language, QUARTER_NAMES[number - 1])
    environment.filters["said"] = lambda text: say_in(language, text)
    environment.filters["cited"] = lambda page, year: cite_page(page, year, language)
    environment.filters["formulas"] = _list_formulas
    environment.filters["submitted"] = lambda value: mark_submitted(value, language)
    return environment


def mark_submitted(text: str, language: str) -> str | Markup:
    """What agencies wrote, marked as Indonesian on a page in another language."""
    return text if language == INDONESIAN or not text else Markup("<span{}>{}</span>").format(SUBMITTED, text)


def show_date(value: date | str, language: str | None = None) -> str:
    """`30 Juni 2025` of a date or an ISO date; any other text as it is."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    return format_date(value, language)


def show_size(count: int) -> str:
    """A size in bytes as people read it: `512 B`, `1,7 kB`, `13 kB`, `2,1 MB`."""
    if count < 1000:
        return f"{count}\N{NO-BREAK SPACE}B"
    size, unit = (Decimal(count) / 1000, "kB") if count < 1_000_000 else (Decimal(count) / 1_000_000, "MB")
    digits = "0.1" if size < 10 else "1"
    return f"{format_number(size.quantize(Decimal(digits)))}\N{NO-BREAK SPACE}{unit}"


_NAMED = re.compile(r' data-f="([a-z][a-z0-9_-]*)\.')


def _list_formulas(html: str) -> list[FactFormula]:
    """The formulas of the facts that a part of a page prints, each once, in the order of their list."""
    return in_their_order(_NAMED.findall(html))


@pass_context
def _address_from_here(context: Context, address: str) -> str:
    return relative_address(address, context["here"])
