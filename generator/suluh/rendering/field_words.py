"""Words that pages show and that are defined below rendering, marked for translation.

States, reasons and kinds of regions are values of the vocabulary, which has no gettext; what a
descriptor or the register of exclusions says in the site's own words is written by publishing.
"""

from __future__ import annotations

from collections.abc import Mapping

from suluh.words.saying import N_

KINDS_COUNTED: Mapping[str, str] = {
    "negara": N_("%(count)s negara"),
    "provinsi": N_("%(count)s provinsi"),
    "kabupaten": N_("%(count)s kabupaten"),
    "kota": N_("%(count)s kota"),
    "kecamatan": N_("%(count)s kecamatan"),
    "distrik": N_("%(count)s distrik"),
    "kelurahan": N_("%(count)s kelurahan"),
    "desa": N_("%(count)s desa"),
    "desa adat": N_("%(count)s desa adat"),
}
"""A number of regions of a kind, by `Region.kind`."""

KINDS = (
    N_("provinsi"),
    N_("kabupaten"),
    N_("kota"),
    N_("kecamatan"),
    N_("distrik"),
    N_("kelurahan"),
    N_("desa"),
    N_("desa adat"),
)
QUARTER_NAMES = (N_("TW I"), N_("TW II"), N_("TW III"), N_("TW IV"))
"""Quarters as people write them, one way everywhere."""
SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("Mei"),
    N_("Jun"),
    N_("Jul"),
    N_("Agu"),
    N_("Sep"),
    N_("Okt"),
    N_("Nov"),
    N_("Des"),
)
"""Months from January."""
STATES = (
    N_("belum dilaporkan"),
    N_("tidak berlaku"),
    N_("dirahasiakan"),
    N_("tidak tersedia"),
    N_("belum waktunya"),
)
REASONS = (
    N_("target tidak ada"),
    N_("target 0"),
    N_("realisasi 0, rumus ini tidak dapat dihitung"),
    N_("beberapa nilai yang tidak dapat dijumlahkan"),
    N_("rumus tidak dikenal"),
    N_("dihitung setelah keempat triwulan dilaporkan"),
    N_("dihitung pada akhir masa rencananya"),
    N_("satuannya berubah di tengah masa rencana"),
    N_("terlampaui"),
)
NAVIGATION = (
    N_("Profil kelurahan"),
    N_("Kalender terbit"),
    N_("Kegiatan"),
    N_("Kegiatan yang dikerjakan"),
    N_("Indikator kinerja"),
    N_("Bentuk baku tiap tabel"),
    N_("Tampilan mengikuti perangkat. Ganti ke terang"),
    N_("Tampilan terang. Ganti ke gelap"),
    N_("Tampilan gelap. Ikuti perangkat"),
)
"""Titles of sections and names of buttons in Suluh's own `mkdocs.yml`, beside those that pages have."""
TC29 = (
    N_("Target Renstra pada akhir masanya"),
    N_("Realisasi sampai tahun n-3"),
    N_("Target Renja tahun n-2"),
    N_("Realisasi Renja tahun n-2"),
    N_("Tingkat realisasi n-2 (%)"),
    N_("Target Renja tahun berjalan (n-1)"),
    N_("Perkiraan realisasi sampai tahun berjalan (5 + 7 + 9)"),
    N_("Perkiraan tingkat capaian Renstra (%) (10 : 4)"),
    N_("Realisasi yang sudah dilaporkan sampai tahun berjalan"),
    N_("Capaian Renstra dari yang sudah dilaporkan (%)"),
)
"""Columns of table T-C.29 on its page; the files have the words of the form."""
PUBLISHED = (
    N_("Ketentuan pakai tidak dinyatakan"),
    N_("belum dinyatakan"),
    N_("(judul tidak ditampilkan)"),
    N_("dataset"),
    N_("laporan"),
    N_("kolom"),
    N_("Versi ini memuat isi yang menurut aturan sekarang tidak diumumkan."),
)
