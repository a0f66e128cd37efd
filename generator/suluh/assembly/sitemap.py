"""`sitemap.xml` and `robots.txt`, written from the site itself, not by the engine."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LIMIT = 50_000
"""Entries that the sitemap protocol allows in one file."""


def write_sitemaps(site: Site, settings: Settings) -> dict[str, str]:
    """Texts by file name: `sitemap.xml`, and beyond 50,000 pages an index with its parts.

    Addresses are absolute where the site's URL is known, else they start at `/`.
    """
    entries = list(_entries(site, settings))
    if len(entries) <= _LIMIT:
        return {"sitemap.xml": _wrap("urlset", entries)}
    texts: dict[str, str] = {}
    for start in range(0, len(entries), _LIMIT):
        texts[f"sitemap-{start // _LIMIT + 1}.xml"] = _wrap("urlset", entries[start : start + _LIMIT])
    parts = [f"<sitemap><loc>{escape(_full(name, settings))}</loc></sitemap>" for name in texts]
    return {"sitemap.xml": _wrap("sitemapindex", parts), **texts}


def write_robots(settings: Settings) -> str:
    """Everyone may read everything; the sitemap is named where the site's URL is known."""
    lines = ["User-agent: *", "Allow: /"]
    if settings.site_url:
        lines.append(f"Sitemap: {settings.site_url}sitemap.xml")
    return "\n".join(lines) + "\n"


def _entries(site: Site, settings: Settings) -> Iterator[str]:
    dated = [(page.address, page.modified[:10]) for page in site.pages if page.indexed]
    dated += [(document.address, "") for document in site.documents]
    for address, modified in sorted(dated):
        changed = f"<lastmod>{escape(modified)}</lastmod>" if modified else ""
        yield f"<url><loc>{escape(_full(address, settings))}</loc>{changed}</url>"


def _full(address: str, settings: Settings) -> str:
    return (settings.site_url or "/") + quote(address, safe="/~")


def _wrap(element: str, entries: list[str]) -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{_NAMESPACE}">\n'
    return head + "".join(f"{entry}\n" for entry in entries) + f"</{element}>\n"
