"""Codes of the planning nomenclature: urusan, bidang urusan, program, kegiatan, sub kegiatan.

`1.01.01.2.01.0001` is urusan 1, bidang 1.01, program 1.01.01, kegiatan 1.01.01.2.01. `X.XX` stands
for any bidang in supporting programmes. The last part grew from two to four digits; how many there may be,
and how many fields of government, is the law's to say (`reading.nomenclature_versions`).
"""

from __future__ import annotations

import re

_FIELD = r"(?:X\.XX|[1-9]\.(?:0[1-9]|[1-9]\d))"
_KINDS = "[1-8]"
"""Whose kegiatan it is: 1 a province's, 2 a kabupaten's or kota's, 3 to 8 those of a special autonomy."""
_SUB_KEGIATAN = re.compile(rf"{_FIELD}\.\d{{2}}\.{_KINDS}\.\d{{2}}\.\d{{2,8}}", re.ASCII)
_PADDED_KEGIATAN = re.compile(rf"({_FIELD}\.\d{{2}})\.0({_KINDS})\.(\d{{2}}(?:\.\d{{2,8}})?)", re.ASCII)

LEVELS = ("urusan", "bidang", "program", "kegiatan", "sub_kegiatan")
_PARTS = dict(zip(LEVELS, (1, 2, 3, 5, 6), strict=True))


def normalise_code(text: str) -> str:
    """The code without blanks around it, its kegiatan written `2.01` where it was `02.01`.

    Text that is neither form comes back trimmed, and `is_sub_kegiatan` says no to it.
    """
    tidy = text.strip()
    padded = _PADDED_KEGIATAN.fullmatch(tidy)
    return f"{padded[1]}.{padded[2]}.{padded[3]}" if padded else tidy


def is_sub_kegiatan(code: str) -> bool:
    """Whether the text has the shape of a sub kegiatan's code; which forms are lawful is checked later."""
    return _SUB_KEGIATAN.fullmatch(code) is not None


def code_at(code: str, level: str) -> str:
    """The prefix of a sub kegiatan's code at one of `LEVELS`. KeyError for another word."""
    return ".".join(code.split(".")[: _PARTS[level]])


def codes_above(code: str) -> tuple[str, ...]:
    """The codes of urusan, bidang, program and kegiatan above a code, the nearest first."""
    count = code.count(".") + 1
    return tuple(code_at(code, level) for level in reversed(LEVELS[:-1]) if _PARTS[level] < count)


def suffix_digits(code: str) -> int:
    """How many digits the last part has: 2 in the form of 2019, 4 since 2021."""
    return len(code.rpartition(".")[2])


def matches_agency(code: str, kode_skpd: str) -> bool:
    """Whether the bidang of a code is one of the up to three in the agency's code, or `X.XX`.

    An agency's code that has no such form (`2.16.2.20.2.21.01.0000`) settles nothing: True.
    """
    field = code_at(code, "bidang")
    parts = kode_skpd.split(".")
    if field == "X.XX" or len(parts) != 8:
        return True
    return field in {".".join(parts[at : at + 2]) for at in (0, 2, 4)}
