"""`suluh doctor`: which protections of the published branch are missing at the forge."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import forge_options, form_option, give_out, output_option
from suluh.cli.speech import language_option, option, say, verb
from suluh.vocabulary.web_addresses import split_address

if TYPE_CHECKING:
    from suluh.assembly.forge_api import Api
    from suluh.vocabulary.findings import Finding
    from suluh.vocabulary.protections import Answers, Guarded
    from suluh.vocabulary.settings import Settings

EXIT_ERRORS = 1
FORMS = ("text", "json", "markdown")
TOKENS = ("SULUH_TOKEN", "GH_TOKEN", "GITHUB_TOKEN", "GITLAB_TOKEN", "FORGEJO_TOKEN")
_HERE = ("127.0.0.1", "localhost", "::1")


@verb()
@option(
    "--export",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Nilai jawaban yang disimpan dengan --save, tanpa jaringan.",
)
@option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Simpan jawaban penyedia ke berkas ini."
)
@forge_options
@option("--branch", default="main", help="Cabang yang diterbitkan (bawaan: main).")
@form_option(FORMS)
@output_option
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def doctor(
    ctx: click.Context,
    export: Path | None,
    save: Path | None,
    repository: str,
    forge: str | None,
    api: str,
    branch: str,
    form: str,
    output: Path | None,
    lang: str,
    root: Path | None,
) -> None:
    """Periksa pengaturan repositori: perlindungan mana yang belum dipasang atau tidak dapat dilihat.

    Bertanya ke API penyedia; kunci dengan hak baca pengaturan diambil dari SULUH_TOKEN (atau GH_TOKEN,
    GITHUB_TOKEN, GITLAB_TOKEN, FORGEJO_TOKEN). Yang tidak dapat dilihat tidak dianggap terpasang.
    Kode keluar: 0 semua terpasang, 1 ada yang kurang, 2 salah pakai.
    """
    from suluh.checking.branch_protections import judge_protections
    from suluh.checking.forge_rules import read_protections
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings

    settings, findings = load_settings(root)
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    if export is not None:
        from suluh.assembly.forge_api import read_answers

        text = export.read_text(encoding="utf-8", errors="replace")
        guarded, answers, wrong = read_answers(text, export.name)
    else:
        guarded, answers = _ask(repository or settings.repositori, forge, api, branch)
        wrong = []
    if guarded is not None:
        wrong += judge_protections(guarded, read_protections(guarded, answers))
        if save is not None:
            from suluh.assembly.forge_api import write_answers

            give_out(write_answers(guarded, answers), save)
    wrong += _look_at_owners(settings)
    _tell(wrong, form, output, lang, settings.site_url)
    if any(finding.severity == "error" for finding in wrong):
        ctx.exit(EXIT_ERRORS)


def _ask(repository: str, forge: str | None, api: str, branch: str) -> tuple[Guarded, Answers]:
    from suluh.assembly.forge_api import ask_forge, find_project
    from suluh.checking.forge_rules import CHECKS
    from suluh.rendering.feedback import find_forge
    from suluh.vocabulary.protections import Guarded

    kind = forge or find_forge(repository)
    project = find_project(repository)
    if not kind or "/" not in project:
        raise click.UsageError(
            say(
                "Repositorinya belum disebut. Isi `repositori` di mkdocs.yml, atau pakai --repository "
                "https://… dan, bila perlu, --forge; atau nilai berkas simpanan dengan --export."
            )
        )
    guarded = Guarded(kind, project, branch, CHECKS[kind])
    return guarded, ask_forge(guarded, choose_api(kind, repository, api))


def choose_api(kind: str, repository: str, given: str) -> Api:
    """Where a forge answers, with the environment's token. Raises UsageError for a plain http address."""
    from suluh.assembly.forge_api import Api, find_api

    address = (given or find_api(kind, repository)).rstrip("/")
    parts = split_address(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
        raise click.UsageError(say("%(flag)s harus berupa alamat https://.", flag="--api"))
    token = next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
    return Api(address, token)


def _look_at_owners(settings: Settings) -> list[Finding]:
    """W027 where CODEOWNERS is missing or not the one that the list of agencies gives."""
    from suluh.publishing.codeowners_file import write_codeowners_of
    from suluh.publishing.starter.forge_files import find_owners_file
    from suluh.vocabulary.findings import Finding, Place

    text, wrong = write_codeowners_of(settings)
    owners_file = find_owners_file(settings.root)
    path = settings.root / owners_file
    try:
        known = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        known = ""
    if wrong or known != text:
        return [*wrong, Finding("W027", Place(owners_file))]
    return []


def _tell(findings: list[Finding], form: str, output: Path | None, lang: str, site_url: str) -> None:
    from suluh.checking.reporting.report import make_report

    report = make_report(findings, language=lang, site_url=site_url)
    if form == "json":
        from suluh.checking.reporting.json_form import write_json

        give_out(write_json(report), output)
        return
    if form == "markdown":
        from suluh.checking.reporting.markdown import write_comment

        give_out(write_comment(report), output)
        return
    from suluh.cli.finding_text import capture_report

    told = say("%(count)s perlindungan kurang atau tidak dapat dilihat.", count=len(findings))
    clean = say("Semua perlindungan terpasang.")
    give_out(f"{capture_report(report)}{told if findings else clean}", output)
