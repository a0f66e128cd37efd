"""Which crowded part of a map is worth an enlargement, and where on the drawing it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suluh.rendering.map_paths import Area, Box, Inset, PreparedLayer, prepare_inset

TIGHT = 0.019
"""A part is hard to hit when its inner circle's radius is below this share of the drawing's size."""

FEWEST = 6
"""An enlargement shows six hard parts at least."""

INSET = 0.46
LEAST_ZOOM = 1.5
"""Width of the enlargement as a share of the drawing's; it pays from this zoom on."""

GAP = 0.025

MOST_GROWTH = 1.4
"""An enlargement that makes the drawing this much larger takes more than it gives."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The enlargement, and the box of the drawing that holds map and enlargement."""

    inset: Inset
    view: Box


def place_inset(layer: PreparedLayer, size: int) -> Placement | None:
    """An enlargement of the crowded centre where it pays, beside the land; None where it does not."""
    frame = find_crowd(tuple(layer.areas.values()), size)
    if frame is None:
        return None
    width = round(size * INSET)
    if width < (frame[2] - frame[0]) * LEAST_ZOOM:
        return None
    height = round(width * (frame[3] - frame[1]) / (frame[2] - frame[0]))
    left, top, view = _free_corner(layer, (width, height), round(size * GAP))
    if view[2] * view[3] > MOST_GROWTH * layer.width * layer.height:
        return None
    box = (float(left), float(top), float(left + width), float(top + height))
    inset = prepare_inset(layer.kode, size, frame, box)
    return Placement(inset, view) if inset else None


def find_crowd(areas: Sequence[Area], size: int) -> Box | None:
    """The frame around most of the parts too small to hit, or None where there is no such crowd."""
    hard = [area for area in areas if area.radius < size * TIGHT]
    if len(hard) < FEWEST:
        return None
    reach = size * INSET / LEAST_ZOOM / 2.2
    crowds = ([other for other in hard if _near(area, other, reach)] for area in hard)
    crowd = max(crowds, key=len)
    if len(crowd) < FEWEST or len(crowd) * 3 < len(hard):
        return None
    circles = [
        (area.x - area.radius, area.y - area.radius, area.x + area.radius, area.y + area.radius)
        for area in crowd
    ]
    return _in_proportion(_around(circles, pad=size * 0.02))


def _near(area: Area, other: Area, reach: float) -> bool:
    # Wider than high, so that the enlargement is a band that fits into a corner.
    return abs(area.x - other.x) <= reach and abs(area.y - other.y) <= reach * 0.55


def _around(boxes: Sequence[Box], pad: float) -> Box:
    return (
        min(box[0] for box in boxes) - pad,
        min(box[1] for box in boxes) - pad,
        max(box[2] for box in boxes) + pad,
        max(box[3] for box in boxes) + pad,
    )


def _in_proportion(frame: Box) -> Box:
    """No narrower than square and no flatter than 2 to 1, grown around its middle."""
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    x, y = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    width, height = max(width, height), max(height, width / 2)
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _free_corner(layer: PreparedLayer, size: tuple[int, int], gap: int) -> tuple[int, int, Box]:
    """Left and top of the enlargement in the corner that widens the drawing least, and the new view."""
    width, height = size
    choices: list[tuple[int, int, int]] = []
    for at_left in (True, False):
        for at_top in (True, False):
            reach = height + gap if at_top else layer.height - height - gap
            beside = [x for x, y in layer.outline if (y < reach if at_top else y > reach)]
            room = min(beside, default=layer.width) if at_left else layer.width - max(beside, default=0)
            extra = max(0, width + gap - room)
            left = -extra if at_left else layer.width + extra - width
            choices.append((extra, left, 0 if at_top else layer.height - height))
    extra, left, top = min(choices)
    view = (min(left, 0), min(top, 0), layer.width + extra, max(layer.height, height))
    return left, top, view
