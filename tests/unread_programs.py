"""Programs of tests that begin before anything of the package was read, such as which record types there are.

`run_unread(calls)` starts one interpreter, which imports Suluh and reads nothing, and runs each call in a
fork of it. Where processes cannot be forked each call has an interpreter of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forked_programs import CAN_FORK

PROGRAM = """\
import json, os, runpy, sys
import suluh.cli, suluh.cli.check, suluh.pipeline, suluh.publishing.distributions, suluh.rendering.environment


def run(code, arguments, folder, paths):
    sys.path += paths
    os.chdir(folder)
    sys.argv = ["suluh", *arguments]
    exec(code, {"__name__": "__main__"})


def run_fork(answers, call):
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(os.path.join(answers, name), os.O_CREAT | os.O_WRONLY), number)
    ended = 1
    try:
        run(*call)
        ended = 0
    except SystemExit as stop:
        ended = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended)


if len(sys.argv) > 1:
    run(*json.loads(sys.argv[1]))
else:
    for answers, *call in json.load(sys.stdin):
        child = os.fork()
        if not child:
            run_fork(answers, call)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Call:
    """A program to run: its `code`, what `sys.argv` has after the name, its folder, and where modules lie."""

    code: str
    folder: Path
    arguments: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()

    def as_list(self) -> list[object]:
        """What `PROGRAM` is told of it."""
        return [self.code, list(self.arguments), str(self.folder), [str(path) for path in self.paths]]


@dataclass(frozen=True)
class Answer:
    """How a call ended."""

    code: int
    stdout: str
    stderr: str


def run_unread(calls: Sequence[Call], room: Path) -> list[Answer]:
    """What each call answered, in their order. `room` is an empty folder for what they write."""
    if not CAN_FORK:
        return [_run_alone(call) for call in calls]
    folders = [room / str(number) for number in range(len(calls))]
    for folder in folders:
        folder.mkdir(parents=True)
    told = json.dumps([[str(folder), *call.as_list()] for folder, call in zip(folders, calls, strict=True)])
    ran = _start([], told)
    assert ran.returncode == 0, ran.stderr
    return [
        Answer(int(code), _read(folder / "stdout"), _read(folder / "stderr"))
        for folder, code in zip(folders, ran.stdout.split(), strict=True)
    ]


def _run_alone(call: Call) -> Answer:
    ran = _start([json.dumps(call.as_list())], "")
    return Answer(ran.returncode, ran.stdout, ran.stderr)


def _start(arguments: list[str], told: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, input=told, env=variables, capture_output=True, text=True, check=False)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
