"""How long the last look at a finished site takes: `python benchmarks/egress.py SITE` after a build."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from suluh.assembly.egress import inspect_site, make_gate
from suluh.assembly.personal_numbers import make_finder
from suluh.vocabulary.fingerprints import make_fingerprints
from suluh.vocabulary.settings import Settings

WITHHELD = 20_000


def main(site: str) -> None:
    folder = Path(site).resolve()
    settings = Settings(root=folder.parent, site_name="", wilayah="", site_dir=folder)
    names = [f"Nama Orang Tertutup {number}" for number in range(WITHHELD)]
    for label, texts in (("nothing withheld", []), (f"{WITHHELD} texts withheld", names)):
        gate = make_gate(settings, make_fingerprints(texts, b"benchmark"), make_finder())
        started = time.perf_counter()
        files, _ = inspect_site(folder, gate)
        seconds = time.perf_counter() - started
        size = sum(one.size for one in files) / 1e6
        print(f"{label}: {len(files)} files, {size:.0f} MB, {seconds:.1f} s, {size / seconds:.0f} MB/s")


if __name__ == "__main__":
    main(*sys.argv[1:])
