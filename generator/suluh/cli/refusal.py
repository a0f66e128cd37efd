"""A command that cannot go on with what it was given: said without the usage of its options."""

from __future__ import annotations

from typing import IO, Any

import click


class Refusal(click.ClickException):
    """Something about files or answers, and no misuse of options: exit code 2 and the message alone."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """The message on stderr, as it is."""
        click.echo(self.format_message(), file=file, err=file is None)
