"""Which form the codes of a budget year have, from the decrees in `standards/versions/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from suluh.reading.decree_files import load_decrees
from suluh.vocabulary.codes import code_at, suffix_digits


@dataclass(frozen=True, slots=True)
class NomenclatureVersion:
    """A decree on the nomenclature, from budget year `first_year` on.

    `digits` of a code's last part, `urusan` from 1, and the highest number of a `bidang` within one.
    """

    name: str
    date: str
    first_year: int
    digits: int
    urusan: int
    bidang: int

    def has_fields_of(self, code: str) -> bool:
        """Whether there may be such a bidang; `X.XX` stands for any."""
        urusan, _, bidang = code_at(code, "bidang").partition(".")
        if urusan == "X":
            return True
        return 1 <= int(urusan) <= self.urusan and 1 <= int(bidang) <= self.bidang


@cache
def load_versions() -> tuple[NomenclatureVersion, ...]:
    """All decrees, oldest first."""
    return tuple(
        NomenclatureVersion(
            name=str(decree.basis),
            date=str(decree.content["date"]),
            first_year=decree.since,
            digits=int(decree.content["digits"]),
            urusan=int(decree.content["urusan"]),
            bidang=int(decree.content["bidang"]),
        )
        for decree in load_decrees("versions", "nomenklatur")
    )


def version_in_force(year: int) -> NomenclatureVersion | None:
    """The latest decree whose first budget year has come; None before the first."""
    return next((version for version in reversed(load_versions()) if version.first_year <= year), None)


def is_lawful_code(code: str) -> bool:
    """Whether a sub kegiatan's code has the form of any decree: its bidang, and its last part's digits."""
    return any(
        version.digits == suffix_digits(code) and version.has_fields_of(code) for version in load_versions()
    )
