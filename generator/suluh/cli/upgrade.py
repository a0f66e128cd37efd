"""`suluh upgrade`: a site's own workflows, requirements and empty tables as the installed Suluh has them."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import writing
from suluh.cli.refusal import Refusal
from suluh.cli.speech import argument, language_option, option, say, verb
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.vocabulary.settings import Settings

EXIT_UNWRITTEN = 1
BEGINNING = "mulai_melapor"
UNSTATED_BEGINNING = N_(
    "mkdocs.yml belum menyebut %(key)s, triwulan pertama yang ditunggu laporannya: tanpa itu laporan "
    "ditunggu untuk semua tahun yang ada datanya. Tambahkan di bawah suluh, seperti %(key)s: 2026-tw3."
)
"""Said of a site that `suluh init` began before this key was there; one that has it as a remark knows it."""


@verb()
@argument("names", metavar="BERKAS", nargs=-1)
@option("--ya", is_flag=True, help="Tulis perubahannya.")
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def upgrade(ctx: click.Context, names: tuple[str, ...], ya: bool, lang: str, root: Path | None) -> None:
    """Bawa berkas milik Suluh di sebuah situs ke versi yang terpasang.

    Yaitu alur kerja, requirements.txt, templat/, dan CODEOWNERS. Yang berubah diperlihatkan dahulu; --ya
    menulisnya. Dengan BERKAS, hanya berkas atau folder itu. Data, halaman, dan mkdocs.yml tidak disentuh.
    Kode keluar 1 bila ada yang belum ditulis.
    """
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import choose_root
    from suluh.publishing.starter.own_files import choose_files, find_outdated, is_begun_here
    from suluh.reading.kept_files import put_file
    from suluh.reading.site_settings import SETTINGS_FILE, read_settings

    folder = choose_root(root)
    if not is_begun_here(folder):
        told = N_("requirements.txt di folder ini tidak menyebut suluh==…: ini bukan situs dari suluh init.")
        raise Refusal(say(told))
    settings, findings = read_settings(folder)
    print_findings(findings, lang)
    if settings is not None and BEGINNING not in (folder / SETTINGS_FILE).read_text(encoding="utf-8"):
        click.echo(say(UNSTATED_BEGINNING, key=BEGINNING))
    wanted = {posixpath.normpath(name.replace("\\", "/")) for name in names} - {"."}
    outdated = find_outdated(folder, _owners_of(settings))
    files = choose_files(outdated, wanted)
    for file in files:
        if ya:
            with writing(folder / file.path):
                put_file(folder / file.path, file.new.encode())
            click.echo(say("Diperbarui: %(path)s", path=file.path))
        else:
            click.echo(file.show())
    if outdated and not files:
        elsewhere = N_("Pada yang disebut tidak ada yang berbeda; di tempat lain %(count)s berkas berbeda.")
        click.echo(say(elsewhere, count=len(outdated)))
        ctx.exit(EXIT_UNWRITTEN)
    if not files:
        click.echo(say("Semua berkas milik Suluh sudah seperti yang terpasang."))
    elif not ya:
        click.echo(say("%(count)s berkas berbeda. suluh upgrade --ya menulisnya.", count=len(files)))
        ctx.exit(EXIT_UNWRITTEN)


def _owners_of(settings: Settings | None) -> str:
    """What CODEOWNERS is to say; empty where the settings do not tell."""
    from suluh.publishing.codeowners_file import write_codeowners_of

    return write_codeowners_of(settings)[0] if settings is not None else ""
