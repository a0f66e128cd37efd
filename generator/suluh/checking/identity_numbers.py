"""Indonesian identity numbers: which digits can be somebody's NIK, NPWP or NIP."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from functools import cache
from typing import Any

from suluh.reading.region_list import load_former_codes, load_regions
from suluh.reading.standard_list import load_standard_file

NIK_LENGTH = 16
_WOMEN = 40
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@cache
def load_rules() -> Mapping[str, Any]:
    """What `standards/data-pribadi.yaml` says tells data of a person."""
    return load_standard_file("data-pribadi")


@cache
def district_codes() -> frozenset[str]:
    """Six digits of every kecamatan, in force or former: a NIK keeps its code when the district has gone."""
    codes = (*load_regions(), *load_former_codes())
    return frozenset(code.replace(".", "") for code in codes if code.count(".") == 2)


@cache
def province_codes() -> frozenset[str]:
    """Two digits of every province that ever issued a NIK."""
    return frozenset(code[:2] for code in district_codes())


def is_nik(digits: str) -> bool:
    """Whether sixteen ASCII digits have a known kecamatan, a real date (women +40) and a serial number."""
    if digits[:6] not in district_codes() or digits[12:] == "0000":
        return False
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    day -= _WOMEN if day > _WOMEN else 0
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    # The century is not written: 29 February is real if it was in one of the two.
    return not (month == 2 and day == 29) or any(calendar.isleap(age + year) for age in (1900, 2000))


def is_npwp(digits: str) -> bool:
    """Whether 15 digits, or 0 and 15, carry the check digit of a taxpayer number; 16 others are a NIK."""
    if len(digits) == 16:
        return _has_check_digit(digits[1:10]) if digits[0] == "0" else is_nik(digits)
    return len(digits) == 15 and _has_check_digit(digits[:9])


def is_nip(digits: str) -> bool:
    """Whether 18 digits are a civil servant's number: birth date, month of appointment, sex, serial."""
    if len(digits) != 18 or not ("1940" <= digits[:4] <= "2009"):
        return False
    month, day = int(digits[4:6]), int(digits[6:8])
    start = int(digits[12:14])
    born = 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
    appointed = "1960" <= digits[8:12] <= "2099" and (1 <= start <= 12 or start == 21)
    return born and appointed and digits[14] in "12"


def _has_check_digit(digits: str) -> bool:
    """Luhn over nine digits; nine zeros are no number."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and digits.strip("0") != ""
