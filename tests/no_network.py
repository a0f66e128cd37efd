"""Suluh's command line in a process in which nothing can be sent or asked: `no_network.py ARGUMENTS…`."""

from __future__ import annotations

import sys
from typing import Any

ASKING = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
)


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook, which nothing can take back; the processes that it forks have it too."""
    if event in ASKING:
        print(f"{event} {arguments[1:]}", flush=True)
        raise ConnectionRefusedError(event)


if __name__ == "__main__":
    sys.addaudithook(refuse)

    from suluh import cli

    sys.argv[:1] = ["suluh"]
    cli.main()
