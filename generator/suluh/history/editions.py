"""Editions: states of a dataset or report that differ in what readers get, each with a name of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from suluh.vocabulary.retractions import DIGITS


class Completeness(StrEnum):
    """How much of a history is known: all, cut off by git, limited in what is kept, or nothing."""

    WHOLE = "lengkap"
    CUT = "terpotong"
    LIMITED = "dibatasi"
    NONE = "tidak_ada"


@dataclass(frozen=True, slots=True)
class Edition:
    """A state that was public. `page` is the address of what it is an edition of.

    `files` are (file name, SHA-256, size) of its tables, none where `withheld`, and `packed` the same of the
    archives in which they lie at its address, where these are made; `text` says in words what
    changed against the edition before it that is let out, `note` what its submitter says to readers.
    `withheld` says why today's rules no longer let it out, `withdrawn` since when it is withdrawn by name;
    its address keeps that as its tombstone. `former` is its digest before values had one form.
    """

    page: str
    date: str
    digest: str
    note: str = ""
    rows: int = 0
    text: str = ""
    withheld: str = ""
    withdrawn: str = ""
    files: tuple[tuple[str, str, int], ...] = ()
    packed: tuple[tuple[str, str, int], ...] = ()
    former: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its tables lie at its address: today's rules let them out."""
        return bool(self.files) and not self.withheld and not self.withdrawn

    @property
    def name(self) -> str:
        """Date and first digits, which name it below `v/`."""
        return f"{self.date}-{self.digest[:DIGITS]}"

    @property
    def former_name(self) -> str:
        """The name that it had when its tables had another form; empty where that is the same, or closed."""
        name = f"{self.date}-{self.former[:DIGITS]}" if self.former and self.is_open else ""
        return "" if name == self.name else name

    @property
    def address(self) -> str:
        """Where its page lies, if it has one."""
        return f"{self.page}v/{self.name}/"

    def archive_of(self, table: str) -> str:
        """The address of the archive that its table of that file name lies in."""
        return f"{self.address}{table.removesuffix('.csv')}.zip"


@dataclass(frozen=True, slots=True)
class History:
    """Editions, newest first; `current` is the digest of the state that is published now.

    `derived` says that the dataset follows from others, so that their changes are its own.
    """

    completeness: Completeness
    editions: Sequence[Edition] = ()
    current: str = ""
    derived: bool = False

    @property
    def present(self) -> Edition | None:
        """The edition that is published now, where its tables lie at its own address; else None."""
        found = (edition for edition in self.editions if edition.digest == self.current and edition.is_open)
        return next(found, None)

    @property
    def addressed(self) -> tuple[Edition, ...]:
        """The editions that have a page: earlier ones, and the present one where its tables lie there."""
        return tuple(
            edition for edition in self.editions if edition.digest != self.current or edition.is_open
        )

    @property
    def earlier(self) -> tuple[Edition, ...]:
        """The editions that are not the present state."""
        return tuple(edition for edition in self.editions if edition.digest != self.current)
