"""Made-up lists that are public: offices, schools, firms, officials, works, statistics; drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from person_samples import (
    AREA,
    LATITUDE,
    LONGITUDE,
    RUPIAH,
    Cells,
    Column,
    Draw,
    Sample,
    choose,
    draw_name,
    fill,
    number,
)

ROADS = ("Betoambari", "Pahlawan", "Gajah Mada", "Sultan Murhum")
SHIPS = ("Siti Aisyah", "Rahmat", "Bahari", "Putri Wolio")
GROUPS = ("Makmur", "Sejahtera", "Harapan", "Sumber Rejeki")
HOUSES = ("Rajawali", "Zenith", "Calista", "Ratu Rajawali")
SHOPS = ("Bu Siti", "Berkah", "Sederhana", "Pak Budi")
PARTIES = choose(
    "PDIP", "Golkar", "Gerindra", "NasDem", "PKB", "PKS", "PAN", "Demokrat", "PPP", "Hanura", "PSI"
)
LAND_LINE = number(2820000, 2829999, "0402-{}")
STREET: Column = (
    ("alamat", "Alamat", "alamat_kantor", "lokasi"),
    lambda draw: f"Jl. {draw.choice(ROADS)} No. {draw.randint(1, 99)}",
)
YEAR: Column = (("tahun", "Tahun"), choose("2023", "2024", "2025"))
COUNT: Column = (("jumlah", "total", "banyaknya"), number(0, 900))
VILLAGE: Column = (("kelurahan", "desa_kelurahan", "nama_desa", "Desa"), AREA)


def numbered(form: str) -> Cells:
    """Cells with a number that grows from row to row: no two are alike."""
    state = {"at": 0}

    def cell(_: Draw) -> str:
        state["at"] += 1
        return form.format(state["at"])

    return cell


SCHOOLS = ("SDN", "SMPN", "SMA Negeri", "SMK Negeri", "MTs", "TK Pertiwi", "PAUD")
FIRMS = ("Karya", "Putra", "Bahari", "Sinar", "Rahmat", "Surya")
MAIL = (
    "sdn{}wajo@gmail.com",
    "smpn{}.murhum@yahoo.co.id",
    "sman{}baubau@gmail.com",
    "info@smk{}.sch.id",
    "tk_pertiwi{}@gmail.com",
    "mts{}lipu@gmail.com",
)


def _school(draw: Draw) -> str:
    return f"{draw.choice(SCHOOLS)} {draw.randint(1, 90)} {AREA(draw)}"


def _firm(draw: Draw) -> str:
    form = draw.choice(["PT", "CV", "CV.", "PT.", "UD", "Koperasi"])
    return f"{form} {draw.choice(FIRMS)} {draw.choice(['Mandiri', 'Jaya', 'Wolio', 'Pratama', 'Utama'])}"


def _office(draw: Draw) -> str:
    return draw.choice(
        [
            "Dinas Kesehatan",
            "Dinas Sosial",
            "Badan Kepegawaian",
            "Kecamatan Murhum",
            "Bagian Hukum",
            "Inspektorat",
            "Satpol PP",
            "RSUD",
        ]
    ) + draw.choice(["", " Kota"])


def _mail(draw: Draw) -> str:
    return draw.choice(MAIL).format(draw.randint(1, 99))


def _account(draw: Draw) -> str:
    return f"5.1.02.{draw.randint(1, 9):02d}.{draw.randint(1, 9):02d}.{draw.randint(1, 99):04d}"


def _tax(draw: Draw) -> str:
    body = f"0{draw.randint(1, 3)}{draw.randint(0, 10**6 - 1):06d}"
    doubled = [int(sign) * (2 - place % 2) for place, sign in enumerate(reversed(body))]
    check = -sum(value - 9 if value > 9 else value for value in doubled) % 10
    full = f"{body}{check}816000"
    return f"{full[:2]}.{full[2:5]}.{full[5:8]}.{full[8]}-{full[9:12]}.{full[12:]}"


def _treasury(draw: Draw) -> str:
    return draw.choice(
        [
            "RKUD Kota",
            "Bendahara Pengeluaran Dinas Kesehatan",
            "Bendahara Penerimaan BPKAD",
            "Kas Umum Daerah",
            "Rekening Kas Daerah",
            "Bendahara BOS SDN 3",
        ]
    )


def _service(draw: Draw) -> str:
    return draw.choice(
        [
            "Pemadam Kebakaran",
            "Ambulans RSUD",
            "Polres",
            "PLN Siaga",
            "Basarnas",
            "BPBD",
            "PDAM",
            "Posko Bencana",
            "Puskesmas Wajo",
            "Call Center",
        ]
    )


PUBLIC_KINDS: dict[str, list[Column]] = {
    "surel_sekolah": [
        (("nama_sekolah", "sekolah"), _school),
        (("npsn", "NPSN"), number(40400000, 40409999)),
        (("email", "surel", "email_sekolah"), _mail),
        STREET,
    ],
    "kepala_sekolah": [
        (("nama_sekolah", "satuan_pendidikan"), _school),
        (("kepala_sekolah", "nama_kepala_sekolah", "nama_kepsek"), draw_name),
        STREET,
        (("telepon",), LAND_LINE),
        (("akreditasi",), choose("A", "B")),
    ],
    "siswa_per_sekolah": [
        (("nama_sekolah", "nama"), _school),
        (("jumlah_siswa", "total_siswa"), number(20, 900)),
        (("jumlah_guru",), number(3, 60)),
        VILLAGE,
        LATITUDE,
        LONGITUDE,
    ],
    "anggaran": [
        (("no_rekening", "kode_rekening", "nomor_rekening"), _account),
        (
            ("uraian", "nama_rekening"),
            choose("Belanja Alat Tulis Kantor", "Belanja Bahan Cetak", "Belanja Perjalanan Dinas"),
        ),
        (("pagu", "anggaran"), RUPIAH),
        (("realisasi",), RUPIAH),
    ],
    "kas_daerah": [
        (("nama_rekening", "atas_nama", "pemilik_rekening"), _treasury),
        (("no_rekening", "nomor_rekening"), number(10**9, 10**10, "010{}")),
        (("bank",), choose("Bank Sultra", "BRI")),
        YEAR,
    ],
    "npwp_penyedia": [
        (("penyedia", "nama_penyedia", "nama_perusahaan"), _firm),
        (("npwp", "NPWP", "npwp_penyedia"), _tax),
        (("paket", "nama_paket"), choose("Rehabilitasi Gedung", "Pengadaan Laptop")),
        (("nilai_kontrak",), RUPIAH),
    ],
    "izin": [
        (("nama_perusahaan", "perusahaan"), _firm),
        (("nib", "NIB"), number(10**12, 9 * 10**12)),
        (("penanggung_jawab", "direktur", "nama_direktur"), draw_name),
        STREET,
        (("kbli",), number(10000, 99999)),
        (("jenis_izin",), choose("Izin Lokasi", "Izin Usaha")),
    ],
    "darurat": [
        (("layanan", "instansi", "nama_layanan", "unit"), _service),
        (
            ("kontak", "nomor", "telepon"),
            lambda draw: draw.choice(
                [
                    "112",
                    "119",
                    "110",
                    "(0402) 2821119",
                    "0402-2825000",
                    f"0811-40{draw.randint(10, 99)}-112",
                    f"0813{draw.randint(10**7, 9 * 10**7)}",
                ]
            ),
        ),
    ],
    "dprd": [
        (("nama", "nama_anggota", "nama_lengkap"), draw_name),
        (("partai", "fraksi"), PARTIES),
        (("dapil", "daerah_pemilihan"), choose("Dapil 1", "Dapil 2", "Dapil 3")),
        (("jabatan", "komisi"), choose("Anggota", "Ketua", "Wakil Ketua")),
        (("jenis_kelamin", "JK"), choose("L", "P")),
        (("umur", "pendidikan", "usia"), number(30, 70)),
    ],
    "pejabat": [
        (("nama", "nama_pejabat", "Nama Lengkap"), draw_name),
        (("jabatan",), choose("Kepala Dinas", "Sekretaris", "Camat", "Kepala Bidang", "Lurah")),
        (("instansi", "opd"), _office),
        (("pangkat", "golongan"), choose("IV/a", "IV/b", "III/d")),
    ],
    "kepala_desa": [
        VILLAGE,
        (("kepala_desa", "lurah", "nama_kepala_desa", "nama_lurah"), draw_name),
        (("telepon_kantor", "telepon"), LAND_LINE),
        STREET,
    ],
    "perangkat": [
        (("desa",), AREA),
        (("nama",), draw_name),
        (("jabatan",), choose("Kepala Desa", "Sekretaris Desa", "Kaur Keuangan", "Kasi Pemerintahan")),
        (("masa_jabatan", "periode"), choose("2021-2027")),
    ],
    "ketua_rt": [
        (("nama_ketua", "ketua_rt"), draw_name),
        (("rt",), number(1, 9)),
        (("rw",), number(1, 5)),
        (("kelurahan", "desa"), AREA),
    ],
    "juara": [
        (("nama_atlet", "atlet", "nama"), draw_name),
        (("cabang_olahraga", "cabor"), choose("Renang", "Silat", "Dayung")),
        (("medali",), choose("Emas", "Perak")),
        (("kontingen", "asal_daerah"), AREA),
        YEAR,
    ],
    "sarana": [
        (
            ("nama", "nama_fasilitas", "nama_puskesmas"),
            lambda draw: f"{draw.choice(['Puskesmas', 'Pustu', 'Posyandu', 'Klinik'])} {AREA(draw)}",
        ),
        STREET,
        LATITUDE,
        LONGITUDE,
        (("telepon",), LAND_LINE),
    ],
    "masjid": [
        (
            ("nama_masjid", "nama_tempat_ibadah", "nama"),
            lambda draw: draw.choice(
                [
                    "Masjid Nurul Huda",
                    "Al-Ikhlas",
                    "Nurul Iman",
                    "Baitul Makmur",
                    "Masjid Raya",
                    "Al Muhajirin",
                    "Gereja Bethel",
                ]
            ),
        ),
        STREET,
        LATITUDE,
        LONGITUDE,
        (("kapasitas", "luas"), number(50, 900)),
    ],
    "jalan": [
        (
            ("nama_ruas", "ruas_jalan", "nama_jalan"),
            choose("Ahmad Yani", "Sultan Hasanuddin", "Diponegoro", "Kartini", "Sudirman"),
        ),
        (("panjang_km",), number(1, 9)),
        LATITUDE,
        LONGITUDE,
        (("kondisi",), choose("baik", "rusak ringan")),
    ],
    "penduduk": [
        (("kode_wilayah",), number(1001, 1020, "74.72.01.{}")),
        VILLAGE,
        (("laki_laki",), number(100, 900)),
        (("perempuan",), number(100, 900)),
        (("jumlah_kk",), number(50, 300)),
    ],
    "agama": [VILLAGE, (("agama",), choose("Islam", "Kristen", "Hindu")), COUNT, YEAR],
    "penyakit": [(("diagnosa", "penyakit", "nama_penyakit"), numbered("Penyakit {}")), COUNT, YEAR],
    "kekerasan": [
        (("kecamatan",), AREA),
        (("jenis_kekerasan",), choose("fisik", "psikis")),
        (("kelompok_umur",), choose("0-17", "18-59")),
        (("jumlah_kasus",), number(10, 90)),
    ],
    "disabilitas": [
        (("kecamatan",), AREA),
        (("jenis_disabilitas",), choose("Tuna Netra", "Fisik")),
        (("jenis_kelamin",), choose("L", "P")),
        COUNT,
    ],
    "umur_penduduk": [
        (("kelurahan",), AREA),
        (("jenis_kelamin",), choose("L", "P")),
        (("kelompok_umur",), choose("0-4", "5-9", "10-14")),
        COUNT,
    ],
    "poktan": [
        (
            ("nama_kelompok", "kelompok_tani"),
            lambda draw: f"Kelompok Tani {draw.choice(GROUPS)} {draw.randint(1, 40)}",
        ),
        (("ketua", "nama_ketua"), draw_name),
        (("jumlah_anggota",), number(10, 40)),
        (("luas_lahan_ha",), number(1, 30)),
        VILLAGE,
    ],
    "hibah": [
        (
            ("penerima", "nama_penerima", "penerima_hibah"),
            lambda draw: draw.choice(
                [
                    "Masjid Nurul Huda",
                    "Yayasan Al-Ikhlas",
                    "PMI Kota",
                    "KONI Kota",
                    "Kelompok Tani Makmur",
                    "Gereja Bethel",
                    "Panti Asuhan Aisyiyah",
                    "Karang Taruna Wajo",
                ]
            ),
        ),
        (("jumlah", "nominal", "jumlah_bantuan"), RUPIAH),
        STREET,
    ],
    "instansi": [
        (("nama", "nama_opd"), _office),
        STREET,
        (("telepon", "no_telp"), LAND_LINE),
        (("email", "surel"), choose("dinkes@baubaukota.go.id", "info@dinsos.go.id", "ppid@contoh.id")),
        (("kepala",), draw_name),
    ],
    "pengadaan": [
        (("paket",), choose("Pengadaan Alat Kesehatan", "Rehabilitasi SDN 3")),
        (("penyedia", "pemenang"), _firm),
        (("pagu",), RUPIAH),
        (("hps",), RUPIAH),
        (("ppk",), draw_name),
    ],
    "pasar": [
        (("nama_pasar", "nama"), lambda draw: f"Pasar {AREA(draw)}"),
        STREET,
        (("jumlah_pedagang", "jumlah_kios"), number(10, 400)),
        LATITUDE,
        LONGITUDE,
    ],
    "hotel": [
        (
            ("nama_hotel", "nama"),
            lambda draw: f"Hotel {draw.choice(HOUSES)} {draw.randint(1, 90)}",
        ),
        STREET,
        (("telepon",), LAND_LINE),
        (("jumlah_kamar",), number(5, 100)),
    ],
    "wisata": [
        (
            ("nama_objek", "objek_wisata", "nama"),
            lambda draw: draw.choice(
                ["Pantai Nirwana", "Benteng Keraton", "Air Terjun Tirta Rimba", "Gua Lakasa", "Pantai Kamali"]
            ),
        ),
        LATITUDE,
        LONGITUDE,
        (("jumlah_pengunjung",), number(100, 9000)),
    ],
    "harga": [
        (
            ("komoditas", "nama_barang", "nama"),
            choose("Beras Premium", "Cabai Rawit", "Bawang Merah", "Minyak Goreng", "Telur Ayam"),
        ),
        (("harga",), RUPIAH),
        (("satuan",), choose("kg", "liter")),
        (("tanggal",), choose("2025-01-02", "2025-01-03")),
    ],
    "aset": [
        (("nama_barang", "jenis_aset"), choose("Laptop", "Kendaraan Dinas", "Gedung Kantor")),
        (("nilai_perolehan",), RUPIAH),
        (("lokasi", "alamat"), lambda draw: "Kantor " + _office(draw)),
        YEAR,
    ],
    "ekstrakurikuler": [
        (("pelatih", "pembina"), draw_name),
        (
            ("nama_sanggar", "sanggar"),
            lambda draw: f"Sanggar {draw.choice(['Wolio', 'Murhum', 'Buton'])} {draw.randint(1, 60)}",
        ),
        STREET,
    ],
    "umkm": [
        (
            ("nama_usaha",),
            lambda draw: f"{draw.choice(['Warung', 'Toko', 'Kios', 'Kedai'])} {draw.choice(SHOPS)}",
        ),
        (("jenis_produk",), choose("makanan", "tenun")),
        VILLAGE,
        (("tenaga_kerja",), number(1, 9)),
    ],
    "dokumen": [
        (("judul",), choose("Rencana Kerja 2025", "Laporan Kinerja")),
        (("nomor",), number(1, 99, "900/{}/2025")),
        (("tanggal",), choose("2025-01-02", "2025-05-06")),
        (("penandatangan", "pejabat_penandatangan"), draw_name),
    ],
    "aduan": [
        (("kanal", "saluran"), choose("SP4N-LAPOR!", "Loket")),
        (("jenis",), choose("pelayanan", "jalan")),
        (("diterima",), number(1, 90)),
        (("selesai",), number(1, 90)),
        (("instansi",), _office),
    ],
    "kapal": [
        (
            ("nama_kapal",),
            lambda draw: f"KM {draw.choice(SHIPS)} {draw.randint(1, 60)}",
        ),
        (("gt",), number(1, 90)),
        (("pelabuhan",), choose("Murhum", "Jembatan Batu")),
    ],
    "buku": [
        (("judul", "judul_buku"), choose("Sejarah Buton", "Cerita Rakyat")),
        (("penulis", "pengarang"), draw_name),
        (("isbn",), number(100, 999, "978-602-8519-{}-9")),
        YEAR,
    ],
    "cagar_budaya": [
        (
            ("nama_cagar_budaya", "nama_situs"),
            lambda draw: draw.choice(["Makam Sultan Murhum", "Masjid Agung Keraton", "Benteng Sorawolio"]),
        ),
        LATITUDE,
        LONGITUDE,
        (("juru_pelihara", "pengelola"), draw_name),
    ],
    "tagihan": [
        (("kelompok_pelanggan",), choose("rumah tangga", "niaga", "sosial")),
        (("jumlah_pelanggan",), number(10, 900)),
        (("tagihan", "tunggakan"), RUPIAH),
        YEAR,
    ],
    "desil": [
        VILLAGE,
        (("desil",), choose("1", "2", "3", "4")),
        (("jumlah_keluarga",), number(10, 300)),
        YEAR,
    ],
    "gizi": [
        (("puskesmas",), lambda draw: f"Puskesmas {AREA(draw)}"),
        (("balita_ditimbang",), number(50, 900)),
        (("stunting",), number(10, 90)),
        (("gizi_buruk",), number(10, 90)),
    ],
    "pajak": [
        (("jenis_pajak",), choose("PBB", "BPHTB", "Hotel")),
        (("target",), RUPIAH),
        (("realisasi",), RUPIAH),
        YEAR,
    ],
}
FOLDERS: Callable[[str], str] = "datasets/dinas-contoh/{0}/{0}.csv".format


def make_public_list(seed: int, kind: str = "") -> Sample:
    """A list that may be published; the kinds come round in turn where none is asked for."""
    draw = random.Random(seed)
    kinds = list(PUBLIC_KINDS)
    kind = kind or kinds[seed % len(kinds)]
    columns = list(PUBLIC_KINDS[kind])
    if draw.random() < 0.4:
        draw.shuffle(columns)
    rows = 45 if kind == "dprd" else draw.choice([4, 10, 30, 90])
    return fill(
        draw,
        kind,
        FOLDERS(kind.replace("_", "-")),
        columns,
        draw.choice([20, 30]) if kind == "dprd" else rows,
    )
