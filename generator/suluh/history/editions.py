"""Editions of a dataset: states whose canonical bytes differ, each with an address of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

DIGITS = 8
"""Of an edition's digest in its address."""


class Completeness(StrEnum):
    """How much of a dataset's history is known."""

    WHOLE = "lengkap"
    CUT = "terpotong"
    DERIVED = "turunan"
    NONE = "tidak_ada"


@dataclass(frozen=True, slots=True)
class Edition:
    """A state that was public. `files` are (file name, SHA-256) of its tables, none where `withheld`.

    `text` says in words what changed against the edition before it; `withheld` why today's rules
    no longer let it out, and the address keeps that as its tombstone.
    """

    dataset: str
    date: str
    digest: str
    subject: str
    rows: int
    text: str = ""
    withheld: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Date and first digits, which name it below `v/`."""
        return f"{self.date}-{self.digest[:DIGITS]}"

    @property
    def address(self) -> str:
        """Where its page lies."""
        return f"data/{self.dataset}/v/{self.name}/"


@dataclass(frozen=True, slots=True)
class History:
    """A dataset's editions, newest first; `current` is the digest of the state that is published now."""

    completeness: Completeness
    editions: Sequence[Edition] = ()
    current: str = ""

    @property
    def earlier(self) -> tuple[Edition, ...]:
        """The editions that are not the present state."""
        return tuple(one for one in self.editions if one.digest != self.current)
