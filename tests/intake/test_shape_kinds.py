"""Kinds of sheets by hand: each comes back as the table that is in it, and nothing is left out untold."""

from __future__ import annotations

import pytest

from suluh.intake.shape_search import propose_shapes
from suluh.intake.shapes import Shapes
from suluh.reading.applied_recipe import apply_recipe
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet


def _sheet(text: str, name: str = "", merged: tuple[MergedCells, ...] = ()) -> RawSheet:
    """A sheet of lines, cells parted by `|`; empty lines are left out, as readers do."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, lines))
    kept = [
        (number, [*cells, *[""] * (width - len(cells))])
        for number, cells in enumerate(lines, 1)
        if any(cells)
    ]
    return RawSheet(name, [cells for _, cells in kept], [number for number, _ in kept], merged)


def _rows(*sheets: RawSheet, answers: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The table that the likely recipe reads: header, then rows."""
    shapes = propose_shapes(sheets, answers)
    assert shapes.likely is not None
    shaped = apply_recipe(sheets, shapes.likely.recipe)
    assert shaped.table is not None, shaped.findings
    assert not shaped.findings
    return [tuple(shaped.table.header), *map(tuple, shaped.table.rows)]


def _doubts(*sheets: RawSheet) -> list[str]:
    return [doubt.key for doubt in propose_shapes(sheets).doubts]


def _said(shapes: Shapes, *, warnings: bool = False) -> str:
    told = [*(entry for shape in shapes.shapes[:1] for entry in shape.evidence), *shapes.passed_over]
    return "\n".join(entry.text % entry.values for entry in told if entry.is_warning or not warnings)


def _table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").split("\n")]


KINDS = {
    "statements above": (
        "Provinsi : | Sulawesi Tenggara\nTahun : | 2023\n\nKecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1",
        "Kecamatan | Kios | Pasar | tahun\nWolio | 41 | 2 | 2023\nMurhum | 7 | 1 | 2023",
    ),
    "place, day and signature below": (
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\n\n | | Baubau, 31 Desember 2023\n | | Kepala Dinas\n"
        "\n | | Nama Terang\n | | NIP. 1234",
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1",
    ),
    "an empty line among the rows": (
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\n\nMurhum | 7 | 1\nBungi | 9 | 3",
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\nBungi | 9 | 3",
    ),
    "a header apart from its rows": (
        "Kecamatan | Kios | Pasar\n\nWolio | 41 | 2\nMurhum | 7 | 1",
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1",
    ),
    "units below the names": (
        "Kecamatan | Luas | Penduduk\n | (km2) | (jiwa)\nWolio | 28.9 | 44021\nMurhum | 6.5 | 20124",
        "Kecamatan | Luas (km2) | Penduduk (jiwa)\nWolio | 28.9 | 44021\nMurhum | 6.5 | 20124",
    ),
    "letters that number the columns": (
        "No | Kecamatan | Kios\na | b | c\n1 | Wolio | 41\n2 | Murhum | 7",
        "No | Kecamatan | Kios\n1 | Wolio | 41\n2 | Murhum | 7",
    ),
    "columns worked out of others": (
        "No | Kecamatan | L | P | L+P\n1 | 2 | 3 | 4 | 5=3+4\n1 | Wolio | 41 | 20 | 61\n2 | Murhum | 7 | 8 | 15",
        "No | Kecamatan | jenis_kelamin | jumlah\n1 | Wolio | L | 41\n1 | Wolio | P | 20\n2 | Murhum | L | 7\n"
        "2 | Murhum | P | 8",
    ),
    "the whole by its name, above": (
        "Kecamatan | Kios | Pasar\nKota Baubau | 57 | 6\nWolio | 41 | 2\nMurhum | 7 | 1\nBungi | 9 | 3",
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\nBungi | 9 | 3",
    ),
    "a total without a word": (
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\nBungi | 9 | 3\n | 57 | 6",
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\nBungi | 9 | 3",
    ),
    "a total and a mean": (
        "Kecamatan | Kios | Pasar\nWolio | 40 | 2\nMurhum | 7 | 1\nBungi | 10 | 3\nJumlah | 57 | 6\nRata-rata | 19 | 2",
        "Kecamatan | Kios | Pasar\nWolio | 40 | 2\nMurhum | 7 | 1\nBungi | 10 | 3",
    ),
    "a total with dashes": (
        "Kecamatan | Penduduk | Luas\nWolio | 44.021 | 28,90\nMurhum | 20.124 | 6,45\nJumlah | 64.145 | -",
        "Kecamatan | Penduduk | Luas\nWolio | 44.021 | 28,90\nMurhum | 20.124 | 6,45",
    ),
    "sums by sex in rows": (
        "Kecamatan | Jenis Kelamin | Penduduk\nWolio | Laki-laki | 220\nWolio | Perempuan | 230\nWolio | Jumlah | 450\n"
        "Murhum | Laki-laki | 110\nMurhum | Perempuan | 120\nMurhum | Jumlah | 230",
        "Kecamatan | Jenis Kelamin | Penduduk\nWolio | Laki-laki | 220\nWolio | Perempuan | 230\n"
        "Murhum | Laki-laki | 110\nMurhum | Perempuan | 120",
    ),
    "subtotals with the group's name": (
        "No | Uraian | Pagu | Realisasi\n1 | Gaji | 100 | 90\n2 | Tunjangan | 50 | 40\n | Jumlah Belanja Pegawai | 150 | 130"
        "\n3 | Kertas | 30 | 20\n4 | Listrik | 20 | 10\n | Jumlah Belanja Barang | 50 | 30\n | JUMLAH | 200 | 160",
        "No | Uraian | Pagu | Realisasi\n1 | Gaji | 100 | 90\n2 | Tunjangan | 50 | 40\n3 | Kertas | 30 | 20\n"
        "4 | Listrik | 20 | 10",
    ),
    "groups with a letter": (
        "No | Uraian | Pagu\nA | Urusan Wajib | \n1 | Pendidikan | 100\n2 | Kesehatan | 90\nB | Urusan Pilihan | \n"
        "1 | Pariwisata | 30\n2 | Pertanian | 20",
        "No | Uraian | Pagu | kelompok\n1 | Pendidikan | 100 | A Urusan Wajib\n2 | Kesehatan | 90 | A Urusan Wajib\n"
        "1 | Pariwisata | 30 | B Urusan Pilihan\n2 | Pertanian | 20 | B Urusan Pilihan",
    ),
    "years with a word": (
        "Kecamatan | Tahun 2021 | Tahun 2022 | Tahun 2023\nWolio | 1 | 2 | 3\nMurhum | 4 | 5 | 6",
        "Kecamatan | tahun | jumlah\nWolio | 2021 | 1\nWolio | 2022 | 2\nWolio | 2023 | 3\nMurhum | 2021 | 4\n"
        "Murhum | 2022 | 5\nMurhum | 2023 | 6",
    ),
    "quarters": (
        "Pajak | TW I | TW II | TW III | TW IV | Jumlah\nHotel | 10 | 20 | 30 | 40 | 100\nHiburan | 1 | 2 | 3 | 4 | 10",
        "Pajak | triwulan | jumlah\nHotel | I | 10\nHotel | II | 20\nHotel | III | 30\nHotel | IV | 40\n"
        "Hiburan | I | 1\nHiburan | II | 2\nHiburan | III | 3\nHiburan | IV | 4",
    ),
    "months of years": (
        "Pasar | Jan-24 | Feb-24 | Mar-24\nWameo | 10 | 20 | 30\nLaelangi | 1 | 2 | 3",
        "Pasar | bulan | jumlah\nWameo | 2024-01 | 10\nWameo | 2024-02 | 20\nWameo | 2024-03 | 30\n"
        "Laelangi | 2024-01 | 1\nLaelangi | 2024-02 | 2\nLaelangi | 2024-03 | 3",
    ),
    "a measure by years": (
        "Kecamatan | Luas Panen 2021 | Luas Panen 2022 | Luas Panen 2023\nWolio | 1 | 2 | 3\nMurhum | 4 | 5 | 6",
        "Kecamatan | tahun | luas_panen\nWolio | 2021 | 1\nWolio | 2022 | 2\nWolio | 2023 | 3\nMurhum | 2021 | 4\n"
        "Murhum | 2022 | 5\nMurhum | 2023 | 6",
    ),
    "a matrix by its title": (
        "Jumlah Kasus Menurut Kecamatan dan Jenis Penyakit Tahun 2023\n\nKecamatan | ISPA | Diare | DBD | Jumlah\n"
        "Wolio | 10 | 20 | 30 | 60\nMurhum | 1 | 2 | 3 | 6",
        "Kecamatan | jenis_penyakit | jumlah_kasus | tahun\nWolio | ISPA | 10 | 2023\nWolio | Diare | 20 | 2023\n"
        "Wolio | DBD | 30 | 2023\nMurhum | ISPA | 1 | 2023\nMurhum | Diare | 2 | 2023\nMurhum | DBD | 3 | 2023",
    ),
    "a matrix under one heading": (
        "Kecamatan | Jenis Ternak | | |\n | Sapi | Kambing | Ayam\nWolio | 10 | 20 | 30\nMurhum | 1 | 2 | 3",
        "Kecamatan | jenis_ternak | jumlah\nWolio | Sapi | 10\nWolio | Kambing | 20\nWolio | Ayam | 30\n"
        "Murhum | Sapi | 1\nMurhum | Kambing | 2\nMurhum | Ayam | 3",
    ),
    "two tables for two years": (
        "Kios Tahun 2022\nKecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1\n\nKios Tahun 2023\n"
        "Kecamatan | Kios | Pasar\nWolio | 42 | 2\nMurhum | 8 | 1",
        "Kecamatan | Kios | Pasar | tahun\nWolio | 41 | 2 | 2022\nMurhum | 7 | 1 | 2022\nWolio | 42 | 2 | 2023\n"
        "Murhum | 8 | 1 | 2023",
    ),
    "two tables without a gap": (
        "Kecamatan Wolio\nKelurahan | Kios | Pasar\nBataraguru | 41 | 2\nTomba | 7 | 1\nKecamatan Murhum\n"
        "Kelurahan | Kios | Pasar\nLamangga | 42 | 2\nTanganapada | 8 | 1",
        "Kelurahan | Kios | Pasar | kecamatan\nBataraguru | 41 | 2 | Wolio\nTomba | 7 | 1 | Wolio\n"
        "Lamangga | 42 | 2 | Murhum\nTanganapada | 8 | 1 | Murhum",
    ),
    "an empty column within": (
        "Kecamatan | Kios | | Pasar\nWolio | 41 | | 2\nMurhum | 7 | | 1",
        "Kecamatan | Kios | Pasar\nWolio | 41 | 2\nMurhum | 7 | 1",
    ),
    "names alike": (
        "Kecamatan | Jumlah | Jumlah\nWolio | 41 | 2\nMurhum | 7 | 1",
        "Kecamatan | Jumlah | Jumlah (2)\nWolio | 41 | 2\nMurhum | 7 | 1",
    ),
    "a header of three lines": (
        "Kecamatan | Siswa | | | |\n | Negeri | | Swasta |\n | L | P | L | P\nWolio | 1 | 2 | 3 | 4\nMurhum | 5 | 6 | 7 | 8",
        "Kecamatan | status_sekolah | jenis_kelamin | jumlah\nWolio | Negeri | L | 1\nWolio | Negeri | P | 2\n"
        "Wolio | Swasta | L | 3\nWolio | Swasta | P | 4\nMurhum | Negeri | L | 5\nMurhum | Negeri | P | 6\n"
        "Murhum | Swasta | L | 7\nMurhum | Swasta | P | 8",
    ),
    "texts with a title": (
        "DAFTAR PASAR KOTA CONTOH\n\nNo | Nama Pasar | Alamat\n1 | Wameo | Jalan Dayanu\n2 | Laelangi | Jalan Betoambari",
        "No | Nama Pasar | Alamat\n1 | Wameo | Jalan Dayanu\n2 | Laelangi | Jalan Betoambari",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_comes_back_as_the_table_that_is_in_it(kind: str) -> None:
    text, table = KINDS[kind]
    assert _rows(_sheet(text)) == _table(table)
