"""Foreign keys of a descriptor spelt as private ones, everything else byte for byte as it was.

Only keys that are near to none that is known and say nothing of closing (P037) are spelt `x-…`. What a key
means is not changed thereby: it was refused, and is now passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from suluh.checking.mending import Mend, Mended
from suluh.reading.confined_files import load_submitted
from suluh.reading.key_likeness import private_spelling
from suluh.reading.safe_yaml import without_lines
from suluh.reading.unknown_keys import Stray, StrayKind

KIND = "private_key"


def mend_keys(data: bytes, path: str, strays: Sequence[Stray]) -> Mended:
    """The file at `path` with the foreign ones of its stray keys renamed; their paths start at its top.

    Unchanged where the keys cannot all be found in the text for certain.
    """
    same = Mended(path, data, data, "utf-8")
    foreign = [stray for stray in strays if stray.kind is StrayKind.FAR and private_spelling(stray.key)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return same
    before, findings = load_submitted(text, path)
    if not foreign or findings or not isinstance(before, dict):
        return same
    wanted = without_lines(before)
    edits: list[tuple[int, int, str]] = []
    mends: list[Mend] = []
    for stray in sorted(foreign, key=lambda stray: (-len(stray.path), str(stray.path))):
        span = _find_key(text, stray, json=path.lower().endswith(".json"))
        if span is None or not _rename(wanted, stray.path, private_spelling(stray.key)):
            return same
        edits.append((*span, private_spelling(stray.key)))
        mends.append(Mend(KIND, stray.line or 0, "", stray.key, private_spelling(stray.key)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    after, findings = load_submitted(text, path)
    if findings or without_lines(after) != wanted or len(set(edits)) < len(edits):
        return same
    mends.sort(key=lambda mend: (mend.line, mend.before))
    return Mended(path, data, text.encode(), "utf-8", tuple(mends))


def _find_key(text: str, stray: Stray, *, json: bool) -> tuple[int, int] | None:
    """Where the key's letters stand first in its line, or in a file of JSON; None where they do not."""
    start, end = 0, len(text)
    if not json:
        if stray.line is None:
            return None
        starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text)), len(text) + 1]
        if stray.line >= len(starts):
            return None
        start, end = starts[stray.line - 1], min(starts[stray.line], len(text))
    before = r'"' if json else r"(?:^|(?<=[\s{,\-?\"']))"
    after = r'"' if json else r"(?=[\"']?\s*:(?:\s|$))"
    pattern = re.compile(f"{before}({re.escape(stray.key)}){after}" + (r"\s*:" if json else ""))
    found = pattern.search(text, start, end)
    return found.span(1) if found else None


def _rename(value: Any, path: Sequence[str | int], new: str) -> bool:  # noqa: ANN401 - any part of a descriptor
    """Rename the last key of a path, which keeps its place; False where the new one is there already."""
    for part in path[:-1]:
        value = value[part]
    if not isinstance(value, dict) or new in value:
        return False
    entries = [(new if key == path[-1] else key, entry) for key, entry in value.items()]
    value.clear()
    value.update(entries)
    return True
