"""Where elements end that say no end: pages leave out what HTML lets one leave out."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
    ),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"),
    *("figure", "section", "table", "ul"),
}
_CLOSED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th", "tr", "tbody"},
    "th": {"td", "th", "tr", "tbody"},
    "tr": {"tr", "tbody"},
    "thead": {"tbody"},
    "tbody": {"tbody"},
    "p": _BLOCKS | {"li", "dt", "dd", "td", "th", "tr", "tbody"},
}
_WITHIN = frozenset(("ul", "ol", "dl", "table", "article", "section"))
"""What an end is not implied across."""


def count_implied_ends(tag: str, opened: Sequence[str]) -> int:
    """How many of the elements that are open end where `tag` begins."""
    ending = 0
    for depth, name in enumerate(reversed(opened), 1):
        if name in _WITHIN or (name == "div" and tag not in ("li", "td", "th", "tr", "tbody")):
            break
        if tag in _CLOSED_BY.get(name, ()):
            ending = depth
    return ending
