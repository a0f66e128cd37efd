"""`suluh federate`: many published sites as one, for a province or the nation."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from suluh.cli.output import writing
from suluh.cli.speech import argument, language_option, option, say, verb

EXIT_ERRORS = 1


@verb()
@argument("sites", metavar="SITUS.YAML", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--into",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder proyek yang diisi (bawaan: folder berkas daftarnya).",
)
@language_option
@click.pass_context
def federate(ctx: click.Context, sites: Path, into: Path | None, lang: str) -> None:
    """Gabungkan situs-situs yang disebut di SITUS.YAML menjadi satu proyek; suluh build membangunnya.

    Setiap situs dicocokkan dengan manifest.json-nya. Yang tidak menjawab atau tidak cocok dipakai seperti
    terakhir terbaca dan disebut basi; tidak ada yang hilang diam-diam.
    """
    from suluh.assembly.federation.gathered_site import write_gathered
    from suluh.assembly.federation.recipe import gather_sites
    from suluh.assembly.federation.site_list import read_site_list
    from suluh.cli.finding_text import print_findings
    from suluh.cli.progress_display import show_progress

    listed, findings = read_site_list(sites)
    if listed is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    root = into or sites.resolve().parent
    with show_progress(sys.stderr, lang) as progress:
        tables, met, findings = gather_sites(listed, root, progress)
    with writing(root):
        write_gathered(root, listed, tables)
    print_findings(findings, lang)
    fresh = sum(site.freshness.value == "segar" for site in met)
    click.echo(
        say("%(fresh)s dari %(total)s situs terbaca; %(tables)s tabel di %(folder)s.",
            fresh=fresh, total=len(met), tables=len(tables), folder=str(root))
    )  # fmt: skip
