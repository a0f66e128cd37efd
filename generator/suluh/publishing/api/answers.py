"""The types of all that `/api/v1/` answers. The OpenAPI description is made of them and their notes.

Names are the field's Indonesian words, since they are the keys of the JSON. Every field carries its note
(`Annotated`); one with a default is left out of the answer where it has that value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from suluh.vocabulary.figures import State
from suluh.vocabulary.package import StatusData

Bilangan = int | Decimal | Fraction
"""An exact number: a JSON number, or a text where it has more than 15 digits."""

Isian = Bilangan | str | bool | None
"""A cell of a table; None where it has no value."""


@dataclass(frozen=True, slots=True)
class Sumber:
    """Dataset asal sebuah jawaban."""

    dataset: Annotated[str, "Nama dataset; halamannya data/<nama>/"]
    edisi: Annotated[str, "Edisi yang dipakai; salinan tetapnya di data/<nama>/v/<edisi>/"] = ""
    status_data: Annotated[StatusData, "Seberapa pasti isinya"] = StatusData.TETAP


@dataclass(frozen=True, slots=True)
class Kepala:
    """Kepala setiap berkas: jenis isinya, statusnya, sumbernya, dan ke mana dari sini."""

    jenis: Annotated[str, "Jenis isi berkas"]
    simulasi: Annotated[bool, "true bila ada isinya yang karangan: jangan mengutipnya"]
    links: Annotated[
        Mapping[str, str],
        "Alamat lain dari akar situs: self berkas ini, index pintu masuk, up kumpulannya, schema gambarannya",
    ]
    sumber: Annotated[tuple[Sumber, ...], "Dataset yang menjadi dasar isinya"] = ()


@dataclass(frozen=True, slots=True)
class Angka:
    """Angka yang tidak cukup ditulis sebagai bilangan: ada keadaannya, rentangnya, atau cakupannya."""

    nilai: Annotated[Bilangan | None, "Nilainya; null bila keadaannya bukan nilai"]
    keadaan: Annotated[State, "Satu dari lima keadaan sebuah angka"] = State.NILAI
    rendah: Annotated[Bilangan | None, "Paling kecil, apa pun isi laporan yang belum masuk"] = None
    tinggi: Annotated[Bilangan | None, "Paling besar, apa pun isi laporan yang belum masuk"] = None
    terhitung: Annotated[int | None, "Banyaknya yang dihitung"] = None
    ditunggu: Annotated[int | None, "Banyaknya yang ditunggu"] = None
    pagu_terhitung: Annotated[Bilangan | None, "Persen pagu di balik yang dihitung"] = None
    yang_lengkap: Annotated[Bilangan | None, "Nilai dari yang laporannya lengkap saja"] = None


Fakta = Mapping[str, Mapping[str, Bilangan | Angka]]
"""Angka menurut ukuran, lalu menurut waktu: penyerapan → 2025-tw2 → nilainya."""


@dataclass(frozen=True, slots=True)
class TempatFakta:
    """Semua angka setahun dari satu instansi, wilayah, program, atau seluruh daerah."""

    tempat: Annotated[str, "Bagian akhir nama angkanya: nama lengkapnya ukuran.waktu.tempat"]
    nama: Annotated[str, "Nama yang dibaca orang"]
    fakta: Annotated[Fakta, "Angka menurut ukuran, lalu waktu (2025, 2025-tw2: sampai akhir triwulan itu)"]
    status_data: Annotated[StatusData, "Seberapa pasti angkanya"] = StatusData.TETAP


@dataclass(frozen=True, slots=True)
class FaktaHalaman:
    """Angka setahun dari satu tempat yang hanya dihitung untuk sebuah halaman, misalnya sebaran capaian."""

    tempat: Annotated[
        str, "Tempatnya, sampai tingkat pertama: instansi.<alamat pendek>, wilayah.<kode>; atau lain"
    ]
    halaman: Annotated[str, "Halaman yang mencetaknya, dengan rumus dan barisnya"]
    fakta: Annotated[
        Fakta,
        "Angka menurut ukuran, lalu waktu dan sisa namanya: 2025 dari tempat itu sendiri, "
        "2025..program.1.03.02 di dalamnya, 2025.izin.izin-apotek di tempat lain",
    ]


@dataclass(frozen=True, slots=True)
class KepalaFakta(Kepala):
    """Kepala berkas angka."""

    satuan: Annotated[Mapping[str, str], "Satuan tiap ukuran; rumusnya di rumus.json"] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Alur:
    """Satu sub kegiatan sebuah instansi dalam satu tahun: rencana, anggaran, laporan, hasil."""

    tahun: Annotated[int, "Tahun anggaran"]
    instansi: Annotated[str, "Alamat pendek instansinya"]
    kode: Annotated[str, "Kode sub kegiatan"]
    nama: Annotated[str, "Nama resminya"]
    tempat: Annotated[str, "Bagian akhir nama angka-angkanya"]
    halaman: Annotated[str, "Alamat halamannya dari akar situs"]
    tahap: Annotated[Mapping[str, str], "Keadaan usulan, rencana, anggaran, kegiatan, dan hasilnya"]
    indikator: Annotated[tuple[IndikatorAlur, ...], "Indikator yang direncanakan; yang pertama diukur"]
    fakta: Annotated[Fakta, "Angkanya menurut ukuran, lalu waktu"]
    status_data: Annotated[StatusData, "Seberapa pasti angkanya"] = StatusData.TETAP


@dataclass(frozen=True, slots=True)
class IndikatorAlur:
    """Apa yang dijanjikan sebuah sub kegiatan."""

    nama: Annotated[str, "Nama indikator"]
    satuan: Annotated[str, "Satuannya"] = ""
    target: Annotated[Bilangan | None, "Target setahun"] = None


@dataclass(frozen=True, slots=True)
class Kolom:
    """Satu kolom tabel."""

    nama: Annotated[str, "Nama kolom"]
    jenis: Annotated[str, "Jenis menurut Table Schema"]
    judul: Annotated[str, "Judulnya"] = ""
    satuan: Annotated[str, "Satuannya"] = ""
    kosong: Annotated[str, "Arti null di kolom ini, bila tidak disebut kolom keadaan di sebelahnya"] = ""
    sebutan: Annotated[str, "Kata lain yang dipakai orang, dipisah titik koma"] = ""


@dataclass(frozen=True, slots=True)
class KepalaCatatan(Kepala):
    """Kepala baris-baris sebuah tabel."""

    tabel: Annotated[str, "dataset/tabel"] = ""
    judul: Annotated[str, "Judul tabelnya"] = ""
    kolom: Annotated[tuple[Kolom, ...], "Kolom, menurut urutan isian tiap baris"] = ()


@dataclass(frozen=True, slots=True)
class Hal:
    """Satu hal di dalam bagian-bagian sebuah kumpulan."""

    kunci: Annotated[str, "Kunci atau kodenya"]
    nama: Annotated[str, "Namanya"] = ""
    sebutan: Annotated[tuple[str, ...], "Sebutan lain, misalnya nama indikatornya"] = ()
    alamat: Annotated[tuple[str, ...], "Berkas yang memuatnya, dari pangkal API"] = ()


@dataclass(frozen=True, slots=True)
class KepalaDirektori(Kepala):
    """Kumpulan terbagi menurut urutan kunci; sebuah kunci ada di bagian terakhir yang tak melebihinya."""

    pola: Annotated[str, "Alamat tiap bagian dari pangkal API, dengan {mulai}"] = ""
    bagian: Annotated[
        tuple[str, ...], "Kunci pertama tiap bagian, berurutan; selain huruf kecil, angka, dan _ ditulis -"
    ] = ()
    kunci: Annotated[tuple[str, ...], "Dari kolom apa kuncinya disusun, berurutan"] = ()


@dataclass(frozen=True, slots=True)
class Instansi:
    """Sebuah perangkat daerah, atau pemasok data."""

    kunci: Annotated[str, "Alamat pendeknya, kunci di semua tabel"]
    nama: Annotated[str, "Nama resmi"]
    jenis: Annotated[str, "Jenisnya"]
    nama_singkat: Annotated[str, "Nama singkat"] = ""
    kode_skpd: Annotated[str, "Kode SKPD"] = ""
    kode_wilayah: Annotated[str, "Wilayah yang dipimpinnya"] = ""
    situs: Annotated[str, "Situsnya"] = ""
    surel: Annotated[str, "Surel kantornya"] = ""
    alamat: Annotated[tuple[str, ...], "Berkas angka dan sub kegiatannya, dari pangkal API"] = ()


@dataclass(frozen=True, slots=True)
class Wilayah:
    """Sebuah wilayah menurut kode Kemendagri."""

    kode: Annotated[str, "Kode bertitik"]
    nama: Annotated[str, "Nama dengan jenisnya"]
    jenis: Annotated[str, "Jenis wilayah"]
    induk: Annotated[str, "Kode wilayah di atasnya"] = ""
    alamat: Annotated[
        tuple[str, ...], "Berkas yang memuatnya, dari pangkal API; awalnya menyebut kumpulannya"
    ] = ()


@dataclass(frozen=True, slots=True)
class Lisensi:
    """Syarat pakai."""

    name: Annotated[str, "Nama pendek, misalnya CC-BY-4.0"] = ""
    title: Annotated[str, "Nama panjang"] = ""
    path: Annotated[str, "Alamat naskahnya"] = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """Satu tabel sebuah dataset."""

    tabel: Annotated[str, "dataset/tabel"]
    judul: Annotated[str, "Judulnya"]
    baris: Annotated[int, "Banyaknya baris"]
    catatan: Annotated[str, "Berkas baris-barisnya, dari pangkal API; kosong bila terlalu banyak"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Sebuah dataset yang terbit."""

    nama: Annotated[str, "Nama dan alamatnya: data/<nama>/"]
    judul: Annotated[str, "Judul; yang karangan disebut begitu"]
    instansi: Annotated[str, "Instansi yang menyampaikannya"]
    status_data: Annotated[StatusData, "Seberapa pasti isinya"]
    lisensi: Annotated[tuple[Lisensi, ...], "Syarat pakainya"] = ()
    edisi: Annotated[str, "Edisi yang terbit sekarang"] = ""
    diubah: Annotated[str, "Tanggal perubahan terakhir"] = ""
    periode: Annotated[str, "Masa yang dicakup"] = ""
    frekuensi: Annotated[str, "Seberapa sering diperbarui"] = ""
    topik: Annotated[str, "Topiknya"] = ""
    kontak: Annotated[str, "Ke mana bertanya"] = ""
    tabel: Annotated[tuple[Tabel, ...], "Tabel-tabelnya"] = ()
    unduhan: Annotated[tuple[str, ...], "Alamat unduhannya dari akar situs"] = ()


@dataclass(frozen=True, slots=True)
class Hasil:
    """Target dan hasil sebuah indikator untuk satu masa."""

    tahun: Annotated[int, "Tahun"]
    target: Annotated[Bilangan | Angka, "Target"]
    hasil: Annotated[Bilangan | Angka, "Hasil"]
    triwulan: Annotated[int, "Triwulan; 0 atau tidak ada untuk setahun"] = 0
    kode_wilayah: Annotated[str, "Wilayahnya"] = ""
    keterangan: Annotated[str, "Keterangan dari pengisi"] = ""


@dataclass(frozen=True, slots=True)
class Indikator:
    """Sebuah indikator kinerja dengan target dan hasilnya."""

    kunci: Annotated[str, "Kode indikator"]
    nama: Annotated[str, "Namanya"]
    satuan: Annotated[str, "Satuannya"] = ""
    arah: Annotated[str, "Arah yang baik"] = ""
    definisi: Annotated[str, "Definisinya"] = ""
    instansi: Annotated[str, "Instansi penanggung jawab"] = ""
    hasil: Annotated[tuple[Hasil, ...], "Target dan hasil, dari yang lama"] = ()


@dataclass(frozen=True, slots=True)
class Laporan:
    """Bagaimana sebuah instansi melaporkan satu triwulan."""

    instansi: Annotated[str, "Alamat pendeknya"]
    keadaan: Annotated[
        str, "tepat waktu, terlambat, sebagian, belum dilaporkan, belum waktunya, tidak berlaku"
    ]
    masuk: Annotated[int, "Sub kegiatan yang dilaporkan"]
    ditunggu: Annotated[int, "Sub kegiatan yang ditunggu laporannya"]
    terakhir: Annotated[str, "Tanggal laporan terakhir masuk"] = ""
    sebab: Annotated[str, "Mengapa tidak ditunggu"] = ""


@dataclass(frozen=True, slots=True)
class Cakupan:
    """Siapa yang sudah melapor satu triwulan."""

    waktu: Annotated[str, "Triwulannya: 2025-tw4"]
    batas: Annotated[str, "Batas waktu laporannya"]
    menurut_keadaan: Annotated[Mapping[str, tuple[str, ...]], "Instansi menurut keadaan laporannya"]
    laporan: Annotated[tuple[Laporan, ...], "Tiap instansi"] = ()


@dataclass(frozen=True, slots=True)
class Rumus:
    """Bagaimana angka satu ukuran dihitung."""

    ukuran: Annotated[str, "Namanya, bagian pertama nama angka"]
    judul: Annotated[str, "Judulnya"]
    cara: Annotated[str, "Cara menghitungnya"]
    satuan: Annotated[str, "Satuannya"] = ""
    masukan: Annotated[tuple[str, ...], "Ukuran lain yang dipakai"] = ()
    tabel: Annotated[Mapping[str, tuple[str, ...]], "Jenis tabel dan kolom yang dipakai"] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Temuan:
    """Satu hal yang namanya memuat sebuah kata."""

    jenis: Annotated[str, "instansi, wilayah, sub_kegiatan, dataset, indikator, kode, atau nama sebuah tabel"]
    kunci: Annotated[str, "Kuncinya"]
    nama: Annotated[str, "Namanya"] = ""
    alamat: Annotated[
        tuple[str, ...], "Berkas yang memuatnya, dari pangkal API; awalnya menyebut kumpulannya"
    ] = ()


@dataclass(frozen=True, slots=True)
class KepalaCari(Kepala):
    """Kepala satu bagian daftar kata."""

    kata: Annotated[Mapping[str, tuple[int, ...]], "Kata → nomor temuannya di isi, dari 0"] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class TabelSingkat:
    """Tabel yang baris-barisnya dapat dibaca."""

    tabel: Annotated[str, "dataset/tabel; berkasnya catatan/<dataset>/<tabel>.json"]
    judul: Annotated[str, "Judulnya"]
    kolom: Annotated[str, "Nama kolom-kolomnya, dipisah spasi"]
    nilai: Annotated[str, "Isian kolom kuncinya, bila hanya beberapa, dipisah titik koma"] = ""
    juga: Annotated[str, "Kata lain di judul kolom-kolomnya"] = ""


@dataclass(frozen=True, slots=True)
class InstansiSingkat:
    """Sebuah instansi di pintu masuk."""

    kunci: Annotated[str, "Alamat pendeknya"]
    sebutan: Annotated[str, "Nama-namanya dan singkatannya, dipisah titik koma"]


@dataclass(frozen=True, slots=True)
class Indeks(Kepala):
    """Pintu masuk: dari sini angka apa pun dicapai dalam paling banyak tiga pengambilan."""

    judul: Annotated[str, "Nama situsnya"] = ""
    pangkal: Annotated[str, "Pangkal semua alamat di API ini, dari akar situs"] = ""
    wilayah: Annotated[str, "Kode wilayah yang diperintah"] = ""
    per_tanggal: Annotated[str, "Hari yang menentukan apa yang sudah waktunya"] = ""
    tahun: Annotated[tuple[int, ...], "Tahun anggaran yang ada datanya"] = ()
    langkah: Annotated[tuple[str, ...], "Cara mencari sebuah angka"] = ()
    kumpulan: Annotated[Mapping[str, str], "Kumpulan dan alamatnya dari pangkal API"] = field(
        default_factory=dict
    )
    instansi: Annotated[tuple[InstansiSingkat, ...], "Instansi; kosong bila terlalu banyak"] = ()
    ukuran: Annotated[
        Mapping[str, Mapping[str, str]],
        "Yang dapat ditanyakan menurut kumpulan, dengan sebutannya, dipisah titik koma",
    ] = field(default_factory=dict)
    tabel: Annotated[tuple[TabelSingkat, ...], "Tabel-tabelnya"] = ()
    cari: Annotated[
        tuple[str, ...], "Kata pertama tiap bagian daftar kata, berurutan: cari/k-<kata pertama>.json"
    ] = ()
    umum: Annotated[str, "Kata yang terlalu sering untuk didaftar, dipisah spasi"] = ""
