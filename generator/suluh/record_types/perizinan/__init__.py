"""Licences that were asked for and issued."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="perizinan",
        sections=("layanan",),
        rules="suluh.checking.record_rules.services:check_licences",
    ),
)
