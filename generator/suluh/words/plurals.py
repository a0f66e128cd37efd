"""One or many, within a text: `{errors} [[error|errors]] in {files} [[file|files]]`.

A catalogue's plural entry is chosen by one number. A sentence with several has its forms in double brackets,
chosen by the number before them, or by the one that they name: `[[late:has|have]]`. A unit that stands beside
its number rather than in one text with it is handed the number as its only value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = re.compile(
    r"%\((?P<percent>\w+)\)s|\{(?P<brace>\w+)\}|\[\[(?:(?P<by>\w+):)?(?P<one>[^][|]*)\|(?P<many>[^][|]*)\]\]"
)


def choose_forms(text: str, values: Mapping[str, object] | None) -> str:
    """The text with one form of each pair; the second where no value says how many there are."""
    if "[[" not in text:
        return text
    last = ""

    def choose(part: re.Match[str]) -> str:
        nonlocal last
        name = part["percent"] or part["brace"]
        if name:
            last = name
            return part[0]
        chooser = part["by"] or last or next(iter(values or {}), "")
        count = (values or {}).get(chooser)
        return part["one"] if count is not None and as_count(count) == 1 else part["many"]

    return _PART.sub(choose, text)


def as_count(value: object) -> int:
    """The number that a value shows: 1234 of `1.234`. Where it is none, such as `1,5 juta`, more than one."""
    text = re.sub(r"(?<=[0-9])[.,](?=[0-9]{3}\b)", "", str(value))
    return int(text) if text.isdecimal() else 2
