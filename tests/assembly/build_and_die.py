"""Builds a made site again and again, each time in a process of its own that a test may kill.

`build_and_die.py ROOT REGIONS [LIMIT]` renders once, says `siap`, and then forks a build for every stamp
that it reads; it answers with the build's process, and after that with how it ended. With LIMIT no file
may grow beyond so many bytes, as on a disk that is full. All that it starts is of one session, whose number
stands after `siap`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from made_sites import make_settings, make_site, plain_frame
from suluh.assembly.publication import publish
from suluh.engines import load_engine
from suluh.vocabulary.settings import Settings


def build(settings: Settings, stamp: str, regions: int, limit: int) -> int:
    if limit:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    published = publish(make_site(stamp, regions), settings, load_engine("mkdocs"), patience=60)
    print(*(one.code for one in published.findings), file=sys.stderr, flush=True)
    return 0 if published.site_dir else 1


def main(root: str, regions: str, limit: str = "0") -> None:
    os.setsid()
    settings = make_settings(Path(root))
    assert build(settings, "stempel-0", int(regions), 0) == 0
    print("siap", os.getpid(), flush=True)
    for stamp in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(build(settings, stamp.strip(), int(regions), int(limit)))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    with plain_frame(Path(sys.argv[1]) / "kerangka"):
        main(*sys.argv[1:])
