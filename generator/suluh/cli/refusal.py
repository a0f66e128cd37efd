"""A command that cannot go on with what it was given: said without the usage of its options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from suluh.cli.speech import run_language, say

if TYPE_CHECKING:
    from suluh.vocabulary.findings import Finding


class Refusal(click.ClickException):
    """Something about files or answers, and no misuse of options: exit code 2 and the message alone."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """The message on stderr, as it is."""
        click.echo(self.format_message(), file=file, err=file is None)


def refuse_after(findings: Sequence[Finding], text: str, **values: object) -> NoReturn:
    """Print findings, then raise a Refusal with `text`, which leads to them. Not where there are none."""
    from suluh.cli.finding_text import print_findings

    print_findings(findings, run_language())
    raise Refusal(say(text, **values))
