"""What was withdrawn for good, as the ledger of retractions and the history of tombstones tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DIGITS = 8
"""Of an edition's digest in its address."""

DATASET, EDITION, REPORT = "dataset", "versi", "laporan"


@dataclass(frozen=True, slots=True, order=True)
class LedgerLine:
    """One line of the ledger: when, what kind, its name and folder, and the SHA-256 of bytes that it had."""

    date: date
    kind: str
    name: str
    folder: str
    digest: str


@dataclass(frozen=True, slots=True)
class Retractions:
    """Withdrawn bytes by SHA-256, by the first digits of it, and by git's own name of an object."""

    digests: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()

    def refuses(self, digests: Iterable[str]) -> bool:
        """Whether any of these SHA-256 is that of withdrawn bytes."""
        return any(digest in self.digests or digest[:DIGITS] in self.starts for digest in digests)

    def __bool__(self) -> bool:
        return bool(self.digests or self.starts or self.objects)
