"""Single activities: what happened where and when."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="kegiatan",
        sections=("kegiatan",),
        brings=(
            Section("kegiatan", 90, beside="alur", pages="suluh.rendering.pages.activities:activity_pages"),
        ),
        rules="suluh.checking.record_rules.activities:check_activities",
    ),
)
