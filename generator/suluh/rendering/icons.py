"""Icons: single drawings from the set that the theme brings along, inline and silent to screen readers."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

BEARERS = ("material", "zensical")
"""Packages that carry the icon set, by preference; both hold the same files."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")
_DRAWING = re.compile(r'<svg\b[^>]*\bviewBox="(?P<box>[-0-9. ]+)"[^>]*>(?P<inner>.*)</svg>', re.DOTALL)


@lru_cache(maxsize=512)
def icon(name: str) -> Markup:
    """The drawing `set/name` (`material/flask-outline`) as SVG of 24 by 24, hidden from assistive technology.

    The words beside an icon carry its meaning. Raises ValueError for a name that no set has.
    """
    match = _DRAWING.search(_read_drawing(name))
    if match is None:
        raise ValueError(f"icon {name!r} is no plain SVG")
    return Markup(  # noqa: S704  the theme's own drawing, not anybody's data
        f'<svg class="s-icon" viewBox="{match["box"]}" width="24" height="24" '
        f'aria-hidden="true" focusable="false">{match["inner"].strip()}</svg>'
    )


def _read_drawing(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} is no name of an icon")
    for folder in _icon_folders():
        path = folder.joinpath(*f"{name}.svg".split("/"))
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ValueError(f"there is no icon {name!r}")


@lru_cache(maxsize=1)
def _icon_folders() -> tuple[Path, ...]:
    """Where the sets lie. The packages are located, not imported: only their files are needed."""
    specs = (find_spec(bearer) for bearer in BEARERS)
    roots = (Path(root) for spec in specs if spec for root in spec.submodule_search_locations or ())
    return tuple(root / "templates" / ".icons" for root in roots)
