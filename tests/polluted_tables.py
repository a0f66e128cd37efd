"""Clean tables and their polluted twins, in the manner of Pollock (Vitagliano and others, VLDB 2023).

A pollution changes one thing of a file as files in the wild have it: a delimiter, a quotation mark, an
escape, a line end, a cell too many or too few, text above or below, a header missing or in several rows,
another table. Whoever reads a polluted file reads the clean cells or says that it is wrong; anything else
is a wrong reading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders import make_field
from suluh.vocabulary.package import Field

Row = Sequence[str]


@dataclass(frozen=True)
class CleanTable:
    """A table with its columns; `quoted` are columns that are quoted whether or not they need to be."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    quoted: tuple[int, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(one.name for one in self.fields)

    @property
    def lines(self) -> list[list[str]]:
        """Header and rows as written cells, without delimiters."""
        return [list(self.header), *([self.write(*pair) for pair in enumerate(row)] for row in self.rows)]

    def write(self, column: int, cell: str) -> str:
        """A cell as it stands in the file."""
        if column in self.quoted or any(sign in cell for sign in ',"\n'):
            return '"' + cell.replace('"', '""') + '"'
        return cell


@dataclass(frozen=True)
class Polluted:
    """A polluted file of a clean table."""

    name: str
    table: CleanTable
    data: bytes


def _typed(*pairs: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(make_field(name, type=kind) for name, kind in pairs)


SALES = CleanTable(
    "penjualan",
    _typed(
        *(("tanggal", "date"), ("jam", "time"), ("banyak", "integer"), ("kode_barang", "string")),
        *(
            ("harga", "number"),
            ("jenis", "string"),
            ("uraian", "string"),
            ("alamat", "string"),
            ("catatan", "string"),
        ),
    ),
    (
        (
            "2024-01-05",
            "09:15:00",
            "3",
            "B-001",
            "78.07",
            "Meja",
            'Meja bundar 48"',
            "https://a.id/1",
            "kirim Jumat",
        ),
        ("2024-01-06", "10:00:00", "12", "B-002", "15.5", "Kursi", "Kursi lipat, biru", "https://a.id/2", ""),
        (
            "2024-01-07",
            "11:45:30",
            "1",
            "B-003",
            "1250.25",
            "Lemari",
            "Lemari dua pintu",
            "https://a.id/3",
            "baru, rakit",
        ),
        (
            "2024-01-08",
            "08:05:00",
            "7",
            "B-004",
            "9.75",
            "Lampu",
            'Lampu "Cahaya", 5 watt',
            "https://a.id/4",
            "titip",
        ),
        (
            "2024-01-09",
            "16:20:10",
            "20",
            "B-005",
            "3.2",
            "Paku",
            "Paku 2 inci",
            "https://a.id/5",
            'ukuran 2" saja',
        ),
    ),
    quoted=(6, 8),
)
PEOPLE = CleanTable(
    "penduduk",
    _typed(
        *(("kode_wilayah", "string"), ("tahun", "year"), ("nama", "string"), ("jumlah", "integer")),
        *(("rata", "number"), ("keterangan", "string")),
    ),
    (
        ("74.72.01.1001", "2024", "Wajo", "1204", "3.25", "lengkap"),
        ("74.72.01.1002", "2024", "Lamangga", "988", "3.5", "lengkap, kecuali RT 4"),
        ("74.72.01.1003", "2024", "Tanganapada", "1530", "4.75", ""),
        ("74.72.02.1001", "2024", "Bukit Wolio Indah", "2110", "2.5", "termasuk asrama"),
    ),
)
PLACES = CleanTable(
    "tempat",
    _typed(*((name, "string") for name in ("kode", "nama", "alamat", "buka", "keterangan"))),
    (
        ("P-01", "Pasar Wameo", "Jalan Wakaaka, Wameo", "pagi", "Pasar ikan"),
        ("P-02", "Terminal Wolio", "Jalan Dayanu, Wangkanapi", "sepanjang hari", "Terminal kota"),
        ("P-03", "Benteng Keraton", "Melai, Murhum", "siang", 'Disebut "Benteng"'),
        ("P-04", "Pelabuhan Murhum", "Jalan Yos Sudarso", "sepanjang hari", ""),
    ),
    quoted=(1, 2),
)
PAIRS = CleanTable(
    "pasangan",
    _typed(("kode", "string"), ("nilai", "integer")),
    (("A", "10"), ("B", "20"), ("C", "30"), ("D, E", "40")),
)
TABLES = (SALES, PEOPLE, PLACES, PAIRS)


def join(lines: Sequence[Row], delimiter: str = ",", end: str = "\n") -> str:
    """Written cells as a file."""
    return "".join(delimiter.join(line) + end for line in lines)


def pollute(table: CleanTable) -> Iterator[Polluted]:
    """Every pollution of a table."""
    for name, data in [*_whole(table), *_layout(table), *_lines(table), *_cells(table), *_pairs(table)]:
        yield Polluted(name, table, data if isinstance(data, bytes) else data.encode())


def _whole(table: CleanTable) -> Iterator[tuple[str, str | bytes]]:
    """The file's dialect and encoding."""
    lines, text = table.lines, join(table.lines)
    yield "bersih", text
    yield "tanpa-akhir-baris", text.rstrip("\n")
    yield "akhir-baris-ganda", text + "\n\n"
    yield "bom", "\ufeff" + text
    yield "kosong", ""
    yield "judul-saja", join(lines[:1])
    for end in ("\r\n", "\r", "\n\n", "\r\r\n", "\n\r", "\x0b", "\u2028", "\x85", " \n", ",\n", ";\n"):
        yield f"akhir-baris-{end!r}", join(lines, end=end)
    for sign in (";", "\t", "|", " ", ":", ", ", " ,", ",,", "^", "\x1f"):
        yield f"pemisah-{sign!r}", join(lines, sign)
    for mark in ("'", "`", "“", "\u2033", "''", '""'):
        yield f"kutip-{mark!r}", text.replace('"', mark)
        yield f"kutip-semua-{mark!r}", _rewrite(table, mark)
    yield "kutip-semua", _rewrite(table, '"')
    yield "lolos-garis", join([[_escape(cell) for cell in line] for line in lines])
    yield "lolos-tanpa-kutip", join([list(table.header), *(_unquoted(row) for row in table.rows)])
    yield "tanpa-kutip", join([list(table.header), *(list(row) for row in table.rows)])
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield encoding, text.encode(encoding)
    yield "latin-1", text.replace("a", "\u00e1").encode("latin-1")
    yield "nul", text.replace("a", "\x00", 1)
    yield "sylk", "ID;PWXL;N;E\n" + text
    yield "sep-excel", "sep=,\n" + text


def _rewrite(table: CleanTable, mark: str) -> str:
    rows = [table.header, *table.rows]
    return join([[mark + cell.replace(mark, mark * 2) + mark for cell in row] for row in rows])


def _escape(cell: str) -> str:
    return cell[0] + cell[1:-1].replace('""', '\\"') + cell[-1] if cell[:1] == '"' else cell


def _unquoted(row: Row) -> list[str]:
    return [cell.replace('"', '\\"').replace(",", "\\,") for cell in row]


def _layout(table: CleanTable) -> Iterator[tuple[str, str]]:
    """What stands above, below and between."""
    lines, text, width = table.lines, join(table.lines), len(table.fields)
    head, body = lines[:1], lines[1:]
    for count in range(1, 6):
        yield f"pembuka-{count}", "Daftar contoh\n" * count + text
        yield f"pembuka-lebar-{count}", ("Daftar contoh" + "," * (width - 1) + "\n") * count + text
        yield f"pembuka-kosong-{count}", "Daftar contoh\n" + "\n" * count + text
        yield f"kosong-di-atas-{count}", "\n" * count + text
        yield f"kosong-di-bawah-{count}", text + ("," * (width - 1) + "\n") * count
        yield f"judul-berulang-{count}", join(head * (count + 1) + body)
    yield "tanpa-judul", join(body)
    yield "judul-kelompok", join([["Kelompok", *[""] * (width - 1)], *lines])
    if width > 2:  # in two columns these may be data
        yield "nomor-kolom", join([*head, [str(number) for number in range(1, width + 1)], *body])
    yield "nomor-kolom-kurung", join([*head, [f"({number})" for number in range(1, width + 1)], *body])
    yield "satuan-di-bawah-judul", join([*head, ["(teks)", *["(satuan)"] * (width - 1)], *body])
    yield "judul-terbalik", join([line[::-1] for line in lines])
    yield "judul-ganda", join([[head[0][0], *head[0][:-1]], *body])
    yield "judul-kosong", join([["", *head[0][1:]], *body])
    yield "judul-spasi", join([[f" {name}" for name in head[0]], *body])
    yield "kolom-kosong-kanan", join([[*line, ""] for line in lines])
    yield "kolom-kosong-kiri", join([["", *line] for line in lines])
    for note in ("Sumber: contoh", "Catatan: contoh", "*) contoh", "Keterangan: contoh"):
        yield f"kaki-{note}", text + note + "\n"
        yield f"kaki-lebar-{note}", join([*lines, [note, *[""] * (width - 1)]])
        yield f"kaki-jarak-{note}", text + "\n\n" + note + "\n"
    for gap in range(3):
        between = "\n" * gap
        yield f"dua-tabel-sama-{gap}", text + between + text
        yield f"dua-tabel-kurang-{gap}", text + between + join([line[:-1] for line in lines])
        yield f"dua-tabel-lebih-{gap}", text + between + join([[*line, "x"] for line in lines])
        yield (
            f"dua-tabel-judul-lain-{gap}",
            text + between + join([[f"{one}_lain" for one in head[0]], *body]),
        )
        yield f"tabel-di-samping-{gap}", join([[*line, *[""] * gap, *line] for line in lines])
    for at in range(1, len(lines)):
        yield f"baris-kosong-{at}", join(lines[:at]) + "\n" + join(lines[at:])
        yield f"baris-koma-{at}", join([*lines[:at], [""] * width, *lines[at:]])
        yield f"judul-di-tengah-{at}", join([*lines[:at], *head, *lines[at:]])
        yield f"komentar-{at}", join(lines[:at]) + "# komentar\n" + join(lines[at:])


def _lines(table: CleanTable) -> Iterator[tuple[str, str]]:
    """One line that ends, or is parted, in another way than the others."""
    lines = table.lines
    for at in range(len(lines)):
        above, line, below = join(lines[:at]), lines[at], join(lines[at + 1 :])
        for end in ("", "\r", "\r\n", "\r\r\n", "\x0b", "\u2028", " ", ";", ",", "\n,\n"):
            if end == ";" and not below:
                continue  # a sign more in the last cell, as anyone may write it
            yield f"akhir-baris-{at}-{end!r}", above + ",".join(line) + end + below
        for sign in (";", "\t", "|", " ", ", ", " , ", ":", ",,", ""):
            yield f"pemisah-baris-{at}-{sign!r}", above + sign.join(line) + "\n" + below
        for mark in ("'", "`", '""', '\\"', ""):
            if not mark and '""' in ",".join(line):
                continue  # marks of the content are gone with it: nothing tells that they were there
            yield f"kutip-baris-{at}-{mark!r}", above + ",".join(line).replace('"', mark) + "\n" + below
        whole = ",".join(line).replace('"', '""')
        yield f"baris-dikutip-{at}", f'{above}"{whole}"\n{below}'


def _cells(table: CleanTable) -> Iterator[tuple[str, str]]:
    """One cell too many or too few, or one with a sign out of place."""
    lines = table.lines
    for at in range(len(lines)):
        above, line, below = join(lines[:at]), lines[at], join(lines[at + 1 :])

        def put(*cells: str, above: str = above, below: str = below) -> str:
            return above + ",".join(cells) + "\n" + below

        for column, cell in enumerate(line):
            left, right = line[:column], line[column + 1 :]
            where = f"{at}-{column}"
            middle = len(cell) // 2
            yield f"sel-kurang-{where}", put(*left, *right)
            yield f"sel-lebih-{where}", put(*left, "", *line[column:])
            yield f"sel-ganda-{where}", put(*left, cell, *line[column:])
            if cell[:1] != '"':  # inside of a quotation they are content like any other
                yield f"pemisah-di-dalam-{where}", put(*left, f"{cell[:middle]},{cell[middle:]}", *right)
                yield f"akhir-baris-di-dalam-{where}", put(*left, f"{cell[:middle]}\n{cell[middle:]}", *right)
            yield f"kutip-awal-{where}", put(*left, f'"{cell}', *right)
            yield f"kutip-akhir-{where}", put(*left, f'{cell}"', *right)
            yield f"kutip-tengah-{where}", put(*left, f'{cell[:middle]}"{cell[middle:]}', *right)
            yield f"spasi-kutip-{where}", put(*left, f' "{cell.strip(chr(34))}"', *right)
            yield f"kutip-spasi-{where}", put(*left, f'"{cell.strip(chr(34))}" ', *right)
            yield f"kutip-lain-{where}", put(*left, f"'{cell}'", *right)
            yield f"lolos-{where}", put(*left, f"{cell}\\", *right)
            if column + 1 < len(line):
                for sign in ("", ";", "\t", " "):
                    joined = f"{cell}{sign}{line[column + 1]}"
                    yield f"pemisah-{sign!r}-{where}", put(*left, joined, *line[column + 2 :])
            if cell[:1] == '"':
                for name, other in (("awal", cell[1:]), ("akhir", cell[:-1]), ("kedua", cell[1:-1])):
                    yield f"tanpa-kutip-{name}-{where}", put(*left, other, *right)


def _pairs(table: CleanTable) -> Iterator[tuple[str, str]]:
    """Two marks out of place, some lines apart: what is between becomes one cell."""
    lines = table.lines
    for at in range(1, len(lines)):
        for further in range(at, len(lines)):
            for column in range(len(lines[0])):
                for other in range(len(lines[0])):
                    changed = [list(line) for line in lines]
                    changed[at][column] = '"' + changed[at][column]
                    changed[further][other] = changed[further][other] + '"'
                    if at != further or column != other:
                        yield f"kutip-{at}-{column}-sampai-{further}-{other}", join(changed)


def read_plainly(data: bytes) -> list[list[str]]:
    """The clean file as the csv module reads it: that the tables here are what they say."""
    return list(csv.reader(io.StringIO(data.decode(), newline="")))
