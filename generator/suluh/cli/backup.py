"""`suluh backup`: everything to build the same bytes again, or a mirror of what is published, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from suluh import __version__
from suluh.cli.output import writing
from suluh.cli.speech import argument, language_option, option, say, verb

EXIT_ERRORS = 1


@verb()
@argument("target", metavar="BERKAS.ZIP", type=click.Path(dir_okay=False, path_type=Path))
@option(
    "--site",
    metavar="SITUS",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Situs jadi, yang manifesnya ikut disimpan supaya pembangunan ulang dapat dicocokkan.",
)
@option("--mirror", is_flag=True, help="Bukan cadangan, melainkan cermin --site: hanya yang terbit.")
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@language_option
@click.pass_context
def backup(
    ctx: click.Context, target: Path, site: Path | None, mirror: bool, root: Path | None, lang: str
) -> None:
    """Simpan semua yang perlu untuk membangun situs yang sama lagi ke BERKAS.ZIP.

    Isinya seluruh riwayat git, juga data yang tertutup: simpan seperti repositorinya. Dengan --mirror isinya
    hanya situs jadi, untuk perpustakaan atau ruang redaksi.
    """
    from suluh.assembly.backup import write_backup, write_mirror
    from suluh.assembly.manifest import MANIFEST
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings

    if site is not None and not (site / MANIFEST).is_file():
        raise click.UsageError(say("%(folder)s tidak memuat %(file)s.", folder=str(site), file=MANIFEST))
    if mirror:
        if site is None:
            raise click.UsageError(say("--mirror perlu --site."))
        with writing(target):
            findings = write_mirror(site, target)
    else:
        settings, findings = load_settings(root)
        if settings is not None:
            if target.resolve().is_relative_to(settings.root):
                raise click.UsageError(
                    say("Simpan cadangan di luar folder proyek: isinya juga data tertutup.")
                )
            with writing(target):
                findings = write_backup(settings.root, site, target, __version__)
    print_findings(findings, lang)
    if findings:
        ctx.exit(EXIT_ERRORS)
    click.echo(
        say("Cermin tersimpan: %(file)s.", file=str(target))
        if mirror
        else say("Cadangan tersimpan: %(file)s. Isinya juga data tertutup.", file=str(target))
    )
