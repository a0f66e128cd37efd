"""Clean tables dressed up as offices keep them: titles, totals, notes, groups, columns that are values."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from suluh.vocabulary.raw_sheet import MergedCells, RawSheet

PLACES = (
    "Betoambari", "Murhum", "Wolio", "Kokalukuna", "Sorawolio", "Bungi", "Lea-Lea", "Batupoaro",
    "Abeli", "Baruga", "Kambu", "Kadia", "Poasia", "Puuwatu", "Mandonga", "Wua-Wua",
)  # fmt: skip
MEASURES = (
    "Jumlah Keluarga", "Jumlah Individu", "Luas Panen (ha)", "Produksi (ton)", "Pagu", "Realisasi",
    "Kios", "Pasar", "Pedagang", "Kendaraan Diuji", "Retribusi (Rp)",
)  # fmt: skip
TITLES = (
    "DATA PENERIMA BANTUAN SOSIAL", "Tabel 4.1.2 Banyaknya Pasar Menurut Kecamatan", "PEMERINTAH KOTA CONTOH",
    "DINAS PERDAGANGAN", "Rekapitulasi Kendaraan", "Daftar Kios per Kecamatan",
)  # fmt: skip
TOTALS = (
    "JUMLAH", "Jumlah", "TOTAL", "Total", "Jumlah/Total", "JUMLAH TOTAL", "Grand Total",
    "Jumlah Keseluruhan", "Jml",
)  # fmt: skip
NOTES = (
    "Sumber: Dinas Perdagangan", "Sumber : BPS", "Catatan: angka sementara", "*) angka sementara",
    "Keterangan: - tidak ada data", "Ket : data per Desember",
)  # fmt: skip


@dataclass
class Dressed:
    """A sheet as an office has it, and the table that is in it."""

    rows: list[list[str]]
    header: list[str]
    table: list[tuple[str, ...]]
    merged: list[MergedCells] = field(default_factory=list)
    offset: int = 0

    def sheet(self, name: str = "") -> RawSheet:
        """The sheet with rows of one width; empty lines are left out, as a workbook's reader does."""
        width = max(map(len, self.rows), default=0)
        kept = [(line, row + [""] * (width - len(row))) for line, row in enumerate(self.rows, 1) if any(row)]
        return RawSheet(name, [row for _, row in kept], [line for line, _ in kept], tuple(self.merged))


class Office:
    """Dresses tables up; what it does follows from its seed alone."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.random.random() < share

    def amount(self) -> int:
        """A count, small or large."""
        return self.random.randrange(1, 10 ** self.random.randrange(2, 8))

    def clean(self, *, rows: int = 0, measures: int = 0) -> tuple[list[str], list[tuple[str, ...]]]:
        """A table of places and measures."""
        count = rows or self.random.randrange(2, 14)
        names = self.random.sample(MEASURES, measures or self.random.randrange(1, 5))
        places = self.random.sample(PLACES, count)
        return ["Kecamatan", *names], [(place, *(str(self.amount()) for _ in names)) for place in places]

    def dress(self, header: Sequence[str], table: Sequence[tuple[str, ...]]) -> Dressed:
        """The table with a number for each row, titles, totals, notes, and empty rows and columns around."""
        header, table = list(header), list(table)
        if self.chance(0.5):
            header = [self.random.choice(("No", "NO", "No.", "NO URUT")), *header]
            table = [(str(place), *row) for place, row in enumerate(table, 1)]
        dressed = Dressed([], header, table)
        self.add_titles(dressed)
        dressed.rows.append([self.spoil_name(name) for name in header])
        self.add_numbers(dressed, len(header))
        at_top = self.chance(0.15)
        total = self.total_row(header, table) if self.chance(0.6) else None
        if total and at_top:
            dressed.rows.append(total)
        dressed.rows += [list(row) for row in table]
        if total and not at_top:
            if self.chance(0.15):
                dressed.rows.append([])
            dressed.rows.append(total)
        self.add_notes(dressed)
        self.shift(dressed)
        return dressed

    def add_titles(self, dressed: Dressed) -> None:
        """Up to three titles, with empty lines among and below them."""
        for title in self.random.sample(TITLES, self.random.randrange(0, 4)):
            dressed.rows.append([title])
            if self.chance(0.2):
                dressed.rows.append([])
        if dressed.rows and self.chance(0.5):
            dressed.rows += [[]] * self.random.randrange(1, 3)

    def spoil_name(self, name: str) -> str:
        """A name with blanks or a line break, sometimes."""
        if self.chance(0.15):
            return f" {name} "
        return name.replace(" ", "\n", 1) if self.chance(0.15) else name

    def add_numbers(self, dressed: Dressed, width: int) -> None:
        """The row that numbers the columns, sometimes."""
        if not self.chance(0.3) or width < 3:
            return
        form = self.random.choice(("{}", "({})", "[{}]", "{}."))
        dressed.rows.append([form.format(place) for place in range(1, width + 1)])

    def total_row(self, header: Sequence[str], table: Sequence[tuple[str, ...]]) -> list[str]:
        """The sums of all rows behind one of the words."""
        texts = 2 if header[0].upper().startswith("NO") else 1
        sums = [str(sum(int(row[place]) for row in table)) for place in range(texts, len(header))]
        word = self.random.choice(TOTALS)
        label = [word] if texts == 1 else self.random.choice(([word, ""], ["", word]))
        return [*label, *sums]

    def add_notes(self, dressed: Dressed) -> None:
        """Notes below the table, sometimes after an empty line, and a place to sign."""
        if not self.chance(0.6):
            return
        if self.chance(0.5):
            dressed.rows.append([])
        dressed.rows += [[note] for note in self.random.sample(NOTES, self.random.randrange(1, 3))]

    def shift(self, dressed: Dressed) -> None:
        """Empty lines above and empty columns to the left, sometimes."""
        if self.chance(0.2):
            down = self.random.randrange(1, 4)
            dressed.rows = [[] for _ in range(down)] + dressed.rows
            dressed.merged = [
                MergedCells(a.first_line + down, a.first_column, a.last_line + down, a.last_column)
                for a in dressed.merged
            ]
        if self.chance(0.2):
            right = self.random.randrange(1, 3)
            dressed.rows = [[""] * right + row if row else row for row in dressed.rows]
            dressed.merged = [
                MergedCells(a.first_line, a.first_column + right, a.last_line, a.last_column + right)
                for a in dressed.merged
            ]

    def spread(self) -> Dressed:
        """A measure of places with times or kinds side by side, in one header line or two, and their sum."""
        places = self.random.sample(PLACES, self.random.randrange(2, 9))
        into, first, second = self.random.choice(SPREADS)
        columns = [(one, two) for one in first for two in (second or ("",))]
        amounts = {(place, column): str(self.amount()) for place in places for column in columns}
        header = ["Kecamatan", *into, "jumlah"]
        table = [
            (place, *self._values(column), amounts[place, column]) for place in places for column in columns
        ]
        dressed = Dressed([], header, table)
        self.add_titles(dressed)
        dressed.rows = [row for row in dressed.rows if not row or "enurut" not in row[0]]
        total = self.chance(0.5) and not second
        self._spread_header(dressed, first, second, total=total)
        for place in places:
            own = [amounts[place, column] for column in columns]
            dressed.rows.append([place, *own, *([str(sum(map(int, own)))] if total else [])])
        if self.chance(0.5):
            body = dressed.rows[-len(places) :]
            sums = [str(sum(int(row[at]) for row in body)) for at in range(1, len(body[0]))]
            dressed.rows.append([self.random.choice(TOTALS), *sums])
        self.add_notes(dressed)
        self.shift(dressed)
        return dressed

    def _values(self, column: tuple[str, str]) -> tuple[str, ...]:
        """What a column says, kinds before times."""
        stated = [text for text in column if text]
        return tuple(reversed(stated)) if len(stated) > 1 and stated[0].isdecimal() else tuple(stated)

    def _spread_header(
        self, dressed: Dressed, first: Sequence[str], second: Sequence[str], *, total: bool
    ) -> None:
        word = self.random.choice(("Jumlah", "JUMLAH", "Total"))
        if not second:
            if self.chance(0.5):
                dressed.rows.append(["Kecamatan", *first, *([word] if total else [])])
                return
            above = self.random.choice(("Tahun", "Rincian", "Keadaan"))
            line = len(dressed.rows) + 1
            width = len(first)
            dressed.rows.append(["Kecamatan", above, *[""] * (width - 1), *([word] if total else [])])
            dressed.rows.append(["", *first])
            if self.chance(0.6):
                dressed.merged += [
                    MergedCells(line, 1, line + 1, 1),
                    MergedCells(line, 2, line, 1 + width),
                    *([MergedCells(line, 2 + width, line + 1, 2 + width)] if total else []),
                ]
            return
        line, step = len(dressed.rows) + 1, len(second)
        dressed.rows.append(["Kecamatan", *(cell for text in first for cell in (text, *[""] * (step - 1)))])
        dressed.rows.append(["", *second * len(first)])
        if self.chance(0.6):
            dressed.merged += [
                MergedCells(line, 1, line + 1, 1),
                *(MergedCells(line, 2 + at * step, line, 1 + (at + 1) * step) for at in range(len(first))),
            ]

    def group(self) -> Dressed:
        """Rows in groups: named once (in merged cells or not), or in a row above; with subtotals or not."""
        kinds = self.random.sample(("Kios", "Pasar", "Toko", "Warung", "Los"), self.random.randrange(2, 4))
        places = self.random.sample(PLACES, self.random.randrange(2, 6))
        names = self.random.sample(MEASURES[:6], self.random.randrange(1, 4))
        groups = {place: [[kind, *(str(self.amount()) for _ in names)] for kind in kinds] for place in places}
        form = self.random.choice(("blank", "merged", "row"))
        table = [(place, *row) for place, rows in groups.items() for row in rows]
        header = ["Kecamatan", "Jenis", *names]
        if form == "row":
            header = ["Jenis", *names, "kelompok"]
            table = [(*row, place) for place, rows in groups.items() for row in rows]
        dressed = Dressed([], header, table)
        self.add_titles(dressed)
        lead = 0 if form == "row" else 1
        dressed.rows.append(["Kecamatan", "Jenis", *names] if lead else ["Jenis", *names])
        subtotals = self.chance(0.4)
        for place, rows in groups.items():
            if form == "row":
                dressed.rows.append([place])
            elif form == "merged":
                line = len(dressed.rows) + 1
                dressed.merged.append(MergedCells(line, 1, line + len(rows) - 1, 1))
            for at, row in enumerate(rows):
                dressed.rows.append([*([place if at == 0 else ""] if lead else []), *row])
            if subtotals:
                dressed.rows.append(self._sum_of(rows, "Jumlah", lead))
        if self.chance(0.5):
            every = [row for rows in groups.values() for row in rows]
            dressed.rows.append(self._sum_of(every, "Total", lead))
        self.add_notes(dressed)
        self.shift(dressed)
        return dressed

    def _sum_of(self, rows: Sequence[Sequence[str]], word: str, lead: int) -> list[str]:
        sums = [str(sum(int(row[at]) for row in rows)) for at in range(1, len(rows[0]))]
        label = self.random.choice(([word, ""], ["", word])) if lead else [word]
        return [*label, *sums]


SPREADS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (("tahun",), ("2020", "2021", "2022"), ()),
    (("tahun",), ("2019", "2020", "2021", "2022", "2023"), ()),
    (("bulan",), ("Januari", "Februari", "Maret", "April", "Mei", "Juni"), ()),
    (("bulan",), ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des"), ()),
    (("jenis_kelamin",), ("Laki-laki", "Perempuan"), ()),
    (("jenis_kelamin",), ("L", "P"), ()),
    (("kelompok_umur",), ("0-4", "5-9", "10-14", "15-19", "65+"), ()),
    (("jenjang",), ("SD", "SMP", "SMA", "SMK"), ()),
    (("jenis_kelamin", "tahun"), ("2022", "2023"), ("Laki-laki", "Perempuan")),
    (("jenis_kelamin", "tahun"), ("2021", "2022", "2023"), ("L", "P")),
    (("jenjang", "tahun"), ("SD", "SMP"), ("2021", "2022", "2023")),
    (("kelompok_umur", "jenis_kelamin"), ("0-4", "5-9", "10-14"), ("L", "P")),
    (("jenjang", "jenis_kelamin"), ("SD", "SMP", "SMA"), ("Laki-laki", "Perempuan")),
)
