"""Findings as people read them on a terminal or in a log: by file, repeats told once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from suluh.cli.roots import SETTINGS_FILE

if TYPE_CHECKING:
    from rich.console import Console

    from suluh.checking.reporting.report import CheckReport, Group
    from suluh.vocabulary.findings import Finding

APART = 3
"""So many findings of a kind are told one by one; more are told as a group."""

_STYLES = {"error": ("red", "bold"), "warning": ("yellow", "bold")}


def print_findings(findings: Iterable[Finding], lang: str) -> None:
    """Findings by file, those that mend most first."""
    from suluh.checking.reporting.report import make_report

    print_report(make_report(findings, language=lang))


def print_report(report: CheckReport) -> None:
    """The report by file on the screen."""
    from rich.console import Console

    wraps = sys.stdout.isatty()
    _print_files(Console(highlight=False, markup=False, emoji=False, soft_wrap=not wraps), report)


def capture_report(report: CheckReport) -> str:
    """The same as plain text, for a file."""
    from rich.console import Console

    stream = io.StringIO()
    _print_files(Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True), report)
    return stream.getvalue()


def _print_files(console: Console, report: CheckReport) -> None:
    """Files and their groups. No line begins with submitted text: CI logs obey lines such as `::error`."""
    from rich.text import Text

    from suluh.checking.explanations import show_text
    from suluh.checking.reporting.finding_words import WORDS

    words = WORDS[report.language]
    for file in report.files:
        name = show_text(file.path or SETTINGS_FILE)
        console.print(Text.assemble(f"\n{words['file']}: ", (name, "bold")))
        for group in file.groups:
            if group.count <= APART:
                _print_apart(console, group, report.language)
            else:
                _print_group(console, group, report.language)
    if report.files:
        code = report.files[0].groups[0].code
        console.print(Text(f"\n{words['more'].format(code=code)}"))


def _print_apart(console: Console, group: Group, lang: str) -> None:
    from suluh.checking.explanations import describe
    from suluh.checking.reporting.finding_words import place_in_words

    for occurrence in group.shown:
        says = describe(occurrence.finding, lang)
        _print_one(
            console, group, lang, place_in_words(occurrence.finding.place, lang), [says.message], says.hint
        )


def _print_group(console: Console, group: Group, lang: str) -> None:
    """The number of places, the first sentence, and the first places with what stands there."""
    from dataclasses import replace

    from suluh.checking.reporting.finding_words import WORDS, place_in_words

    words = WORDS[lang]
    place = group.shown[0].finding.place
    where = place_in_words(replace(place, row=None, line=None, cell=""), lang)
    shown = [occurrence.in_short for occurrence in group.shown if occurrence.in_short]
    rest = f"; {words['and_more'].format(count=group.hidden)}" if group.hidden else ""
    lines = [f"{group.amount}: {group.message if group.same else group.title}"]
    lines += [f"{'; '.join(shown)}{rest}"] if shown else []
    _print_one(console, group, lang, where, lines, group.hint)


def _print_one(
    console: Console, group: Group, lang: str, where: str, lines: Iterable[str], hint: str
) -> None:
    from rich.text import Text

    from suluh.checking.reporting.finding_words import WORDS

    colour, weight = _STYLES[group.severity.value]
    kind = WORDS[lang][group.severity.value]
    console.print(Text.assemble("  ", (kind, f"{weight} {colour}"), f" {group.code}  ", (where, "cyan")))
    for line in lines:
        console.print(Text(f"    {_begin(line)}"))
    console.print(Text(f"    → {hint}", style="dim" if console.is_terminal else ""))


def _begin(line: str) -> str:
    """A line that a runner reads as text, also where a sentence begins with a submitted name."""
    return line if line[:1].isalnum() or line[:1] == "“" else f"· {line}"
