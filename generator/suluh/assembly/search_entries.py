"""What the search knows of a page: how it is named, what it tells, of which kind, year and agency it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from suluh.assembly.search_words import name_words, told_words, with_stems
from suluh.assembly.share_words import find_sentence
from suluh.vocabulary.site import Page

_YEAR = re.compile(r"(?:^|[/ ])([12][0-9]{3})(?=-tw|[/ ]|$)")
_ARTICLE = re.compile(r"<article\b[^>]*\bid=[\"']?isi\b[^>]*>(.*)</article>", re.DOTALL)
_NO_NAME = re.compile(r"[12][0-9]{3}(?:-tw[1-4])?|tw[1-4]|index")
_LONGEST_TOLD = 140


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page in the index.

    `kind` is the first part of its address; `year` has four digits or is empty; `agency` is a name, empty on
    its own page. `title_words` are those of its names, of which the shortest has `length`; `other_words` are
    those of its address, and stems; `told` are those of its body.
    """

    address: str
    title: str
    kind: str
    year: str
    agency: str
    description: str
    title_words: frozenset[str]
    length: int
    other_words: frozenset[str]
    told: frozenset[str]


def make_entry(page: Page, body: str) -> SearchEntry:
    """The entry of a record page whose article is `body`."""
    told = find_sentence(body) or page.description
    body = "" if page.named_only else body
    return _make(page.address, page.title, told, body, agency=page.agency, names=page.names)


def make_document_entry(address: str, title: str, description: str, html: str) -> SearchEntry:
    """The entry of a hand-written page, whose finished `html` it is."""
    found = _ARTICLE.search(html)
    return _make(address, title, description, found[1] if found else "")


def _make(
    address: str, title: str, description: str, body: str, *, agency: str = "", names: tuple[str, ...] = ()
) -> SearchEntry:
    known = [name_words(name) for name in (title, *names)]
    titles = frozenset(chain.from_iterable(known))
    parts = [part for part in address.split("/") if part and not _NO_NAME.fullmatch(part)]
    others = [word for part in parts[1:] or parts for word in name_words(part)]
    year = _YEAR.search(address) or _YEAR.search(title)
    return SearchEntry(
        address=address,
        title=title,
        kind=address.partition("/")[0],
        year=year[1] if year else "",
        agency="" if names else agency,
        description=_shorten(description),
        title_words=titles,
        length=min(map(len, known)),
        other_words=frozenset(with_stems(others)) | (frozenset(with_stems(titles)) - titles),
        told=frozenset(told_words(body)) - titles,
    )


def _shorten(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= _LONGEST_TOLD:
        return text
    return text[:_LONGEST_TOLD].rpartition(" ")[0].rstrip(" ,.;:") + " …"
