"""The process that reads what strangers wrote: it may use little time and memory, and no network at all.

`python -m suluh.reading.confined_worker` takes one request a line on its standard input and
answers each with one line of JSON. Nothing that a request holds is ever run or unpickled.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

TIME_LIMIT = 5
"""Seconds for one file."""
CPU_SECONDS = TIME_LIMIT - 1
"""Told to the system, which counts in whole seconds."""
MEMORY_LIMIT = 400 * 1024 * 1024

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "shutil.",
    "ftplib.",
    "smtplib.",
    "urllib.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.fork",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.kill",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


class Forbidden(PermissionError):
    """Code that reads a file tried to do something else."""


def main() -> None:
    """Answer requests until there are no more. Whatever is printed meanwhile goes to the error stream."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)
    sys.addaudithook(_refuse)
    for line in sys.stdin:
        request = json.loads(line)
        function = _find(request["task"])
        _tell(answers, {"begun": True})
        _tell(answers, _answer(function, request["argument"]))


def _find(task: str) -> Callable[[Any], Any]:
    """The function `package.module:name` of our own; importing it is not yet reading."""
    module, _, name = task.partition(":")
    assert module.startswith("suluh."), "only our own functions are run"
    found: Callable[[Any], Any] = getattr(import_module(module), name)
    return found


def _answer(function: Callable[[Any], Any], argument: Any) -> dict[str, Any]:
    _limit_resources()
    begun = time.process_time()
    answer: dict[str, Any]
    try:
        answer = {"value": function(argument)}
    except MemoryError:
        answer = {"fault": "memory"}
    except Exception:  # the file did it; what it says may quote the file
        answer = {"fault": "broken"}
    return {**answer, "seconds": time.process_time() - begun}


def _tell(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _limit_resources() -> None:
    """Time and memory for one request, counted from here; where the system has no such limits, none."""
    try:
        import resource
    except ImportError:
        return
    used = math.ceil(time.process_time())
    _lower(resource.RLIMIT_CPU, used + CPU_SECONDS)
    _lower(resource.RLIMIT_CORE, 0)
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY_LIMIT)


def _lower(kind: int, amount: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    resource.setrlimit(kind, (amount, hard))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: nothing but reading. It cannot be taken back once it is set."""
    if event.startswith(_FORBIDDEN):
        raise Forbidden(event)
    if event == "open":
        _, mode, flags = arguments
        writes = set(mode or "") & set("wax+") or (isinstance(flags, int) and flags & _WRITING)
        if writes:
            raise Forbidden(event)


if __name__ == "__main__":
    main()
