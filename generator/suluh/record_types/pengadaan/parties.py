"""Buyers and suppliers of procurement as organizations of the Open Contracting Data Standard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from suluh.checking.identity_numbers import is_npwp
from suluh.checking.name_shapes import is_legal_person
from suluh.publishing.exact_json import Json
from suluh.publishing.file_metadata import absolute
from suluh.vocabulary.cells import list_entries
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.threads import Record

TAX_SCHEME = "ID-NPWP"
"""Of taxpayer numbers of bodies. The number of a person is that person's NIK, and is never written."""

Party = Mapping[str, Json]

_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def describe_buyer(slug: str, agencies: Mapping[str, Instansi], settings: Settings) -> Party:
    """The agency that procures: by its slug alone where the site does not know it, `{}` without a slug."""
    if not slug:
        return {}
    agency = agencies.get(slug)
    name = agency.nama if agency else slug
    identifier: dict[str, Json] = {"id": slug}
    address = absolute(settings, f"instansi/{slug}/") if agency else ""
    if address:
        identifier["uri"] = address
    return {"id": slug, "name": name, "identifier": identifier, "roles": ["buyer"]}


def describe_suppliers(record: Record) -> tuple[Party, ...]:
    """The suppliers that a package names, each once; several stand in its cell with semicolons between.

    Their ids are made of their names, so that one name has one id in all packages.
    """
    names = dict.fromkeys(list_entries(record.text("penyedia")))
    number = record.text("npwp_penyedia")
    found = []
    for name in names:
        party: dict[str, Json] = {"id": name_party(name), "name": name}
        digits = _tax_digits(number) if len(names) == 1 and is_legal_person(name) else ""
        if digits:
            party["identifier"] = {"scheme": TAX_SCHEME, "id": digits, "legalName": name}
        found.append({**party, "roles": ["supplier"]})
    return tuple(found)


def refer(party: Party) -> Party:
    """How other parts of a release name an organization that stands among its parties."""
    return {"id": party["id"], "name": party["name"]}


def name_party(name: str) -> str:
    """An id for a name: its words, and eight signs that keep apart what has the same words."""
    words = _NO_WORD.sub("-", name.casefold()).strip("-")[:_LONGEST].strip("-")
    return f"penyedia-{words}-{sha256(name.encode()).hexdigest()[:8]}".replace("--", "-")


def _tax_digits(text: str) -> str:
    """The digits of a taxpayer number of a body; empty for any other text, a person's number before all."""
    digits = re.sub(r"[ .-]", "", text)
    if not digits.isascii() or not digits.isdigit() or not is_npwp(digits):
        return ""
    return digits if len(digits) == 15 or digits.startswith("0") else ""
