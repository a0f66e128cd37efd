"""What the tables of numbers are called, and how all of them are cited."""

from __future__ import annotations

from collections.abc import Callable

from suluh.publishing.citation import Citation
from suluh.publishing.file_metadata import absolute
from suluh.reading.standard_definitions import define_standard
from suluh.record_types import record_types
from suluh.vocabulary.page_numbers import FOLDER, OWN_ROWS
from suluh.vocabulary.settings import Settings


def name_kind(kind: str, say: Callable[[str], str]) -> str:
    """The name of a kind of tables (`alur`); of those of a record type, and of its rows, that of the type."""
    named = kind.removesuffix(OWN_ROWS)
    if named in record_types() or kind.endswith(OWN_ROWS):
        return define_standard(named).title
    return _list_names(say).get(kind, kind)


def cite_numbers(settings: Settings) -> Citation:
    """All tables of numbers as one collection, as of the day of the data."""
    day = settings.as_of.day.isoformat()
    return Citation(
        key=f"angka-{settings.wilayah.replace('.', '-')}-{day[:4]}",
        author=" ".join(settings.site_name.split()),
        title="Angka halaman",
        year=day[:4],
        date=day,
        version=day,
        publisher=" ".join(settings.site_name.split()),
        address=absolute(settings, FOLDER),
    )


def _list_names(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "aduan-per-instansi": say("Aduan warga tiap instansi"),
        "alur": say("Sub kegiatan tiap triwulan: rencana, anggaran, realisasi"),
        "dasbor": say("Dasbor: anggaran dan capaian tiap instansi"),
        "dokumen": say("Dokumen yang terbit"),
        "dokumen-wajib": say("Dokumen wajib dan keadaannya"),
        "indeks": say("Indeks tata kelola tiap tahun"),
        "kalender": say("Tenggat, dan yang sudah terbit"),
        "kegiatan": say("Kegiatan yang dilaksanakan"),
        "kepatuhan": say("Laporan tiap instansi dan triwulan: masuk atau belum"),
        "kinerja": say("Indikator kinerja: target dan hasil"),
        "kinerja-per-tahun": say("Satu indikator tiap tahun: target, hasil, capaian"),
        "per-bidang": say("Anggaran dan realisasi tiap bidang urusan"),
        "per-instansi": say("Anggaran dan realisasi tiap instansi"),
        "per-program": say("Anggaran dan realisasi tiap program"),
        "per-strategi": say("Anggaran dan realisasi tiap strategi"),
        "per-sub-kegiatan": say("Anggaran dan realisasi tiap sub kegiatan"),
        "per-sumber-dana": say("Anggaran dan realisasi tiap sumber dana"),
        "per-tahun": say("Anggaran dan realisasi tiap tahun"),
        "per-tujuan": say("Anggaran dan realisasi tiap tujuan dan sasaran"),
        "per-wilayah": say("Anggaran dan realisasi tiap wilayah"),
        "profil": say("Profil wilayah tiap tahun"),
        "rekening": say("Anggaran dan realisasi tiap rekening belanja"),
        "ringkasan-wilayah": say("Angka kunci tiap wilayah"),
        "target-sasaran": say("Target tujuan dan sasaran tiap tahun"),
        "usulan": say("Usulan warga"),
        "usulan-per-wilayah": say("Usulan warga tiap wilayah"),
    }
