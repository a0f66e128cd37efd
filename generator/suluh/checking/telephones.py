"""Mobile telephones of Indonesia in a text: with or without the country, bare or in groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PHONE = re.compile(
    r"(?<![0-9.,/])\(?(?:\+ ?62|0062|0)\)?[ -]?\(?(8[1-9](?:[ .()-]{0,2}[0-9]){7,10})(?![0-9])"
)
_FOREIGN_PHONE = re.compile(
    r"(?<![0-9.,/+])(?:62[ -]?|\(62\)[ -]?)8(?:1[1-9]|2[1-38]|3[1-38]|5[1-9]|7[7-9]|8[1-9]|9[5-9])[0-9]?"
    r"([ .-])[0-9]{3,4}\1[0-9]{3,5}(?![0-9])|\(62\)[ -]?8[1-9][0-9]{7,10}(?![0-9])"
)
"""A mobile telephone with its country and no plus, in groups: `62812 3456 7890`."""
_SIXTEEN = re.compile(
    r"(?<![0-9])(?<![0-9][.-])(?:[0-9]{4}([.-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}"
    r"|[0-9]{6}([.-])[0-9]{6}\2[0-9]{4})(?![.-]?[0-9])"
)
"""Sixteen digits in even groups joined by points or dashes: what ends such a number is no telephone."""
LABELLED_TELEPHONE = re.compile(
    r"(?:\b(?:hp|wa|whats ?app|telp|telepon|tlp|ponsel|kontak|hubungi)\b\W{0,5}|wa\.me/)"
    r"\+?(62[ -]?8[1-9](?:[ .-]?[0-9]){7,10})(?![0-9])",
    re.I,
)


def find_telephones(text: str) -> Iterator[re.Match[str]]:
    """Every mobile telephone that its own form tells, in plain text."""
    sixteen = [match.span() for match in _SIXTEEN.finditer(text)]
    for match in (*_PHONE.finditer(text), *_FOREIGN_PHONE.finditer(text)):
        if not any(low < match.start() and match.end() == high for low, high in sixteen):
            yield match
