"""The same page in fewer bytes: an icon is drawn once and meant again after, and no line is blank.

A page shows the mark of example data or a tick dozens of times, and the drawing of either is longer than the
sentence beside it. What is meant again is a reference within the page, so it needs no file and no script.
"""

from __future__ import annotations

import re
from collections import Counter

_ICON = re.compile(r'<svg class="s-icon" viewBox="([^"]*)"[^>]*>(.*?)</svg>', re.DOTALL)
_SILENT = ' focusable="false"'
"""For browsers that are gone: elsewhere a drawing that is hidden from readers takes no focus."""
_BLANKS = re.compile(r"[ \t]*\n\s*")
_KEPT = re.compile(r"(<(pre|textarea)\b.*?</\2>)", re.DOTALL)


def compact_markup(html: str) -> str:
    """A finished body that shows the same, whose text in `pre` stays as it is."""
    parts = _KEPT.split(_mean_again(html).replace(_SILENT, ""))
    # Of three parts the third is the name of the element that the second holds.
    return "".join(
        part if number % 3 else _BLANKS.sub("\n", part) for number, part in enumerate(parts) if number % 3 < 2
    )


def _mean_again(html: str) -> str:
    """Icons that stand there more than once drawn once, with an id, and elsewhere as a reference to it."""
    times = Counter(match[2] for match in _ICON.finditer(html))
    ids: dict[str, str] = {}

    def draw(match: re.Match[str]) -> str:
        box, inner = match[1], match[2]
        if times[inner] < 2:
            return match[0]
        first = inner not in ids
        name = ids.setdefault(inner, f"ikon-{len(ids) + 1}")
        drawing = f'<symbol id="{name}" viewBox="{box}">{inner}</symbol>' if first else ""
        return f'<svg class="s-icon" aria-hidden="true">{drawing}<use href="#{name}"/></svg>'

    return _ICON.sub(draw, html)
