"""What a section of a site is, and those that every site has. Record types bring the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of addresses. One that a record type brings is there only where such records were submitted.

    `order` says where it stands among the others in a navigation that nobody wrote, and `beside` under
    whose tab. `mixed` has hand-written pages beside generated ones. `pages` is the import path of a function
    `(studio) -> Iterable[Page]`. `meant` names the record types whose rows readers of its pages doubt,
    likeliest first; those of its types that are not named come after them.
    """

    name: str
    order: int
    beside: str = ""
    mixed: bool = False
    pages: str = ""
    meant: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where its first page is, from the site's root."""
        return "" if self.name == HOME else f"{self.name}/"


HOME = "beranda"

SITE_SECTIONS = (
    Section(HOME, 0),
    Section("wilayah", 10),
    Section("instansi", 20),
    Section("data", 900),
    Section("standar", 910, beside="data"),
    Section("laporan", 920, beside="alur"),
    Section("tentang", 990, mixed=True),
)
"""Sections of every site, whatever was submitted."""
