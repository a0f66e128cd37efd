"""Which of the sections that depend on submitted records a site has."""

from __future__ import annotations

import json

from suluh.rendering.pages.studio import Studio

STANDARDS_OF = {
    "usulan": ("usulan",),
    "anggaran": ("rencana", "anggaran", "realisasi"),
    "alur": ("rencana", "anggaran", "realisasi"),
    "evaluasi": ("rencana", "anggaran", "realisasi"),
}
"""The record types that a section shows."""


def section_is_wanted(studio: Studio, section: str) -> bool:
    """Whether records for the section were submitted, or the owner's navigation names it."""
    told = any(True for name in STANDARDS_OF[section] for _ in studio.threads.records(name))
    navigation = json.dumps(studio.settings.engine_settings.get("nav", ""), default=str)
    return told or f"{section}/index.md" in navigation
