"""What a page links to and what its elements are called, read as a browser would and in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import NamedTuple

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


# A tag with values as it stands. One whose quotes hold `<` or `>` is cut within them: they are not closed.
_TAG = re.compile(r"<[a-z][^<>=]*=[^<>]*", re.IGNORECASE)
_QUOTES_CLOSED = re.compile(r"[^\"']*(?:(?:\"[^\"]*\"|'[^']*')[^\"']*)*")
_KEPT = 1 << 17
"""Tags that are kept as they were read: most of a page is the frame that all pages have."""


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """What a page links to, as it is written, each once; and what its elements are called."""

    links: tuple[str, ...]
    names: frozenset[str]


class _Tag(NamedTuple):
    """What one tag says; of one that is cut within its quotes nobody knows where its link ends."""

    link: str
    name: str
    is_cut: bool


def read_addresses(html: str) -> PageAddresses:
    """The addresses and anchors of a page: each tag is read once, wherever it stands again."""
    bare = _without_code(html)
    tags = list(map(_read_tag, dict.fromkeys(_TAG.findall(bare))))
    across = map(_value_of, _LINK.finditer(bare)) if any(tag.is_cut for tag in tags) else None
    links = dict.fromkeys(across or (tag.link for tag in tags))
    return PageAddresses(tuple(filter(None, links)), frozenset(tag.name for tag in tags if tag.name))


@lru_cache(maxsize=_KEPT)
def _read_tag(tag: str) -> _Tag:
    is_cut = ('"' in tag or "'" in tag) and _QUOTES_CLOSED.fullmatch(tag) is None
    lower = tag.lower()  # the signs are sought first: few tags have one, and that costs next to nothing
    links = "href" in lower or "src" in lower or "poster" in lower or "action" in lower
    link = _LINK.match(tag) if links else None
    name = _NAME.match(tag) if "id" in lower or "name" in lower else None
    return _Tag(_value_of(link) if link else "", unescape(_value_of(name)) if name else "", is_cut)


def _value_of(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or ""


def list_links(html: str) -> list[str]:
    """Every address that the elements of a page name, as a browser reads it, each once."""
    return [unescape(raw) for raw in read_addresses(html).links]


def list_names(html: str) -> frozenset[str]:
    """The anchors of a page: what its elements are called."""
    return read_addresses(html).names


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
