"""What an engine is told: what the closed list lets through of the owner's `mkdocs.yml`, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suluh.assembly.frames import FrameKey, needed_frames, placeholder_path, section_address
from suluh.assembly.navigation import keep_known, known_paths
from suluh.reading.built_in_guides import READING_ORDER
from suluh.reading.closed_settings import close_settings
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.record_types import list_sections, tab_of
from suluh.rendering.tokens import light_colours
from suluh.vocabulary.looks import Looks
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site
from suluh.words.saying import say_in

_LINKS = {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"}
_PAGES = {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"}
_EXTENSIONS: list[Any] = [
    "admonition",
    {"tables": {"use_align_attribute": True}},
    {"toc": {"permalink": False}},
]
"""What the policy allows: alignment without `style` attributes."""


def engine_settings(site: Site, settings: Settings) -> dict[str, Any]:
    """The staged `mkdocs.yml` as a mapping; JSON of it is YAML too.

    Of the owner's settings only what the closed list lets through is in it, whoever made `settings`:
    no plugin, no template, no file, and no extension or option that reads or runs anything. What the
    owner leaves out is set so that pages ask nothing of other hosts and fit the policy.
    """
    wishes, _ = close_settings(settings.engine_settings, SETTINGS_FILE)
    nav = keep_known(wishes.get("nav"), known_paths(site)) or make_navigation(site)
    return {
        "site_name": settings.site_name,
        "site_url": settings.site_url,
        "site_description": settings.site_description,
        "docs_dir": "docs",
        "site_dir": "built",
        "use_directory_urls": True,
        "plugins": [],
        "theme": _theme(wishes.get("theme", {}), settings),
        "nav": translate_navigation(nav, site, settings.language),
        "markdown_extensions": wishes.get("markdown_extensions", _EXTENSIONS),
        "extra": {
            "scope": "/",
            **wishes.get("extra", {}),
            "suluh": {**site.footer, **_own_looks(settings.looks)},
        },
        "extra_css": ["aset/suluh.css"],
        "extra_javascript": ["aset/suluh.js"],
        "validation": {"nav": _PAGES, "links": _LINKS},
    }


def translate_navigation(nav: object, site: Site, language: str) -> object:
    """The navigation with the titles of sections in the site's language, where Suluh knows them.

    Titles of hand-written pages stay, as the pages do.
    """
    written = [document.path for document in site.documents]

    def translate(entry: object) -> object:
        if not isinstance(entry, dict):
            return entry
        return {
            title if below in written else say_in(language, str(title)): (
                [translate(item) for item in below] if isinstance(below, list) else below
            )
            for title, below in entry.items()
        }

    return [translate(item) for item in nav] if isinstance(nav, list) else nav


def make_navigation(site: Site) -> list[Any]:
    """Navigation for a site whose owner wrote none: sections by title, then hand-written pages.

    Sections that stand beside another share its tab, where that one is there.
    """
    titles = {page.address: page.title for page in site.pages}
    tabs: dict[str, list[Any]] = {}
    for section, depth in sorted(needed_frames(site.pages), key=_by_custom):
        title = "Beranda" if not section_address(section) else titles.get(section_address(section))
        if title is not None and depth == len(section_address(section)[:1]):
            tabs.setdefault(tab_of(section), []).append({title: placeholder_path((section, depth))})
    entries: list[Any] = [
        some[0] if len(some) == 1 else {next(iter(some[0])): some} for some in tabs.values()
    ]
    folders: dict[str, list[str]] = {}
    for document in site.documents:
        folders.setdefault(document.path.rpartition("/")[0], []).append(document.path)
    for folder, paths in sorted(folders.items()):
        paths = sorted(paths, key=lambda path: (not path.endswith("index.md"), _reading_order(path)))
        entries += [{folder.rpartition("/")[2].replace("-", " ").capitalize(): paths}] if folder else paths
    return entries


def _reading_order(path: str) -> tuple[int, str]:
    """Guides of the package stand in the order in which one reads them, then the site's own pages by name."""
    return (READING_ORDER.index(path) if path in READING_ORDER else len(READING_ORDER), path)


def _by_custom(key: FrameKey) -> tuple[int, str]:
    section, names = key[0], [section.name for section in list_sections()]
    return (names.index(section) if section in names else len(names), section)


def _own_looks(looks: Looks) -> dict[str, Any]:
    """What the theme's templates show of a region's looks; all of it is escaped there."""
    own: dict[str, Any] = {"warna": looks.primary or light_colours()["night"]}
    if looks.emblem:
        picture = looks.emblem.picture
        own["lambang"] = {"teks": looks.emblem.words, "lebar": picture.width, "tinggi": picture.height}
    if not looks.serif:
        own["tanpa_serif"] = True
    if looks.footer_lines:
        own["baris"] = list(looks.footer_lines)
    if looks.footer_links:
        own["tautan"] = [
            {"nama": footer_link.name, "alamat": footer_link.address} for footer_link in looks.footer_links
        ]
    return own


def _theme(theme: str | Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Material with the owner's wishes; `variant` is a word of Zensical's that MkDocs passes over."""
    wishes = dict(theme) if isinstance(theme, Mapping) else {}
    if isinstance(wishes.get("palette"), list):
        wishes["palette"] = [_name_toggle(wish, settings.language) for wish in wishes["palette"]]
    return {
        "features": ["navigation.tabs"],
        **wishes,
        "name": "material",
        "variant": "classic",
        "language": settings.language,
        "font": False,
        "custom_dir": "theme",
    }


def _name_toggle(scheme: object, language: str) -> object:
    """A colour scheme whose button is named in the site's language."""
    if not isinstance(scheme, dict):
        return scheme
    toggle = scheme.get("toggle")
    name = toggle.get("name") if isinstance(toggle, dict) else None
    if not isinstance(toggle, dict) or not isinstance(name, str):
        return scheme
    return {**scheme, "toggle": {**toggle, "name": say_in(language, name)}}
