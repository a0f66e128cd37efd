"""`suluh codeowners`: who must approve a change to which folder, from the list of agencies."""

from __future__ import annotations

from pathlib import Path

import click

from suluh.cli.output import give_out, output_option
from suluh.cli.speech import language_option, option, verb

EXIT_ERRORS = 1


@verb()
@option("--write", is_flag=True, help="Tulis ke .github/CODEOWNERS, atau .gitlab/CODEOWNERS di GitLab.")
@output_option
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def codeowners(ctx: click.Context, write: bool, output: Path | None, lang: str, root: Path | None) -> None:
    """Susun CODEOWNERS dari daftar instansi: folder instansi, kolom pemilik, dan pemilik bawaan."""
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings
    from suluh.publishing.codeowners_file import write_codeowners_of
    from suluh.publishing.starter.forge_files import find_owners_file
    from suluh.vocabulary.findings import has_errors

    settings, findings = load_settings(root)
    text = ""
    if settings is not None:
        text, wrong = write_codeowners_of(settings)
        findings = [*findings, *wrong]
    if settings is None or has_errors(findings):
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    give_out(text, settings.root / find_owners_file(settings.root) if write else output)
