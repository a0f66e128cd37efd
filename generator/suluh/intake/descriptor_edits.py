"""A few values of a descriptor changed in its text, and all else left as it was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from suluh.reading.safe_yaml import find_value, load_yaml, without_lines

Way = tuple[str | int, ...]
"""The keys and numbers that lead to a value, from the top."""


def edit_descriptor(text: str, changes: Mapping[Way, object]) -> str | None:
    """The text with other values at some ways; a key that is not there yet is put first in its mapping.

    None where that cannot be done for certain: what is read afterwards must be what was asked for.
    """
    wanted, findings = load_yaml(text, "")
    if findings or not isinstance(wanted, dict):
        return None
    wanted = without_lines(wanted)
    edits: list[tuple[int, int, str]] = []
    for way, value in changes.items():
        edit = _replace(text, way, value) or _insert(text, way, value)
        if edit is None or not _put(wanted, way, value):
            return None
        edits.append(edit)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    after, findings = load_yaml(text, "")
    return text if not findings and without_lines(after) == wanted else None


def _replace(text: str, way: Way, value: object) -> tuple[int, int, str] | None:
    span = find_value(text, way)
    return (*span, json.dumps(value, ensure_ascii=False)) if span is not None and span[0] < span[1] else None


def _insert(text: str, way: Way, value: object) -> tuple[int, int, str] | None:
    span = find_value(text, way[:-1]) if len(way) > 1 else None
    if span is None:
        return None
    start = span[0]
    entry = f"{json.dumps(way[-1])}: {json.dumps(value, ensure_ascii=False)}"
    if text[start] == "{":
        return start + 1, start + 1, f"{entry}, "
    column = start - (text.rfind("\n", 0, start) + 1)
    return start, start, f"{entry}\n{' ' * column}"


def _put(tree: dict[str, Any], way: Way, value: object) -> bool:
    """Put the value into what was read; whether its mapping is there."""
    held: Any = tree
    for key in way[:-1]:
        there = key in held if isinstance(held, dict) else isinstance(held, list) and key in range(len(held))
        if not there:
            return False
        held = held[key]
    if not isinstance(held, dict):
        return False
    held[way[-1]] = value
    return True
