"""Icons: drawings from the set that the theme brings along, silent to screen readers.

Those of our own templates are cut out of their colour by the style sheet, so that a page names them and no
page carries their drawing; any other is drawn where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

BEARERS = ("material", "zensical")
"""Packages that carry the icon set, by preference; both hold the same files."""

STYLED = (
    *("alert-outline", "calendar-clock", "cash", "check", "check-circle", "check-decagram", "circle-outline"),
    *("clock-alert-outline", "close-circle", "content-copy", "download", "eye-off-outline"),
    *("file-document-outline", "filter-variant", "flag", "flask-outline", "information-outline", "magnify"),
    *("minus", "minus-circle", "pause-circle", "progress-clock", "tilde"),
)
"""Icons of the set `material` that the style sheet cuts out: all that our templates name."""

CHIPS = {
    "selesai": "check-circle",
    "berjalan": "progress-clock",
    "ditunda": "pause-circle",
    "terlambat": "clock-alert-outline",
    "ditolak": "close-circle",
    "rahasia": "eye-off-outline",
    "netral": "minus-circle",
    "sementara": "tilde",
    "waktunya": "calendar-clock",
    "belum": "circle-outline",
    "kosong": "minus",
    "dianggarkan": "cash",
    "perhatian": "flag",
}
"""The icon before the words of a chip, by its kind."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")
_DRAWING = re.compile(r'<svg\b[^>]*\bviewBox="(?P<box>[-0-9. ]+)"[^>]*>(?P<inner>.*)</svg>', re.DOTALL)


@lru_cache(maxsize=512)
def icon(name: str) -> Markup:
    """The icon `set/name` (`material/flask-outline`), hidden from assistive technology.

    The words beside an icon carry its meaning. Raises ValueError for a name that no set has.
    """
    collection, _, shape = name.rpartition("/")
    if collection == "material" and shape in STYLED:
        return Markup('<i class="s-icon s-icon--{}"></i>').format(shape)
    return draw_icon(name)


@lru_cache(maxsize=512)
def draw_icon(name: str) -> Markup:
    """The drawing `set/name` as SVG of 24 by 24, where no style sheet serves. Raises as `icon` does."""
    box, inner = _find_drawing(name)
    return Markup(  # noqa: S704  the theme's own drawing, not anybody's data
        f'<svg class="s-gambar" viewBox="{box}" width="24" height="24" aria-hidden="true">{inner}</svg>'
    )


def write_icon_styles() -> str:
    """A rule for each icon that pages name by its class: the shape that it is cut to."""
    return "".join(_write_rules())


def _write_rules() -> Iterator[str]:
    for shape in STYLED:
        box, inner = _find_drawing(f"material/{shape}")
        drawn = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}'>{inner}</svg>".replace('"', "'")
        address = quote(drawn, safe=" '=/:.,-()+")
        chips = "".join(f", .s-chip--{kind}::before" for kind, sign in CHIPS.items() if sign == shape)
        yield f'.s-icon--{shape}{chips} {{ --cut: url("data:image/svg+xml,{address}"); }}\n'


def _find_drawing(name: str) -> tuple[str, str]:
    """The box of a drawing and what is drawn in it."""
    match = _DRAWING.search(_read_drawing(name))
    if match is None:
        raise ValueError(f"icon {name!r} is no plain SVG")
    return match["box"], match["inner"].strip()


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
