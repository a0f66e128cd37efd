"""The numbers behind pages of activities, as a table to download."""

from __future__ import annotations

from collections.abc import Iterable

from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value, each_dataset
from suluh.vocabulary.threads import Record

_TEXTS = (
    NumberColumn("tahun", "Tahun anggaran"),
    NumberColumn("id_kegiatan", "Nomor kegiatan"),
    NumberColumn("tanggal", "Tanggal"),
    NumberColumn("instansi", "Alamat pendek instansi"),
    NumberColumn("kode_sub_kegiatan", "Kode sub kegiatan"),
    NumberColumn("kode_wilayah", "Kode wilayah"),
    NumberColumn("judul", "Judul"),
    NumberColumn("satuan", "Satuan keluaran"),
)
_AMOUNTS = (
    NumberColumn("volume", "Volume keluaran", fractions=True),
    NumberColumn("penerima_manfaat", "Penerima manfaat", "orang"),
    NumberColumn("nilai_kontrak", "Nilai kontrak", "rupiah"),
    NumberColumn("lintang", "Lintang", "derajat", fractions=True),
    NumberColumn("bujur", "Bujur", "derajat", fractions=True),
)


def activity_numbers(records: Iterable[Record]) -> PageNumbers:
    """Activities as rows: what is not there is told as a state."""
    some = list(records)
    return PageNumbers(
        (*_TEXTS, *_AMOUNTS),
        tuple(
            (
                *(record.text(column.name) for column in _TEXTS),
                *(_amount(record, column.name) for column in _AMOUNTS),
            )
            for record in some
        ),
        each_dataset(some),
    )


def _amount(record: Record, name: str) -> Value:
    number = record.number(name)
    return State.TIDAK_TERSEDIA if number is None else number
