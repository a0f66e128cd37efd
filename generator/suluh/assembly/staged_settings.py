"""What an engine is told: the owner's `mkdocs.yml` without what is not for it, as plain JSON."""

from __future__ import annotations

from typing import Any

from suluh.assembly.frames import FrameKey, needed_frames, placeholder_path, section_address
from suluh.rendering.words import say_in
from suluh.vocabulary.sections import SECTIONS, tab_of
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

OWN_PLUGIN = "suluh"
_SECTIONS = tuple(one.name for one in SECTIONS)
_NOT_FOR_ENGINES = (
    "INHERIT",
    "dev_addr",
    "docs_dir",
    "draft_docs",
    "edit_uri",
    "exclude_docs",
    "hooks",
    "not_in_nav",
    "repo_url",
    "site_dir",
    "strict",
    "watch",
)
"""Folders are ours; the stage is an allow-list already; our record pages need no exclusion."""


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

    What the owner leaves out is set so that pages ask nothing of other hosts and fit the policy.
    """
    told = {key: value for key, value in settings.engine_settings.items() if key not in _NOT_FOR_ENGINES}
    told.setdefault("nav", make_navigation(site))
    told["nav"] = translate_navigation(told["nav"], site, settings.language)
    told.setdefault("markdown_extensions", _EXTENSIONS)
    extra = told.get("extra")
    plugins = told.get("plugins")
    told.update(
        site_name=settings.site_name,
        site_url=settings.site_url,
        docs_dir="docs",
        site_dir="built",
        use_directory_urls=True,
        plugins=_without_ours(plugins if isinstance(plugins, list | dict) else []),
        theme=_theme(told.get("theme"), settings),
        extra={"scope": "/", **(extra if isinstance(extra, dict) else {}), "suluh": dict(site.footer)},
        extra_css=["aset/suluh.css"],
        extra_javascript=["aset/suluh.js"],
        validation={"nav": _PAGES, "links": _LINKS},
    )
    return told


def translate_navigation(nav: Any, site: Site, language: str) -> Any:
    """The navigation with the titles of sections in the site's language, where Suluh knows them.

    Titles of hand-written pages stay, as the pages do.
    """
    written = [one.path for one in site.documents]

    def translate(entry: Any) -> Any:
        if not isinstance(entry, dict):
            return entry
        return {
            title if below in written else say_in(language, str(title)): (
                [translate(one) for one in below] if isinstance(below, list) else below
            )
            for title, below in entry.items()
        }

    return [translate(one) for one in nav] if isinstance(nav, list) else nav


def make_navigation(site: Site) -> list[Any]:
    """Navigation for a site whose owner wrote none: sections by title, then hand-written pages.

    Sections that stand beside another share its tab, where that one is there.
    """
    titles = {page.address: page.title for page in site.pages}
    tabs: dict[str, list[Any]] = {}
    for section, depth in sorted(needed_frames(site.pages), key=_by_custom):
        title = titles.get(section_address(section))
        if title is not None and depth == len(section_address(section)[:1]):
            tabs.setdefault(tab_of(section), []).append({title: placeholder_path((section, depth))})
    entries: list[Any] = [
        some[0] if len(some) == 1 else {next(iter(some[0])): some} for some in tabs.values()
    ]
    folders: dict[str, list[str]] = {}
    for document in site.documents:
        folders.setdefault(document.path.rpartition("/")[0], []).append(document.path)
    for folder, paths in sorted(folders.items()):
        paths = sorted(paths, key=lambda path: (not path.endswith("index.md"), path))
        entries += [{folder.rpartition("/")[2].replace("-", " ").capitalize(): paths}] if folder else paths
    return entries


def _by_custom(key: FrameKey) -> tuple[int, str]:
    section = key[0]
    return (_SECTIONS.index(section) if section in _SECTIONS else len(_SECTIONS), section)


def _theme(theme: Any, settings: Settings) -> dict[str, Any]:
    """Material with the owner's wishes; `variant` is a word of Zensical's that MkDocs passes over."""
    wishes = dict(theme) if isinstance(theme, dict) else {"name": theme} if isinstance(theme, str) else {}
    if isinstance(wishes.get("palette"), list):
        wishes["palette"] = [_name_toggle(one, settings.language) for one in wishes["palette"]]
    return {
        "name": "material",
        "variant": "classic",
        "language": settings.language,
        "font": False,
        "features": ["navigation.tabs"],
        **wishes,
        "custom_dir": "theme",
    }


def _name_toggle(scheme: Any, language: str) -> Any:
    """A colour scheme whose button is named in the site's language."""
    toggle = scheme.get("toggle") if isinstance(scheme, dict) else None
    name = toggle.get("name") if isinstance(toggle, dict) else None
    if not isinstance(toggle, dict) or not isinstance(name, str):
        return scheme
    return {**scheme, "toggle": {**toggle, "name": say_in(language, name)}}


def _without_ours(plugins: list[Any] | dict[str, Any]) -> list[Any] | dict[str, Any]:
    """Other plugins as they are. The key must stay even if empty, else engines add a search of their own."""
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != OWN_PLUGIN}
    return [one for one in plugins if one != OWN_PLUGIN and not (isinstance(one, dict) and OWN_PLUGIN in one)]
