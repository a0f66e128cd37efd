"""Commands that start a program of the tests as a fork: see `fork_server.py`. One server for a whole run."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from filelock import FileLock

import suluh
from fork_server import SCRIPT

ROOT = Path(__file__).resolve().parent.parent
TESTED = Path(suluh.__file__).resolve().parents[1]
"""The folder of the `suluh` that is tested: this source tree's, or that of an installed wheel."""
CAN_FORK = sys.platform.startswith("linux")
"""Elsewhere each program is started as people start it."""
ROOM = "SULUH_UJI"
"""The variable that names the room of the run's server, for all that the run starts."""
_DOOR, _BREATH = "pintu", "nafas"


def make_room() -> None:
    """Make the room of this run's server, for this process and all that it starts; nobody is in it yet.

    The server, once somebody wanted it, ends with this process: it reads a pipe that only this one writes.
    """
    if not CAN_FORK or ROOM in os.environ:
        return
    folder = tempfile.TemporaryDirectory(prefix="suluh-uji-")  # a socket's address must be short
    breath = Path(folder.name, _BREATH)
    os.mkfifo(breath)
    held = os.open(breath, os.O_RDWR | os.O_CLOEXEC)
    os.environ[ROOM] = folder.name

    maker = os.getpid()

    def end() -> None:
        if os.getpid() == maker:  # and not a fork of it
            os.close(held)
            folder.cleanup()

    atexit.register(end)


@cache
def make_command(program: str) -> list[str]:
    """The command for `suluh`, a module (`-m mkdocs`) or a script's path; arguments follow it."""
    if not CAN_FORK:
        return [sys.executable, *(("-m", "suluh") if program == "suluh" else program.split(" ", 1))]
    make_room()
    folder = Path(os.environ[ROOM])
    _start_server(folder)
    path = folder / program.rpartition("/")[2].replace(" ", "")
    script = SCRIPT.format(python=sys.executable, program=program, socket=str(folder / _DOOR))
    with FileLock(folder / "kunci"):
        if not path.exists():
            path.write_text(script, encoding="utf-8")
            path.chmod(0o755)
    assert path.read_text(encoding="utf-8") == script, f"two programs are called {path.name}"
    return [str(path)]


def _start_server(folder: Path) -> None:
    """Whoever comes first starts it; the others wait until it is there."""
    ready = folder / "siap"
    with FileLock(folder / "kunci"):
        if ready.exists():
            return
        with (folder / _BREATH).open("rb") as breath:
            server = subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "fork_server.py"), str(folder / _DOOR)],
                env={
                    **os.environ,
                    "PYTHONPATH": str(TESTED),
                    "PYTHONUTF8": "1",
                    "NO_MKDOCS_2_WARNING": "1",
                },
                stdin=breath,
                stdout=subprocess.PIPE,
            )
        assert server.stdout is not None
        assert server.stdout.readline() == b"siap\n"
        server.stdout.close()
        ready.touch()
