"""`suluh deploy`: show a built site from a folder or another machine, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from suluh.cli.speech import argument, language_option, option, say, verb

EXIT_ERRORS = 1


@verb()
@argument("site", metavar="SITUS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@argument("target", metavar="FOLDER|RSYNC")
@option(
    "--keep",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Berapa rilis disimpan; 1 sesudah penarikan, supaya rilis lama terhapus.",
)
@language_option
@click.pass_context
def deploy(ctx: click.Context, site: Path, target: str, keep: int, lang: str) -> None:
    """Terbitkan SITUS jadi ke FOLDER, atau ke server lewat rsync (pengguna@server:/folder).

    Isinya masuk ke releases/, lalu `current` berpindah ke sana dalam satu langkah; peladen web
    menunjuk ke `current`. `suluh rollback` mengembalikan rilis sebelumnya.
    """
    from suluh.assembly.host_fit import check_built
    from suluh.assembly.releases import deploy_site
    from suluh.assembly.rsync_releases import deploy_by_rsync, is_rsync_target
    from suluh.cli.finding_text import print_findings
    from suluh.reading.clock import read_moment

    now = read_moment()
    if is_rsync_target(target):
        name, findings = deploy_by_rsync(site, target, now, keep=keep)
    else:
        name, findings = deploy_site(site, Path(target).absolute(), now, keep=keep)
    print_findings([*findings, *check_built(site)], lang)
    if not name:
        ctx.exit(EXIT_ERRORS)
    click.echo(say("Terbit: %(name)s", name=name))
