"""`suluh diff`: what a change does to the data, between two revisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.output import form_option, give_out, output_option
from suluh.cli.roots import choose_root
from suluh.cli.speech import argument, language_option, option, say, verb
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.history.comparison import Differences
    from suluh.history.revisions import Revision

EXIT_ERRORS = 1
FORMS = ("text", "json", "markdown", "html")


@verb()
@argument("base")
@argument("head", required=False)
@form_option(FORMS)
@output_option
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
def diff(base: str, head: str | None, form: str, output: Path | None, lang: str, root: Path | None) -> None:
    """Bandingkan data di revisi HEAD (bawaan: folder kerja) dengan revisi BASE.

    Kode keluar: 0 tidak ada yang harus diputuskan, 1 ada kesalahan, 2 salah pakai, 3 Suluh sendiri rusak.
    """
    from suluh.history.differences import compare_revisions
    from suluh.history.revisions import Revision

    project = choose_root(root)
    first = _revision(project, base)
    second = _revision(project, head) if head else Revision("", "", "")
    found = compare_revisions(project, first, second)
    give_out(_write(found, form, lang), output)
    if found.errors:
        raise SystemExit(EXIT_ERRORS)


def _revision(root: Path, name: str) -> Revision:
    from suluh.history.revisions import find_revision
    from suluh.history.staged_files import is_repository
    from suluh.reading.git_answers import ask_git
    from suluh.reading.site_settings import read_settings

    if not is_repository(root):
        raise click.UsageError(
            say("%(folder)s bukan repositori git, atau git tidak terpasang.", folder=root.name)
        )
    settings, _ = read_settings(root)
    found = find_revision(root, name, settings.zone if settings is not None else None)
    if found is None and ask_git(root, ["rev-parse", "--is-shallow-repository"]) == "true\n":
        told = N_("Revisi %(name)s tidak ada di salinan dangkal ini; jalankan git fetch --unshallow dulu.")
        raise click.UsageError(say(told, name=repr(name)))
    if found is None:
        told = N_("git tidak mengenal revisi %(name)s di %(folder)s.")
        raise click.UsageError(say(told, name=repr(name), folder=root.name))
    return found


def _write(found: Differences, form: str, lang: str) -> str:
    from suluh.history import difference_forms

    if form == "html":
        from suluh.rendering.difference_page import write_difference_page

        return write_difference_page(found, lang)
    writers = {
        "text": difference_forms.write_text,
        "json": difference_forms.write_json,
        "markdown": difference_forms.write_comment,
    }
    return writers[form](found, lang)
