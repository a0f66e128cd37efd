"""Names of programs and kegiatan as people read them."""

from __future__ import annotations

import re

from suluh.rendering.pages.shared.studio import Studio

_KEPT = re.compile(r"(?i)\([^)]*\)|\b(?:dprd|apbd|asn|umkm|paud|skpd|psu|ham|upt|blud)\b")
"""Abbreviations: what stands in brackets, and those that the nomenclature uses without."""


def program_name(studio: Studio, code: str) -> str:
    """A program's or kegiatan's official name in sentence case, or its code."""
    name = studio.nomenclature.get(code, code)
    if not name.isupper():
        return name
    return _KEPT.sub(lambda match: match[0].upper(), name.capitalize())


_FIELD = re.compile(r"(?i)^urusan pemerintahan bidang\s+")


def field_name(studio: Studio, code: str) -> str:
    """A bidang urusan's name without the words that most of them begin with."""
    name = _FIELD.sub("", program_name(studio, code))
    return name[:1].upper() + name[1:]
