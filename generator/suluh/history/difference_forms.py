"""The difference as text, as JSON, and as a comment on a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

from suluh.checking.explanations import describe, show_text
from suluh.checking.reporting.finding_words import WORDS
from suluh.checking.reporting.markdown_text import escape_code, escape_text, join_blocks, write_cells
from suluh.history.comparison import DatasetDifference, Differences, TableDifference
from suluh.history.difference_words import (
    PHRASES,
    show_amount,
    show_count,
    show_share,
    tell_dataset,
    tell_report,
    tell_totals,
)
from suluh.vocabulary.findings import Severity

TOTALS_SHOWN = 12
DATASETS_SHOWN = 40
REPORTS_SHOWN = 60


def write_json(differences: Differences, language: str = "id") -> str:
    """The stable form for programs, in ASCII: keys may be added, never removed."""
    findings = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "path": finding.place.path,
            "message": describe(finding, language).message,
            "hint": describe(finding, language).hint,
        }
        for finding in differences.findings
    ]
    whole = {
        "base": asdict(differences.base),
        "head": asdict(differences.head),
        "datasets": [asdict(some) for some in differences.datasets],
        "reports": [asdict(some) for some in differences.reports],
        "hidden": differences.hidden,
        "elsewhere": differences.elsewhere,
        "findings": findings,
    }
    return json.dumps(whole, indent=2, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value).__name__)


def write_text(differences: Differences, language: str = "id") -> str:
    """Lines for a terminal or a log; none begins with submitted text."""
    words = PHRASES[language]
    lines = [f"{words['title']}: {between(differences, language)}"]
    for finding in differences.findings:
        says = describe(finding, language)
        kind = WORDS[language][finding.severity.value]
        lines += [f"  {kind} {finding.code}  {says.message}", f"    → {says.hint}"]
    for dataset in differences.datasets:
        lines.append(f"  /data/{dataset.name}/  {show_text(tell_dataset(dataset, language), 900)}")
        for table in dataset.tables:
            lines += [f"    {show_text(said, 200)}" for said in tell_totals(table.totals, language)]
    lines += [
        f"  /laporan/{some.name}/  {show_text(tell_report(some, language), 900)}"
        for some in differences.reports
    ]
    if differences.same:
        lines.append(f"  {words['nothing']}")
    lines += [f"  {said}" for said in tell_rest(differences, language)]
    return "\n".join(lines) + "\n"


def between(differences: Differences, language: str) -> str:
    """Which two states, by the names they were asked for."""
    words = PHRASES[language]
    names = [show_text(some.label) or words["working"] for some in (differences.base, differences.head)]
    return words["between"].format(base=names[0], head=names[1])


def tell_rest(differences: Differences, language: str) -> Iterator[str]:
    """What else changed and is not shown: what is not public, and what only the base did."""
    words = PHRASES[language]
    if differences.hidden:
        yield words["hidden"].format(count=show_count(differences.hidden, language))
    if differences.elsewhere:
        base = show_text(differences.base.label) or words["working"]
        yield words["elsewhere"].format(base=base, count=show_count(differences.elsewhere, language))


def write_comment(differences: Differences, language: str = "id") -> str:
    """The difference as Markdown in which no submitted text is markup."""
    ending = f"<p>{escape_text(PHRASES[language]['whole'])}</p>"
    return join_blocks(_blocks(differences, language), ending)


def _blocks(differences: Differences, language: str) -> Iterator[str]:
    words = PHRASES[language]
    yield f"## {words['title']}"
    yield f"<p>{escape_text(between(differences, language))}</p>"
    if differences.findings:
        yield f"### {words['to_decide']}"
        yield _findings(differences, language)
    if differences.datasets:
        yield f"### {words['datasets']}"
    for dataset in differences.datasets[:DATASETS_SHOWN]:
        yield from _dataset_blocks(dataset, language)
    if differences.reports:
        yield f"### {words['reports']}"
        items = []
        for some in differences.reports[:REPORTS_SHOWN]:
            said = escape_text(tell_report(some, language), 900)
            items.append(f"<li>{escape_code(f'/laporan/{some.name}/')}: {said}</li>")
        yield "\n".join(["<ul>", *items, "</ul>"])
    if differences.same:
        yield f"<p>{escape_text(words['nothing'])}</p>"
    for said in tell_rest(differences, language):
        yield f"<p>{escape_text(said)}</p>"


def _findings(differences: Differences, language: str) -> str:
    lines = ["<ul>"]
    for finding in differences.findings:
        says = describe(finding, language)
        mark = "❌" if finding.severity is Severity.ERROR else "⚠️"
        lines.append(
            f"<li>{mark} <b>{finding.code}</b> {escape_text(f'{says.message} {says.hint}', 900)}</li>"
        )
    return "\n".join([*lines, "</ul>"])


def _dataset_blocks(dataset: DatasetDifference, language: str) -> Iterator[str]:
    said = escape_text(tell_dataset(dataset, language), 1200)
    yield f"<p><b>{escape_code(f'/data/{dataset.name}/')}</b> {escape_text(dataset.title)}: {said}</p>"
    for table in dataset.tables:
        yield from _table_blocks(table, language)


def _table_blocks(table: TableDifference, language: str) -> Iterator[str]:
    words = PHRASES[language]
    if table.totals:
        header = tuple(words[name] for name in ("column", "year", "before", "after", "share"))
        yield write_cells(
            header,
            [
                (
                    escape_code(total.column),
                    escape_code(total.year) if total.year else "",
                    escape_text(show_amount(total.before, language)),
                    escape_text(show_amount(total.after, language)),
                    escape_text(show_share(total.share, language)) if total.share is not None else "",
                )
                for total in table.totals[-TOTALS_SHOWN:]
            ],
        )
    if table.shown_changed:
        yield _changed_rows(table, language)
    for kind, count, keys in (
        ("rows_added", table.added, table.shown_added),
        ("rows_removed", table.removed, table.shown_removed),
    ):
        if keys:
            told = " ".join(escape_code(", ".join(key)) for key in keys)
            more = " …" if count > len(keys) else ""
            yield f"<p>{escape_text(words[kind])} ({show_count(count, language)}): {told}{more}</p>"


def _changed_rows(table: TableDifference, language: str) -> str:
    """The first changed rows, folded: a row, a column, the value before and after."""
    words = PHRASES[language]
    rows = [
        (
            escape_code(", ".join(row.key)),
            escape_code(cell.column),
            escape_code(cell.old or words["blank"]),
            escape_code(cell.new or words["blank"]),
            escape_text(show_share(cell.share, language)) if cell.share is not None else "",
        )
        for row in table.shown_changed
        for cell in row.cells
    ]
    header = tuple(words[name] for name in ("row", "column", "before", "after", "share"))
    count = words["changed"].format(count=show_count(table.changed, language))
    first = words["first"].format(count=count)
    return f"<details><summary>{escape_text(first)}</summary>\n{write_cells(header, rows)}\n</details>"
