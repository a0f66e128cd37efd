"""Attendance of civil servants by agency and month: rates of groups, never of persons."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="kehadiran",
        sections=("kehadiran",),
        brings=(Section("kehadiran", 150, beside="layanan", pages=".pages:attendance_pages"),),
        rules=".rules:check_attendance",
        blocks=(Block(Subject.AGENCY, ".pages:attendance_of_agency", 60),),
    ),
)
