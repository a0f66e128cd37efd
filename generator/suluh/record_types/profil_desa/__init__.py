"""Profiles of villages: variables that each village reports of itself, after one list."""

from suluh.vocabulary.record_types import Block, RecordType, Subject
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="profil_desa",
        sections=("profil",),
        brings=(Section("profil", 160, beside="wilayah", pages=".pages:profile_pages"),),
        is_general=True,
        rules=".rules:check_village_profiles",
        blocks=(Block(Subject.REGION, ".pages:profile_of_region", 10),),
        choices=(("variabel", ".choices:list_variables"),),
    ),
)
