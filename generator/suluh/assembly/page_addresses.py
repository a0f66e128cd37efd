"""What a page links to and what its elements are called, read as a browser would and in linear time."""

from __future__ import annotations

import re
from html import unescape

_CODE = re.compile(r"<(!--|style\b|script\b)", re.IGNORECASE)
_CODE_ENDS = {
    "!--": re.compile(r"-->"),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
}
# Quoted values are skipped whole: a title may well speak of ` src=x`. Names are read in either case.
_LINK = re.compile(
    r"<[a-z][^<>\"']*?(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*?)*?(?:\s|(?<=[\"']))(?:href|src|poster|action|xlink:href)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))", re.IGNORECASE
)


def raw_links(html: str) -> list[str]:
    """Every address that the elements of a page name, as it is written."""
    return [entry or two or three for entry, two, three in _LINK.findall(_without_code(html))]


def list_links(html: str) -> list[str]:
    """Every address that the elements of a page name, as a browser reads it."""
    return [unescape(raw) for raw in raw_links(html)]


def list_names(html: str) -> frozenset[str]:
    """The anchors of a page: what its elements are called."""
    found = _NAME.findall(_without_code(html))
    return frozenset(unescape(entry or two or three) for entry, two, three in found)


def _without_code(html: str) -> str:
    """HTML without comments, styles and the texts of scripts, whose tags stay.

    What is opened and not closed stays; once a kind has no end left, its ends are not sought again.
    """
    kept: list[str] = []
    endless: set[str] = set()
    copied = position = 0
    while opening := _CODE.search(html, position):
        kind, position = opening[1].lower(), opening.end()
        if kind in endless:
            continue
        inside = html.find(">", position) + 1 if kind == "script" else position
        closing = _CODE_ENDS[kind].search(html, inside) if inside else None
        if closing is None:
            endless.add(kind)
            continue
        tag = html[opening.start() : inside] if kind == "script" else ""
        kept += (html[copied : opening.start()], tag)
        copied = position = closing.end()
    return "".join((*kept, html[copied:]))
