"""Procurement packages: what was to be bought, how, at what price and from whom."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="pengadaan",
        sections=("pengadaan",),
        brings=(Section("pengadaan", 70, beside="anggaran", pages=".pages.procurements:procurement_pages"),),
        rules=".rules:check_procurements",
        copies=".artifacts:write_open_contracting",
        formats=(".artifacts:RELEASES", ".artifacts:RECORDS"),
        blocks=(Block(Subject.THREAD, ".pages.procurements:procurements_of_thread", 10),),
    ),
)
