"""The colours of pages by name, read from `assets/10-tokens.css`, where alone they have a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

TOKENS = "10-tokens.css"
"""The style sheet that gives every colour its number, in light and in dark."""
LIGHT = '\n[data-md-color-scheme="default"]'
DARK = '[data-md-color-scheme="slate"]'
REPEATED = "    /* The dark colours again: `repeat_dark` writes them here. */\n"
"""Where dark stands once more, for devices that ask for it and run no script."""

_COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")


def repeat_dark(style: str) -> str:
    """The style sheet of tokens with its dark colours also where no script can choose them."""
    return style.replace(REPEATED, _rule_of(style, DARK).lstrip("\n"))


@lru_cache(maxsize=1)
def light_colours() -> Mapping[str, str]:
    """`#rrggbb` by the name of its token, as light pages have it."""
    return dict(_COLOUR.findall(_rule_of(_read_tokens(), LIGHT)))


@lru_cache(maxsize=1)
def dark_colours() -> Mapping[str, str]:
    """`#rrggbb` by the name of its token, as dark pages have it."""
    return {**light_colours(), **dict(_COLOUR.findall(_rule_of(_read_tokens(), DARK)))}


def _read_tokens() -> str:
    return (files("suluh.rendering") / "assets" / TOKENS).read_text(encoding="utf-8")


def _rule_of(style: str, selector: str) -> str:
    """What stands between the braces of a selector's first rule, without the last line's blanks."""
    return style.split(selector, 1)[1].split("{", 1)[1].split("}", 1)[0].rstrip(" ")
