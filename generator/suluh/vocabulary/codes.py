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
_AGENCY = re.compile(r"[1-9]\.\d{2}(?:\.\d\.\d{2}\.\d\.\d{2}\.\d{2}(?:\.\d{4})?)?", re.ASCII)
_PADDED_KEGIATAN = re.compile(rf"({_FIELD}\.\d{{2}})\.0({_KINDS})\.(\d{{2}}(?:\.\d{{2,8}})?)", re.ASCII)

ACCOUNT = "kode_rekening"
"""The column of accounts in every record type that has one."""
_ACCOUNT_PARTS = 4
_LATER_DIGITS = (2, 4)
"""Digits of the fifth and sixth part of an account until 2025; since then there are three and five."""

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


def is_within(code: str, above: str) -> bool:
    """Whether a code with points, of a budget, an account or a region, is `above` or lies below it.

    It goes part by part: `5.1` is not above `5.10`.
    """
    return code == above or code.startswith(f"{above}.")


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


def shorten_account(code: str) -> str:
    """An account in the form used until 2025: `5.1.02.01.01.0024` for `5.1.02.01.001.00024`."""
    parts = code.strip().split(".")
    for at, digits in zip(range(_ACCOUNT_PARTS, len(parts)), _LATER_DIGITS, strict=False):
        whole = parts[at]
        if whole.isdecimal() and len(whole) == digits + 1 and whole.startswith("0"):
            parts[at] = whole[1:]
    return ".".join(parts)


def matches_agency(code: str, kode_skpd: str) -> bool:
    """Whether the bidang of a code is one of the up to three in the agency's code, or `X.XX`.

    The agency's code may stand without the unit at its end (`2.16.2.20.2.21.01`), or be that of its bidang
    alone. One of another form settles nothing: True.
    """
    field = code_at(code, "bidang")
    if field == "X.XX" or not _AGENCY.fullmatch(kode_skpd):
        return True
    parts = kode_skpd.split(".")
    return field in {".".join(parts[at : at + 2]) for at in (0, 2, 4)}
