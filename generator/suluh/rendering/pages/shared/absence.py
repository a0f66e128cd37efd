"""Why a dataset has no row for a region: not applicable, not reported, or not collected there."""

from __future__ import annotations

from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.figures import State
from suluh.vocabulary.region import Region
from suluh.words.saying import N_

LEVEL_WORDS = (N_("provinsi"), N_("kabupaten/kota"), N_("kecamatan"), N_("desa/kelurahan"))


def explain_absence(studio: Studio, region: Region, dataset: Dataset) -> tuple[State, str]:
    """The state of a region without a row, and the reason in words.

    The descriptor's `tidak_berlaku` names kinds of region and why; a region of the dataset's
    own level has not been reported; any other has no figure at all.
    """
    rules = dataset.package.descriptor.get("tidak_berlaku")
    for rule in rules if isinstance(rules, list) else []:
        if isinstance(rule, dict) and region.kind in (rule.get("jenis") or []):
            return State.TIDAK_BERLAKU, str(rule.get("alasan") or "")
    if region.level == dataset.region_level:
        return State.BELUM_DILAPORKAN, ""
    words = studio.say(LEVEL_WORDS[dataset.region_level - 1])
    return State.TIDAK_TERSEDIA, studio.say("Hanya ada per %(level)s.", level=words)
