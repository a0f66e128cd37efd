"""Services that agencies offer citizens."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="layanan",
        sections=("layanan",),
        brings=(Section("layanan", 130, pages="suluh.rendering.pages.services:service_pages"),),
        rules="suluh.checking.record_rules.services:check_services",
        blocks=(Block(Subject.AGENCY, "suluh.rendering.pages.services:services_of_agency", 40),),
    ),
)
