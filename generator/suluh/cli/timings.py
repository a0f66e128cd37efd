"""Where the time of a build went: each stage with what it did, what was known already, and its seconds."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.assembly.build_progress import Progress
from suluh.words.numbers import format_number, round_half_up
from suluh.words.saying import N_, say_in


@dataclass(slots=True)
class Stage:
    """One stage: its message id, how many things it had, how many of them were known, and its seconds.

    `processor` is the processor time of all processes that ended meanwhile, in seconds.
    """

    name: str
    total: int = 0
    known: int = 0
    seconds: float = 0.0
    processor: float = 0.0


class Timings:
    """A `Progress` that hands everything on and notes it."""

    def __init__(self, shown: Progress) -> None:
        self.stages: list[Stage] = []
        self._shown = shown
        self._began = (0.0, 0.0)
        self._open = False

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins, and the one before it is over."""
        self.end()
        self.stages.append(Stage(name, total))
        self._began, self._open = read_clocks(), True
        self._shown.stage(name, total)

    def advance(self, count: int = 1) -> None:
        """Handed on."""
        self._shown.advance(count)

    def tell(self, total: int, known: int) -> None:
        """What the stage had to do in the end."""
        if self._open:
            self.stages[-1].total, self.stages[-1].known = total, known
        self._shown.tell(total, known)

    def wait(self, folder: str, process: int, minutes: int) -> None:
        """Handed on."""
        self._shown.wait(folder, process, minutes)

    def end(self) -> None:
        """The stage at hand is over."""
        if self._open:
            self._open = False
            seconds, processor = read_clocks()
            self.stages[-1].seconds = seconds - self._began[0]
            self.stages[-1].processor = processor - self._began[1]


def write_timings(stages: Sequence[Stage], language: str) -> list[str]:
    """The table in lines, in the order of the build, with the sums below."""
    head = [
        say_in(language, "Tahap"),
        say_in(language, "Pekerjaan"),
        say_in(language, "Sudah diketahui"),
        say_in(language, "Detik"),
        say_in(language, "Detik prosesor"),
    ]
    whole = Stage(
        N_("Seluruhnya"),
        seconds=sum(stage.seconds for stage in stages),
        processor=sum(stage.processor for stage in stages),
    )
    rows = [head, *(_write_stage(stage, language) for stage in (*stages, whole))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_align(row, widths)).rstrip() for row in rows]


def _align(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The first cell to the left, numbers to the right."""
    first, *others = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]


def _write_stage(stage: Stage, language: str) -> list[str]:
    seconds = [round_half_up(Decimal(value), 1) for value in (stage.seconds, stage.processor)]
    counts = [format_number(count, language) if count else "" for count in (stage.total, stage.known)]
    return [say_in(language, stage.name), *counts, *(format_number(value, language) for value in seconds)]


def read_clocks() -> tuple[float, float]:
    """Seconds on the clock, and of the processor in this process and in its children that ended."""
    used = os.times()
    return time.monotonic(), used.user + used.system + used.children_user + used.children_system
