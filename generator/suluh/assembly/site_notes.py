"""Notes on the site in a folder: one of each kind, by the generator that wrote the site.

A note may have words and figures of pages. So the next one takes its place, whichever generator writes it:
nothing of what a site was lies on beside what it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from suluh.history.edition_cache import is_own_cache
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.kept_results import load_note, make_key, save_note
from suluh.vocabulary.settings import Settings

_GENERATOR = "generator"


def load_site_note(settings: Settings, kind: str) -> Mapping[str, Any] | None:
    """The note of a kind that this generator left on the site's folder.

    None where there is none, where a submission brought notes of its own, or where git does not say.
    """
    note = load_note(settings.cache_dir, _name(settings, kind)) if is_own_cache(settings) else None
    return note if note is not None and note.get(_GENERATOR) == digest_whole_generator() else None


def save_site_note(settings: Settings, kind: str, note: Mapping[str, Any]) -> None:
    """Keep a note of plain JSON values on the site's folder, in the place of the one before."""
    save_note(settings.cache_dir, _name(settings, kind), {**note, _GENERATOR: digest_whole_generator()})


def _name(settings: Settings, kind: str) -> str:
    return f"{kind}-{make_key(os.fspath(settings.site_dir.resolve()))}"
