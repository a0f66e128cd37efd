"""Single activities: what happened where and when."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="kegiatan",
        sections=("kegiatan",),
        brings=(
            Section("kegiatan", 90, beside="alur", pages="suluh.rendering.pages.activities:activity_pages"),
        ),
        rules="suluh.checking.record_rules.activities:check_activities",
        blocks=(
            Block(Subject.REGION, "suluh.rendering.pages.activities:activities_within", 70),
            Block(Subject.THREAD, "suluh.rendering.pages.activities:activities_of_thread", 20),
            Block(Subject.AGENCY, "suluh.rendering.pages.activities:activities_of_agency", 70),
        ),
    ),
)
