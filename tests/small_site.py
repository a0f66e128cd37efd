"""Copies of the tiny complete site `sites/kecil` with one thing wrong: the reproducers of `findings/`."""

from __future__ import annotations

import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

HERE = Path(__file__).parent
SMALL_SITE = HERE / "sites" / "kecil"
REPRODUCERS = HERE / "findings"

DATASET = "datasets/dinas-sosial/bantuan"
TABLE = f"{DATASET}/bantuan.csv"


def copy_small_site(target: Path) -> Path:
    """A fresh copy of the tiny site in `target`."""
    return Path(shutil.copytree(SMALL_SITE, target))


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text that must occur in a file, bytes otherwise untouched."""
    path = root / file
    data = path.read_bytes()
    assert old.encode() in data, f"{file} has no {old!r}"
    path.write_bytes(data.replace(old.encode(), new.encode()))


def remove_grounds(root: Path) -> None:
    """Take the grounds of exclusion out of the first dataset, once its last closed column is open."""
    path = root / DATASET / "datapackage.yaml"
    head, mark, _ = path.read_bytes().partition(b"dasar_pengecualian:")
    assert mark, "they are gone already"
    path.write_bytes(head)


def make_reproducer(target: Path, case: Mapping[str, Any], folder: Path) -> Path:
    """The tiny site with a reproducer applied: lay under, remove, copy, lay over, edit, build."""
    root = copy_small_site(target)
    if "alas" in case:
        shutil.copytree(HERE / "sites" / case["alas"], root, dirs_exist_ok=True)
    for name in case.get("hapus", []):
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    for source, copy in case.get("salin", {}).items():
        shutil.copytree(root / source, root / copy)
    if (folder / "berkas").is_dir():
        shutil.copytree(folder / "berkas", root, dirs_exist_ok=True)
    for step in ("ganti", "ganti_sesudah"):
        for one in case.get(step, []):
            edit(root, one["berkas"], one["dari"], one["ke"])
    if "bangun" in case:
        BUILDERS[case["bangun"]](root)
    return root


def _write(root: Path, data: bytes, file: str = TABLE) -> None:
    (root / file).write_bytes(data)


def _read(root: Path, file: str = TABLE) -> bytes:
    return (root / file).read_bytes()


def make_photo(order: str = "<", tag: int = 0x8825) -> bytes:
    """The beginning of a JPEG whose EXIF has a GPS directory with a latitude."""
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    directory = struct.pack(f"{order}HHHII", 1, tag, 4, 1, 26) + bytes(4)
    place = struct.pack(f"{order}HHHII", 1, 2, 5, 3, 44) + bytes(4)
    tiff = mark + struct.pack(f"{order}I", 8) + directory + place
    body = b"Exif\x00\x00" + tiff + bytes(24)
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"


def make_png(width: int = 24, height: int = 32) -> bytes:
    """A plain PNG of one colour."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\x7a\x1f\x2b" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", pixels) + part(b"IEND", b"")


def _link(root: Path) -> None:
    path = root / TABLE
    path.rename(path.with_name("asli.csv"))
    try:
        path.symlink_to("asli.csv")
    except OSError:
        pytest.skip("this system does not let us make symbolic links")


def _make_unreadable(root: Path) -> None:
    path = root / TABLE
    path.chmod(0)
    try:
        path.read_bytes()
    except OSError:
        return
    pytest.skip("this user reads every file")


def _wrong_everywhere(root: Path) -> None:
    rows = "".join(f"74.72.01.1007,{2025 + number},x,y,z,beras,K,\n" for number in range(3_400))
    path = root / TABLE
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n" + rows, encoding="utf-8")


def _large_attachment(root: Path) -> None:
    path = root / "datasets/dinas-sosial/kegiatan/lampiran/berita-acara.pdf"
    path.write_bytes(path.read_bytes() + b"\n" * 5 * 1024 * 1024)


def _zip_as_csv(root: Path) -> None:
    with zipfile.ZipFile(root / TABLE, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


def _make_large_descriptor(root: Path) -> None:
    path = root / DATASET / "datapackage.yaml"
    path.write_bytes(path.read_bytes() + b"# panjang\n" * 30_000)


def _workbook(change: Callable[[Any], None]) -> Callable[[Path], None]:
    """A builder that writes the table as a workbook, after `change` was made to it."""

    def build(root: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Data"
        names = ["kode_wilayah", "tahun", "jumlah", "rata", "tanggal", "jenis", "penerima", "kegiatan"]
        sheet.append(names)
        for kode, amount in (("74.72.01.1007", 120), ("74.72.01.1012", 80)):
            sheet.append(
                [kode, 2025, amount, 1.5, date(2025, 5, amount % 27 + 1), "beras", "Keluarga", "1.06.02.2.01"]
            )
        change(book)
        book.save(root / DATASET / "bantuan.xlsx")

    return build


def _set(address: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.active[address] = value

    return change


def _hide_row(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True


def _hide_sheet(book: Any) -> None:
    book.create_sheet("Lama").sheet_state = "hidden"


def _add_sheet(book: Any) -> None:
    book.create_sheet("Lain")


def _merge(book: Any) -> None:
    book.active.merge_cells("F2:F3")


def _set_error(book: Any) -> None:
    cell = book.active["C2"]
    cell.value = "#REF!"
    cell.data_type = "e"


def _with_entities(root: Path) -> None:
    _workbook(lambda book: None)(root)
    path = root / DATASET / "bantuan.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts[sheet]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _write_below(name: str) -> Callable[[Path], None]:
    """A builder that writes a file which not every system could hold in a repository."""

    def build(root: Path) -> None:
        path = root / DATASET / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(_read(root))

    return build


def _format(code: str, *addresses: str) -> Callable[[Any], None]:
    """Show these cells by a format of numbers; what they hold stays."""

    def change(book: Any) -> None:
        for address in addresses:
            book.active[address].number_format = code

    return change


def _as_bomb(root: Path) -> None:
    _workbook(lambda book: None)(root)
    with zipfile.ZipFile(root / DATASET / "bantuan.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/besar.bin", b"0" * 3_000_000)


GROUNDS = ("dasar_pengecualian", "konsekuensi", "jangka_waktu")
"""Keys of a descriptor that say why something is closed, and are refused where nothing is."""

BUILDERS: Mapping[str, Callable[[Path], None]] = {
    "pintasan": _link,
    "lampiran_besar": _large_attachment,
    "salah_di_mana_mana": _wrong_everywhere,
    "tak_terbaca": _make_unreadable,
    "cp1252": lambda root: _write(root, _read(root).replace(b"Keluarga A", b"Keluarga \xc9")),
    "nul": lambda root: _write(root, _read(root).replace(b"Keluarga A", b"Keluarga\x00A")),
    "utf16": lambda root: _write(root, _read(root).decode().encode("utf-16")),
    "zip_sebagai_csv": _zip_as_csv,
    "xls_lama": lambda root: _write(root, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    "sel_panjang": lambda root: _write(root, _read(root).replace(b"Keluarga A", b"x" * 200_000)),
    "foto_berlokasi": lambda root: _write(root, make_photo(), f"{DATASET}/lokasi.jpg"),
    "sel_lembar": lambda root: _write(root, _read(root).replace(b"Keluarga A", b"x" * 40_000)),
    "deskriptor_besar": _make_large_descriptor,
    "xlsx_rusak": lambda root: _write(root, b"PK\x03\x04bukan arsip", f"{DATASET}/bantuan.xlsx"),
    "html_bernama_xlsx": lambda root: _write(
        root, b"<html><body><table><tr><td>kode_wilayah</td></tr></table>", f"{DATASET}/bantuan.xlsx"
    ),
    "xlsx_bom": _as_bomb,
    "xlsx_dua_lembar": _workbook(_add_sheet),
    "xlsx_rumus": _workbook(_set("C2", "=40*3")),
    "xlsx_galat": _workbook(_set_error),
    "xlsx_entitas": _with_entities,
    "xlsx_tersembunyi": _workbook(_hide_row),
    "xlsx_lembar_tersembunyi": _workbook(_hide_sheet),
    "xlsx_angka_di_teks": _workbook(_set("A2", 74.72)),
    "xlsx_angka_panjang": _workbook(_set("C2", 7472014101900001)),
    "nama_alat": _write_below("aux.csv"),
    "folder_tersembunyi": _write_below(".rahasia/catatan.txt"),
    "xlsx_persen_campur": _workbook(_format("0.0%", "D2")),
    "xlsx_persen": _workbook(_format("0.0%", "D2", "D3")),
    "xlsx_gabungan": _workbook(_merge),
    "xlsx_tanggal_campur": _workbook(_set("E3", "13/05/2025")),
    "xlsx_uang_campur": _workbook(_format("[$Rp-421] #,##0.00", "D2")),
    "xlsx_jutaan": _workbook(_format("#,##0,,", "C2")),
    "xlsx_angka_teks": _workbook(_set("D3", "1.500")),
    "xlsx_baik": _workbook(lambda book: None),
}
