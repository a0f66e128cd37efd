"""Sheets composed at random as offices keep them, each figure with the words that must stand beside it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from suluh.vocabulary.raw_sheet import MergedCells, RawSheet

_Any = TypeVar("_Any")
Cells = Sequence[object]

VILLAGES = {
    "Betoambari": ("Sulaa", "Waborobo", "Lipu", "Katobengke", "Labalawa"),
    "Murhum": ("Baadia", "Melai", "Wajo", "Lamangga", "Tanganapada"),
    "Wolio": ("Tomba", "Wale", "Batulo", "Wangkanapi", "Bukit Wolio Indah"),
    "Kokalukuna": ("Waruruma", "Lakologou", "Liwuto", "Sukanaeyo", "Kadolomoko"),
    "Sorawolio": ("Kaisabu Baru", "Karya Baru", "Bugi", "Gonda Baru"),
    "Bungi": ("Ngkari-Ngkari", "Kampeonaho", "Liabuku", "Waliabuku", "Tampuna"),
    "Lea-Lea": ("Palabusa", "Kalia-Lia", "Kolese", "Kantalai", "Lowu-Lowu"),
    "Batupoaro": ("Bone-Bone", "Tarafu", "Wameo", "Kaobula", "Lanto"),
}
DISTRICTS = tuple(VILLAGES)
AGENCIES = (
    "Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial", "Dinas Perikanan", "Badan Keuangan", "Inspektorat",
)  # fmt: skip
MEASURES = (
    "Luas Panen (ha)", "Produksi (ton)", "Jumlah Petani", "Pagu (Rp)", "Realisasi (Rp)", "Jumlah Penduduk",
    "Rumah Tangga", "Guru", "Murid", "Kunjungan", "Kendaraan",
)  # fmt: skip
TOTALS = (
    "JUMLAH", "Jumlah", "Total", "TOTAL", "Kota Baubau", "Jumlah/Total", "Grand Total", "Jumlah Total",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the table must have once, in a row and under a header that say all of its words."""

    value: float
    words: tuple[str, ...]


@dataclass
class OfficeSheet:
    """A sheet as it is written, row by row; what it does follows from its seed alone.

    `figures` are what it holds; `reckoned` figures that may be read too, since a column says what they are.
    """

    seed: int
    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    reckoned: set[float] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Draw by the seed; no figure stands twice, so that each can be found again."""
        self.random = random.Random(self.seed)
        self.is_small = self.chance(0.35)
        self._used: set[int] = set()
        self._form = self.pick(("", "", "", "", "dot", "rupiah", "comma"))

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.random.random() < share

    def pick(self, some: Sequence[_Any]) -> _Any:
        """One of them."""
        return self.random.choice(some)

    def some(self, of: Sequence[_Any], least: int, most: int) -> list[_Any]:
        """Some of them, in any order."""
        return self.random.sample(of, min(len(of), self.random.randint(least, most)))

    def number(self, least: int = 0) -> int:
        """A figure that no other is, and no year."""
        while True:
            most = 3_000 if self.is_small else int(10 ** self.random.randint(4, 7))
            value = least + self.random.randrange(101, most)
            if value not in self._used and not 1900 < value < 2100:
                self._used.add(value)
                return value

    def numbers(self, count: int, least: int = 0) -> list[int]:
        """Some of them."""
        return [self.number(least) for _ in range(count)]

    def written(self, value: int) -> object:
        """A figure as this office writes all of them."""
        dotted = f"{value:,}".replace(",", ".")
        return {"dot": dotted, "rupiah": f"Rp {dotted}", "comma": f"{dotted},00"}.get(self._form, value)

    def put(self, cells: Cells) -> int:
        """A row; its line."""
        self.rows.append(["" if cell is None else str(cell) for cell in cells])
        return len(self.rows)

    def merge(self, first_line: int, first_column: int, last_line: int, last_column: int) -> None:
        """Cells shown as one."""
        if (first_line, first_column) != (last_line, last_column):
            self.merged.append((first_line, first_column, last_line, last_column))

    def holds(self, values: Sequence[float], heads: Sequence[str], *words: str) -> None:
        """Figures of a row, each with the name of its column and the words of the row."""
        for value, head in zip(values, heads, strict=True):
            self.figures.append(Figure(value, tuple(word for word in (*words, head) if word)))

    def titles(self, width: int, about: str, *, year: bool = True) -> None:
        """What stands above: an office's letterhead, a title, the year, statements, a unit."""
        if self.chance(0.25):
            for text in (
                "PEMERINTAH KOTA BAUBAU",
                self.pick(AGENCIES).upper(),
                "Jl. Dayanu Ikhsanuddin No. 12",
            ):
                line = self.put([text])
                if self.chance(0.5):
                    self.merge(line, 1, line, width)
            if self.chance(0.5):
                self.put([])
        many = self.random.randrange(4)
        if many:
            title = self.pick((about.upper(), about, f"Tabel 3.2. {about}", f"REKAPITULASI {about.upper()}"))
            if year and self.chance(0.4):
                title += self.pick((", 2024", " TAHUN 2024", " Tahun 2024"))
            line = self.put([title])
            if self.chance(0.5):
                self.merge(line, 1, line, width)
        if many > 1 and year:
            self.put([self.pick(("TAHUN ANGGARAN 2024", "Kota Baubau Tahun 2024", "Per 31 Desember 2024"))])
        if many > 2:
            agency = self.pick(AGENCIES)
            unit = self.pick(("(dalam rupiah)", "Satuan: orang", "(Ribu Rp)"))
            self.put(self.pick((["SKPD", f": {agency}"], ["SKPD", ":", agency], [""] * (width - 1) + [unit])))
        if self.chance(0.4):
            self.put([])

    def column_numbers(self, width: int) -> None:
        """The row that numbers the columns, sometimes."""
        if self.chance(0.25):
            form = self.pick(("{}", "({})", "-{}-", "{}."))
            self.put([form.format(place) for place in range(1, width + 1)])

    def total(self, labels: int, sums: Cells) -> None:
        """The sums of all rows below them, sometimes."""
        if self.chance(0.55):
            line = self.put([self.pick(TOTALS), *[""] * (labels - 1), *sums])
            if labels > 1 and self.chance(0.5):
                self.merge(line, 1, line, labels)

    def closing(self, width: int) -> None:
        """Notes and signers below, sometimes."""
        if self.chance(0.35):
            if self.chance(0.4):
                self.put([])
            notes = ("Sumber: Dinas terkait", "Catatan: angka sementara", "*) angka sangat sementara")
            for text in self.some(notes, 1, 2):
                self.put([text])
        if self.chance(0.2):
            pad = [""] * self.pick((0, max(0, width - 2), max(0, width - 1)))
            for text in ("", "Baubau, 31 Desember 2024", "Kepala Dinas,", "", "LA ODE CONTOH, S.Sos"):
                self.put([*pad, text] if text else [])

    def sheet(self) -> RawSheet:
        """The sheet as a workbook's reader gives it, sometimes moved to the right or down."""
        right = self.pick((0, 0, 0, 0, 1, 2))
        down = self.pick((0, 0, 0, 0, 1, 2))
        rows = [[]] * down + [[""] * right + row if any(row) else [] for row in self.rows]
        width = max(map(len, rows), default=0)
        kept = [(line, [*row, *[""] * (width - len(row))]) for line, row in enumerate(rows, 1) if any(row)]
        areas = tuple(MergedCells(a + down, b + right, c + down, d + right) for a, b, c, d in self.merged)
        return RawSheet("Sheet1", [row for _, row in kept], [line for line, _ in kept], areas)


def sums_of(rows: Sequence[Sequence[int]]) -> list[int]:
    """The sum of each column."""
    return [sum(column) for column in zip(*rows, strict=True)]
