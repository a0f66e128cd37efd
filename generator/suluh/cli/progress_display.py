"""How far a build is: a moving display on a terminal, quiet lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

import click

from suluh.assembly.build_progress import Progress, say_waiting
from suluh.words.numbers import format_number, round_half_up
from suluh.words.saying import say_in

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def show_progress(stream: TextIO, language: str = "id") -> Iterator[Progress]:
    """A `Progress` that shows itself on the stream while it lasts, in the words of a language."""
    if stream.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Bars(*columns, console=Console(file=stream), transient=True) as bars:
            yield _Moving(bars, language)
    else:
        quiet = _Quiet(stream, language)
        yield quiet
        quiet.end()


class _Moving:
    """A bar for the stage at hand."""

    def __init__(self, bars: Bars, language: str) -> None:
        self._bars = bars
        self._language = language
        self._task: TaskID | None = None

    def stage(self, name: str, total: int = 0) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(say_in(self._language, name), total=total or None)

    def advance(self, count: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, count)

    def tell(self, total: int, known: int) -> None:
        """Nothing moves for it."""

    def wait(self, folder: str, process: int, minutes: int) -> None:
        self._bars.console.print(say_waiting(self._language, folder, process, minutes), markup=False)


class _Quiet:
    """One line for each stage, when it is over, with its seconds."""

    def __init__(self, stream: TextIO, language: str) -> None:
        self._stream = stream
        self._language = language
        self._name = ""
        self._total = 0
        self._known = 0
        self._since = 0.0

    def stage(self, name: str, total: int = 0) -> None:
        self.end()
        self._name, self._total, self._known, self._since = name, total, 0, time.monotonic()

    def advance(self, count: int = 1) -> None:
        pass

    def tell(self, total: int, known: int) -> None:
        self._total, self._known = total, known

    def wait(self, folder: str, process: int, minutes: int) -> None:
        click.echo(say_waiting(self._language, folder, process, minutes), file=self._stream)

    def end(self) -> None:
        """The line of the stage at hand."""
        if self._name:
            count = f" ({self._say_count()})" if self._total else ""
            seconds = round_half_up(Decimal(time.monotonic() - self._since), 1)
            taken = say_in(self._language, "%(count)s detik", count=format_number(seconds, self._language))
            click.echo(f"{say_in(self._language, self._name)}{count}: {taken}", file=self._stream)
            self._name = ""

    def _say_count(self) -> str:
        if not self._known:
            return str(self._total)
        return say_in(
            self._language, "%(total)s, %(known)s sudah diketahui", total=self._total, known=self._known
        )


class WaitsAloud:
    """Says nothing but what it waits for."""

    def __init__(self, language: str = "id") -> None:
        self._language = language

    def stage(self, name: str, total: int = 0) -> None:
        """Nothing is said of a stage."""

    def advance(self, count: int = 1) -> None:
        """Nothing is said of what is done."""

    def tell(self, total: int, known: int) -> None:
        """Nothing is said of how much there was."""

    def wait(self, folder: str, process: int, minutes: int) -> None:
        """Say which build is waited for."""
        click.echo(say_waiting(self._language, folder, process, minutes), err=True)
