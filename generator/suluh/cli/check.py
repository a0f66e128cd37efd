"""`suluh check`: everything that is wrong, in all files, in one run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.finding_text import WORDS, print_findings
from suluh.cli.roots import choose_root

if TYPE_CHECKING:
    from suluh.checking.project import Checked
    from suluh.vocabulary.findings import Finding

EXIT_ERRORS = 1


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
    project = choose_root(root)
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise click.UsageError(f"{path} tidak ada.")
        if not path.resolve().is_relative_to(project):
            raise click.UsageError(f"{path} ada di luar proyek.")
    findings, checked = _run(project, paths)
    if form == "json":
        click.echo(_as_json(findings, checked, lang))
    else:
        print_findings(findings, lang)
        click.echo(_say_summary(findings, checked, lang))
    if any(finding.severity == "error" for finding in findings):
        raise SystemExit(EXIT_ERRORS)


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


def _say_summary(findings: list[Finding], checked: Checked | None, lang: str) -> str:
    """The last line: how many errors and warnings, over how much."""
    words, summary = WORDS[lang], _summary(findings, checked)
    ending = words["summary"].format(**summary)
    return ending if summary["errors"] else f"{words['clean']} {ending}"
