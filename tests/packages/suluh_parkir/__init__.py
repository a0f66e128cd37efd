"""Parking places: a record type that is installed beside Suluh, with a rule and a page of its own."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="parkir",
        sections=("parkir",),
        brings=(Section("parkir", 640, pages=".pages:parking_pages"),),
        rules=".rules:check_places",
        blocks=(
            Block(Subject.AGENCY, ".pages:parking_of_agency", 640),
            Block(Subject.REGION, ".pages:parking_of_region", 640),
        ),
    ),
)
