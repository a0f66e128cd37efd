"""The report of a check as a value: by file, repeats grouped, most fruitful first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from suluh.checking.explanations import describe, example_of, explain, explain_address, show_text
from suluh.checking.reporting.finding_words import WORDS, count_in_words, group_digits, short_place
from suluh.vocabulary.findings import Finding, Severity, count_errors, in_reading_order

SHOWN = 6
"""Places of a group that a person is shown; the attached CSV has all."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a group: `place` in short, the value found there, and an example of a right one."""

    place: str
    value: str
    right: str
    finding: Finding

    @property
    def in_short(self) -> str:
        """The place with what stands there; where the file is all that is known of it, that value alone."""
        return " ".join(filter(None, (self.place, f"“{self.value}”" if self.value else "")))


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one code in one column of one file; `shown` are the first of `count`.

    `message` is the sentence of the first, `same` says whether it is that of all.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    column: str
    count: int
    amount: str
    same: bool
    link: str
    shown: tuple[Occurrence, ...]

    @property
    def hidden(self) -> int:
        """How many places are not shown."""
        return self.count - len(self.shown)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is wrong in one file; `path` is empty for the project as a whole."""

    path: str
    groups: tuple[Group, ...]
    errors: int
    warnings: int

    @property
    def name(self) -> str:
        """The file's own name, without its folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Counts:
    """Over how much a check ran."""

    packages: int = 0
    resources: int = 0
    rows: int = 0


@dataclass(frozen=True)
class CheckReport:
    """All findings of a check, arranged for people; files with most errors come first."""

    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...]
    counts: Counts = field(default_factory=Counts)
    language: str = "id"

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(file_report.errors for file_report in self.files)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(file_report.warnings for file_report in self.files)

    @property
    def summary(self) -> dict[str, int]:
        """The numbers of the last line, by name."""
        return {
            "errors": self.errors,
            "warnings": self.warnings,
            "packages": self.counts.packages,
            "resources": self.counts.resources,
            "rows": self.counts.rows,
        }

    @property
    def last_line(self) -> str:
        """How many errors and warnings there are, over how much."""
        shown = {name: self._show(count) for name, count in self.summary.items()}
        return WORDS[self.language]["summary"].format(**shown)

    def _show(self, count: int) -> str:
        return group_digits(count, self.language)

    @property
    def headline(self) -> str:
        """`11 hal perlu diperbaiki`, or that nothing is."""
        words = WORDS[self.language]
        if not self.errors:
            return words["nothing_to_mend"]
        return words["to_mend"].format(count=self._show(self.errors))

    @property
    def verdict(self) -> str:
        """Whether the data may be published, and what of the warnings."""
        words = WORDS[self.language]
        wrong = sum(1 for file_report in self.files if file_report.errors)
        first: str = words["may_go"]
        if self.errors:
            first = words["not_yet"].format(errors=self._show(self.errors), files=self._show(wrong))
        stay = words["may_stay"].format(warnings=self._show(self.warnings))
        return f"{first} {stay}" if self.warnings else first

    @property
    def advice(self) -> str:
        """Where to start, if one cause stands for several errors; plain text with submitted names in it."""
        groups = [
            (file_report, group)
            for file_report in self.files
            for group in file_report.groups
            if group.severity == "error"
        ]
        if not groups:
            return ""
        file, group = max(groups, key=lambda pair: pair[1].count)
        if group.count < 2 or len(groups) < 2:
            return ""
        place = ", ".join(part for part in (show_text(file.name), group.column) if part)
        return WORDS[self.language]["start_here"].format(
            count=self._show(group.count), errors=self._show(self.errors), title=group.title, place=place
        )


def make_report(
    findings: Iterable[Finding], counts: Counts | None = None, *, language: str = "id", site_url: str = ""
) -> CheckReport:
    """The report of these findings. `site_url` leads to the site's page that explains the codes."""
    ordered = in_reading_order(findings)
    files = [_file_report(path, found, language, site_url) for path, found in _by_file(ordered).items()]
    files.sort(key=lambda file_report: (-file_report.errors, -file_report.warnings, file_report.path))
    return CheckReport(tuple(files), tuple(ordered), counts or Counts(), language)


def _by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.place.path, []).append(finding)
    return found


def _file_report(path: str, findings: list[Finding], language: str, site_url: str) -> FileReport:
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        place = finding.place
        groups.setdefault((finding.code, finding.severity, place.resource, place.field), []).append(finding)
    made = [_group(found, language, site_url) for found in groups.values()]
    made.sort(
        key=lambda group: (group.severity is not Severity.ERROR, -group.count, group.code, group.column)
    )
    errors = count_errors(findings)
    return FileReport(path, tuple(made), errors, len(findings) - errors)


def _group(findings: list[Finding], language: str, site_url: str) -> Group:
    first = findings[0]
    says = describe(first, language)
    meaning = explain(first.code, language)
    kinds = {
        "cell" if finding.place.cell else "line" if finding.place.line is not None else ""
        for finding in findings
    }
    return Group(
        code=first.code,
        severity=first.severity,
        title=meaning.title if meaning else first.code,
        message=says.message,
        hint=says.hint,
        column=show_text(first.place.field),
        count=len(findings),
        amount=count_in_words(len(findings), kinds, language),
        same=all(describe(finding, language).message == says.message for finding in findings[1:20]),
        link=f"{site_url}{explain_address(first.code)}" if site_url else "",
        shown=tuple(_occurrence(finding, language) for finding in findings[:SHOWN]),
    )


def _occurrence(finding: Finding, language: str) -> Occurrence:
    value = finding.value
    shown = "" if value is None else show_text(value) or WORDS[language]["blank"]
    return Occurrence(short_place(finding.place, language), shown, example_of(finding, language), finding)
