"""The part between two lines of `---` at the top of a Markdown file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from suluh.reading.confined_files import load_submitted
from suluh.reading.safe_yaml import LocatedDict
from suluh.vocabulary.findings import Finding, Place

_FENCE = "---"


def split_front_matter(text: str, path: str) -> tuple[Any, str, list[Finding]]:
    """Front matter, body and findings; the front matter is None where there is none or it is broken.

    Lines in findings and of keys are those of the whole file. A fence that is opened and never
    closed is a broken front matter, never text to be shown.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, "\n".join(lines), []
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), 0)
    if not end:
        return None, "", [Finding("L002", Place(path, line=1))]
    value, findings = load_submitted("\n".join(lines[1:end]), path)
    findings = [_shifted(finding) for finding in findings]
    if isinstance(value, LocatedDict):
        value.lines = {key: line + 1 for key, line in value.lines.items()}
    elif not findings:
        findings = [Finding("F108", Place(path, line=2))]
    return value if not findings else None, "\n".join(lines[end + 1 :]), findings


def _shifted(finding: Finding) -> Finding:
    line = finding.place.line
    return replace(finding, place=replace(finding.place, line=None if line is None else line + 1))
