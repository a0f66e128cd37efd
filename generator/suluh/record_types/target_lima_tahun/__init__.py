"""Targets of five-year plans."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="target_lima_tahun",
        rules=".rules:check_five_years",
    ),
)
