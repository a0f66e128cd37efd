"""Checking and building ask nobody for anything, whatever the submission names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from small_site import DATASET, copy_small_site, edit

SCRIPT = Path(__file__).with_name("no_network.py")


def run(root: Path, code: str = "") -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-c", code] if code else [sys.executable, str(SCRIPT), str(root)]
    environment = {**os.environ, "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


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
    done = run(root)
    assert "socket." not in done.stdout
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split()[0].isdigit() and int(done.stdout.split()[0]) >= 5


def test_the_block_blocks() -> None:
    code = f"import runpy, sys, socket; names = runpy.run_path({str(SCRIPT)!r}); "
    code += "sys.addaudithook(names['refuse']); socket.create_connection(('127.0.0.1', 9))"
    done = run(Path(), code)
    assert done.returncode == 1 and "socket." in done.stdout
