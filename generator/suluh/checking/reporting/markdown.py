"""The report as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from suluh.checking.reporting.finding_words import WORDS
from suluh.checking.reporting.markdown_text import escape_code, escape_text, join_blocks, write_cells
from suluh.checking.reporting.report import CheckReport, FileReport, Group

GROUPS_OF_FILE = 12
"""Kinds of findings that a comment shows of one file."""


def write_comment(report: CheckReport) -> str:
    """What to mend, by file, as GitHub-flavoured Markdown in which no submitted text is markup."""
    ending = f"<p>{escape_text(WORDS[report.language]['whole_list'])}</p>"
    return join_blocks(_blocks(report), ending)


def _blocks(report: CheckReport) -> Iterator[str]:
    words = WORDS[report.language]
    yield f"## {report.headline}"
    yield f"<p>{escape_text(report.verdict)}</p>"
    if report.advice:
        yield f"<p>{escape_text(report.advice)}</p>"
    for file in report.files:
        yield f"<h3>{escape_code(file.path or words['project'])}</h3>"
        for group in file.groups[:GROUPS_OF_FILE]:
            yield _block(file, group, report.language)
        if len(file.groups) > GROUPS_OF_FILE:
            left = words["others"].format(count=len(file.groups) - GROUPS_OF_FILE)
            yield f"<p>{escape_text(left)}</p>"
    yield f"<p>{escape_text(report.last_line)}</p>"


def _block(file: FileReport, group: Group, language: str) -> str:
    words = WORDS[language]
    code = f'<a href="{escape(group.link)}">{group.code}</a>' if group.link else group.code
    kind = escape_text(words[group.severity.value])
    column = (
        f", {escape_text(words['column'].format(field=''))}{escape_code(group.column)}"
        if group.column
        else ""
    )
    lines = [f"<p><b>{escape_text(group.amount)}: {escape_text(group.title)}</b> ({kind} {code}{column})<br>"]
    lines.append(f"{escape_text(group.message)}<br>")
    lines.append(f"<b>{escape_text(words['what_to_do'])}</b> {escape_text(group.hint)}</p>")
    rows = [
        (
            escape_code(occurrence.place) if occurrence.place else "",
            escape_code(occurrence.value),
            escape_code(occurrence.right) if occurrence.right else "",
        )
        for occurrence in group.shown
        if occurrence.value
    ]
    if rows:
        lines.append(write_cells((words["place"], words["found"], words["right"]), rows))
    if rows and group.hidden:
        more = words["and_more"].format(count=group.hidden)
        lines.append(f"<p>{escape_text(more)}</p>")
    return "\n".join(lines)
