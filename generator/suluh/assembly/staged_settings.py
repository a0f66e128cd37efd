"""What an engine is told: the owner's `mkdocs.yml` without what is not for it, as plain JSON."""

from __future__ import annotations

from typing import Any

from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

OWN_PLUGIN = "suluh"
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


def engine_settings(site: Site, settings: Settings) -> dict[str, Any]:
    """The staged `mkdocs.yml` as a mapping; JSON of it is YAML too."""
    told = {key: value for key, value in settings.engine_settings.items() if key not in _NOT_FOR_ENGINES}
    theme = told.get("theme")
    extra = told.get("extra")
    plugins = told.get("plugins")
    told.update(
        site_name=settings.site_name,
        site_url=settings.site_url,
        docs_dir="docs",
        site_dir="built",
        use_directory_urls=True,
        plugins=_without_ours(plugins if isinstance(plugins, list | dict) else []),
        theme={
            **(theme if isinstance(theme, dict) else {"name": theme or "material"}),
            "custom_dir": "theme",
        },
        extra={**(extra if isinstance(extra, dict) else {}), "suluh": dict(site.footer)},
        extra_css=["aset/suluh.css"],
        extra_javascript=["aset/suluh.js"],
        validation={
            "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
            "links": {
                "not_found": "warn",
                "anchors": "warn",
                "absolute_links": "warn",
                "unrecognized_links": "warn",
            },
        },
    )
    return told


def _without_ours(plugins: list[Any] | dict[str, Any]) -> list[Any] | dict[str, Any]:
    """Other plugins as they are. The key must stay even if empty, else engines add a search of their own."""
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != OWN_PLUGIN}
    return [one for one in plugins if one != OWN_PLUGIN and not (isinstance(one, dict) and OWN_PLUGIN in one)]
