"""Suluh's command line, imported once and forked for each call: a whole process each, without its start.

`python fork_server.py SOCKET` serves; `SCRIPT` is what a test puts where a workflow expects the program.
The process forked runs with the caller's folder, environment and streams, and gives its exit code back.
"""

from __future__ import annotations

import array
import json
import os
import socket
import sys
from contextlib import suppress

SCRIPT = """\
#!{python} -S
import array, json, os, socket, sys
call = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
with socket.socket(socket.AF_UNIX) as line:
    line.connect({socket!r})
    streams = array.array("i", [0, 1, 2])
    line.sendmsg([len(call).to_bytes(8, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
    line.sendall(call)
    sys.exit(int(line.makefile().readline() or 3))
"""
MODULES = ("check", "diff", "scope", "comment", "late", "build", "deploy", "rollback")


def serve(address: str) -> None:
    """Answer calls one after the other, each in a process of its own, until the socket is closed."""
    from importlib import import_module

    import suluh.engines.mkdocs_plugin
    import suluh.pipeline  # noqa: F401

    for name in MODULES:
        import_module(f"suluh.cli.{name}")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("siap", flush=True)
        while True:
            line, _ = door.accept()
            with line:
                answer(line)


def answer(line: socket.socket) -> None:
    """One call: fork, wait, tell the exit code."""
    room = socket.CMSG_SPACE(3 * array.array("i").itemsize)
    head, beside, _, _ = line.recvmsg(8, room)
    streams = array.array("i")
    streams.frombytes(beside[0][2])
    with line.makefile("rb") as reader:
        call = json.loads(reader.read(int.from_bytes(head, "big")))
    child = os.fork()
    if not child:
        run(streams, *call)
    for one in streams:
        os.close(one)
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):
        line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def run(streams: array.array[int], arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Never returns: the forked process is Suluh."""
    for number, one in enumerate(streams):
        os.dup2(one, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["suluh", *arguments]
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    code = 3
    try:
        from suluh.cli import main

        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        for one in (sys.stdout, sys.stderr):
            one.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
