"""Programs of tests, forked from a process that has Suluh imported and its standards read.

`python fork_server.py SOCKET` serves. What a test starts instead of a program is `make_command(…)`, a few
lines that hand over arguments, folder, environment and streams: each call is a whole process of its own,
without the seconds that its start takes. Whatever a process finds in memory is what the package says of
itself: nothing of one call is there for the next. A real start is tested by whoever calls
`run_suluh(…, fresh=True)`.
"""

from __future__ import annotations

import array
import json
import os
import runpy
import select
import signal
import socket
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

SCRIPT = """\
#!{python} -S
import array, json, os, socket, sys
call = json.dumps([{program!r}, sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
with socket.socket(socket.AF_UNIX) as line:
    line.connect({socket!r})
    streams = array.array("i", [0, 1, 2])
    line.sendmsg([len(call).to_bytes(8, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
    line.sendall(call)
    sys.exit(int(line.makefile().readline() or 3))
"""
"""What a test calls. Its end is its process's end, and the other way round."""
MODULES = ("check", "diff", "scope", "comment", "late", "build", "serve", "deploy", "rollback")
SUCCESS, BROKEN = 0, 3


def prepare() -> None:
    """Import what the programs import, and read what comes with the package. Begins no thread or process."""
    from importlib import import_module

    import duckdb  # noqa: F401
    import mkdocs.__main__  # noqa: F401
    import xlsxwriter  # noqa: F401

    import suluh.engines.mkdocs_plugin  # noqa: F401
    from suluh.assembly.theme_files import bundle_scripts
    from suluh.publishing.withheld_texts import _words_of_regions
    from suluh.reading.confinement import _reader
    from suluh.reading.generator_digest import digest_generator
    from suluh.reading.region_list import load_regions
    from suluh.rendering.environment import make_environment
    from suluh.rendering.fonts import build_fonts

    for name in MODULES:
        import_module(f"suluh.cli.{name}")
    build_fonts()
    digest_generator()
    bundle_scripts()
    _words_of_regions(load_regions())
    templates = make_environment("id")
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)
    build_small_site()
    _reader.cache_clear()
    assert threading.active_count() == 1, threading.enumerate()


def build_small_site() -> None:
    """Build the tiny complete site once: rules, words, laws, regions, icons and templates are read then.

    Every later build takes a fifth less processor time than after a check alone.
    """
    from click.testing import CliRunner

    from small_site import copy_small_site
    from suluh.cli.build import build

    with tempfile.TemporaryDirectory() as folder:  # what a build keeps is not for the next server
        root = copy_small_site(Path(folder) / "situs")
        result = CliRunner().invoke(build, ["--root", str(root), "--site-dir", str(Path(folder) / "site")])
    assert result.exit_code == 0, result.output


class Server:
    """Forks a process for each call and tells its caller how it ended. Ends with whoever started it."""

    def __init__(self, door: socket.socket) -> None:
        self._door = door
        self._callers: dict[int, socket.socket] = {}
        self._told, self._tell = os.pipe()
        os.set_blocking(self._tell, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._tell, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until standard input ends."""
        while True:
            lines = {line: pid for pid, line in self._callers.items()}
            ready, _, _ = select.select([0, self._door, self._told, *lines], [], [])
            for caller in ready:
                if caller in lines:  # it was killed
                    self._drop(lines[caller])
            if self._told in ready:
                os.read(self._told, 512)
            self._tell_ends()
            if self._door in ready:
                self._begin(self._door.accept()[0])
            if 0 in ready:
                return

    def _begin(self, line: socket.socket) -> None:
        room = socket.CMSG_SPACE(3 * array.array("i").itemsize)
        head, beside, _, _ = line.recvmsg(8, room)
        streams = array.array("i")
        streams.frombytes(beside[0][2])
        with line.makefile("rb") as reader:
            call = json.loads(reader.read(int.from_bytes(head, "big")))
        child = os.fork()
        if not child:
            self._leave(line)
            run(streams, *call)
        for stream in streams:
            os.close(stream)
        self._callers[child] = line

    def _leave(self, line: socket.socket) -> None:
        """In the forked process: nothing of the server's stays open."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (self._told, self._tell):
            os.close(end)
        for door in (self._door, line, *self._callers.values()):
            door.close()

    def _drop(self, child: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        self._callers.pop(child).close()

    def _tell_ends(self) -> None:
        while self._callers:
            child, status = os.waitpid(-1, os.WNOHANG)
            if not child:
                return
            if child in self._callers:
                with self._callers.pop(child) as line, suppress(OSError):
                    line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def run(
    streams: array.array[int], program: str, arguments: list[str], folder: str, environment: dict[str, str]
) -> None:
    """Never returns: the forked process is the program, `suluh`, a module (`-m NAME`) or a script's path."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [program, *arguments]
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    code = BROKEN
    from suluh.vocabulary.forked_processes import closing_at_end

    try:
        with closing_at_end():
            start(program)
        code = SUCCESS
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def start(program: str) -> None:
    """What an interpreter does with the program's name."""
    if program == "suluh":
        from suluh.cli import main

        main()
    elif program.startswith("-m "):
        runpy.run_module(program.removeprefix("-m "), run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(program, run_name="__main__")


def main(address: str) -> None:
    """Serve at a socket's address; one line on standard output says that it is there."""
    import gc

    prepare()
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("siap", flush=True)
        Server(door).serve()


if __name__ == "__main__":
    main(sys.argv[1])
