"""The report as annotations of GitHub Actions: one for each group, within the limit of a step."""

from __future__ import annotations

from suluh.checking.explanations import show_text
from suluh.checking.reporting.finding_words import WORDS
from suluh.checking.reporting.report import CheckReport, FileReport, Group
from suluh.vocabulary.findings import Severity

LIMIT = 10
"""Annotations of each severity that GitHub shows for a step; it drops the rest in silence."""


def write_annotations(report: CheckReport) -> str:
    """Lines such as `::error file=…,line=…,title=…::…`, the most fruitful first, none of it a cell's own.

    What does not fit is told by the last annotation of its severity, as a number.
    """
    lines: list[str] = []
    for severity in Severity:
        groups = _most_fruitful(report, severity)
        shown = groups if len(groups) <= LIMIT else groups[: LIMIT - 1]
        lines += [_annotate(file, group, report.language) for file, group in shown]
        if len(shown) < len(groups):
            left = WORDS[report.language]["others"].format(count=len(groups) - len(shown))
            lines.append(f"::{severity.value} title=Suluh::{escape_message(left)}")
    return "\n".join(lines)


def _most_fruitful(report: CheckReport, severity: Severity) -> list[tuple[FileReport, Group]]:
    pairs = [
        (file_report, group)
        for file_report in report.files
        for group in file_report.groups
        if group.severity is severity
    ]
    return sorted(pairs, key=lambda pair: (-pair[1].count, pair[0].path, pair[1].code))


def _annotate(file: FileReport, group: Group, language: str) -> str:
    place = group.shown[0].finding.place
    values = {"file": show_text(file.path, 400), "title": f"{group.code} {group.title}"}
    if place.line is not None and not place.cell:
        values["line"] = str(place.line)
    said = ",".join(f"{name}={escape_property(text)}" for name, text in values.items() if text)
    text = f"{group.message} {group.hint}"
    if group.count > 1:
        words = WORDS[language]
        # A value is told only where no place is: the sentence of the group quotes the first one.
        named = (occurrence.place or occurrence.in_short for occurrence in group.shown)
        places = ", ".join(filter(None, named))
        text = f"{group.amount}, {words['for_example'].format(places=places)}. {text}" if places else text
    elif place.cell:
        text = f"{place.cell}: {text}"
    return f"::{group.severity.value} {said}::{escape_message(show_text(text, 900))}"


def escape_message(text: str) -> str:
    """Text that stays within the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Text that stays within one property of a workflow command."""
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")
