"""The laws and decrees that record types follow, from `standards/laws/peraturan.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from suluh.reading.standards import load_standard_file
from suluh.vocabulary.standards import Regulation


@cache
def load_regulations() -> Mapping[str, Regulation]:
    """All regulations by id, in the order of the list."""
    stated = load_standard_file("laws/peraturan")["regulations"]
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
