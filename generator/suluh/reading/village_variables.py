"""The variables that villages report, from `standards/profil/variabel.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from suluh.reading.standards import load_standard_file


@dataclass(frozen=True, slots=True)
class Variable:
    """What villages report: its name, unit and group; `adds_up` says whether sums mean anything."""

    code: str
    name: str
    unit: str
    group: str
    adds_up: bool = True


@cache
def load_variables() -> Mapping[str, Variable]:
    """All variables by code, in the order of the list."""
    groups = load_standard_file("profil/variabel")["kelompok"]
    return {
        code: Variable(code, one["nama"], one["satuan"], group, bool(one.get("dijumlahkan", True)))
        for group, some in groups.items()
        for code, one in some.items()
    }
