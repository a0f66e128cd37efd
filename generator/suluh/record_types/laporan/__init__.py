"""The form of a report, which is a text with a head and no table."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="laporan",
        refers=False,
        is_table=False,
    ),
)
