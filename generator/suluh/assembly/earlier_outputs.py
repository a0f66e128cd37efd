"""What is known of the files of the site in place, from one build to the next.

Noted only once a build put its site in place: by address, what a file was made of and its bytes, each as a
digest. The files themselves are kept nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from suluh.assembly.site_notes import load_site_note, save_site_note
from suluh.publishing.earlier_files import EarlierFiles
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

_DIGITS = 64
_KIND = "keluaran"


def open_earlier_files(settings: Settings) -> EarlierFiles:
    """The files of the site in place, as the build that made them by this generator noted them."""
    note = load_site_note(settings, _KIND)
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
        save_site_note(settings, _KIND, {"files": files})


def _is_entry(entry: object) -> bool:
    """Whether a noted file has the two digests that it should have."""
    return (
        isinstance(entry, list)
        and len(entry) == 2
        and all(isinstance(digest, str) and len(digest) == _DIGITS for digest in entry)
    )
