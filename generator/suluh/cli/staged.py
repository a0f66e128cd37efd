"""`suluh check --staged`: nothing personal in what is about to be committed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.finding_text import print_findings
from suluh.cli.speech import say

if TYPE_CHECKING:
    from suluh.vocabulary.findings import Finding

EXIT_ERRORS = 1
_OF_SOURCE_CODE = frozenset({"I004", "I005", "I008", "I012"})
"""Telephone, mail, NIP and address: what looks like one stands in programs and guides."""


def check_staged(root: Path, lang: str) -> None:
    """Scan the index of the project's repository and exit 1 where an error is found. Raises UsageError."""
    from suluh.history.staged_files import is_repository
    from suluh.vocabulary.findings import has_errors

    if not is_repository(root):
        raise click.UsageError(
            say("Proyek ini bukan repositori git, jadi tidak ada yang disiapkan untuk dikirim.")
        )
    findings, files = scan_staged(root)
    print_findings(findings, lang)
    if has_errors(findings):
        click.echo(say("Batal: ada data pribadi di berkas yang akan dikirim."), err=True)
        raise SystemExit(EXIT_ERRORS)
    click.echo(say("%(files)s berkas diperiksa, tidak ada data pribadi.", files=files), err=True)


def scan_staged(root: Path) -> tuple[list[Finding], int]:
    """(findings, number of files looked at). Outside of the data only numbers and tables of persons count."""
    from suluh.checking.personal_data import hide_personal, scan_file
    from suluh.checking.waivers import WAIVERS_FILE, Waivers, apply_waivers, parse_waivers
    from suluh.history.staged_files import read_indexed, read_staged
    from suluh.reading.packages import read_packages
    from suluh.reading.paths import relative_path
    from suluh.reading.site_settings import read_settings
    from suluh.vocabulary.findings import in_reading_order

    settings, findings = read_settings(root)
    if settings is None:
        return findings, 0
    # What is committed is judged by the waivers that are committed with it.
    reviewed = f"{relative_path(root, settings.datasets_dir)}/{WAIVERS_FILE}"
    text = (read_indexed(root, reviewed) or b"").decode("utf-8", "replace")
    waivers, broken = parse_waivers(text, reviewed) if text else (Waivers(reviewed), [])
    packages, _ = read_packages(settings)  # their own faults are told by the whole check
    dialects = {
        f"{package.folder}/{path}": resource.dialect
        for package in packages
        for resource in package.resources
        for path in resource.paths
    }
    data = tuple(f"{relative_path(root, path)}/" for path in (settings.datasets_dir, settings.content_dir))
    evidence, files = [], 0
    for staged in read_staged(root):
        inside = staged.path.startswith(data)
        if not inside and staged.path.startswith(waivers.unscanned):
            continue
        files += 1
        found = scan_file(staged.path, staged.data, dialects.get(staged.path))
        evidence += [sign for sign in found if inside or counts_outside(sign.finding.code)]
    findings = broken + apply_waivers(evidence, waivers, settings.as_of.day, is_whole=False)
    return in_reading_order(hide_personal(findings, evidence)), files


def counts_outside(code: str) -> bool:
    """Whether a finding counts outside of the data too.

    Source code has addresses and version numbers; a list of persons is one wherever it lies.
    """
    from suluh.checking.personal_data import is_of_person

    return is_of_person(code) and code not in _OF_SOURCE_CODE
