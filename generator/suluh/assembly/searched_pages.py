"""What the site's own search leads to: each thing once, on its newest page, whatever years it has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from suluh.vocabulary.site import Page

_TIME = re.compile(r"(?P<year>[12][0-9]{3})|tw[1-4]")
_YEAR = re.compile(r"\b[12][0-9]{3}\b")


def find_searched(pages: Iterable[Page]) -> frozenset[str]:
    """Addresses of the pages in the index; the home page, which says a little of everything, is not.

    Of pages whose addresses differ in year and quarter alone, such as a sub kegiatan's, it is the newest,
    from which the others are one step away. An older one stays where it has another name than the newest:
    nobody would find it by that.
    """
    kept: dict[str, Page] = {}
    for page in pages:
        if page.address and page.indexed and page.searched:
            name = _name_thing(page)
            held = kept.get(name)
            if held is None or _time_of(page) > _time_of(held):
                kept[name] = page
    return frozenset(page.address for page in kept.values())


def _name_thing(page: Page) -> str:
    """The address without its times; where it has a year and no quarter, with the title without the year."""
    parts = page.address.split("/")
    times = [found for found in map(_TIME.fullmatch, parts) if found]
    if not times:
        return page.address
    address = "/".join("" if _TIME.fullmatch(part) else part for part in parts)
    yearly = all(found["year"] for found in times)
    return f"{address} {_YEAR.sub('', page.title)}" if yearly else address


def _time_of(page: Page) -> tuple[str, ...]:
    return tuple(part for part in page.address.split("/") if _TIME.fullmatch(part))
