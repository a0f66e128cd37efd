"""Words of descriptors as entries of the lists that catalogues elsewhere read: themes, frequencies, licences.

The lists and which word stands for what are data, in `standards/metadata/kosakata.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from suluh.reading.standard_list import load_standard_file

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a list: its code there, and its name in Indonesian."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Frequency(Term):
    """How often data is renewed; `interval` is that of ISO 8601 (`R/P1Y`), or `irregular`."""

    interval: str


@dataclass(frozen=True, slots=True)
class KnownLicense:
    """A licence that has a name: the address of its text, where it has one, its kind, and CKAN's id of it."""

    address: str
    kind: Term
    ckan: str


UNKNOWN_KIND = "UnknownIPR"


def find_themes(*texts: str) -> tuple[Term, ...]:
    """The themes of the first text that names any, in the order of the list; none where no text does."""
    for text in texts:
        words = f" {_plain(text)}"
        found = tuple(
            Term(code, entry["nama"])
            for code, entry in _terms()["tema"].items()
            if any(f" {word}" in words for word in entry["kata"])
        )
        if found:
            return found
    return ()


def find_frequency(text: str) -> Frequency | None:
    """The frequency that a text names, or None where it names none that the list has."""
    words = f" {_plain(text)} "
    for entry in _terms()["frekuensi"]:
        begins = any(words.startswith(f" {word} ") for word in entry.get("awal", ()))
        if begins or any(f" {word} " in words for word in entry["kata"]):
            return Frequency(entry["kode"], entry["nama"], entry["selang"])
    return None


def find_license(name: str) -> KnownLicense | None:
    """The licence of that name (`CC-BY-4.0`), or None."""
    entry = _terms()["lisensi"].get(name.strip().casefold())
    return KnownLicense(entry["alamat"], license_kind(entry["jenis"]), entry["ckan"]) if entry else None


def find_license_at(address: str) -> KnownLicense | None:
    """The licence whose text lies at an address, or None."""
    bare = _bare(address)
    return next(
        (
            find_license(name)
            for name, entry in _terms()["lisensi"].items()
            if bare and _bare(entry["alamat"]) == bare
        ),
        None,
    )


def license_kind(code: str) -> Term:
    """A kind of licence by its code. Raises KeyError for none."""
    return Term(code, _terms()["jenis_lisensi"][code])


def publisher_kind(code: str) -> Term:
    """A kind of publisher by its code. Raises KeyError for none."""
    return Term(code, _terms()["penerbit"][code])


def find_file_type(name: str) -> str:
    """The code of a file type by the format's name, in capitals or not; empty for one that the list lacks."""
    return str(_terms()["berkas"].get(name.upper(), ""))


def _bare(address: str) -> str:
    """An address as it is compared: without scheme, `www`, ending and language of the page."""
    rest = address.casefold().partition("://")[2].removeprefix("www.")
    return rest.rstrip("/").removesuffix(".id").removesuffix("/deed").removesuffix("/legalcode").rstrip("/")


def _plain(text: str) -> str:
    """The words of a text in small letters, one space between two."""
    return " ".join(_WORD.findall(text.casefold()))


@cache
def _terms() -> Mapping[str, Any]:
    return load_standard_file("metadata/kosakata")
