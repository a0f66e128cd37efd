"""Checks and builds a project in a process in which nothing can be sent or asked: `no_network.py ROOT`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ASKING = ("connect", "bind", "getaddrinfo", "gethostbyname", "sendto")


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook, which nothing can take back."""
    if event in (
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
    ):
        print(f"{event} {arguments[1:]}", flush=True)
        raise ConnectionRefusedError(event)


def main(root: str) -> None:
    sys.addaudithook(refuse)

    from suluh.assembly.recipe import publish_site
    from suluh.engines import load_engine
    from suluh.reading.site_settings import read_settings

    settings, findings = read_settings(Path(root))
    assert settings is not None, findings
    published, checked = publish_site(settings, load_engine("mkdocs"))
    print(len(checked.valid), *(one.code for one in published.findings if one.severity == "error"))
    sys.exit(0 if published.site_dir else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
