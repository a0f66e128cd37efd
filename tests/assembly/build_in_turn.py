"""Run by tests as a process of its own: builds a project with a fast engine, told what to do by its name."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from fixed_engine import FixedEngine
from suluh.assembly.foresight import foresee
from suluh.assembly.recipe import publish_site
from suluh.cli.progress_display import show_progress
from suluh.publishing.whole_check import check_whole
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.settings import Settings


class SlowEngine(FixedEngine):
    """Says where it is and which process, and takes its time there."""

    def render(self, staged: Path) -> tuple[Path, list[Finding]]:
        print("di mesin", os.getpid(), flush=True)
        time.sleep(600)
        return super().render(staged)


def _settings(root: Path, folder: str) -> Settings:
    settings, findings = read_settings(root, site_dir=root / folder)
    assert settings is not None, findings
    return settings


def main(root: Path, what: str, folder: str) -> int:
    """Exit code 0 where all went well; findings go to standard output."""
    settings = _settings(root, folder)
    if what == "periksa":
        for _ in range(3):
            checked = foresee(settings, check_whole(settings))
            print(*(finding.code for finding in checked.findings), flush=True)
        return 1 if checked.errors else 0
    with show_progress(sys.stderr) as progress:
        engine = SlowEngine() if what == "lambat" else FixedEngine()
        published, _ = publish_site(settings, engine, progress)
    print(*(finding.code for finding in published.findings), flush=True)
    return 0 if published.site_dir is not None else 1


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
