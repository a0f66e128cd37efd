"""Complaints that citizens sent, and what became of them."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="aduan",
        sections=("aduan",),
        brings=(
            Section("aduan", 140, beside="layanan", pages="suluh.rendering.pages.complaints:complaint_pages"),
        ),
        rules="suluh.checking.record_rules.services:check_complaints",
        blocks=(Block(Subject.AGENCY, "suluh.rendering.pages.complaints:complaints_of_agency", 50),),
    ),
)
