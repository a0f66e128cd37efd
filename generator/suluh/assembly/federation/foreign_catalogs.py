"""Catalogues of others: what a CKAN portal or a data.json offers, as entries of ours; no figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from suluh.assembly.federation.suluh_site import NotUnderstoodError
from suluh.vocabulary.federation import CatalogEntry, ListedSite, SiteContent, SiteKind
from suluh.vocabulary.web_addresses import is_safe_address

PER_PAGE = 500
MOST_PAGES = 200
DATA_JSON = "data.json"
SEARCH = "api/3/action/package_search?rows={rows}&start={start}"

ReadPage = Callable[[str], bytes]
"""From a path below the site, with its query, to what the host answers. Raises OSError."""


def read_foreign(read: ReadPage, site: ListedSite) -> SiteContent:
    """A catalogue's entries. Raises OSError where it cannot be had or understood."""
    try:
        entries = tuple(_read_ckan(read, site) if site.kind is SiteKind.CKAN else _read_data_json(read, site))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotUnderstoodError(site.address) from None
    return SiteContent(name=site.address, region=site.region, as_of="", simulated=False, catalog=entries)


def _read_ckan(read: ReadPage, site: ListedSite) -> Iterator[CatalogEntry]:
    seen: set[str] = set()
    for page in range(MOST_PAGES):
        found = json.loads(read(SEARCH.format(rows=PER_PAGE, start=page * PER_PAGE)))["result"]["results"]
        fresh = [package for package in found if package["name"] not in seen]
        for package in fresh:
            seen.add(package["name"])
            yield CatalogEntry(
                name=_line(package["name"]),
                title=_line(package.get("title") or package["name"]),
                publisher=_line((package.get("organization") or {}).get("title")),
                period="",
                modified=_day(package.get("metadata_modified")),
                licence=_line(package.get("license_id")),
                simulated=False,
                address=f"{site.address}dataset/{package['name']}",
            )
        if not fresh or len(found) < PER_PAGE:
            return


def _read_data_json(read: ReadPage, site: ListedSite) -> Iterator[CatalogEntry]:
    for number, entry in enumerate(json.loads(read(DATA_JSON))["dataset"]):
        landing = entry.get("landingPage")
        publisher = entry.get("publisher")
        yield CatalogEntry(
            name=_line(entry.get("identifier") or str(number)),
            title=_line(entry["title"]),
            publisher=_line(publisher.get("name")) if isinstance(publisher, Mapping) else "",
            period=_line(entry.get("temporal")),
            modified=_day(entry.get("modified")),
            licence=_line(entry.get("license")),
            simulated=False,
            address=landing
            if isinstance(landing, str)
            and landing.startswith(("https://", "http://"))
            and is_safe_address(landing)
            else site.address,
        )


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(value: object) -> str:
    """The day of a moment in ISO form; empty for anything else."""
    text = _line(value)[:10]
    return text if len(text) == 10 and text[4] == text[7] == "-" else ""
