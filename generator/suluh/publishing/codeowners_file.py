"""Who must approve a change to which folder: the file CODEOWNERS, made from the list of agencies.

The last line that fits a path decides, so the tool's own paths come last and belong to the default
owner alone. A name reaches the file only if it has the shape of a forge's handle: anything else could
write rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from suluh.checking.agency_lists import load_agencies
from suluh.reading.paths import relative_path
from suluh.reading.report_files import REPORTS_FOLDER
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.settings import Settings

TOOL_PATHS = (
    "/.ci/",
    "/.forgejo/",
    "/.github/",
    "/.gitlab-ci.yml",
    "/.pre-commit-config.yaml",
    "/Makefile",
    "/generator/",
    f"/{SETTINGS_FILE}",
    "/pyproject.toml",
    "/requirements/",
    "/tests/",
)
"""What decides on what is published and how; a trailing `/` makes it a folder."""
_HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*")
_HEADER = (
    "# Dibuat oleh `suluh codeowners --write` dari daftar instansi; jangan disunting dengan tangan.",
    "# Baris terakhir yang cocok yang berlaku.",
)


def write_codeowners_of(settings: Settings) -> tuple[str, list[Finding]]:
    """The file's text by the project's own list of agencies, empty where that errs; its findings come too."""
    listed, findings = load_agencies(settings)
    text, wrong = write_codeowners(listed.agencies.values(), settings)
    findings = [*findings, *wrong]
    return "" if has_errors(findings) else text, findings


def write_codeowners(agencies: Iterable[Instansi], settings: Settings) -> tuple[str, list[Finding]]:
    """The file's text, the same for the same list; W002 without a default owner, W003 for other than handles.

    An agency's `pemilik` (one or several handles) reviews its folders of datasets and reports; agencies
    without one are the default owner's, like everything else. The `@` may be left out: a spreadsheet
    runs what begins with it, so the check refuses it in a table.
    """
    if not settings.pemilik:
        return "", [Finding("W002", Place(SETTINGS_FILE, field="pemilik"))]
    default, findings, rules = settings.pemilik, [], [f"* {settings.pemilik}"]
    datasets = relative_path(settings.root, settings.datasets_dir)
    reports = f"{relative_path(settings.root, settings.content_dir)}/{REPORTS_FOLDER}"
    for agency in sorted(agencies, key=lambda agency: agency.slug):
        owners = [part if part.startswith("@") else f"@{part}" for part in agency.pemilik.split()]
        if not all(_HANDLE.fullmatch(owner) for owner in owners):
            place = Place(datasets, field="pemilik")
            details = {"instansi": agency.slug}
            findings.append(Finding("W003", place, value=agency.pemilik, details=details))
            owners = []
        names = " ".join(owners) or default
        rules += [f"/{folder}/{agency.slug}/ {names}" for folder in (datasets, reports)]
    rules += [f"{path} {default}" for path in TOOL_PATHS]
    return "\n".join([*_HEADER, *rules]) + "\n", findings
