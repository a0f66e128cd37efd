"""Visi, misi, tujuan and sasaran: what plans are for."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="tujuan",
        sections=("rencana",),
        brings=(
            Section(
                "rencana",
                30,
                pages="suluh.rendering.pages.plans.goal_pages:goal_pages",
                meant=("rencana", "tujuan"),
            ),
        ),
        rules=".rules:check_goals",
    ),
)
