"""What a whole run rests on, as one key: the same key, the same findings and the same bytes.

In it are all bytes of data, texts, settings and record types of the site's own, what git tells of the past,
the day, our code and data, and all that is installed beside us. Where any of it cannot be known there is no
key, and nothing is taken from an earlier run.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from suluh.history.edition_cache import is_own_cache
from suluh.history.gaps import find_gap
from suluh.history.versions import read_commit
from suluh.reading.confinement import BROKEN, TOO_LONG, TOO_MUCH
from suluh.reading.folder_digest import digest_path
from suluh.reading.generator_digest import digest_whole_generator
from suluh.reading.git_answers import GitSilentError, Silence, ask_git
from suluh.reading.kept_results import make_key
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER
from suluh.vocabulary.settings import Settings

FORM = 1
"""Raised when what is kept under such a key means something else."""

_OF_THE_MOMENT = (TOO_LONG, TOO_MUCH, BROKEN, "F307", "S013", "S023")
"""Findings that another run may not have: time, memory or room was used up, or git said nothing."""
_SILENT = (Silence.FAILED, Silence.TOO_LONG, "@git_silent")
"""Why git told nothing, where it might the next time."""
_PARTIAL = ("config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$")
_PLACES = ("rev-parse", "--git-path", "shallow", "--git-path", "info/grafts")
_NOTHING = 1


def is_of_the_moment(finding: Finding) -> bool:
    """Whether another run of the same may not find it: nothing that came with it is kept."""
    return finding.code in _OF_THE_MOMENT or any(
        isinstance(detail, str) and detail in _SILENT for detail in finding.details.values()
    )


def find_run_key(settings: Settings, *further: object) -> str:
    """The key of a run with these settings, 64 hex digits; empty where not all that it rests on is known.

    `further` is what was asked of it besides. What was submitted as a kept result counts for nothing: where
    it is not known that nothing was, there is no key.
    """
    if not is_own_cache(settings):
        return ""
    digests = [digest_path(path) for path in read_paths(settings)]
    past = _digest_past(settings)
    if None in digests or not past:
        return ""
    return make_key(
        FORM, digest_whole_generator(), platform.platform(), repr(settings), digests, past, *further
    )


def read_paths(settings: Settings) -> tuple[Path, ...]:
    """What a run reads of a project: its settings, data, texts and record types of its own.

    Record types that a submission brings are looked into as well, also where the settings are from elsewhere.
    """
    roots = dict.fromkeys((settings.settings_file.parent, settings.root))
    own_types = (folder / OWN_TYPES_FOLDER for folder in roots)
    return (settings.settings_file, settings.content_dir, settings.datasets_dir, *own_types)


def _digest_past(settings: Settings) -> str:
    """What git tells of the past, as one digest, or why there is none; empty where git is silent."""
    gap = find_gap(settings.root)
    if gap in ("@git_missing", "@git_no_repository"):
        return gap
    try:
        commit = read_commit(settings.root, _sources(settings))
        if gap == "@git_silent" or (commit is not None and commit.clean is None):
            return ""
        if ask_git(settings.root, _PARTIAL, nothing=_NOTHING):
            return ""  # what it lacks now may be there the next time
        replaced = ask_git(settings.root, ["for-each-ref", "refs/replace"])
        places = ask_git(settings.root, _PLACES).splitlines()
    except GitSilentError:
        return ""
    return make_key(gap, commit, replaced, *(_read(settings.root / place) for place in places))


def _sources(settings: Settings) -> Sequence[str]:
    """What is asked of git whether it was changed: as for the manifest, which states it."""
    folders = (settings.datasets_dir, settings.content_dir, settings.settings_file)
    return [os.fspath(path) for path in folders if path.is_relative_to(settings.root)]


def _read(path: Path) -> str:
    try:
        return path.read_bytes().hex()
    except OSError:
        return ""
