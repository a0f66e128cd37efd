"""The counts of what a run costs see what is started, and a run that needs too much fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import ROOT
from forked_programs import CAN_FORK, make_command
from run_costs import COSTS, FORKED, MOST, Costs, name_start


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ([sys.executable, "-m", "suluh", "build"], "interpreters started for a test"),
        (
            [sys.executable, "-P", "-m", "suluh.reading.confined_worker"],
            "processes that read in confinement",
        ),
        ([sys.executable, "-m", "venv", "a"], "environments made by pip"),
        (["/a/bin/uv", "venv", "a"], "environments made by pip"),
        ([sys.executable, "-m", "pytest", "-q"], "runs of pytest that remove folders of earlier ones"),
        ([sys.executable, "-m", "pytest", "--basetemp", "a"], "interpreters started for a test"),
        ([f"/tmp/{FORKED}a/suluh", "build"], "builds of small sites in forked processes"),
        ([f"/tmp/{FORKED}a/suluh", "check"], "other programs in forked processes"),
        ([f"/tmp/{FORKED}a/-mmkdocs", "build"], "other programs in forked processes"),
        (["git", "status"], ""),
        ([], ""),
    ],
)
def test_starts_are_told_apart(command: list[str], kind: str) -> None:
    assert name_start(command) == kind
    assert not kind or kind in MOST


def test_what_a_test_starts_is_counted() -> None:
    before = Costs(COSTS)
    subprocess.run([sys.executable, "-c", ""], check=True)
    if CAN_FORK:
        subprocess.run([*make_command("suluh"), "--version"], check=True, stdout=subprocess.DEVNULL)
    now = Costs(COSTS)
    assert now["interpreters started for a test"] > before["interpreters started for a test"]
    forked = "other programs in forked processes"
    assert now[forked] == before[forked] + CAN_FORK


def test_more_than_the_budget_has_it_is_told() -> None:
    assert Costs(MOST).over() == []
    kind, most = next(iter(MOST.items()))
    assert Costs({kind: most + 1}).over() == [f"{kind}: {most + 1}, at most {most}"]


INNER = """
from run_costs import COSTS, MOST

def test_that_costs_too_much():
    COSTS["builds of its cut"] += MOST["builds of its cut"] + 1
"""


@pytest.mark.parametrize(("marks", "code"), [("not slow", 1), ("", 0)])
@pytest.mark.parametrize("workers", ["0", "1"])
def test_an_everyday_run_that_costs_too_much_fails(
    tmp_path: Path, marks: str, code: int, workers: str
) -> None:
    (tmp_path / "test_inner.py").write_text(INNER, encoding="utf-8")
    # A folder of its own: pytest would remove those of earlier runs first, which takes longer than the test.
    options = ["-p", "run_costs", "-n", workers, "-m", marks, "--basetemp", str(tmp_path / "dalam")]
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    folders = os.pathsep.join((str(Path(__file__).parent), str(tmp_path)))
    variables = {**os.environ, "PYTHONPATH": folders, "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    variables.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(
        command, cwd=tmp_path, env=variables, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "1 passed" in done.stdout and "of at most" in done.stdout
    assert ("TOO MANY" in done.stdout) == bool(code)


def test_every_run_that_the_makefile_begins_has_a_folder_of_its_own() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = makefile.splitlines()
    begun = [line for line in lines if "-m pytest" in line and "--collect-only" not in line]
    assert begun and all("--basetemp=" in line for line in begun)
