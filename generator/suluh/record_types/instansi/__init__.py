"""The list of agencies, which others refer to."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="instansi",
        refers=False,
    ),
)
