"""What `check` found is said again where nothing that it rests on has changed.

Light to import, as `kept_site` is: where nothing changed, nothing of what checks is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from suluh.assembly.watching import take_snapshot
from suluh.history.run_keys import find_run_key, is_of_the_moment, read_paths
from suluh.reading.kept_findings import pack_findings, unpack_findings
from suluh.reading.kept_results import load_note, save_note
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.settings import Settings

_COUNTS = ("packages", "resources", "rows")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found, over how many datasets, tables and rows; `again` says that it was known."""

    findings: tuple[Finding, ...]
    packages: int = 0
    resources: int = 0
    rows: int = 0
    again: bool = False


@with_own_types
def judge_project(
    settings: Settings, paths: Sequence[Path] = (), progress: Callable[[str], None] | None = None
) -> Verdict:
    """`check_whole` and `foresee`, or what they said of the same; `paths` restrict what is told."""
    before = take_snapshot(read_paths(settings))
    key = find_run_key(settings, "check", sorted(os.fspath(path.resolve()) for path in paths))
    kept = _recall(settings, key) if key else None
    if kept is not None:
        return kept
    from suluh.assembly.foresight import foresee
    from suluh.publishing.whole_check import check_whole

    checked = foresee(settings, check_whole(settings, paths, progress), paths)
    verdict = Verdict(checked.findings, checked.packages, checked.resources, checked.rows)
    if key and take_snapshot(read_paths(settings)) == before:
        _remember(settings, key, verdict)
    return verdict


def _recall(settings: Settings, key: str) -> Verdict | None:
    note = load_note(settings.cache_dir, _name(key))
    if note is None:
        return None
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        findings = tuple(unpack_findings(note["findings"]))
        packages, resources, rows = (int(note[name]) for name in _COUNTS)
        return Verdict(findings, packages, resources, rows, again=True)
    return None


def _remember(settings: Settings, key: str, verdict: Verdict) -> None:
    if not any(map(is_of_the_moment, verdict.findings)):
        counts = {name: getattr(verdict, name) for name in _COUNTS}
        save_note(settings.cache_dir, _name(key), {**counts, "findings": pack_findings(verdict.findings)})


def _name(key: str) -> str:
    return f"periksa-{key}"
