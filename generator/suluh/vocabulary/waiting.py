"""What waits at the walidata's desk: submissions that are not yet part of what is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission as its forge or the clone tells it; `title` and `branch` are a stranger's text.

    `number` is the forge's, 0 for a branch of the clone alone; `commit` its newest commit; `since` the day on
    which it came; `address` its page at the forge. `draft` says that its sender is not done yet.
    """

    number: int
    title: str
    branch: str
    commit: str
    since: date | None = None
    address: str = ""
    draft: bool = False

    @property
    def label(self) -> str:
        """`#12`, or the branch where no forge gave it a number."""
        return f"#{self.number}" if self.number else self.branch


@dataclass(frozen=True, slots=True)
class Touched:
    """What a submission changes: datasets and reports by address, the agencies' folders, other files."""

    datasets: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()

    def shares_with(self, other: Touched) -> bool:
        """Whether both change the same dataset or report."""
        return bool({*self.datasets, *self.reports} & {*other.datasets, *other.reports})


NEXT_STEPS = (
    "pribadi",
    "gabungkan",
    "putuskan",
    "pisahkan",
    "perkakas",
    "perbarui",
    "perbaiki",
    "draf",
    "ambil",
    "kosong",
    "tidak-dapat-diperiksa",
)
"""What the walidata does next with a submission, in the order of the list: first what must not wait."""


def order_of(step: str, since: date | None) -> tuple[int, date]:
    """What stands first at the desk: the step, then the day it came, oldest first."""
    return NEXT_STEPS.index(step), since or date.max
