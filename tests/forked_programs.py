"""Commands that start a program of the tests as a fork: see `fork_server.py`. One server for each worker."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from fork_server import SCRIPT

ROOT = Path(__file__).resolve().parent.parent
CAN_FORK = sys.platform.startswith("linux")
"""Elsewhere each program is started as people start it."""


@cache
def make_command(program: str) -> list[str]:
    """The command for `suluh`, a module (`-m mkdocs`) or a script's path; arguments follow it."""
    if not CAN_FORK:
        return [sys.executable, *(("-m", "suluh") if program == "suluh" else program.split(" ", 1))]
    folder = _start_server()
    path = folder / program.rpartition("/")[2].replace(" ", "")
    path.write_text(
        SCRIPT.format(python=sys.executable, program=program, socket=str(folder / "pintu")), encoding="utf-8"
    )
    path.chmod(0o755)
    return [str(path)]


@cache
def _start_server() -> Path:
    """The folder with the socket of this process's server, which ends with the process."""
    folder = tempfile.TemporaryDirectory(prefix="suluh-uji-")  # a socket's address must be short
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "fork_server.py"), str(Path(folder.name) / "pintu")],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "generator"),
            "PYTHONUTF8": "1",
            "NO_MKDOCS_2_WARNING": "1",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdin is not None and server.stdout is not None
    assert server.stdout.readline() == b"siap\n"

    def end() -> None:
        assert server.stdin is not None and server.stdout is not None
        server.stdin.close()
        server.wait()
        server.stdout.close()
        folder.cleanup()

    atexit.register(end)
    return Path(folder.name)
