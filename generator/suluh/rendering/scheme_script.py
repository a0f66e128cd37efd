"""The script that lets a reader choose light or dark, with the colour schemes of the site before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from suluh.rendering.icons import draw_icon
from suluh.words.saying import say_in

SCRIPT = "tema.js"


def write_schemes(theme: object, language: str) -> str:
    """`const schemes = […];`: what a site's settings offer as `palette`, in the order in which it turns.

    Each has what the pages' body says (`media`, `scheme`, `primary`, `accent`), and the name and drawing of
    its button where it has one. `theme` is that part of the settings which the closed list let through.
    """
    palette = theme.get("palette") if isinstance(theme, Mapping) else None
    entries = palette if isinstance(palette, list) else [palette] if isinstance(palette, Mapping) else []
    schemes = [_describe(entry, language) for entry in entries if isinstance(entry, Mapping)]
    return f"const schemes = {json.dumps(schemes or [_describe({}, language)], ensure_ascii=False)};\n"


def _describe(entry: Mapping[str, Any], language: str) -> dict[str, str]:
    toggle = entry.get("toggle")
    button = toggle if isinstance(toggle, Mapping) else {}
    name, drawing = button.get("name"), button.get("icon")
    told = {
        "media": str(entry.get("media", "")),
        "scheme": _hyphened(entry.get("scheme", "default")),
        "primary": _hyphened(entry.get("primary", "indigo")),
        "accent": _hyphened(entry.get("accent", "indigo")),
    }
    if isinstance(name, str) and isinstance(drawing, str):
        told |= {"name": say_in(language, name), "icon": str(draw_icon(drawing))}
    return told


def _hyphened(word: object) -> str:
    return str(word).replace(" ", "-")
