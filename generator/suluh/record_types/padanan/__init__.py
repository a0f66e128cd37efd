"""Crosswalks between former codes and later ones."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="padanan",
        refers=False,
    ),
)
