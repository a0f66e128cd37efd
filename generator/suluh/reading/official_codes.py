"""Codes and names that a regulation gives to all regions: nomenclature and accounts.

They come with the package, as the regions do (`standards/reference/SUMBER.md` names sources and gaps). A site
needs no list of its own; what it does list stands before these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from suluh.reading.packed_references import read_part
from suluh.vocabulary.codes import normalise_code, shorten_account

_SUPPORT = re.compile(r"[1-9]\.[0-9]{2}\.01(?=\.|$)")
"""The supporting programme stands once in the lists, for any bidang: `X.XX.01`."""
_LEADING_CODE = re.compile(r"[1-9](?:\.[0-9]{1,4}){5} (?=\S)")
"""Some names of the export begin with the code that they had before."""


class Government(StrEnum):
    """Whose nomenclature it is; the value is the letter of its lists."""

    KABUPATEN_KOTA = "k"
    PROVINSI = "p"

    @classmethod
    def of_region(cls, kode: str) -> Government:
        """Of the government of a region: a province has a code of one part."""
        return cls.KABUPATEN_KOTA if "." in kode else cls.PROVINSI


@lru_cache(maxsize=2)
def load_nomenclature(government: Government) -> Mapping[str, str]:
    """Official names by code, of each code the newest; `X.XX.01` and below stand for any bidang."""
    found: dict[str, str] = {}
    newest: dict[str, str] = {}
    for line in read_part("nomenklatur.tsv.xz").splitlines():
        code, lists, name = line.split("\t")
        own = max((entry for entry in lists.split() if entry[0] == government), default="")
        if own and own > newest.get(code, ""):
            newest[code], found[code] = own, _LEADING_CODE.sub("", name, count=1)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class FormerCode:
    """A sub kegiatan that an export names as what another one was before: its name, and the code of that."""

    name: str
    successor: str


@lru_cache(maxsize=2)
def load_former_nomenclature(government: Government) -> Mapping[str, FormerCode]:
    """Former codes of sub kegiatan; of a code still in use it says what another one was split off from."""
    rows = (line.split("\t") for line in read_part("nomenklatur-lama.tsv.xz").splitlines())
    return MappingProxyType(
        {old: FormerCode(name, new) for old, letter, new, name in rows if letter == government.value}
    )


@lru_cache(maxsize=2)
def load_replaced_codes(government: Government) -> Mapping[str, str]:
    """The code in force by the code that it replaced; none of the former that the newest list still has.

    What was replaced for provinces may be in force for cities, and the other way round.
    """
    newest = f"{government}27"
    in_force = {
        line.partition("\t")[0]
        for line in read_part("nomenklatur.tsv.xz").splitlines()
        if newest in line.split("\t")[1].split()
    }
    return MappingProxyType(
        {
            old: former.successor
            for old, former in load_former_nomenclature(government).items()
            if old not in in_force
        }
    )


def official_name(code: str, government: Government) -> str:
    """The official name of a code in any of its forms, empty where no list has it.

    A code that was replaced has the name that it had. The form of 2019, whose last part has two digits,
    numbers otherwise than the lists do and has none.
    """
    names, tidy = load_nomenclature(government), normalise_code(code)
    found = names.get(tidy) or names.get(_SUPPORT.sub("X.XX.01", tidy, count=1), "")
    if found:
        return found
    former = load_former_nomenclature(government).get(tidy)
    return former.name if former else ""


@lru_cache(maxsize=1)
def load_official_accounts() -> Mapping[str, str]:
    """Official names of accounts by code, in the form used until 2025."""
    rows = (line.partition("\t") for line in read_part("rekening.tsv.xz").splitlines())
    return MappingProxyType({code: name for code, _, name in rows})


def official_account(code: str) -> str:
    """The official name of an account, however its code is written; empty where the list has none."""
    return load_official_accounts().get(shorten_account(code), "")


@dataclass(frozen=True, slots=True)
class OfficialIndicator:
    """What the national list has a sub kegiatan deliver, and in what; an empty unit is not stated."""

    name: str
    unit: str


@lru_cache(maxsize=2)
def load_official_indicators(government: Government) -> Mapping[str, OfficialIndicator]:
    """The indicator of each sub kegiatan of the export of 2027; `X.XX.01` and below stand for any bidang."""
    rows = (line.split("\t") for line in read_part("indikator.tsv.xz").splitlines())
    found = {
        code: OfficialIndicator(name, "" if unit == "-" else unit)
        for code, letter, name, unit in rows
        if letter == government.value and name != "-"
    }
    return MappingProxyType(found)


def official_indicator(code: str, government: Government) -> OfficialIndicator | None:
    """The indicator of a sub kegiatan in any form of its code; None where the list has none."""
    indicators, tidy = load_official_indicators(government), normalise_code(code)
    return indicators.get(tidy) or indicators.get(_SUPPORT.sub("X.XX.01", tidy, count=1))
