"""The navigation of `mkdocs.yml`: every entry leads to a page that will be there."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from suluh.assembly.frames import TOKEN_START, needed_frames, placeholder_path
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.rendering.link_addresses import is_external
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site


def check_navigation(site: Site, settings: Settings) -> Iterator[Finding]:
    """H008 for each entry of `nav` that names no page of the site, H009 for a mark of our own in it."""
    known = known_paths(site)
    for entry in list_entries(settings.engine_settings.get("nav")):
        if not leads_somewhere(entry, known):
            yield Finding("H008", Place(SETTINGS_FILE, field="nav"), value=str(entry)[:200])
    if TOKEN_START in json.dumps(dict(settings.engine_settings), ensure_ascii=False, default=str):
        yield Finding("H009", Place(SETTINGS_FILE), value=TOKEN_START)


def known_paths(site: Site) -> frozenset[str]:
    """What an entry may name: hand-written pages, and the first page of each section."""
    placeholders = {placeholder_path(key) for key in needed_frames(site.pages)}
    return frozenset({document.path for document in site.documents} | placeholders)


def leads_somewhere(entry: object, known: Collection[str]) -> bool:
    """Whether an entry is a page that is there, or an address elsewhere."""
    return isinstance(entry, str) and (entry in known or is_external(entry))


def list_entries(nav: object) -> Iterator[object]:
    """Every leaf of a navigation: what is neither a list nor a title with something below it."""
    if isinstance(nav, list):
        for entry in nav:
            yield from list_entries(entry)
    elif isinstance(nav, dict):
        for below in nav.values():
            yield from list_entries(below)
    elif nav is not None:
        yield nav


def keep_known(nav: object, known: Collection[str]) -> object:
    """The navigation without entries that lead nowhere, and without titles that have nothing below them."""
    if isinstance(nav, list):
        kept = [keep_known(entry, known) for entry in nav]
        return [item for item in kept if item not in (None, {}, [])]
    if isinstance(nav, dict):
        below = {title: keep_known(entry, known) for title, entry in nav.items()}
        return {title: item for title, item in below.items() if item not in (None, {}, [])}
    return nav if leads_somewhere(nav, known) else None
