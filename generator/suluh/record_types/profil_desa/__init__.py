"""Profiles of villages."""

from suluh.vocabulary.record_types import RecordType
from suluh.vocabulary.sections import Section

RECORD_TYPES = (
    RecordType(
        name="profil_desa",
        sections=("profil",),
        brings=(
            Section(
                "profil", 160, beside="wilayah", pages="suluh.rendering.pages.village_profiles:profile_pages"
            ),
        ),
        rules="suluh.checking.record_rules.services:check_village_profiles",
    ),
)
