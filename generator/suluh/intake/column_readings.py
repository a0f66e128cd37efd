"""What is found out of the columns of an unknown table, for people to see and for a descriptor to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from suluh.intake.doubts import Doubt
from suluh.vocabulary.package import ForeignKey, MissingValue, Table
from suluh.vocabulary.reading_recipe import PlaceColumns


@dataclass(frozen=True, slots=True)
class OddText:
    """A text that is not as the rest of its column: how often it stands there, and on which lines."""

    text: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A list that a column's cells are found in.

    `name` is that of the list (a dataset, or `wilayah`), `way` how they match: `kode`, `kode-lain` (written
    otherwise, as without dots), `nama`, `bps` for codes of BPS, `lama` for codes that are gone
    from the list of regions, or `daftar-lain` for other codes than the
    names beside them have here. `matched` of `filled` cells are found; `strays` are those that are not.
    `found` are the texts that are, until strays are looked for.
    """

    name: str
    way: str
    matched: int
    filled: int
    strays: tuple[OddText, ...] = ()
    key: ForeignKey | None = None
    found: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column as far as its cells, its header and the columns beside it tell.

    `type` is Table Schema's, `form` what its field declares beside that (`decimalChar`, `groupChar`,
    `bareNumber`, `format`, `trueValues`, `falseValues`), `rewritten` the form of `reading.rewritten_cells`
    that its cells must be brought out of first, empty where none. Of `filled` cells `agreeing` are read so;
    `odd` are the rest. `missing` are texts that stand for no value. `least` and `greatest` are canonical
    texts. `constant` is the one text of all rows, empty where they differ. `reason` says in a word what
    settled it: `judul` (its header), `isi` (its cells), `daftar` (a list that has them), `nol-depan` (zeros
    in front), `sebelah` (a column beside it), `jawaban` (a person). `role` is `kode`, `tempat`, `waktu`,
    `ukuran`, `kategori`, `nomor-baris`, `satuan` or `teks`. `examples` are texts with what is read out of
    them.
    """

    name: str
    type: str = "string"
    form: Mapping[str, Any] = field(default_factory=dict)
    rewritten: str = ""
    missing: tuple[MissingValue, ...] = ()
    filled: int = 0
    agreeing: int = 0
    odd: tuple[OddText, ...] = ()
    least: str = ""
    greatest: str = ""
    constant: str = ""
    distinct: int = 0
    reason: str = ""
    role: str = "teks"
    unit: str = ""
    joined: Joined | None = None
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> ForeignKey | None:
        """The list that all of its cells are found in as they stand; None where one is not."""
        if self.joined is None or self.joined.matched < self.joined.filled:
            return None
        return self.joined.key


@dataclass(frozen=True, slots=True)
class TableReading:
    """All columns, the smallest sensible key, the join to regions, and what must be asked.

    `repeated` are pairs of lines of which the second repeats the key of the first. `references` are keys to
    other lists, that of the rows' region first. `places` is the part of the recipe that makes a column of
    region codes where none stands there, `replaced` has by column the texts that stand for others.
    """

    columns: tuple[ColumnReading, ...]
    primary_key: tuple[str, ...] = ()
    repeated: tuple[tuple[int, int], ...] = ()
    references: tuple[ForeignKey, ...] = ()
    places: PlaceColumns | None = None
    places_matched: int = 0
    places_missed: tuple[OddText, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def column(self, name: str) -> ColumnReading:
        """The reading of the column of that name. Raises KeyError."""
        for reading in self.columns:
            if reading.name == name:
                return reading
        raise KeyError(name)

    @property
    def rewritten(self) -> Mapping[str, str]:
        """The recipe's forms by column."""
        return {reading.name: reading.rewritten for reading in self.columns if reading.rewritten}


SHOWN_LINES = 5
"""Lines that are named of an odd text."""


def line_of_row(table: Table, index: int) -> int:
    """The line of the file on which a row stands."""
    return table.lines[index] if index < len(table.lines) else table.header_line + 1 + index


def find_odd(table: Table, cells: Sequence[str], texts: frozenset[str]) -> tuple[OddText, ...]:
    """Those texts with their lines, the commonest first; `cells` are the column's, trimmed."""
    lines: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if cell in texts:
            counts[cell] = counts.get(cell, 0) + 1
            if counts[cell] <= SHOWN_LINES:
                lines.setdefault(cell, []).append(line_of_row(table, index))
    order = sorted(counts, key=lambda text: (-counts[text], lines[text][0]))
    return tuple(OddText(text, counts[text], tuple(lines[text])) for text in order)
