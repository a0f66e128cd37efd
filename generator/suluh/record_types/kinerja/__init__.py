"""Performance: indicators with their targets, what they reached, and the grades of institutions."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="indikator",
        schema="indikator.yaml",
        example="indikator.csv",
        sections=("kinerja",),
        brings=(
            Section(
                "kinerja",
                120,
                beside="evaluasi",
                pages=".pages.indicators:performance_pages",
                meant=("indikator", "capaian"),
            ),
        ),
        rules=".rules:check_indicators",
        blocks=(Block(Subject.AGENCY, ".pages.indicators:indicators_of_agency", 30),),
    ),
    RecordType(
        name="capaian",
        schema="capaian.yaml",
        example="capaian.csv",
        sections=("kinerja",),
        of_whole_region=True,
        rules=".rules:check_achievements",
    ),
    RecordType(
        name="indeks",
        schema="indeks.yaml",
        example="indeks.csv",
        sections=("kinerja",),
        choices=(("indeks", ".choices:list_indices"),),
        rules=".rules:check_indices",
    ),
)
