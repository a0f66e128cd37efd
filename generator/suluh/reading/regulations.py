"""The regulations that Suluh knows, from `standards/regulations/`, and how rules name theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from suluh.reading.standards import load_standard_file
from suluh.vocabulary.decrees import LegalBasis, Regulation

REGISTER = "regulations/daftar"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@cache
def load_regulations() -> Mapping[str, Regulation]:
    """The list by id; the same ids as in a region's own register of its legal basis."""
    stated = load_standard_file(REGISTER)["regulations"]
    return {
        identifier: Regulation(identifier, entry["name"], entry.get("title", ""))
        for identifier, entry in stated.items()
    }


def read_legal_basis(stated: Any) -> LegalBasis:
    """The basis that a rule states: an id of the list, or a mapping of `id` with `article`.

    A regulation that the list does not have yet is named in the rule's own file: by its words
    (`Permendagri 14 Tahun 2026`), or by `id` and `name`. ValueError for an id that nobody names.
    """
    entry = stated if isinstance(stated, Mapping) else {"id": stated}
    unknown = set(entry) - {"id", "name", "title", "article"}
    identifier, name = str(entry.get("id", "")), str(entry.get("name", ""))
    if unknown or not (identifier or name):
        raise ValueError(f"{stated!r} names no regulation: id, name, title, article")
    article = str(entry.get("article", ""))
    listed = load_regulations().get(identifier)
    if listed is not None:
        return LegalBasis(listed, article)
    if not name and _ID.fullmatch(identifier):
        raise ValueError(f"{identifier} is not in standards/{REGISTER}.yaml; add it, or name it here")
    words = name or identifier
    own = identifier if name and identifier else re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
    return LegalBasis(Regulation(own, words, str(entry.get("title", ""))), article)
