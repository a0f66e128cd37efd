"""What is known of the files of the site in place, from one build to the next.

Noted only once a build put its site in place: by address, what a file was made of and its bytes, each as a
digest. The files themselves are kept nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from suluh.history.edition_cache import is_own_cache
from suluh.publishing.earlier_files import EarlierFiles
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.kept_results import load_note, make_key, save_note
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

_DIGITS = 64


def open_earlier_files(settings: Settings) -> EarlierFiles:
    """The files of the site in place, as the build that made them by this generator noted them.

    Nothing is known where a submission brought notes of its own, or git does not say.
    """
    note = load_note(settings.cache_dir, _name(settings)) if is_own_cache(settings) else None
    files = note.get("files") if note is not None else None
    known = {
        address: (entry[0], entry[1])
        for address, entry in (files.items() if isinstance(files, dict) else ())
        if _is_entry(entry)
    }
    return EarlierFiles(settings.site_dir.resolve(), known)


def keep_earlier_files(settings: Settings, earlier: EarlierFiles, artifacts: Iterable[Artifact]) -> None:
    """Note what is in place now; what is gone from the site is forgotten."""
    files = earlier.list_known(artifacts)
    if files != earlier.known:
        save_note(settings.cache_dir, _name(settings), {"files": files})


def _name(settings: Settings) -> str:
    """Of the note on a folder and a generator."""
    key = make_key(digest_whole_generator(), os.fspath(settings.site_dir.resolve()))
    return f"keluaran-{key}"


def _is_entry(entry: object) -> bool:
    """Whether a noted file has the two digests that it should have."""
    return (
        isinstance(entry, list)
        and len(entry) == 2
        and all(isinstance(digest, str) and len(digest) == _DIGITS for digest in entry)
    )
