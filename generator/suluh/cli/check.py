"""`suluh check`: everything that is wrong, in all files, in one run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from suluh.checking.project import Checked
    from suluh.vocabulary.findings import Finding

SETTINGS_FILE = "mkdocs.yml"
EXIT_ERRORS, EXIT_MISUSE, EXIT_FAULT = 1, 2, 3

_WORDS = {
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
        "fault": "Suluh sendiri bermasalah ({kind} di {place}). Ini bukan salah data Anda; mohon laporkan.",
        "no_root": "Tidak ada mkdocs.yml di folder ini atau di atasnya.",
        "no_path": "{path} tidak ada.",
        "outside": "{path} ada di luar proyek.",
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
        "fault": "Suluh itself has a fault ({kind} at {place}). Not your data's; please report it.",
        "no_root": "There is no mkdocs.yml in this folder or above it.",
        "no_path": "{path} is not there.",
        "outside": "{path} lies outside of the project.",
    },
}
_STYLES = {"error": ("red", "bold"), "warning": ("yellow", "bold")}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Bentuk keluaran."
)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Bahasa kalimatnya.")
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml."
)
def check(paths: tuple[Path, ...], form: str, lang: str, root: Path | None) -> None:
    """Periksa semua dataset, laporan, dan halaman; PATH membatasi yang dilaporkan.

    Kode keluar: 0 bersih (boleh ada peringatan), 1 ada kesalahan, 2 salah pakai, 3 Suluh sendiri rusak.
    """
    words = _WORDS[lang]
    project = (root or find_root(Path.cwd()) or Path()).resolve()
    if not (project / SETTINGS_FILE).exists():
        raise click.UsageError(words["no_root"])
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(words["no_path"].format(path=path))
        if not path.resolve().is_relative_to(project):
            raise click.UsageError(words["outside"].format(path=path))
    try:
        findings, checked = _run(project, paths)
        printed = _as_json(findings, checked, lang) if form == "json" else None
        if printed is not None:
            click.echo(printed)
        else:
            _print_text(findings, checked, lang)
    except Exception as fault:
        # No trace and no message: either may quote a value that is not public.
        click.echo(words["fault"].format(kind=type(fault).__name__, place=_place_of(fault)), err=True)
        raise SystemExit(EXIT_FAULT) from None
    if any(finding.severity == "error" for finding in findings):
        raise SystemExit(EXIT_ERRORS)


def find_root(start: Path) -> Path | None:
    """The nearest folder with `mkdocs.yml`, from `start` upwards; None where there is none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).exists():
            return folder
    return None


def _run(root: Path, paths: Iterable[Path]) -> tuple[list[Finding], Checked | None]:
    """Findings in reading order; no `Checked` where the settings cannot be read."""
    from suluh.checking.project import check_project  # frictionless is slow to import
    from suluh.reading.settings import read_settings
    from suluh.vocabulary.findings import in_reading_order

    settings, findings = read_settings(root)
    if settings is None:
        return in_reading_order(findings), None
    chosen = [path.absolute() for path in paths]
    if not sys.stderr.isatty():
        checked = check_project(settings, chosen)
    else:
        from rich.console import Console

        with Console(stderr=True).status("Memeriksa…") as status:
            checked = check_project(settings, chosen, lambda path: status.update(f"Memeriksa {path}"))
    return in_reading_order([*findings, *checked.findings]), checked


def _as_json(findings: list[Finding], checked: Checked | None, lang: str) -> str:
    """The stable form for programs, in ASCII for any console: keys may be added, never removed."""
    from suluh.checking.explanations import describe

    entries = []
    for finding in findings:
        words = describe(finding, lang)
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
    return json.dumps({"findings": entries, "summary": _summary(findings, checked)}, indent=2)


def _summary(findings: list[Finding], checked: Checked | None) -> dict[str, int]:
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "errors": errors,
        "warnings": len(findings) - errors,
        "packages": checked.packages if checked else 0,
        "resources": checked.resources if checked else 0,
        "rows": checked.rows if checked else 0,
    }


def _print_text(findings: list[Finding], checked: Checked | None, lang: str) -> None:
    """Findings by file. No line begins with submitted text: CI logs obey lines such as `::error`."""
    from rich.console import Console
    from rich.text import Text

    from suluh.checking.explanations import describe, show_text

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    words = _WORDS[lang]
    on_terminal = sys.stdout.isatty()
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not on_terminal)
    path = None
    for finding in findings:
        if finding.place.path != path:
            path = finding.place.path
            console.print(Text.assemble(f"\n{words['file']}: ", (show_text(path or SETTINGS_FILE), "bold")))
        says = describe(finding, lang)
        colour, weight = _STYLES[finding.severity.value]
        where = _where(finding, lang)
        head = Text.assemble(
            "  ", (words[finding.severity.value], f"{weight} {colour}"), f" {finding.code}  ", (where, "cyan")
        )
        console.print(head)
        console.print(Text(f"    {says.message}"))
        console.print(Text(f"    → {says.hint}", style="dim" if on_terminal else ""))
    summary = _summary(findings, checked)
    if findings:
        console.print(Text(f"\n{words['more'].format(code=findings[0].code)}"))
    ending = words["summary"].format(**summary)
    console.print(Text(ending if summary["errors"] else f"{words['clean']} {ending}"))


def _where(finding: Finding, lang: str) -> str:
    """The place within a file, in words: data row and physical line differ and are both told."""
    from suluh.checking.explanations import show_text

    words, place = _WORDS[lang], finding.place
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


def _place_of(fault: BaseException) -> str:
    """Module and line of our own code in which a fault arose."""
    place = "?"
    trace = fault.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
