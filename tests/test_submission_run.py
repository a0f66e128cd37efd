"""The scripts of the check workflow as they stand, run on a real repository with a spoiled submission."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import ROOT
from small_site import TABLE, copy_small_site, edit
from test_workflows import scripts_of

IDENTITY = ("-c", "user.name=Penguji", "-c", "user.email=penguji@contoh.go.id", "-c", "commit.gpgSign=false")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="the workflow runs in bash"),
]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A runner's folder with the tool of the base, and a submission in its own repository."""
    submission = copy_small_site(tmp_path / "submission")
    git(submission, "init", "-q", "-b", "main")
    git(submission, "add", ".")
    git(submission, "commit", "-q", "-m", "Awal")
    program = tmp_path / "tool" / ".venv" / "bin" / "suluh"
    program.parent.mkdir(parents=True)
    call = f'PYTHONPATH="{ROOT / "generator"}" exec "{sys.executable}" -P -m suluh "$@"'
    program.write_text(f"#!/bin/sh\n{call}\n", encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run_job(workspace: Path, base: str) -> tuple[list[int], str, str]:
    """Exit codes of the job's scripts after the set-up, the log and the summary."""
    summary = workspace / "summary.md"
    codes, log = [], ""
    scripts = scripts_of(ROOT / ".github" / "workflows" / "check.yml")
    first = next(number for number, one in enumerate(scripts) if "--format github" in one)
    last = next(number for number, one in enumerate(scripts) if one.startswith("test ! -f wrong"))
    for script in scripts[first : last + 1]:
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=workspace,
            env={**os.environ, "BASE": base, "GITHUB_STEP_SUMMARY": str(summary), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        codes.append(done.returncode)
        log += done.stdout + done.stderr
    return codes, log, summary.read_text(encoding="utf-8")


def test_a_spoiled_submission_is_told_everywhere_and_acts_nowhere(workspace: Path) -> None:
    submission = workspace / "submission"
    base = git(submission, "rev-parse", "HEAD")
    edit(submission, TABLE, "74.72.01.1007", "@semua ![x](http://a.example/x.png) ::error::palsu")
    edit(submission, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Lain")
    git(submission, "commit", "-q", "-a", "-m", "Usul")

    codes, log, summary = run_job(workspace, base)

    assert codes == [0, 0, 0, 0, 1], log
    assert "::error file=datasets/dinas-sosial/bantuan/bantuan.csv,title=R002" in log
    assert "::warning file=mkdocs.yml" in log
    assert [line for line in log.splitlines() if line.startswith("::error::palsu")] == []
    assert "hal perlu diperbaiki" in summary
    assert "W001" in summary
    assert "![x]" not in summary
    assert "@semua" not in summary
    counts = json.loads((workspace / "hitungan.json").read_text(encoding="utf-8"))["counts"]
    assert counts and all(isinstance(one, int) for one in counts.values())
    assert {"pemeriksaan.html", "pemeriksaan.json", "pemeriksaan.csv", "perbedaan.html"} <= {
        one.name for one in (workspace / "report").iterdir()
    }


def test_a_clean_submission_passes_with_a_preview(workspace: Path) -> None:
    submission = workspace / "submission"
    base = git(submission, "rev-parse", "HEAD")
    edit(submission, TABLE, ",120,", ",121,")
    git(submission, "commit", "-q", "-a", "-m", "Usul")

    codes, log, summary = run_job(workspace, base)

    assert codes == [0, 0, 0, 0, 0], log
    assert "Tidak ada yang perlu diperbaiki" in summary
    assert "hanya mengubah data" in summary
    assert (workspace / "preview" / "data" / "bantuan" / "index.html").is_file()
