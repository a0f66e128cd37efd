"""Prose that agencies submit: Markdown without anything that runs, then sanitised.

One Markdown instance is reused, since building one costs more than the text does. Raw HTML
passes Markdown, so `nh3` decides by allow-list what stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from suluh.rendering.link_addresses import EXTERNAL_SCHEMES, is_external
from suluh.words.saying import say_in
from suluh.words.spoken import spoken_language

TAGS = frozenset(
    [
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "blockquote",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "sub",
        "div",
        "caption",
    ]
)
ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
HEADINGS = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(1, 7)}


class _LowerHeadings(Treeprocessor):
    """Headings of submitted prose start at level 2: level 1 is the page's title."""

    def run(self, root: Element) -> None:
        has_title = any(element.tag == "h1" for element in root.iter())
        for element in root.iter():
            if has_title and element.tag in HEADINGS:
                element.tag = HEADINGS[element.tag]


class _Submitted(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        md.treeprocessors.register(_LowerHeadings(md), "suluh-headings", 0)


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    return Markdown(extensions=[TableExtension(use_align_attribute=True), "sane_lists", _Submitted()])


def render_prose(text: str) -> Markup:
    """Untrusted Markdown as safe HTML; tables get a wrapper that scrolls on a phone."""
    html = _markdown().reset().convert(text)
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_keep_attribute,
        url_schemes=set(EXTERNAL_SCHEMES),
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return Markup(_wrap_tables(clean))  # noqa: S704  (sanitised above)


def _wrap_tables(html: str) -> str:
    """Each table in a region of its own name that scrolls on a phone."""
    numbers = count(1)

    def open_one(_: re.Match[str]) -> str:
        name = say_in(spoken_language(), "Tabel %(number)s", number=next(numbers))
        region = f'role="region" aria-label="{escape(name)}"'
        return f'<div class="s-scroll" tabindex="0" {region}><table class="s-table">'

    return re.sub("<table>", open_one, html).replace("</table>", "</table></div>")


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """A link leads to a named scheme or within the page; `//host` and relative ones lead astray."""
    if name == "href" and not is_external(value) and not value.startswith("#"):
        return None
    return value


def first_sentence(text: str, limit: int = 300) -> str:
    """Plain text for a description: whitespace joined, cut at a word within `limit`."""
    plain = " ".join(text.split())
    if len(plain) <= limit:
        return plain
    return (plain[:limit].rpartition(" ")[0].rstrip(",;:.") or plain[: limit - 1]) + "…"
