"""`sitemap.xml` and `robots.txt`, written from the site itself, not by the engine."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from suluh.assembly.unlisted import NONE, Unlisted
from suluh.publishing.formats import list_suffixes
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


def write_robots(settings: Settings, unlisted: Unlisted = NONE) -> str:
    """Everyone may read everything but the downloads that are `unlisted`; the sitemap is named.

    Pages stay open to robots: only there do they read that they shall not list them. No line stands for
    one page, so that the file stays within the 500 KiB that are read of it.
    """
    home = settings.home_path
    lines = ["User-agent: *", "Allow: /"]
    lines += [
        f"Disallow: {home}{quote(folder)}*{suffix}$"
        for folder in unlisted.folders
        for suffix in list_suffixes()
    ]
    lines += [f"Disallow: {home}{quote(file)}$" for file in unlisted.files]
    if settings.site_url:
        homes = (settings.site_url, *settings.other_languages.values())
        lines += [f"Sitemap: {home}sitemap.xml" for home in homes]
    return "\n".join(lines) + "\n"


def _entries(site: Site, settings: Settings) -> Iterator[str]:
    dated = [(page.address, page.modified[:10]) for page in site.pages if page.indexed and not page.simulated]
    dated += [(document.address, "") for document in site.documents]
    for address, modified in sorted(dated):
        changed = f"<lastmod>{escape(modified)}</lastmod>" if modified else ""
        told = quote(address, safe="/~")
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{name}" href="{escape(home + told)}"/>'
            for name, home in settings.languages.items()
        )
        yield f"<url><loc>{escape(_full(address, settings))}</loc>{changed}{others}</url>"


def _full(address: str, settings: Settings) -> str:
    return (settings.site_url or "/") + quote(address, safe="/~")


def _wrap(element: str, entries: list[str]) -> str:
    more = (
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if any("<xhtml:" in entry for entry in entries) else ""
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{_NAMESPACE}"{more}>\n'
    return head + "".join(f"{entry}\n" for entry in entries) + f"</{element}>\n"
