"""A project as it would be with some files changed, beside it and checked before anything is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from suluh.checking.project import check_project
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.settings import Settings

_NEVER_READ = (".git", ".venv", "node_modules", "__pycache__")


@contextmanager
def lay_out_trial(settings: Settings, changes: Mapping[Path, bytes]) -> Iterator[Settings]:
    """The settings of a copy of the project in which files (by their absolute paths) hold other bytes.

    Unchanged files are linked where that can be, so that a copy costs little.
    """
    root = settings.root
    left_out = {settings.site_dir, settings.cache_dir}

    def ignore(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name in _NEVER_READ or Path(folder, name) in left_out}

    with tempfile.TemporaryDirectory(prefix="suluh-", ignore_cleanup_errors=True) as scratch:
        copy = Path(scratch).resolve() / "proyek"
        shutil.copytree(root, copy, symlinks=True, ignore=ignore, copy_function=_link)
        for path, data in changes.items():
            target = copy / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)  # a link would write through to the project
            target.write_bytes(data)
        yield replace(
            settings,
            root=copy,
            content_dir=_moved(settings.content_dir, root, copy),
            datasets_dir=_moved(settings.datasets_dir, root, copy),
            settings_file=_moved(settings.settings_file, root, copy),
        )


def find_new_errors(settings: Settings, trial: Settings, changed: Sequence[str]) -> list[Finding]:
    """Errors of the trial in a changed file (its path from the root), and others that are not there now."""
    errors = [finding for finding in check_project(trial).findings if finding.severity is Severity.ERROR]
    elsewhere = [finding for finding in errors if finding.place.path not in changed]
    if not elsewhere:
        return errors
    known = {_sort_of(finding) for finding in check_project(settings).findings}
    return [finding for finding in errors if finding.place.path in changed or _sort_of(finding) not in known]


def _sort_of(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.place.path, finding.place.field or "", str(finding.value)


def _moved(place: Path, root: Path, copy: Path) -> Path:
    return copy / place.relative_to(root) if place.is_relative_to(root) else place


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
