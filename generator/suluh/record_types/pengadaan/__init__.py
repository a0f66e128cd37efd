"""Procurement packages."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="pengadaan",
        sections=("pengadaan",),
        brings=(
            Section(
                "pengadaan",
                70,
                beside="anggaran",
                pages="suluh.rendering.pages.procurements:procurement_pages",
            ),
        ),
        rules="suluh.checking.record_rules.procurement:check_procurements",
    ),
)
