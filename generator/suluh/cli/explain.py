"""`suluh explain CODE`: what a finding's code means, why it matters, and what to do."""

from __future__ import annotations

import difflib

import click

from suluh.cli.speech import argument, language_option, verb
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

_WORDS = Phrases(
    {
        "error": N_("kesalahan, menghentikan pembangunan"),
        "warning": N_("peringatan, tidak menghentikan pembangunan"),
        "message": N_("Kalimatnya"),
        "hint": N_("Yang harus dilakukan"),
        "unknown": N_("Kode {code} tidak dikenal; mungkin maksudnya {near}."),
        "all": N_("Semua kode; selengkapnya: suluh explain KODE"),
    }
)


@verb()
@argument("code", metavar="KODE", required=False)
@language_option
def explain(code: str | None, lang: str) -> None:
    """Jelaskan arti sebuah KODE temuan; tanpa kode, sebutkan semuanya."""
    from suluh.checking import explanations  # the list is large

    words = _WORDS[lang]
    if code is None:
        click.echo(words["all"])
        for one in explanations.all_explanations(lang):
            click.echo(f"{one.code}  {one.title}")
        return
    found = explanations.explain(code.upper(), lang)
    if found is None:
        known = [one.code for one in explanations.all_explanations(lang)]
        near = difflib.get_close_matches(code.upper(), known, n=3, cutoff=0.5) or known[:1]
        raise click.UsageError(words["unknown"].format(code=code, near=", ".join(near)))
    click.echo(f"{found.code}  {found.title} ({words[found.severity]}; {found.rule})")
    click.echo(f"\n{found.explain}")
    click.echo(f"\n{words['message']}: {found.message}")
    click.echo(f"{words['hint']}: {found.hint}")
