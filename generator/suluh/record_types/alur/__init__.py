"""The thread: what was asked, planned, budgeted and done. Its four types are one organism."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="usulan",
        schema="usulan.yaml",
        example="usulan.csv",
        sections=("usulan",),
        brings=(Section("usulan", 40, pages="suluh.rendering.pages.thread.proposal_pages:proposal_pages"),),
    ),
    RecordType(
        name="rencana",
        schema="rencana.yaml",
        example="rencana.csv",
        sections=("rencana", "anggaran", "alur", "evaluasi", "dasbor", "kepatuhan", "kalender"),
        rules=".rules:check_plan_goals",
    ),
    RecordType(
        name="anggaran",
        schema="anggaran.yaml",
        example="anggaran.csv",
        sections=("anggaran", "alur", "evaluasi", "dasbor", "kepatuhan", "kalender"),
        brings=(
            Section(
                "anggaran",
                50,
                pages="suluh.rendering.pages.budgets.budget_pages:budget_pages",
                meant=("anggaran", "rencana", "realisasi"),
            ),
        ),
        rules=".rules:check_budget_rows",
    ),
    RecordType(
        name="realisasi",
        artifacts="suluh.publishing.thread_forms:write_thread_forms",
        schema="realisasi.yaml",
        example="realisasi.csv",
        sections=("anggaran", "alur", "evaluasi", "dasbor", "kepatuhan", "kalender"),
        brings=(
            Section(
                "alur",
                80,
                pages="suluh.rendering.pages.thread.thread_pages:thread_pages",
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
                pages="suluh.rendering.pages.evaluation.coverage_pages:coverage_pages",
                meant=("realisasi", "rencana"),
            ),
        ),
    ),
)
