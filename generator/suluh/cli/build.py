"""`suluh build`: check, link, publish, render, run the engine, assemble, swap in."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import engine_option
from suluh.cli.roots import as_of_option, settings_option
from suluh.cli.schedulers import scheduler_options, sharing_work
from suluh.cli.speech import language_option, option, say, verb
from suluh.sharing import SharingFault
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.vocabulary.settings import Settings

EXIT_ERRORS = 1
INTERNAL_FAULT = 3


@verb()
@option("--root", type=click.Path(path_type=Path), help="Folder mkdocs.yml (bawaan: dicari ke atas).")
@settings_option
@as_of_option
@option("--site-dir", type=click.Path(path_type=Path), help="Folder situs jadi (bawaan: site/).")
@engine_option
@option("--site-language", metavar="BAHASA", help="Bangun situs dalam bahasa lain yang disebut bahasa_lain.")
@option("--keep-going", is_flag=True, help="Tahan dataset yang salah, terbitkan yang lain.")
@option("--timings", is_flag=True, help="Sebutkan ke mana waktunya pergi, tahap demi tahap.")
@scheduler_options
@language_option
@click.pass_context
def build(
    ctx: click.Context,
    root: Path | None,
    settings_file: Path | None,
    as_of: datetime | None,
    site_dir: Path | None,
    engine: str,
    keep_going: bool,
    timings: bool,
    scheduler: str,
    store: str,
    lang: str,
    site_language: str | None,
) -> None:
    """Bangun situs ke folder site/. Kesalahan menghentikannya; situs lama tetap utuh."""
    from suluh.assembly.kept_site import EngineByName, publish_if_changed
    from suluh.assembly.turns import is_own_fault
    from suluh.cli.finding_text import print_findings
    from suluh.cli.progress_display import show_progress
    from suluh.cli.roots import load_settings
    from suluh.cli.timings import Timings, write_timings
    from suluh.engines import load_engine
    from suluh.vocabulary.findings import has_errors

    target = site_dir.absolute() if site_dir else None
    settings, findings = load_settings(
        root, settings_file, as_of=as_of and as_of.date(), site_dir=target, keep_going=keep_going
    )
    if settings is None or has_errors(findings):
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    if site_language is not None:
        settings = _in_language(settings, site_language, site_dir)
    try:
        with sharing_work(scheduler, store), show_progress(sys.stderr, lang) as shown:
            progress = Timings(shown)
            found = EngineByName(engine, lambda: load_engine(engine))
            published = publish_if_changed(settings, found, progress)
            progress.end()
    except SharingFault as fault:
        findings = [*findings, fault.finding]  # of its end alone: the store keeps what was left there
    if timings:
        click.echo("\n".join(write_timings(progress.stages, lang)), err=True)
    print_findings([*findings, *published.findings], lang)
    if published.site_dir is None:
        click.echo(say("Situs tidak dibangun; situs yang lama tidak diubah."), err=True)
        ctx.exit(INTERNAL_FAULT if is_own_fault(published.findings) else EXIT_ERRORS)
    if published.unchanged:
        click.echo(say("Tidak ada yang berubah sejak pembangunan terakhir; situs tetap."), err=True)
    told = say(
        "%(pages)s halaman dan %(files)s berkas di %(folder)s",
        pages=published.pages,
        files=published.files,
        folder=published.site_dir,
    )
    click.echo(told, err=True)
    if published.withheld:
        told = say("%(count)s dataset atau laporan ditahan karena ada kesalahan.", count=published.withheld)
        click.echo(told, err=True)
    if has_errors(findings):
        ctx.exit(EXIT_ERRORS)


def _in_language(settings: Settings, language: str, site_dir: Path | None) -> Settings:
    """The site in another of its languages, in `site.en` beside `site` unless a folder is named."""
    if language not in settings.other_languages:
        told = N_("mkdocs.yml tidak menyebut alamat situs berbahasa %(language)s di bahasa_lain.")
        raise click.UsageError(say(told, language=language))
    site = settings.in_language(language)
    return site if site_dir else replace(site, site_dir=site.site_dir.with_suffix(f".{language}"))
