"""What the counter's script says, in the page's language; sentences of findings come with the rule files."""

from __future__ import annotations

from collections.abc import Callable

from suluh.words.saying import N_

_WORDS = {
    "opening": N_("Membaca %(name)s …"),
    "checking": N_("Memeriksa …"),
    "mending": N_("Memperbaiki …"),
    "clean": N_("%(name)s: tidak ada yang salah di %(rows)s baris."),
    "found": N_("%(name)s: %(errors)s kesalahan dan %(warnings)s peringatan di %(rows)s baris."),
    "unread": N_("%(name)s belum dapat dibaca sebagai tabel ini: %(errors)s kesalahan."),
    "failed": N_("Pemeriksaan berhenti: %(why)s. Muat ulang halaman ini dan coba lagi."),
    "slow": N_("terlalu lama"),
    "large": N_("%(name)s terlalu besar untuk diperiksa di peramban (lebih dari 60 MB). Pakai suluh check."),
    "notTable": N_("%(name)s bukan CSV, XLSX, ODS, JSON, atau tabel halaman web. Simpan dulu sebagai XLSX."),
    "oldBook": N_(
        "%(name)s buku kerja Excel lama. Buka di Excel atau LibreOffice, lalu simpan sebagai XLSX."
    ),
    "unknown": N_(
        "Di %(name)s tidak ditemukan tabel yang dapat dibaca di sini. Pilih sendiri bentuknya, "
        "atau pakai suluh new dataset."
    ),
    "newShape": N_("Data baru: baca bentuknya"),
    "newData": N_("data baru"),
    "attention": N_("Perhatikan:"),
    "chooseAgain": N_("Pilih berkas yang sudah diperbaiki"),
    "reading": N_("Membaca bentuk %(name)s …"),
    "shapeRead": N_("%(where)s: %(rows)s baris, %(columns)s kolom."),
    "shapeAsks": N_("%(count)s hal perlu dijawab; yang paling mungkin sudah dipilih."),
    "shapeAsksOpen": N_("%(count)s hal perlu dijawab di bawah tabelnya."),
    "shapeColumns": N_("Kolom"),
    "shapeEvidence": N_("Bentuk berkasnya"),
    "shapeTotals": N_("Jumlah dibandingkan dengan bagiannya"),
    "shapePlaces": N_("Nama dan kode desa di luar provinsi ini baru dicocokkan sesudah dikirim."),
    "edition": N_("Kolomnya sama dengan kolom data yang sudah ada. Apakah berkas ini edisi berikutnya?"),
    "editionOf": N_("Ya: edisi berikutnya dari “%(title)s”"),
    "editionNew": N_("Bukan: data baru"),
    "readAgain": N_("Sesudah dikirim, berkas ini dibaca lagi menurut cara baca data itu."),
    "agree": N_("Ya, begitu isinya: periksa"),
    "answerAll": N_("Masih ada yang belum dijawab."),
    "fillIn": N_("Isi dulu: %(keys)s."),
    "unit": N_("Satuan angkanya, misalnya jiwa"),
    "period": N_("Waktu yang dicakup, misalnya 2025"),
    "terbatas": N_("terbatas"),
    "publik": N_("publik"),
    "classHint": N_("Hanya yang publik diterbitkan."),
    "read": N_("Dibaca sebagai %(title)s: %(rows)s baris, judul kolom di baris %(line)s%(sheet)s."),
    "sheet": N_(", lembar “%(name)s”"),
    "standards": N_("Bentuk baku"),
    "datasets": N_("Data yang sudah ada"),
    "likely": N_("Yang paling mirip"),
    "rowHead": N_("Baris"),
    "more": N_("Tampilkan %(count)s lagi"),
    "left": N_("%(count)s temuan lagi tidak ditampilkan; perbaiki dulu yang di atas."),
    "error": N_("kesalahan"),
    "warning": N_("peringatan"),
    "row": N_("baris %(row)s"),
    "line": N_("baris berkas %(line)s"),
    "cell": N_("sel %(cell)s"),
    "column": N_("kolom %(column)s"),
    "whole": N_("seluruh berkas"),
    "again": N_("Diperiksa lagi sesudah dikirim: nomor atau alamat milik kantor dan badan boleh ada."),
    "unchecked": N_("Isi kolom ini diperiksa sesudah dikirim: %(columns)s."),
    "withheld": N_(
        "%(count)s kolom data ini tidak diumumkan: di sini kolom itu tidak dikenal (T003); "
        "yang memeriksanya suluh check, sesudah dikirim."
    ),
    "mend": N_("Perbaiki %(count)s hal sekarang"),
    "mended": N_("Yang diperbaiki"),
    "mend_csv": N_("ditulis ulang sebagai CSV UTF-8 berpemisah koma, mulai dari judul kolomnya"),
    "mend_encoding": N_("disimpan ulang sebagai UTF-8"),
    "mend_utf16": N_("disimpan ulang sebagai UTF-8"),
    "mend_bom": N_("tanda BOM di awal berkas dihapus"),
    "mend_line_ends": N_("%(count)s akhir baris disamakan"),
    "mend_empty_rows": N_("%(count)s baris kosong di ujung dihapus"),
    "mend_empty_columns": N_("%(count)s kolom kosong di ujung dihapus"),
    "mend_blanks": N_("spasi di sekitar isi sel dihapus"),
    "mend_tail": N_("“.0” di belakang kode, tahun, atau bilangan bulat dihapus"),
    "mend_code": N_("kode ditulis dalam bentuk bakunya"),
    "mend_quotes": N_("tanda kutip di dalam isi ditulis dua kali dan selnya dibungkus"),
    "mend_name": N_("judul kolom ditulis seperti di bentuk bakunya"),
    "mend_order": N_("kolom diurutkan seperti di bentuk bakunya"),
    "personal": N_("Berkas ini memuat data pribadi. Hapus dulu; jangan dikirim, juga tidak lewat surel."),
    "stillWrong": N_("Masih ada %(errors)s kesalahan: perbaiki di berkasnya, lalu taruh lagi di sini."),
    "ready": N_("Siap dikirim."),
    "name": N_("Nama folder datanya"),
    "nameHint": N_("Huruf kecil, angka, dan tanda hubung, misalnya %(example)s."),
    "agency": N_("Instansi"),
    "field_description": N_("Uraian"),
    "field_produsen": N_("Produsen data"),
    "field_definisi": N_("Definisi"),
    "field_ukuran": N_("Ukuran"),
    "field_satuan": N_("Satuan"),
    "field_periode": N_("Periode"),
    "field_keputusan_wilayah": N_("Keputusan tentang kode wilayah"),
    "field_frekuensi": N_("Frekuensi"),
    "field_title": N_("Asal data"),
    "field_kontak": N_("Kontak"),
    "downloadData": N_("Unduh %(file)s"),
    "downloadAll": N_("Unduh semuanya (.zip)"),
    "upload": N_("Buka formulir unggah di %(host)s"),
    "take": N_("Unduh berkasnya."),
    "and": N_(" dan "),
    "uploadHint": N_(
        "Buka formulir unggah, taruh %(files)s di situ, lalu pilih “Propose changes” atau yang serupa. "
        "Foldernya sudah dipilihkan: %(folder)s."
    ),
    "orMail": N_("Atau, tanpa akun: lampirkan berkasnya di surel kepada walidata."),
    "byMail": N_("Lampirkan berkasnya di surel kepada walidata."),
    "folder": N_("Folder di repositori: %(folder)s"),
    "definitionHint": N_("Apa yang masuk hitungan dan apa yang tidak."),
    "mail": N_("Tulis surel ke %(contact)s"),
    "mailSubject": N_("Data: %(name)s"),
    "mailBody": N_("Terlampir: %(files)s\nFolder: %(folder)s\n\nSudah diperiksa di %(page)s.\n"),
    "part": N_(
        "Bagian baru dari data itu, yang belum disebut di datapackage.yaml: serahkan %(path)s kepada "
        "walidata, yang menambahkannya dengan suluh new dataset %(path)s --ke %(folder)s --tambah. Sesudah "
        "itu barulah seluruh datanya diperiksa."
    ),
    "same": N_("Ganti berkas %(path)s di folder itu; datapackage.yaml tetap seperti adanya."),
}


def counter_words(say: Callable[[str], str]) -> dict[str, str]:
    """The texts by their names in the script, with places such as `%(name)s` to be filled in there."""
    return {name: say(text) for name, text in _WORDS.items()}
