"""What a run of the tests costs, counted and not timed: a clock tells of the machine, a count of the tests.

Every process that the tests start is seen by Python itself (an audit hook). This plugin of pytest lists the
counts at the end, and a run of everyday tests that needs more than `MOST` fails: who adds what is dear raises
these numbers knowingly, or makes it cheaper.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

MOST: Mapping[str, int] = {
    "whole builds of the example": 0,
    "builds of its cut": 2,
    "builds of small sites in forked processes": 40,
    "interpreters started for a test": 150,
    "processes that read in confinement": 120,
    "other programs in forked processes": 70,
    "pages opened in a browser": 230,
    "environments made by pip": 3,
    "runs of pytest that remove folders of earlier ones": 0,
}
"""The budget of a run of `make test`; what `make test-all` needs is listed and not limited."""
EVERYDAY = "not slow"
"""The marks of `make test`."""
FORKED = "suluh-uji-"
"""In the path of every command of `forked_programs.make_command`."""


class Costs(Counter[str]):
    """How often each of the things of `MOST` was needed."""

    def watch(self) -> None:
        """Count every process from now on that this process starts."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: Sequence[object]) -> None:
        if event == "subprocess.Popen":
            command = arguments[1]
            words = [os.fsdecode(word) for word in command] if isinstance(command, (list, tuple)) else []
            if kind := name_start(words):
                self[kind] += 1

    def over(self) -> list[str]:
        """What was needed more often than the budget has it, in words."""
        return [f"{kind}: {self[kind]}, at most {most}" for kind, most in MOST.items() if self[kind] > most]


def name_start(command: Sequence[str]) -> str:
    """What the start of a program is among `MOST`; empty for what costs little, git for one."""
    if not command:
        return ""
    if FORKED in command[0]:
        builds = command[0].endswith("/suluh") and command[1:2] == ["build"]
        return "builds of small sites in forked processes" if builds else "other programs in forked processes"
    name = Path(command[0]).name
    if name.startswith(("pip", "uv")) or command[1:3] in (["-m", "pip"], ["-m", "venv"]):
        return "environments made by pip"
    if not name.startswith("python"):
        return ""
    if command[1:3] == ["-m", "pytest"] and "--basetemp" not in command:
        return "runs of pytest that remove folders of earlier ones"
    confined = "suluh.reading.confined_worker" in command
    return "processes that read in confinement" if confined else "interpreters started for a test"


COSTS = Costs()
"""Of this process; those of all workers are added up at the end of the run."""


def pytest_configure(config: pytest.Config) -> None:
    """Count from now on."""
    COSTS.watch()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells its counts; whoever adds them up fails an everyday run that costs more than it may."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["costs"] = dict(COSTS)
    elif session.exitstatus == pytest.ExitCode.OK and told_over(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker's counts come in with its end."""
    COSTS.update(getattr(node, "workeroutput", {}).get("costs", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What the run cost, beside what it may cost."""
    if COSTS:
        terminalreporter.section("costs of the run")
    for kind in COSTS:
        terminalreporter.line(f"{COSTS[kind]:5d} of at most {MOST.get(kind, 0):3d}  {kind}")
    for told in told_over(config):
        terminalreporter.line(f"TOO MANY  {told}: see tests/run_costs.py", red=True)


def told_over(config: pytest.Config) -> list[str]:
    """What an everyday run needed too often; nothing where slow tests run too."""
    return COSTS.over() if config.getoption("markexpr") == EVERYDAY else []
