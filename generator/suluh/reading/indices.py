"""The indices that institutions are graded by, from `standards/indices/daftar.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from suluh.reading.standards import load_standard_file


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its name, its ladders by name, oldest first, and the code of the one that replaced it."""

    code: str
    name: str
    ladders: tuple[str, ...] = ()
    basis: str = ""
    replaced_by: str = ""


@cache
def load_indices() -> Mapping[str, Index]:
    """All indices by code, in the order of the list."""
    stated = load_standard_file("indices/daftar")["indeks"]
    return {
        code: Index(
            code,
            one["nama"],
            tuple(one.get("jenjang", ())),
            one.get("peraturan", ""),
            one.get("diganti", ""),
        )
        for code, one in stated.items()
    }
