"""`suluh audit`: which cells are closed, how safely, and by whose word others are not; for the walidata."""

from __future__ import annotations

from pathlib import Path

import click

from suluh.cli.output import give_out, output_option
from suluh.cli.speech import language_option, option, say, verb

EXIT_ERRORS = 1


@verb()
@output_option
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def audit(ctx: click.Context, output: Path | None, lang: str, root: Path | None) -> None:
    """Susun catatan penutupan angka sebagai CSV bagi walidata; tidak pernah ikut terbit.

    Satu baris tiap tabel yang ditutup menurut pengungkapan, dan tiap pernyataan tidak perlu ditutup.
    Angka yang ditutup sendiri tidak ada di dalamnya.
    """
    from suluh.checking.project import check_project
    from suluh.checking.reviewed_tables import read_reviewed_tables
    from suluh.clearing.disclosure_audit import write_audit
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings

    settings, findings = load_settings(root)
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    published = (settings.content_dir, settings.datasets_dir, settings.site_dir)
    if output is not None and any(output.resolve().is_relative_to(path.resolve()) for path in published):
        raise click.UsageError(
            say("Catatan ini tidak untuk umum: pilih tempat di luar content, datasets, dan site.")
        )
    checked = check_project(settings)
    reviewed, _ = read_reviewed_tables(settings)
    give_out(write_audit(checked.valid, reviewed), output)
