"""`suluh explain CODE`: what a finding's code means, why it matters, and what to do."""

from __future__ import annotations

import difflib

import click

_WORDS = {
    "id": {
        "error": "kesalahan, menghentikan pembangunan",
        "warning": "peringatan",
        "message": "Kalimatnya",
        "hint": "Yang harus dilakukan",
        "unknown": "Kode {code} tidak dikenal; mungkin maksudnya {near}.",
        "all": "Semua kode; selengkapnya: suluh explain KODE",
    },
    "en": {
        "error": "an error, which stops a build",
        "warning": "a warning",
        "message": "Its sentence",
        "hint": "What to do",
        "unknown": "The code {code} is not known; perhaps {near} is meant.",
        "all": "All codes; for more: suluh explain CODE",
    },
}


@click.command()
@click.argument("code", required=False)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Bahasa penjelasannya.")
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
