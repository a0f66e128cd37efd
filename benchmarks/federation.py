"""How long a nation takes: N generated sites on this machine, gathered and built, cold and after a change.

    python benchmarks/federation.py [--sites 514] [--keep FOLDER]

One small site is built by Suluh; what it publishes for programs is written anew for each kabupaten and kota,
with other amounts and a manifest of its own. Printed are seconds of the clock, of the processor, and memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from decimal import Decimal
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from suluh.reading.region_list import load_regions

TESTS = Path(__file__).resolve().parents[1] / "tests"
PARTS = ("kecil", "alur", "kinerja")


def build_model(root: Path) -> Path:
    """A small site with budget, realisation and indicators, built; its finished folder."""
    for part in PARTS:
        shutil.copytree(TESTS / "sites" / part, root, dirs_exist_ok=True)
    run("build", "--root", str(root))
    return root / "site"


def write_site(model: Path, target: Path, region: str, factor: int) -> None:
    """What programs read of one site: the model's API for another region, its amounts times a factor."""
    listed = []
    for path in sorted((model / "api" / "v1").rglob("*.json")):
        name = path.relative_to(model).as_posix()
        if any(f"/{part}" in name for part in ("cari/", "alur/", "catatan/", "openapi", "instansi")):
            continue
        value = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        content = json.dumps(change(value, region, factor), ensure_ascii=False, default=str).encode()
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
        listed.append({"path": name, "bytes": len(content), "sha256": sha256(content).hexdigest()})
    (target / "manifest.json").write_text(json.dumps({"format": 1, "berkas": listed}), encoding="utf-8")


def change(value: Any, region: str, factor: int) -> Any:
    """The value with whole amounts times the factor and the region named anew."""
    if isinstance(value, dict):
        return {
            key: region if key in ("wilayah", "kode_wilayah") else change(entry, region, factor)
            for key, entry in value.items()
        }
    if isinstance(value, list):
        return [change(entry, region, factor) for entry in value]
    return (
        value * factor if isinstance(value, int) and not isinstance(value, bool) and value > 10_000 else value
    )


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server without its log."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def run(*arguments: str) -> None:
    """A command of Suluh's in a process of its own. Raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", "suluh", *arguments], check=True, stdout=subprocess.DEVNULL)


def measure(title: str, *arguments: str) -> None:
    """Run a command and print its seconds and the memory of the largest process so far."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    clock = time.monotonic() - begun
    print(
        f"{title:<28}{clock:8.1f} s  {used:8.1f} s of processor time  {after.ru_maxrss / 1024:7.0f} MB",
        flush=True,
    )


def main() -> None:
    """Make the sites, serve them, gather and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=514)
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    folder = told.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    model = build_model(folder / "contoh")
    codes = [region.kode for region in load_regions().values() if region.level == 2][: told.sites]
    for number, code in enumerate(codes):
        write_site(model, folder / "situs" / code, code, number % 97 + 1)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=os.fspath(folder / "situs")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    lines = [f'  - {{wilayah: "{code}", alamat: "{home}/{code}/"}}' for code in codes]
    head = [
        'wilayah: "0"',
        "judul: Indonesia dalam satu jendela",
        "kontak: ppid@contoh.go.id",
        "instansi: Contoh",
        "situs:",
    ]
    nation = folder / "nasional"
    nation.mkdir(exist_ok=True)
    (nation / "situs.yaml").write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
    gather, build = ("federate", str(nation / "situs.yaml")), ("build", "--root", str(nation))
    measure(f"{len(codes)} sites, cold", *gather)
    measure("built", *build)
    measure("nothing changed", *gather)
    write_site(model, folder / "situs" / codes[0], codes[0], 98)
    measure("one site changed", *gather)
    measure("built", *build)
    server.shutdown()


if __name__ == "__main__":
    main()
