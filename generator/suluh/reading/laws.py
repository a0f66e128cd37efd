"""The laws and decrees of `standards/laws/peraturan.yaml`, and how rules name the one they stand on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.standards import LegalBasis, Regulation

LIST = "laws/peraturan"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!.*\b(?:19|20)\d\d\b)")


@cache
def load_regulations() -> Mapping[str, Regulation]:
    """All regulations by id, in the order of the list."""
    stated = load_standard_file(LIST)["regulations"]
    return {
        name: Regulation(
            id=name,
            kind=entry["kind"],
            name=entry["name"],
            number=entry["number"],
            year=entry["year"],
            title=entry["title"],
            status=entry["status"],
            source=entry["source"],
            url=entry.get("url", ""),
        )
        for name, entry in stated.items()
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
        return LegalBasis(listed, article, listed.source)
    if not name and _ID.fullmatch(identifier):
        raise ValueError(f"{identifier} is not in standards/{LIST}.yaml; add it there, or name it here")
    own = _name_regulation(identifier if name else "", name or identifier, str(entry.get("title", "")))
    return LegalBasis(own, article, own.source)


def _name_regulation(identifier: str, name: str, title: str) -> Regulation:
    """A regulation of which no more is known than how it is cited."""
    year = _YEAR.search(name)
    return Regulation(
        id=identifier or re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-"),
        kind="",
        name=name,
        number="",
        year=int(year[0]) if year else 0,
        title=title,
        status="belum diperiksa",
        source="pengetahuan umum",
    )
