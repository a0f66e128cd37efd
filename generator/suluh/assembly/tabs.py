"""The active tab of a frame: engines cannot know it for placeholders outside the navigation.

Suluh's own theme marks its tabs itself; this serves the theme that an owner brings.
"""

from __future__ import annotations

import posixpath
import re

from suluh.assembly.frames import ROOT_SECTION, FrameKey, section_address

_TAB = re.compile(
    r"<li class=\"(?P<item>md-tabs__item)(?P<state>[^\"]*)\""
    r"(?P<gap>[^>]*>\s*<a\b[^>]*?\bhref=\"(?P<href>[^\"]*)\")(?P<rest>[^>]*>)"
)
_OWN = 'class="s-nav"'
_ACTIVE = " md-tabs__item--active"
_CURRENT = re.compile(r"\saria-current=\"[^\"]*\"")


def has_own_tabs(html: str) -> bool:
    """Whether the page is made by our own template, which marks its tabs itself."""
    return _OWN in html


def mark_active_tab(html: str, key: FrameKey, placeholder: str) -> str:
    """The frame's HTML with its section's tab active and no other; `placeholder` is its address."""
    if has_own_tabs(html):
        return html

    def mark(match: re.Match[str]) -> str:
        target = resolve_within(placeholder, match["href"])
        active = _is_of_section(target, key)
        state = match["state"].replace(_ACTIVE, "") + (_ACTIVE if active else "")
        rest = _CURRENT.sub("", match["rest"])
        here = target == section_address(key[0]) and key[1] <= 1
        current = f' aria-current="{"page" if here else "true"}"' if active else ""
        gap = _CURRENT.sub("", match["gap"])
        return f'<li class="{match["item"]}{state}"{gap}{current}{rest}'

    return _TAB.sub(mark, html)


def resolve_within(here: str, href: str) -> str | None:
    """The address that a relative link on the page `here` leads to; None for one that leaves the site."""
    path = href.partition("#")[0].partition("?")[0]
    if path.startswith("/") or ":" in path.partition("/")[0]:
        return None
    joined = posixpath.normpath(posixpath.join("/", here, path)) if path else f"/{here}"
    folder = path.endswith(("/", "..", ".")) or not path
    address = joined.strip("/")
    return f"{address}/" if address and folder else address


def _is_of_section(target: str | None, key: FrameKey) -> bool:
    section, depth = key
    if target is None:
        return False
    if section == ROOT_SECTION:
        return depth == 0 and target == ""
    return target.startswith(section_address(section))
