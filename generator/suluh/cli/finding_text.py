"""Findings as people read them on a terminal or in a log: by file, one sentence and one hint each."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from suluh.cli.roots import SETTINGS_FILE

if TYPE_CHECKING:
    from suluh.vocabulary.findings import Finding

WORDS = {
    "id": {
        "error": "kesalahan",
        "warning": "peringatan",
        "file": "Berkas",
        "row": "baris data {row}",
        "header": "baris judul",
        "line": "baris {line}",
        "column": "kolom {field}",
        "cell": "sel {cell}",
        "summary": "{errors} kesalahan, {warnings} peringatan di {packages} dataset "
        "({resources} tabel, {rows} baris).",
        "clean": "Tidak ada kesalahan.",
        "more": "Arti sebuah kode: suluh explain {code}",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "file": "File",
        "row": "data row {row}",
        "header": "header row",
        "line": "line {line}",
        "column": "column {field}",
        "cell": "cell {cell}",
        "summary": "{errors} errors, {warnings} warnings in {packages} datasets "
        "({resources} tables, {rows} rows).",
        "clean": "No errors.",
        "more": "What a code means: suluh explain {code}",
    },
}
_STYLES = {"error": ("red", "bold"), "warning": ("yellow", "bold")}


def print_findings(findings: Iterable[Finding], lang: str) -> None:
    """Findings by file. No line begins with submitted text: CI logs obey lines such as `::error`."""
    from rich.console import Console
    from rich.text import Text

    from suluh.checking.explanations import describe, show_text

    words = WORDS[lang]
    on_terminal = sys.stdout.isatty()
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not on_terminal)
    path, code = None, ""
    for finding in findings:
        code = code or finding.code
        if finding.place.path != path:
            path = finding.place.path
            console.print(Text.assemble(f"\n{words['file']}: ", (show_text(path or SETTINGS_FILE), "bold")))
        says = describe(finding, lang)
        colour, weight = _STYLES[finding.severity.value]
        head = Text.assemble(
            "  ",
            (words[finding.severity.value], f"{weight} {colour}"),
            f" {finding.code}  ",
            (_where(finding, lang), "cyan"),
        )
        console.print(head)
        console.print(Text(f"    {says.message}"))
        console.print(Text(f"    → {says.hint}", style="dim" if on_terminal else ""))
    if code:
        console.print(Text(f"\n{words['more'].format(code=code)}"))


def _where(finding: Finding, lang: str) -> str:
    """The place within a file, in words: data row and physical line differ and are both told."""
    from suluh.checking.explanations import show_text

    words, place = WORDS[lang], finding.place
    parts = []
    if place.resource:
        parts.append(show_text(place.resource))
    if place.row is not None:
        parts.append(words["row"].format(row=place.row) if place.row else words["header"])
    if place.cell:
        parts.append(words["cell"].format(cell=place.cell))
    elif place.line is not None:
        parts.append(words["line"].format(line=place.line))
    if place.field:
        parts.append(words["column"].format(field=show_text(place.field)))
    return ", ".join(parts)
