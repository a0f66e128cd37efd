"""Checking and building ask nobody for anything, whatever the submission names.

A build of the cut from a cold start is `site/test_determinism.py`'s.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from command_line import NO_NETWORK, run_suluh
from small_site import DATASET, copy_small_site, edit


def test_no_socket_is_opened(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(
        root,
        f"{DATASET}/datapackage.yaml",
        "  - title: Dinas Sosial",
        "  - title: A\n    path: http://127.0.0.1:9/",
    )
    report = root / "content" / "laporan" / "dinas-sosial" / "2025-tw2.md"
    prose = "\n![gambar](http://127.0.0.1:9/a.png) <img src=http://127.0.0.1:9/b.png>\n"
    report.write_text(report.read_text(encoding="utf-8") + prose, encoding="utf-8")
    done = run_suluh("build", root=root, offline=True)
    assert "socket." not in done.stdout + done.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((root / "site" / "data").glob("*/datapackage.json"))) >= 5


def test_the_block_blocks() -> None:
    code = f"import runpy, sys, socket; names = runpy.run_path({str(NO_NETWORK)!r}); "
    code += "sys.addaudithook(names['refuse']); socket.create_connection(('127.0.0.1', 9))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "socket." in done.stdout
