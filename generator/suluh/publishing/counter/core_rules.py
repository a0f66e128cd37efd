"""The rules that are the same for every file: signs, words of spoiled cells, data of persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from html.entities import html5
from typing import Any

from suluh.checking.identity_numbers import load_rules
from suluh.checking.mojibake import ENCODINGS, STARTS
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.reading.standard_list import load_standard_file
from suluh.reading.workbook_parts import COMPANION_SHEETS
from suluh.vocabulary.web_addresses import ADDRESS_COLUMNS

ENTITY_LENGTH = 8
"""Letters of an entity that is looked for in a cell."""


def core_rules() -> dict[str, Any]:
    """What every check needs, as JSON has it."""
    stated = load_standard_file("kirim")
    return {
        "checked": stated["diperiksa"],
        "again": stated["diperiksa_lagi"],
        "companionSheets": sorted(COMPANION_SHEETS),
        "addressColumns": sorted(ADDRESS_COLUMNS),
        "spoiled": _spoiled(),
        "encodings": [{"starts": STARTS[name], "signs": _signs_of(name)} for name in ENCODINGS],
        "entities": _entities(),
    }


def person_rules() -> dict[str, Any]:
    """What tells data of persons: forms of numbers are the script's own, words and codes are data."""
    rules = load_rules()
    mail = rules["surel"]
    begins = f"(?:{'|'.join(mail['awal_kotak'])})|(?:{'|'.join(mail['awal_kotak_bernomor'])})[0-9._-]"
    return {
        "districts": _districts(),
        "counting": rules["hitungan"],
        "offices": rules["kantor"],
        "hints": {kind: _joined(patterns) for kind, patterns in rules["petunjuk"].items()},
        "forbidden": [[rule["pola"], rule["arti"]] for rule in rules["kolom_terlarang"]],
        "mail": {"domains": mail["domain_boleh"], "boxes": mail["kotak_umum"], "begins": begins},
    }


def as_ranges(numbers: Iterable[int], width: int) -> str:
    """Whole numbers as `01-07,11`, each padded to a width."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(
        f"{first:0{width}}" if first == last else f"{first:0{width}}-{last:0{width}}" for first, last in found
    )


def _joined(patterns: object) -> str:
    return "|".join(map(str, patterns)) if isinstance(patterns, list) else str(patterns)


@cache
def _districts() -> dict[str, str]:
    """Kecamatan that a NIK may begin with, in force or former: two digits by the four of their city."""
    found: dict[str, set[int]] = defaultdict(set)
    for code in (*load_regions(), *load_former_codes()):
        if code.count(".") == 2:
            found[code[:5].replace(".", "")].add(int(code[6:8]))
    return {city: as_ranges(parts, 2) for city, parts in sorted(found.items())}


def _spoiled() -> dict[str, Any]:
    stated = load_standard_file("words/teks-rusak")
    return {
        "nothings": [str(entry) for entry in stated["kosong"]],
        "whole": [str(entry).casefold() for entry in stated["galat"]],
        "forms": stated["bentuk_galat"],
        "inside": stated["galat_di_dalam"],
        "notes": [str(entry).casefold() for entry in stated["catatan_kaki"]],
        "money": sorted({str(entry).casefold().strip(".") for entry in stated["mata_uang"]}),
    }


def _signs_of(encoding: str) -> str:
    """The signs of the bytes 128 to 255; programs pass the free ones of Windows-1252 through as controls."""
    return "".join(
        chr(byte)
        if encoding == "cp1252" and byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else bytes((byte,)).decode(encoding)
        for byte in range(128, 256)
    )


def _entities() -> dict[str, Any]:
    """Names of entities that a cell may hold, and the signs of those that hide an address."""
    names = [name for name in html5 if not name.endswith(";") or 2 <= len(name) - 1 <= ENTITY_LENGTH]
    signs = {
        name.rstrip(";"): sign
        for name, sign in html5.items()
        if name.endswith(";") and len(sign) == 1 and sign < "\x7f"
    }
    return {"names": " ".join(sorted(names)), "signs": dict(sorted(signs.items()))}
