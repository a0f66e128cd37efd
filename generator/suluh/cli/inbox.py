"""`suluh inbox`: what waits for the walidata, what it would change, and what to do next."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import forge_options, form_option, give_out, output_option
from suluh.cli.speech import language_option, option, say, verb
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.assembly.forge_submissions import Listed
    from suluh.assembly.inbox import Inbox
    from suluh.history.revisions import Revision
    from suluh.vocabulary.settings import Settings
    from suluh.vocabulary.waiting import Waiting

EXIT_ERRORS = 1
FORMS = ("text", "json", "markdown", "html")


@verb()
@option("--branch", default="main", help="Cabang yang diterbitkan (bawaan: main).")
@option("--local", is_flag=True, help="Hanya cabang di salinan ini, tanpa bertanya ke penyedia repositori.")
@forge_options
@form_option(FORMS)
@output_option
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def inbox(
    ctx: click.Context,
    branch: str,
    local: bool,
    repository: str,
    forge: str | None,
    api: str,
    form: str,
    output: Path | None,
    lang: str,
    root: Path | None,
) -> None:
    """Sebutkan kiriman yang menunggu: sejak kapan, hasil periksa, yang akan berubah, langkah berikutnya.

    Daftarnya dari API penyedia repositori (kunci dari SULUH_TOKEN atau yang lazim), isinya dari salinan git
    ini; dengan --local dari cabang yang belum digabungkan. Tiap kiriman diperiksa seperti sesudah
    digabungkan, dengan pengaturan cabang yang diterbitkan. Kode keluar: 0 terbaca, 1 pengaturan salah,
    2 salah pakai.
    """
    from suluh.assembly import inbox_forms
    from suluh.assembly.forge_submissions import Listed
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings

    settings, findings = load_settings(root)
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    base = _find_base(settings, branch)
    kind = "" if local else forge or _forge_of(repository or settings.repositori)
    if local or not kind:
        listed = Listed(tuple(_from_clone(settings, base)), is_whole=True)
    else:
        listed = _from_forge(settings, base, kind, (repository, api, branch))
    found = look_at(settings, base, listed)
    writers = {
        "text": inbox_forms.write_text,
        "json": inbox_forms.write_json,
        "markdown": inbox_forms.write_markdown,
        "html": inbox_forms.write_page,
    }
    give_out(writers[form](found, lang, _refspec(kind)), output)


def look_at(settings: Settings, base: Revision, listed: Listed) -> Inbox:
    """Judge what waits, telling on a terminal which one is looked at."""
    from dataclasses import replace

    from suluh.assembly.inbox import judge_waiting
    from suluh.checking.explanations import show_text
    from suluh.reading.clock import read_today

    day = read_today(settings.zone).day
    if not sys.stderr.isatty():
        found = judge_waiting(settings, base, listed.waiting, day)
    else:
        from rich.console import Console

        with Console(stderr=True).status(say("Memeriksa…")) as status:

            def tell(entry: Waiting) -> None:
                status.update(say("Memeriksa %(path)s", path=show_text(entry.label, 60)))

            found = judge_waiting(settings, base, listed.waiting, day, tell)
    silence = listed.silence.value if listed.silence is not None else ""
    return replace(found, incomplete=not listed.is_whole, silence=silence, wait=listed.wait)


def show_local_desk(settings: Settings | None, language: str) -> str:
    """The desk as a page, of the clone alone; an empty desk where there is no repository or no branch."""
    from datetime import date

    from suluh.assembly.forge_submissions import Listed
    from suluh.assembly.inbox import Inbox
    from suluh.assembly.inbox_forms import write_page
    from suluh.history.revisions import Revision
    from suluh.reading.git_answers import GitSilentError

    nothing = Inbox(Revision("main", "", ""), date.min, incomplete=True)
    if settings is None:
        return write_page(nothing, language)
    try:
        base = _find_base(settings, "main")
        found = look_at(settings, base, Listed(tuple(_from_clone(settings, base)), is_whole=True))
    except (click.UsageError, GitSilentError):
        found = nothing
    return write_page(found, language)


def _find_base(settings: Settings, branch: str) -> Revision:
    """The published branch as the forge has it, else as this clone has it. Raises UsageError for none."""
    from suluh.history.revisions import find_revision
    from suluh.history.staged_files import is_repository

    if not is_repository(settings.root):
        told = N_("%(folder)s bukan repositori git, atau git tidak terpasang.")
        raise click.UsageError(say(told, folder=settings.root.name))
    for name in (f"origin/{branch}", branch):
        found = find_revision(settings.root, name, settings.zone)
        if found is not None:
            return found
    told = N_("git tidak mengenal revisi %(name)s di %(folder)s.")
    raise click.UsageError(say(told, name=repr(branch), folder=settings.root.name))


def _from_clone(settings: Settings, base: Revision) -> list[Waiting]:
    from suluh.history.waiting_branches import list_waiting

    return list_waiting(settings.root, base.commit, settings.zone)


def _from_forge(settings: Settings, base: Revision, kind: str, where: tuple[str, str, str]) -> Listed:
    """What the forge lists; what it says nothing of is taken from the clone, and called incomplete."""
    from dataclasses import replace

    from suluh.assembly.forge_api import find_project
    from suluh.assembly.forge_submissions import Desk, list_requests
    from suluh.cli.doctor import choose_api
    from suluh.vocabulary.web_addresses import split_address

    repository, api, branch = where
    address = repository or settings.repositori
    host = split_address(address).hostname or ""
    desk = Desk(kind, find_project(address), branch, host, settings.zone)
    listed = list_requests(desk, choose_api(kind, address, api))
    if listed.waiting or listed.is_whole:
        return listed
    return replace(listed, waiting=tuple(_from_clone(settings, base)))


def _forge_of(repository: str) -> str:
    from suluh.rendering.feedback import find_forge

    return find_forge(repository)


def _refspec(kind: str) -> str:
    from suluh.history.waiting_branches import FETCHED

    return FETCHED.get(kind, FETCHED["github"])
