"""The head of a record page, every value escaped, and the banner of example data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from suluh.assembly.share_words import share_description
from suluh.rendering.link_addresses import relative_address
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Page
from suluh.words.saying import name_language, say_in

_INERT = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def build_head(page: Page, settings: Settings, body: str = "") -> str:
    """Title, description, canonical address and JSON-LD of a page, as HTML.

    `body` is what the page says, from which previews take its first sentence. They take the page's title, its
    language and its canonical address for their own where nothing else is stated: none is said twice.
    """
    version = settings.build_time.date()
    description = share_description(page, body, language=settings.language, version=version)
    title = page_title(page, settings.site_name)
    lines = [f"<title>{escape(title)}</title>"]
    if description:  # for search engines and previews alike: one element says both
        lines.append(_meta("name", "description", description, 'property="og:description" '))
    if page.leads_to:
        # Works without a script and under the strict policy; search engines take it for a lasting move.
        there = relative_address(page.leads_to, page.address)
        lines.append(f'<meta http-equiv="refresh" content="0; url={escape(there)}">')
    elif not page.indexed or page.simulated:
        lines.append(_meta("name", "robots", "noindex"))
    address = absolute_address(page.leads_to or page.address, settings)
    if address and (page.indexed or page.leads_to):
        lines.append(f'<link rel="canonical" href="{escape(address)}">')
    for feed in page.feeds:
        there = escape(relative_address(feed.address, page.address))
        # Material's script takes a bare `rel="alternate"` for another language and asks for its sitemap.
        named = f'title="{escape(feed.text)}" href="{there}"'
        lines.append(f'<link rel="feed alternate" type="application/atom+xml" {named}>')
    if page.structured_data is not None:
        lines.append(f'<script type="application/ld+json">{inert_json(page.structured_data())}</script>')
    return "\n".join(lines)


def page_title(page: Page, site_name: str) -> str:
    """`Title · Site`; the title alone where it is the site's name or holds it."""
    return page.title if site_name in page.title else f"{page.title} · {site_name}"


def absolute_address(address: str, settings: Settings) -> str:
    """The full URL of an address, or empty where the site's own URL is not known."""
    return settings.site_url + quote(address, safe="/~") if settings.site_url else ""


def inert_json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """Compact JSON that no HTML parser can leave: `<`, `>` and `&` are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_INERT).replace("%%suluh:", "%%suluh\\u003a")


def build_language_links(address: str, settings: Settings) -> str:
    """Where the page at `address` stands in the site's other languages; nothing where it has one alone."""
    if not settings.other_languages:
        return ""
    links = "".join(
        f'<li><a href="{escape(home + quote(address, safe="/~"))}" hreflang="{name}" lang="{name}">'
        f"{escape(name_language(name))}</a></li>"
        for name, home in settings.other_languages.items()
    )
    label = escape(say_in(settings.language, "Bahasa lain"))
    return f'<nav class="s-languages" aria-label="{label}"><ul>{links}</ul></nav>'


EXPLAINED = "tentang/data-contoh/"
"""The hand-written page that says what example data are, where a site has it."""


_SIGN = '<span class="s-sign s-sign--example" aria-hidden="true"></span>'
NAMED = 3
"""How many data that are not invented the banner names."""


def build_banner(page: Page, language: str, explained: str = "") -> str:
    """The line above the header that says that figures are invented, or nothing.

    `explained` is the address of the page that says more, empty where there is none.
    """
    if not page.simulated:
        return ""
    label, title = escape(say_in(language, "Data contoh")), escape(say_in(language, "Data contoh."))
    text = escape(say_in(language, "Sebagian angka di halaman ini dibuat untuk contoh, bukan data resmi."))
    if page.genuine:
        text = f"{text} {escape(_name_genuine(page.genuine, language))}"
    more = ""
    if explained:
        href = escape(relative_address(explained, page.address))
        words = escape(say_in(language, "Apa artinya?"))
        more = f' <a href="{href}">{words}</a>'
    said = f"{_SIGN} <strong>{title}</strong> {text}{more}"
    return f'<aside class="s-banner" aria-label="{label}"><p class="s-banner__text">{said}</p></aside>'


def _name_genuine(titles: Sequence[str], language: str) -> str:
    """What on a page with invented figures is not invented; the first few by title, the others counted."""
    named, more = ", ".join(titles[:NAMED]), len(titles) - NAMED
    if more > 0:
        return say_in(
            language, "Bukan contoh: %(titles)s, dan %(count)s data lain.", titles=named, count=more
        )
    return say_in(language, "Bukan contoh: %(titles)s.", titles=named)


def _meta(kind: str, name: str, content: str, besides: str = "") -> str:
    return f'<meta {kind}="{name}" {besides}content="{escape(content)}">'
