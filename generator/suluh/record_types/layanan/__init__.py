"""Services that agencies offer citizens, and licences: what is promised, and how long it takes."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="layanan",
        schema="layanan.yaml",
        example="layanan.csv",
        sections=("layanan",),
        brings=(Section("layanan", 130, pages=".pages.services:service_pages"),),
        rules=".rules:check_services",
        blocks=(Block(Subject.AGENCY, ".pages.services:services_of_agency", 40),),
    ),
    RecordType(
        name="perizinan",
        schema="perizinan.yaml",
        example="perizinan.csv",
        sections=("layanan",),
        rules=".rules:check_licences",
    ),
)
