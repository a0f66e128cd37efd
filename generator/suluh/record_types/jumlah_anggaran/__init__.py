"""Totals as a printed budget states them."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="jumlah_anggaran",
        sections=("anggaran",),
        rules=".rules:check_totals",
    ),
)
