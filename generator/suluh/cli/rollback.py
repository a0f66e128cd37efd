"""`suluh rollback`: show the release before the current one again."""

from __future__ import annotations

from pathlib import Path

import click

from suluh.cli.speech import argument, language_option, say, verb

EXIT_ERRORS = 1


@verb()
@argument("target", metavar="FOLDER|RSYNC")
@language_option
@click.pass_context
def rollback(ctx: click.Context, target: str, lang: str) -> None:
    """Kembalikan rilis sebelumnya di FOLDER atau di server rsync, dalam satu langkah."""
    from suluh.assembly.releases import roll_back
    from suluh.assembly.rsync_releases import is_rsync_target, roll_back_by_rsync
    from suluh.cli.finding_text import print_findings

    if is_rsync_target(target):
        name, findings = roll_back_by_rsync(target)
    else:
        name, findings = roll_back(Path(target).absolute())
    print_findings(findings, lang)
    if not name:
        ctx.exit(EXIT_ERRORS)
    click.echo(say("Kembali ke: %(name)s", name=name))
