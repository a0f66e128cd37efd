"""Names on a map: where they fit, without one lying on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from suluh.rendering.map_paths import Area, Box

LETTER = 0.56
"""Mean width of a letter as a share of the type size."""
BOLD = 1.2
"""How much wider bold letters are: the one region's name is bold."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the middle of (x, y). `wide_only` fits on a wide screen alone.

    A name that stands beside its region has a `leader` from there to the region.
    """

    kode: str
    text: str
    x: int
    y: int
    wide_only: bool = False
    leader: tuple[tuple[int, int], tuple[int, int]] | None = None


def place_labels(
    areas: Iterable[tuple[Area, str]], *, sizes: tuple[float, float], view: Box, taken: Sequence[Box] = ()
) -> list[Label]:
    """Names for areas, the largest first, each where it covers no other; those that fit nowhere left out.

    `sizes` are the type sizes in units on a wide and on a narrow screen. `taken` boxes stay free.
    """
    wide, narrow = sizes
    waiting = sorted(areas, key=lambda area: (-area[0].radius, area[0].kode))
    placed: list[Label] = []
    for size, wide_only in ((narrow, False), (wide, True)):
        # A name that showed on the narrow screen too keeps its room on the wide one.
        used = [*taken, *(label_box(label, size) for label in placed)]
        left: list[tuple[Area, str]] = []
        for area, text in waiting:
            spot = _find_spot(area, text, size, (view, used))
            if spot is None:
                left.append((area, text))
                continue
            placed.append(Label(area.kode, text, *spot, wide_only))
            used.append(_box_of(text, *spot, size))
        waiting = left
    return placed


def place_beside(area: Area, text: str, size: float, view: Box) -> Label:
    """The name of one region that must be there: inside it if it fits, else beside it with a leader."""
    half = len(text) * LETTER * BOLD * size / 2
    if half < area.radius * 1.7 * BOLD:
        x = min(max(area.x, view[0] + half), view[0] + view[2] - half)
        return Label(area.kode, text, round(x), area.y)
    left, top, right, bottom = area.box
    up = top - view[1] > size * 2.2
    y = top - size * 1.4 if up else bottom + size * 1.4
    x = min(max((left + right) / 2, view[0] + half), view[0] + view[2] - half)
    start = (round(x), round(y + size * 0.65 if up else y - size * 0.65))
    return Label(area.kode, text, round(x), round(y), leader=(start, (area.x, area.y)))


def label_box(label: Label, size: float) -> Box:
    """The box a name takes at a type size."""
    return _box_of(label.text, label.x, label.y, size)


def _find_spot(area: Area, text: str, size: float, room: tuple[Box, Sequence[Box]]) -> tuple[int, int] | None:
    view, used = room
    half = len(text) * LETTER * size / 2
    for step in (0.0, -0.7, 0.7, -1.3, 1.3):
        x = min(max(area.x, view[0] + half), view[0] + view[2] - half)
        y = area.y + step * size
        box = _box_of(text, x, y, size)
        inside = box[1] >= view[1] and box[3] <= view[1] + view[3]
        if inside and abs(x - area.x) <= size * 1.5 and not any(_overlap(box, other) for other in used):
            return round(x), round(y)
    return None


def _box_of(text: str, x: float, y: float, size: float) -> Box:
    half = len(text) * LETTER * size / 2
    return x - half, y - size * 0.62, x + half, y + size * 0.62


def _overlap(pair: Box, other: Box) -> bool:
    return pair[0] < other[2] and other[0] < pair[2] and pair[1] < other[3] and other[1] < pair[3]
