"""The thread: what was asked, planned, budgeted and done. Its four types are one organism."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="usulan",
        sections=("usulan",),
        brings=(Section("usulan", 40, pages="suluh.rendering.pages.thread.proposals:proposal_pages"),),
    ),
    RecordType(
        name="rencana",
        sections=("rencana", "anggaran", "alur", "evaluasi", "dasbor", "kepatuhan", "kalender"),
        rules="suluh.checking.record_rules.goals:check_plan_goals",
    ),
    RecordType(
        name="anggaran",
        sections=("anggaran", "alur", "evaluasi", "dasbor", "kepatuhan", "kalender"),
        brings=(
            Section(
                "anggaran",
                50,
                pages="suluh.rendering.pages.budgets.budgets:budget_pages",
                meant=("anggaran", "rencana", "realisasi"),
            ),
        ),
        rules="suluh.checking.record_rules.totals:check_budget_rows",
    ),
    RecordType(
        name="realisasi",
        sections=("anggaran", "alur", "evaluasi", "dasbor", "kepatuhan", "kalender"),
        brings=(
            Section(
                "alur",
                80,
                pages="suluh.rendering.pages.thread.threads:thread_pages",
                meant=("realisasi", "rencana"),
            ),
            Section(
                "evaluasi",
                100,
                pages="suluh.rendering.pages.evaluation.evaluations:evaluation_pages",
                meant=("realisasi", "rencana"),
            ),
            Section(
                "dasbor",
                110,
                beside="evaluasi",
                pages="suluh.rendering.pages.evaluation.dashboard:dashboard_pages",
                meant=("realisasi", "rencana"),
            ),
            Section(
                "kepatuhan",
                115,
                beside="evaluasi",
                pages="suluh.rendering.pages.evaluation.coverage:coverage_pages",
                meant=("realisasi", "rencana"),
            ),
        ),
    ),
)
