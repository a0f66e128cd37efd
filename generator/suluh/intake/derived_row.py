"""A row that adds up others, with its figures beside the sums of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from suluh.intake.header_lines import Layout
from suluh.intake.stated_sums import Comparison, is_rate


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """A row that adds up others. `index` is the block's, `mark` the text that shows it, `""` for none.

    `comparisons` are its figures beside their parts. `sure` is false where its figures alone speak for it.
    """

    index: int
    mark: str
    comparisons: tuple[Comparison, ...] = ()
    parts: int = 0
    is_mean: bool = False
    sure: bool = True

    @property
    def misses(self) -> tuple[Comparison, ...]:
        """Figures that should be the sum of their parts, and are not."""
        return tuple(entry for entry in self.comparisons if not entry.fits and entry.is_sum)


def that_add_up(layout: Layout, comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """The comparisons without columns whose name says that they do not add up."""
    return tuple(
        entry
        for entry in comparisons
        if entry.fits or not is_rate(" ".join(layout.levels[entry.column] if layout.levels else ()))
    )


def all_but(indices: Sequence[int], left: Iterable[int]) -> list[int]:
    """The indices without those."""
    gone = frozenset(left)
    return [index for index in indices if index not in gone]
