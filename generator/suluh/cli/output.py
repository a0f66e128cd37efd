"""Where a command's answer goes, and in which form and language: options that several verbs share."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from suluh.cli.fault_messages import describe_fault
from suluh.cli.speech import Decorator, LateChoice, option, options, say
from suluh.engines import list_engines
from suluh.reading.kept_files import put_file


def form_option(forms: Sequence[str]) -> Decorator:
    """`--format`, one of these; the first is the default."""
    return option("--format", "form", type=click.Choice(forms), default=forms[0], help="Bentuk keluaran.")


output_option: Decorator = option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Berkas untuk keluaran (bawaan: layar).",
)


forge_options = options(
    option("--repository", default="", help="Alamat repositori (bawaan: `repositori` di mkdocs.yml)."),
    option(
        "--forge",
        type=click.Choice(["github", "gitlab", "forgejo"]),
        help="Jenis penyedia, bila alamatnya tidak menyebutnya.",
    ),
    option("--api", default="", help="Alamat API, bila bukan yang lazim."),
)
"""Whom to ask about submissions and protections."""


engine_option: Decorator = option(
    "--engine",
    type=LateChoice(list_engines),
    default=lambda: list_engines()[0],
    show_default=list_engines()[0],
    help="Mesin halaman.",
)


def give_out(text: str, output: Path | None) -> None:
    """Write text to the file, line ends as they are, else to the screen; a final line end is ensured."""
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    if output is None:
        click.echo(ended, nl=False, file=sys.stdout)
        return
    with writing(output):
        put_file(output, ended.encode())


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Within it a refusal of the system is told as one to write `path`."""
    try:
        yield
    except OSError as fault:
        told = say("%(path)s tidak dapat ditulis: %(fault)s.", path=path, fault=describe_fault(fault))
        raise click.UsageError(told) from fault
