"""Where a command's answer goes, and in which form and language: options that several verbs share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from suluh.cli.fault_messages import describe_fault
from suluh.cli.speech import LateChoice, option, say
from suluh.engines import list_engines
from suluh.reading.kept_files import put_file

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def form_option(forms: Sequence[str]) -> Decorator:
    """`--format`, one of these; the first is the default."""
    return option("--format", "form", type=click.Choice(forms), default=forms[0], help="Bentuk keluaran.")


output_option: Decorator = option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Berkas untuk keluaran (bawaan: layar).",
)


def forge_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--repository`, `--forge` and `--api`: whom to ask about submissions and protections."""
    for add in reversed(_FORGE_OPTIONS):
        command = add(command)
    return command


_FORGE_OPTIONS: Sequence[Decorator] = (
    option("--repository", default="", help="Alamat repositori (bawaan: `repositori` di mkdocs.yml)."),
    option(
        "--forge",
        type=click.Choice(["github", "gitlab", "forgejo"]),
        help="Jenis penyedia, bila alamatnya tidak menyebutnya.",
    ),
    option("--api", default="", help="Alamat API, bila bukan yang lazim."),
)


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
