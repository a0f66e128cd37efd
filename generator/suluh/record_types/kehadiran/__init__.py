"""Attendance of civil servants by agency and month."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="kehadiran",
        sections=("kehadiran",),
        brings=(
            Section(
                "kehadiran", 150, beside="layanan", pages="suluh.rendering.pages.attendance:attendance_pages"
            ),
        ),
        rules="suluh.checking.record_rules.services:check_attendance",
    ),
)
