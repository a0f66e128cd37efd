"""Complaints that citizens sent, and what became of them: counts by agency, channel and kind."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="aduan",
        sections=("aduan",),
        brings=(Section("aduan", 140, beside="layanan", pages=".pages.complaints:complaint_pages"),),
        rules=".rules:check_complaints",
        blocks=(Block(Subject.AGENCY, ".pages.complaints:complaints_of_agency", 50),),
    ),
)
