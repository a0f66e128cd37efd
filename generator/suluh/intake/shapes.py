"""Ways to read an office's sheets, each with the evidence for it, and what the sheets leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from suluh.intake.doubts import Doubt
from suluh.vocabulary.reading_recipe import ReadingRecipe


@dataclass(frozen=True, slots=True)
class Evidence:
    """A decision about a sheet in a sentence, with the lines that it is about.

    `kind` groups them: `judul`, `kepala`, `nomor`, `jumlah`, `kolom_jumlah`, `catatan`, `kelompok`, `kolom`,
    `tetap`, `ke_bawah`, `satuan`, `blok`, `lembar`, `tersembunyi`,
    `jenjang_ikut` (sums by their codes that are read with the others). `text` is Indonesian, marked for
    translation, filled in with `values`. `is_warning` says that figures of the file do not agree with each
    other.
    """

    kind: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    lines: tuple[int, ...] = ()
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A table that was found, and the recipe that reads it.

    `word` names it among the others (`A4:C7`, the sheet's name, `semua`), `title` is what stands above it,
    `cells` its range with header and totals, `rows` how many rows it has before columns are laid below each
    other. `units` are units that the titles state for all figures (one at most), or a unit column.
    """

    word: str
    recipe: ReadingRecipe
    sheet: str = ""
    cells: str = ""
    title: str = ""
    rows: int = 0
    unit: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it has a header and no row yet."""
        return self.rows == 0


@dataclass(frozen=True, slots=True)
class Shapes:
    """What was found: the likely shape first, the others after it, and the doubts to be asked in one go.

    `passed_over` tells of sheets and blocks that are no part of the first shape. Without any shape the sheets
    hold nothing that could be a table.
    """

    shapes: tuple[Shape, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    passed_over: tuple[Evidence, ...] = ()

    @property
    def likely(self) -> Shape | None:
        """The shape that the answers, or a single yes, choose."""
        return self.shapes[0] if self.shapes else None
