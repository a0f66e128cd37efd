"""Suluh as a person runs it: the command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from forked_programs import ROOT, TESTED, make_command

NOTING = Path(__file__).with_name("noting_templates.py")
NO_NETWORK = Path(__file__).with_name("no_network.py")


def run_suluh(
    *arguments: str,
    root: Path = ROOT,
    notes: Path | None = None,
    fresh: bool = False,
    offline: bool = False,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run the `suluh` that is tested in the project `root`; environment variables come on top.

    `notes` is where the names of the templates that it loads are written. With `fresh` an interpreter is
    started for it, as a person's shell does; else it is forked from one that is there (`fork_server.py`).
    With `offline` whatever it asks of a network is refused and told, and ends it.
    """
    variables = {**os.environ, "PYTHONPATH": str(TESTED), "PYTHONUTF8": "1", **environment}
    program = str(NO_NETWORK) if offline else "suluh"
    script = [str(NOTING), str(notes)] if notes else [program] if offline else ["-m", program]
    return subprocess.run(
        [*([sys.executable, *script] if fresh or notes else make_command(program)), *arguments],
        cwd=root,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build_with_suluh(
    target: Path,
    *,
    root: Path = ROOT,
    notes: Path | None = None,
    fresh: bool = False,
    offline: bool = False,
    **environment: str,
) -> Path:
    """Build the site of `root` into `target` by the public command; fail with its output where it fails."""
    arguments = ("build", "--site-dir", str(target))
    done = run_suluh(
        *arguments, root=root, notes=notes, fresh=fresh, offline=offline, SULUH_TRACE="1", **environment
    )
    assert done.returncode == 0, f"suluh build: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert not offline or "socket." not in done.stdout + done.stderr
    return target
