"""What indicators of performance reached."""

from suluh.vocabulary.record_types import RecordType

RECORD_TYPES = (
    RecordType(
        name="capaian",
        sections=("kinerja",),
        of_whole_region=True,
        rules="suluh.checking.record_rules.performance:check_achievements",
    ),
)
