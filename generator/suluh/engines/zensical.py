"""Zensical as a subprocess over the staged folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from suluh.assembly.engine import BUILT
from suluh.vocabulary.findings import Counted, Detail, Finding, Place, Severity

TESTED = "0.0.73"
LONGEST_SECONDS = 3600
"""After which a run that does not end is given up."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NOISE = ("Build started", "Build finished", "No issues found")


class ZensicalEngine:
    """Renders a staged folder with `zensical build`, each time afresh."""

    name = "zensical"

    @property
    def version(self) -> str:
        """Zensical's own, or empty where it is not installed."""
        try:
            return version("zensical")
        except PackageNotFoundError:
            return ""

    def render(self, staged: Path) -> tuple[Path, list[Finding]]:
        """Build `staged/mkdocs.yml`. What it leaves out in silence, assembly finds missing."""
        built = staged / BUILT
        if find_spec("zensical") is None:
            return built, [
                Finding("S014", Place(), details={"mesin": self.name, "paket": f"zensical=={TESTED}"})
            ]
        command = [sys.executable, "-m", "zensical", "build", "--config-file", "mkdocs.yml", "--clean"]
        try:
            run = subprocess.run(
                command,
                cwd=staged,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"},
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            late = Counted(LONGEST_SECONDS // 60, "not_done_within")
            return built, [Finding("S001", Place(), details={"mesin": self.name, "pesan": late})]
        said = _said(run.stdout + "\n" + run.stderr)
        if run.returncode != 0:
            message: Detail = " ".join(said)[-400:] or Counted(run.returncode, "exit_code")
            return built, [Finding("S001", Place(), details={"mesin": self.name, "pesan": message})]
        if not said:
            return built, []
        details = {"mesin": self.name, "pesan": " ".join(said)[:400]}
        return built, [Finding("S002", Place(), Severity.WARNING, details=details)]


def _said(output: str) -> list[str]:
    """Lines that mean something."""
    lines = (_COLOUR.sub("", line).strip() for line in output.splitlines())
    return [line for line in lines if line and not line.startswith(_NOISE)]
