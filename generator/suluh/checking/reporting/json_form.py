"""The report as JSON: the stable form for programs."""

from __future__ import annotations

import json

from suluh.checking.explanations import describe
from suluh.checking.reporting.report import CheckReport


def write_json(report: CheckReport) -> str:
    """Findings in reading order, in ASCII for any console: keys may be added, never removed."""
    entries = []
    for finding in report.findings:
        words = describe(finding, report.language)
        place = finding.place
        entries.append(
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "rule": words.rule,
                "path": place.path,
                "resource": place.resource or None,
                "row": place.row,
                "line": place.line,
                "cell": place.cell or None,
                "field": place.field or None,
                "value": finding.value,
                "message": words.message,
                "hint": words.hint,
            }
        )
    return json.dumps({"findings": entries, "summary": report.summary}, indent=2)
