"""Names of programs and kegiatan as people read them."""

from __future__ import annotations

import re

from suluh.rendering.pages.studio import Studio

_BRACKETS = re.compile(r"\([^)]*\)")


def program_name(studio: Studio, code: str) -> str:
    """A program's or kegiatan's official name in sentence case, or its code."""
    name = studio.nomenclature.get(code, code)
    if not name.isupper():
        return name
    # What stands in brackets is an abbreviation and stays as it is.
    return _BRACKETS.sub(lambda match: match[0].upper(), name.capitalize())


_FIELD = re.compile(r"(?i)^urusan pemerintahan bidang\s+")


def field_name(studio: Studio, code: str) -> str:
    """A bidang urusan's name without the words that most of them begin with."""
    name = _FIELD.sub("", program_name(studio, code))
    return name[:1].upper() + name[1:]
