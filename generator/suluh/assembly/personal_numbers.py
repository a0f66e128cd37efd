"""Personal numbers in finished files: the door's own rule for a NIK, over any text that goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from suluh.checking.identity_numbers import is_nik

# Sixteen digits that are no piece of a longer number, of a decimal or of a checksum.
_CANDIDATE = re.compile(r"(?<![0-9A-Za-z_])(?<![0-9][.])([0-9]{16})(?![0-9A-Za-z])")
_LONG = re.compile(r"[0-9]{16}")


def make_finder(
    reviewed: frozenset[str] = frozenset(),
) -> Callable[[str], Iterator[tuple[int, str]]]:
    """From a text to (position, mask) of every number that could be somebody's NIK and is not `reviewed`."""

    def find(text: str) -> Iterator[tuple[int, str]]:
        if not _LONG.search(text):
            return
        for match in _CANDIDATE.finditer(text):
            if match[0] not in reviewed and is_nik(match[0]):
                yield match.start(), f"{match[0][:4]}…{match[0][-2:]}"

    return find
