"""Names of programs and kegiatan as people read them."""

from __future__ import annotations

import re

from suluh.rendering.pages.shared.studio import Studio
from suluh.words.saying import N_

_KEPT = re.compile(r"(?i)\([^)]*\)|\b(?:dprd|apbd|asn|umkm|paud|skpd|psu|ham|upt|blud)\b")
"""Abbreviations: what stands in brackets, and those that the nomenclature uses without."""


def program_name(studio: Studio, code: str) -> str:
    """A program's or kegiatan's official name in sentence case; says so where the nomenclature has none."""
    name = studio.nomenclature.get(code, "") or _say_nameless(studio, code)
    if not name.isupper():
        return name
    return _KEPT.sub(lambda match: match[0].upper(), name.capitalize())


def _say_nameless(studio: Studio, code: str) -> str:
    """A code that the nomenclature does not name, with what it is a code of; empty of an empty one."""
    said = _LEVELS.get(len(code.split(".")))
    return studio.say(said, code=code) if said and code else code


_LEVELS = {
    1: N_("Urusan %(code)s, namanya tidak ada di nomenklatur"),
    2: N_("Bidang urusan %(code)s, namanya tidak ada di nomenklatur"),
    3: N_("Program %(code)s, namanya tidak ada di nomenklatur"),
    5: N_("Kegiatan %(code)s, namanya tidak ada di nomenklatur"),
}
_FIELD = re.compile(r"(?i)^urusan pemerintahan bidang\s+")


def field_name(studio: Studio, code: str) -> str:
    """A bidang urusan's name without the words that most of them begin with."""
    name = _FIELD.sub("", program_name(studio, code))
    return name[:1].upper() + name[1:]
