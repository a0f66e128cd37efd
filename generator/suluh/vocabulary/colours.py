"""Colours as numbers: how well one can be read on another, and shades between two, after WCAG 2."""

from __future__ import annotations

import re
from collections.abc import Iterable

READABLE = 4.5
"""The least contrast of text, as a ratio to 1."""
WHITE, BLACK = "#ffffff", "#000000"

_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 50


def is_colour(text: str) -> bool:
    """Whether a text is `#rrggbb` in small letters."""
    return bool(_HEX.fullmatch(text))


def contrast(name: str, other: str) -> float:
    """Contrast of two colours, 1 (the same) to 21 (black and white)."""
    bright, dark = sorted((_luminance(name), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mix(name: str, other: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from one to the other."""
    pairs = zip(_channels(name), _channels(other), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * share):02x}" for start, end in pairs)


def readable_on(colour: str, grounds: Iterable[str], towards: str) -> str:
    """The colour, moved no further than needed towards white or black until it can be read on all grounds.

    Where even that cannot be read, it is `towards`.
    """
    grounds = tuple(grounds)
    for step in range(_STEPS + 1):
        shade = mix(colour, towards, step / _STEPS)
        if all(contrast(shade, ground) >= READABLE for ground in grounds):
            return shade
    return towards


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [_linear(channel / 255) for channel in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
