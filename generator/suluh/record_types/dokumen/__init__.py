"""Official documents: plans, budgets and reports that a region owes the public."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="dokumen",
        sections=("rencana", "tpad", "kalender"),
        brings=(
            Section(
                "tpad",
                60,
                beside="rencana",
                pages="suluh.rendering.pages.plans.transparency:transparency_pages",
            ),
            Section(
                "kalender",
                170,
                beside="rencana",
                pages="suluh.rendering.pages.plans.calendar_pages:calendar_pages",
                meant=("dokumen", "rencana"),
            ),
        ),
        rules=".rules:check_documents",
    ),
)
