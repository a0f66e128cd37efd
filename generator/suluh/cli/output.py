"""Where a command's answer goes, and in which form and language: options that several verbs share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from suluh.engines import list_engines
from suluh.words.catalogues import list_languages

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def form_option(forms: Sequence[str]) -> Decorator:
    """`--format`, one of these; the first is the default."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], help="Bentuk keluaran."
    )


output_option: Decorator = click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Berkas untuk keluaran (bawaan: layar).",
)


class LateChoice(click.Choice[str]):
    """One of some names that are asked for when they are needed: registries and folders may grow."""

    def __init__(self, list_names: Callable[[], Sequence[str]]) -> None:
        self._list_names = list_names
        super().__init__(())

    @property
    def choices(self) -> tuple[str, ...]:
        """The names as they are now."""
        return tuple(self._list_names())

    @choices.setter
    def choices(self, names: Sequence[str]) -> None:
        """Nothing: the names are asked for."""


engine_option: Decorator = click.option(
    "--engine",
    type=LateChoice(list_engines),
    default=lambda: list_engines()[0],
    show_default=list_engines()[0],
    help="Mesin halaman.",
)

language_option: Decorator = click.option(
    "--lang", type=LateChoice(list_languages), default="id", help="Bahasa kalimatnya."
)


def give_out(text: str, output: Path | None) -> None:
    """Write text to the file, line ends as they are, else to the screen; a final line end is ensured."""
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    if output is None:
        click.echo(ended, nl=False, file=sys.stdout)
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(ended.encode())
    except OSError as fault:
        raise click.UsageError(f"{output} tidak dapat ditulis: {fault.strerror}.") from fault
