"""The line below a hand-written page that leads to reporting a mistake on it, as below every other page."""

from __future__ import annotations

from functools import partial
from html import escape

from suluh.reading.front_matter import split_front_matter
from suluh.rendering.feedback import MISTAKES, Subject, list_ways
from suluh.rendering.link_addresses import relative_address
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document
from suluh.words.catalogues import INDONESIAN
from suluh.words.saying import say_in


def build_feedback(document: Document, settings: Settings, *, explained: bool = False) -> str:
    """The links as HTML, every value escaped; `explained` says that the page on how to report is there."""
    stated, _, _ = split_front_matter(document.text, document.path)
    title = str((stated or {}).get("title") or document.address.strip("/"))
    say = partial(say_in, settings.language)
    how = MISTAKES if explained and document.address != MISTAKES else ""
    links = list_ways(Subject(title, document.address), settings, say, how)
    if not links:
        return ""
    items = []
    for link in links:
        own = link.address == how
        target = relative_address(link.address, document.address) if own else link.address
        outside = ' rel="noopener noreferrer"' if target.startswith("https:") else ""
        items.append(f'<li><a href="{escape(target)}"{outside}>{escape(link.text)}</a></li>')
    # The text around it may be in another language than the site.
    lang = "" if settings.language == INDONESIAN else f' lang="{escape(settings.language)}"'
    return f'<footer class="s-provenance"{lang}><ul>{"".join(items)}</ul></footer>'
