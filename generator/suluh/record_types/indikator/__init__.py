"""Indicators of performance: what is measured, and its targets."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="indikator",
        sections=("kinerja",),
        brings=(
            Section(
                "kinerja",
                120,
                beside="evaluasi",
                pages="suluh.rendering.pages.performance:performance_pages",
                meant=("indikator", "capaian"),
            ),
        ),
        rules="suluh.checking.record_rules.performance:check_indicators",
        blocks=(Block(Subject.AGENCY, "suluh.rendering.pages.performance:indicators_of_agency", 30),),
    ),
)
