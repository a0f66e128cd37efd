"""Indices that institutions are graded by."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="indeks",
        sections=("kinerja",),
        choices=(("indeks", "suluh.reading.indices:list_choices"),),
        rules="suluh.checking.record_rules.performance:check_indices",
    ),
)
