"""`suluh restore`: a project out of its backup, verified; with `--build` the site again, compared."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from suluh import __version__
from suluh.cli.speech import argument, language_option, option, say, verb

EXIT_ERRORS = 1
LONGEST_SECONDS = 24 * 3600


@verb()
@argument("source", metavar="BERKAS.ZIP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@option("--build", is_flag=True, help="Bangun situsnya juga, lalu cocokkan dengan yang dicadangkan.")
@language_option
@click.pass_context
def restore(ctx: click.Context, source: Path, folder: Path, build: bool, lang: str) -> None:
    """Keluarkan cadangan BERKAS.ZIP ke FOLDER yang belum ada, setelah setiap isinya dicocokkan."""
    from suluh.assembly.backup import KEPT_MANIFEST, compare_site, open_backup
    from suluh.cli.finding_text import print_findings

    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise click.UsageError(say("%(folder)s sudah berisi.", folder=str(folder)))
    note, findings = open_backup(source, folder.absolute(), __version__)
    print_findings(findings, lang)
    if note is None:
        ctx.exit(EXIT_ERRORS)
    click.echo(
        say("Repositori di %(folder)s, commit %(commit)s.", folder=str(folder), commit=note.commit[:12])
    )
    if not build:
        return
    day = ["--as-of", note.day] if note.day else []
    site = folder / "site"
    command = [sys.executable, "-m", "suluh", "build", "--root", str(folder), "--site-dir", str(site)]
    command += ["--lang", lang, *day]
    if subprocess.run(command, check=False, timeout=LONGEST_SECONDS).returncode != 0:
        ctx.exit(EXIT_ERRORS)
    if not (folder / KEPT_MANIFEST).is_file():
        return
    findings = compare_site(folder, site)
    print_findings(findings, lang)
    if findings:
        ctx.exit(EXIT_ERRORS)
    click.echo(say("Situsnya sama dengan yang dicadangkan, byte demi byte."))
