"""`suluh cache`: what is kept between runs on this machine, why, and how to be rid of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.roots import load_settings, settings_option
from suluh.cli.speech import language_option, option, run_language, say, verb
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.vocabulary.settings import Settings

EXIT_ERRORS = 1
KINDS = {
    "hasil": N_("temuan, keadaan situs yang terpasang, berkas jadi yang sudah diperiksa, asal tiap berkas"),
    "versi": N_("keadaan data di masa lalu, menurut git"),
    "foto": N_("foto yang sudah ditulis ulang"),
    "fonts": N_("huruf situs"),
    "gabungan": N_("isi situs lain yang terakhir terbaca; tidak ikut dikosongkan"),
    "stage": N_("bahan untuk mesin halaman, dan hasilnya"),
}
"""The folders of the cache, and what lies in each."""


@verb()
@option("--clear", is_flag=True, help="Kosongkan; pembangunan berikutnya mengerjakan semuanya lagi.")
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@settings_option
@language_option
@click.pass_context
def cache(ctx: click.Context, clear: bool, root: Path | None, settings_file: Path | None, lang: str) -> None:
    """Sebutkan apa yang disimpan di .suluh/ supaya tidak dikerjakan dua kali, atau kosongkan.

    Isinya hanya untuk mesin ini dan boleh dihapus kapan saja: situs jadi tetap sama, hanya lebih lama.
    """
    from suluh.assembly.turns import take_turn
    from suluh.cli.finding_text import print_findings
    from suluh.history.edition_cache import clear_caches

    settings, findings = load_settings(root, settings_file)
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    if not clear:
        for line in _describe(settings):
            click.echo(line)
        return
    with take_turn(settings, patience=0) as refused:
        if refused is not None:
            print_findings([refused], lang)
            ctx.exit(EXIT_ERRORS)
        emptied = clear_caches(settings)
    click.echo(say("Sudah kosong.") if emptied else say("Sebagian tidak dapat dihapus."))


def _describe(settings: Settings) -> list[str]:
    """A line for each folder that holds something."""
    from suluh.words.numbers import format_number, round_half_up

    lines = []
    for name, told in KINDS.items():
        files = [path for path in (settings.cache_dir / name).rglob("*") if path.is_file()]
        if files:
            size = round_half_up(Decimal(sum(path.stat().st_size for path in files)) / 1_000_000, 1)
            amount = say(
                "%(count)s berkas, %(size)s MB", count=len(files), size=format_number(size, run_language())
            )
            lines.append(f"{settings.cache_dir.name}/{name}: {amount}: {say(told)}")
    return lines or [say("Belum ada yang disimpan.")]
