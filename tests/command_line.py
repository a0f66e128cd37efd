"""Suluh as a person runs it: the command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run_suluh(*arguments: str, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this source tree's `suluh` in the project `root`; environment variables come on top."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "suluh", *arguments],
        cwd=root,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build_with_suluh(target: Path, *, root: Path = ROOT, **environment: str) -> Path:
    """Build the site of `root` into `target` by the public command; fail with its output where it fails."""
    done = run_suluh("build", "--site-dir", str(target), root=root, SULUH_TRACE="1", **environment)
    assert done.returncode == 0, f"suluh build: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return target
