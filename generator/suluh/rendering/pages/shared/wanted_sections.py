"""Which of the sections that depend on submitted records a site has."""

from __future__ import annotations

import json

from suluh.record_types import types_of
from suluh.rendering.pages.shared.studio import Studio


def section_is_wanted(studio: Studio, section: str) -> bool:
    """Whether records for the section were submitted, or the owner's navigation names it."""
    told = any(studio.records(name) for name in types_of(section))
    navigation = json.dumps(studio.settings.engine_settings.get("nav", ""), default=str)
    return told or f"{section}/index.md" in navigation
