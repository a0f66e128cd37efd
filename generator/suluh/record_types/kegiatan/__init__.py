"""Single activities: what happened where and when, with photos and files."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="kegiatan",
        sections=("kegiatan",),
        brings=(Section("kegiatan", 90, beside="alur", pages=".pages.lists:activity_pages"),),
        rules=".rules:check_activities",
        has_files=True,
        blocks=(
            Block(Subject.AGENCY, ".pages.blocks:activities_of_agency", 70),
            Block(Subject.REGION, ".pages.blocks:activities_within", 70),
            Block(Subject.THREAD, ".pages.blocks:activities_of_thread", 20),
        ),
    ),
)
