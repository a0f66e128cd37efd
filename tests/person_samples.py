"""Made-up tables of persons as agencies keep them: heads, orders, names and spellings drawn by a seed."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "orang"
NAMES: dict[str, list[str]] = yaml.safe_load((DATA / "nama.yaml").read_text(encoding="utf-8"))
Draw = random.Random
Cells = Callable[[Draw], str]


@dataclass(frozen=True)
class Sample:
    """A file of the kind `kind`: its path, its header and rows."""

    kind: str
    path: str
    header: list[str]
    rows: list[list[str]]

    @property
    def data(self) -> bytes:
        """The table as CSV."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return made.getvalue().encode()


def draw_name(draw: Draw, style: str = "") -> str:
    """A person's name: title case or capitals, now and then with a title, bin/binti, or initials."""
    woman = draw.random() < 0.5
    first = draw.choice(NAMES["perempuan" if woman else "laki_laki"])
    name = f"{first} {draw.choice(NAMES['belakang'])}".strip()
    chance = draw.random()
    if chance < 0.06:
        name = f"{'Hj.' if woman else 'H.'} {name}"
    elif chance < 0.12:
        name = f"{first} {'binti' if woman else 'bin'} {draw.choice(NAMES['laki_laki']).split()[-1]}"
    elif chance < 0.16:
        name = f"{name}, {draw.choice(NAMES['gelar'])}"
    elif chance < 0.19:
        name = f"{name[0]}. {draw.choice(NAMES['belakang']) or 'Saleh'}"
    return name.upper() if style == "besar" else name.lower() if style == "kecil" else name


def choose(*values: str) -> Cells:
    """Cells that are one of the values."""
    return lambda draw: draw.choice(values)


def number(low: int, high: int, form: str = "{}") -> Cells:
    """Cells with a whole number in a form."""
    return lambda draw: form.format(draw.randint(low, high))


def date_between(first: int, last: int) -> Cells:
    """Dates of these years in one of three forms."""

    def cell(draw: Draw) -> str:
        year, month, day = draw.randint(first, last), draw.randint(1, 12), draw.randint(1, 28)
        return draw.choice(
            [f"{year}-{month:02d}-{day:02d}", f"{day:02d}/{month:02d}/{year}", f"{day}-{month}-{year}"]
        )

    return cell


def _address(draw: Draw) -> str:
    street = draw.choice(["Melati", "Betoambari", "Sultan Hasanuddin", "Pahlawan", "Poros"])
    return draw.choice(
        [
            f"Jl. {street} No. {draw.randint(1, 90)}",
            f"Jalan {street} {draw.randint(1, 90)}",
            f"Dusun {draw.choice(['I', 'II', 'III'])} {street}",
            f"Lingk. {street}",
            f"BTN {street} Blok {draw.choice('ABCD')}{draw.randint(1, 20)}",
        ]
    )


AREA: Cells = choose(*NAMES["wilayah"])
RUPIAH = number(1, 90, "{}00000")
# kind: heads for the names, then columns as (heads, cells); some are left out by chance.
Column = tuple[tuple[str, ...], Cells]
AGE: Column = (("umur", "usia", "Umur (th)", "tgl_lahir", "Tanggal Lahir", "tahun lahir"), number(5, 80))
BIRTH: Column = (("tanggal_lahir", "Tgl Lahir", "TTL", "tgl lahir"), date_between(1945, 2020))
SEX: Column = (("jenis_kelamin", "JK", "L/P", "Kelamin", "gender"), choose("L", "P"))
HOME: Column = (("alamat", "Alamat", "alamat_rumah", "domisili", "Tempat Tinggal"), _address)
LATITUDE: Column = (
    ("lat", "lintang", "latitude", "koordinat_y"),
    lambda draw: f"-5.{draw.randint(10**5, 10**6)}",
)
LONGITUDE: Column = (
    ("lon", "bujur", "longitude", "koordinat_x"),
    lambda draw: f"122.{draw.randint(10**5, 10**6)}",
)
GENERAL = ("nama", "Nama", "NAMA LENGKAP", "nama_lengkap", "Nm", "nama orang")
PERSON_KINDS: dict[str, tuple[tuple[str, ...], list[Column]]] = {
    "kekerasan": (
        (*GENERAL, "nama_korban", "Korban", "inisial korban"),
        [
            AGE,
            (("jenis_kekerasan", "bentuk kekerasan", "kasus"), choose("fisik", "seksual", "psikis")),
            (("pelaku", "hubungan dengan pelaku", "terlapor"), choose("suami", "ayah", "tetangga", "guru")),
        ],
    ),
    "agama": (
        (*GENERAL, "nama_warga"),
        [(("agama", "AGAMA", "kepercayaan", "aliran"), choose("Islam", "Kristen", "Hindu", "Katolik"))],
    ),
    "disabilitas": (
        (*GENERAL, "nama_penyandang", "nama_pm"),
        [
            (
                ("jenis_disabilitas", "ragam", "Disabilitas", "Jenis Kecacatan", "kondisi"),
                choose("Tuna Netra", "Tuna Rungu", "Disabilitas Fisik", "Mental"),
            ),
            SEX,
        ],
    ),
    "nisn": (
        (*GENERAL, "nama_siswa", "Nama Peserta Didik"),
        [
            (("nisn", "NISN", "no_nisn"), number(10**9, 9 * 10**9)),
            (("kelas", "rombel"), choose("1A", "2B", "6C")),
        ],
    ),
    "bantuan": (
        (*GENERAL, "penerima", "Nama Penerima", "nama kpm", "Penerima Manfaat"),
        [
            (
                (
                    "jumlah_bantuan",
                    "nominal",
                    "Besaran (Rp)",
                    "jumlah diterima",
                    "nilai bantuan",
                    "jumlah_uang",
                ),
                RUPIAH,
            )
        ],
    ),
    "desil": (
        (*GENERAL, "nama_krt", "kepala_keluarga", "Nama KK"),
        [(("desil", "Desil Kesejahteraan", "peringkat_kesejahteraan", "status_ekonomi"), number(1, 4))],
    ),
    "pajak": (
        (*GENERAL, "nama_wp", "Wajib Pajak", "nama wajib pajak"),
        [
            (("tunggakan", "Jumlah Tunggakan", "pokok_pajak", "piutang_pbb", "pajak terutang"), RUPIAH),
            (("nop", "NOP", "objek"), number(10**9, 9 * 10**9, "7472010{}")),
        ],
    ),
    "koordinat": ((*GENERAL, "pemilik_rumah", "nama_penghuni"), [LATITUDE, LONGITUDE]),
    "alamat": ((*GENERAL, "nama_warga", "Nama Kepala Keluarga"), [HOME]),
    "penyakit": (
        (*GENERAL, "nama_pasien", "Pasien", "Nama Penderita"),
        [
            (
                ("penyakit", "diagnosis_masuk", "keluhan", "riwayat penyakit", "status HIV", "hasil_tes"),
                choose("TBC", "DBD", "Hipertensi", "HIV"),
            ),
            AGE,
        ],
    ),
    "gizi": (
        (*GENERAL, "nama_balita", "Nama Anak"),
        [
            (("status_gizi", "TB/U", "gizi", "status stunting"), choose("stunting", "normal", "gizi buruk")),
            (("berat_badan", "BB", "bb_kg"), number(5, 20)),
            BIRTH,
        ],
    ),
    "gaji": (
        (*GENERAL, "nama_honorer", "Nama Pegawai"),
        [(("gaji", "upah", "honor", "penghasilan_per_bulan", "Insentif"), RUPIAH)],
    ),
    "usia_kerja": (
        (*GENERAL, "pencari_kerja", "Nama Pelamar"),
        [
            SEX,
            (("pendidikan", "pendidikan terakhir"), choose("SD", "SMA", "S1")),
            (("pekerjaan", "profesi"), choose("Petani", "Buruh", "Wiraswasta")),
        ],
    ),
    "narapidana": (
        (*GENERAL, "nama_napi", "Terdakwa", "nama_tersangka"),
        [
            (
                ("pasal", "perkara", "tindak pidana", "jenis pelanggaran"),
                choose("362 KUHP", "351", "Narkotika"),
            ),
            (("vonis", "putusan", "hukuman"), choose("1 tahun", "6 bulan")),
        ],
    ),
    "keluarga": (
        (*GENERAL, "nama_anak", "Anak"),
        [(("nama_ibu", "orang_tua", "Nama Ortu", "wali"), draw_name), BIRTH],
    ),
    "kawin": (
        (*GENERAL,),
        [
            (
                ("status_kawin", "Status Perkawinan", "status nikah"),
                choose("Kawin", "Belum Kawin", "Cerai Hidup"),
            ),
            SEX,
        ],
    ),
    "vaksin": (
        (*GENERAL, "nama_penerima_vaksin"),
        [(("vaksin", "dosis", "jenis imunisasi"), choose("1", "2", "Booster")), AGE],
    ),
    "pinjaman": (
        (*GENERAL, "nasabah", "nama_debitur", "Anggota"),
        [(("pinjaman", "saldo", "angsuran", "sisa_hutang"), RUPIAH)],
    ),
    "sanksi": (
        (*GENERAL, "nama_asn", "pegawai"),
        [(("sanksi", "hukuman_disiplin", "jenis pelanggaran"), choose("teguran", "penurunan pangkat"))],
    ),
    "telepon": (
        (*GENERAL, "nama_peserta", "Peserta"),
        [(("telepon", "no_telp", "Kontak", "nomor kontak"), number(10**7, 9 * 10**7, "0821{}"))],
    ),
    "lahir": ((*GENERAL, "nama_penduduk", "warga"), [BIRTH, (("tempat_lahir", "tempat lahir"), AREA)]),
    "lansia": (
        (*GENERAL, "nama_lansia", "Lansia"),
        [AGE, (("kondisi", "keterangan", "kesehatan"), choose("sehat", "sakit", "terlantar"))],
    ),
    "topik": (("nama_korban", "nama penerima", "Nama Pasien", "penyandang", "nama_odgj"), []),
}
NUMBERED: dict[str, tuple[tuple[str, ...], Cells]] = {
    "nomor_nisn": (("nisn", "NISN"), number(10**9, 9 * 10**9)),
    "nomor_rm": (("no_rm", "No. Rekam Medis", "rekam_medis"), number(10**4, 10**6)),
    "inisial": (
        ("inisial", "Inisial", "inisial_pasien"),
        lambda draw: f"{draw.choice('ABDHIMNRSW')}{draw.choice('ABDHIMNRSW')}{draw.choice('ABDHIMNRSW')}",
    ),
    "peserta": (("no_peserta", "Nomor Peserta"), number(10**6, 10**8)),
}
FILLERS: list[Column] = [
    (("kelurahan", "desa", "Kelurahan/Desa"), AREA),
    (("kecamatan", "Kecamatan"), AREA),
    (("tahun", "Tahun"), choose("2024", "2025")),
    (("keterangan", "Ket."), choose("", "aktif", "-", "baru")),
    (("tahap", "gelombang"), choose("1", "2")),
]


def make_person_table(seed: int, kind: str = "") -> Sample:
    """A table of persons; the kinds come round in turn where none is asked for."""
    draw = random.Random(seed)
    kinds = [*PERSON_KINDS, *NUMBERED]
    kind = kind or kinds[seed % len(kinds)]
    style = draw.choice(["", "", "besar", "kecil"])
    if kind in NUMBERED:
        heads, cells = NUMBERED[kind]
        health = PERSON_KINDS["penyakit"][1]
        columns: list[Column] = [(heads, cells), *health, SEX]
    else:
        heads, more = PERSON_KINDS[kind]
        columns = [(heads, lambda draw: draw_name(draw, style)), *more]
    columns += draw.sample(FILLERS, draw.randint(0, 3))
    draw.shuffle(columns)
    rows = draw.choice([3, 8, 25, 120, 900])
    return fill(draw, kind, "datasets/dinas-sosial/data-a/data-a.csv", columns, rows)


def fill(draw: Draw, kind: str, path: str, columns: list[Column], rows: int, numbered: bool = True) -> Sample:
    """A table of the columns with their heads spelled in one of several ways."""
    spell = draw.choice([str, str, str.upper, str.title, _as_snake, _as_snake, _as_camel])
    header = [spell(draw.choice(heads)) for heads, _ in columns]
    body = [[cells(draw) for _, cells in columns] for _ in range(rows)]
    if numbered and draw.random() < 0.5:
        header.insert(0, spell("no"))
        body = [[str(at + 1), *row] for at, row in enumerate(body)]
    return Sample(kind, path, header, body)


def _as_snake(head: str) -> str:
    return "_".join("".join(sign if sign.isalnum() else " " for sign in head.lower()).split())


def _as_camel(head: str) -> str:
    first, *rest = _as_snake(head).split("_")
    return first + "".join(word.title() for word in rest)


def judged(findings: Any) -> list[str]:
    """Codes of the errors about data of persons."""
    return sorted(
        {one.code for one in findings if one.code.startswith("I") and one.severity.value == "error"}
    )
