"""`suluh explain CODE`: what a finding's code means, or what a record type is: also a site's own."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.speech import argument, language_option, option, verb
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.checking.type_explanations import TypeExplanation
    from suluh.vocabulary.own_types import OwnTypes

_WORDS = Phrases(
    {
        "error": N_("kesalahan, menghentikan pembangunan"),
        "warning": N_("peringatan, tidak menghentikan pembangunan"),
        "message": N_("Kalimatnya"),
        "hint": N_("Yang harus dilakukan"),
        "unknown": N_("Kode {code} tidak dikenal; mungkin maksudnya {near}."),
        "all": N_("Semua kode; selengkapnya: suluh explain KODE"),
        "built_in": N_("jenis data bawaan"),
        "own": N_("jenis data situs ini"),
        "columns": N_("Kolom-kolomnya"),
        "key": N_("Satu baris dibedakan oleh"),
        "references": N_("Mengacu ke daftar"),
        "laws": N_("Dasar hukum"),
        "shown": N_("Ditampilkan di"),
    }
)


@verb()
@argument("code", metavar="KODE", required=False)
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@language_option
def explain(code: str | None, root: Path | None, lang: str) -> None:
    """Jelaskan arti sebuah KODE temuan atau nama jenis data; tanpa kode, sebutkan semua kode."""
    from suluh.checking import explanations  # the list is large

    words = _WORDS[lang]
    if code is None:
        click.echo(words["all"])
        for entry in explanations.all_explanations(lang):
            click.echo(f"{entry.code}  {entry.title}")
        return
    found = explanations.explain(code.upper(), lang)
    if found is None:
        _explain_type(code, root, lang)
        return
    click.echo(f"{found.code}  {found.title} ({words[found.severity]}; {found.rule})")
    click.echo(f"\n{found.explain}")
    click.echo(f"\n{words['message']}: {found.message}")
    click.echo(f"{words['hint']}: {found.hint}")


def _explain_type(name: str, root: Path | None, lang: str) -> None:
    """Tell a record type. UsageError for a name that is neither one nor a code."""
    from suluh.checking import explanations
    from suluh.checking.type_explanations import explain_type
    from suluh.record_types import record_types
    from suluh.vocabulary.own_types import understanding

    with understanding(_own_types_of(root)):
        written = name.lower().replace("-", "_")
        found = explain_type(written, lang)
        if found is not None:
            _tell_type(found, lang)
            return
        codes = [entry.code for entry in explanations.all_explanations(lang)]
        near = difflib.get_close_matches(written, record_types(), n=3, cutoff=0.6)
    near = near or difflib.get_close_matches(name.upper(), codes, n=3, cutoff=0.5) or codes[:1]
    raise click.UsageError(_WORDS[lang]["unknown"].format(code=name, near=", ".join(near)))


def _own_types_of(root: Path | None) -> OwnTypes:
    """Types of the site that the command is in, without faulty ones; none outside of a site."""
    from suluh.cli.roots import choose_root
    from suluh.reading.own_type_files import read_own_types

    try:
        folder = choose_root(root)
    except click.UsageError:
        if root is not None:
            raise
        return {}
    return read_own_types(folder)[0]


def _tell_type(found: TypeExplanation, lang: str) -> None:
    words = _WORDS[lang]
    click.echo(f"{found.name}  {found.title} ({words['own' if found.own else 'built_in']})")
    if found.description:
        click.echo(f"\n{found.description}")
    click.echo(f"\n{words['columns']}:")
    width = max(len(name) for name, _ in found.columns)
    for name, meaning in found.columns:
        click.echo(f"  {name:<{width}}  {meaning}")
    click.echo(f"\n{words['key']}: {found.key}")
    for label, entries in (("references", found.references), ("laws", found.laws), ("shown", found.shown)):
        if entries:
            click.echo(f"{words[label]}: {'; '.join(entries)}")
    if found.validity:
        click.echo(found.validity)
