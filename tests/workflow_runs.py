"""Workflows run as a runner runs them: each `run:` of a job in bash, in order, with the event's values."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_VALUE = re.compile(r"\$\{\{ *([a-z_.]+) *\}\}")
_CONTAINS = re.compile(r"\$\{\{ *contains\(([a-z_.]+)\.\*\.([a-z_]+), '([^']*)'\) *\}\}")
NOT_HERE = re.compile(r"^(make |python \S*\.ci/set_up\.py|bash \.ci/run)", re.MULTILINE)
"""Steps that set the tool up, or build the whole project: other tests do that."""


_ASKED = re.compile(r"steps\.[a-z]+\.outputs\.([a-z]+) == '([a-z]+)'")


@dataclass
class Run:
    """What a job left behind: exit codes by step, its log, summary and outputs."""

    codes: dict[str, int] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    output: str = ""

    @property
    def failed(self) -> list[str]:
        """The steps that failed."""
        return [name for name, code in self.codes.items() if code]


def run_job(
    path: Path, job: str, workspace: Path, event: Mapping[str, Any], without: str = "", **environment: str
) -> Run:
    """Run a job's scripts in `workspace` as a runner does, but not the step `without`.

    Once one has failed, only steps that say `!cancelled()` are run; the job has failed if any of them did.
    """
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"][job]
    files = {name: workspace.parent / f"{name}.txt" for name in ("summary", "output")}
    told = workspace.parent / "event.json"
    told.write_text(json.dumps(event), encoding="utf-8")
    context = {
        "github": {
            "event": event,
            "repository": "dinas/suluh",
            "token": "t",
            "server_url": "https://f.example",
        }
    }
    run = Run()
    for step in found["steps"]:
        script = step.get("run", "")
        if not script or NOT_HERE.match(script) or step["name"] == without:
            continue
        if run.failed and "!cancelled()" not in str(step.get("if", "")):
            continue
        if (asked := _ASKED.fullmatch(str(step.get("if", "")))) and f"{asked[1]}={asked[2]}" not in (
            files["output"].read_text(encoding="utf-8") if files["output"].is_file() else ""
        ):
            continue
        values = {**found.get("env", {}), **step.get("env", {})}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-c", script],
            cwd=workspace,
            env={
                **os.environ,
                "GITHUB_EVENT_PATH": str(told),
                "GITHUB_STEP_SUMMARY": str(files["summary"]),
                "GITHUB_OUTPUT": str(files["output"]),
                "GITHUB_ACTIONS": "true",
                **{name: resolve(str(value), context) for name, value in values.items()},
                **environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        run.codes[step["name"]] = done.returncode
        run.log += done.stdout + done.stderr
    for name, file in files.items():
        setattr(run, name, file.read_text(encoding="utf-8") if file.is_file() else "")
    return run


def resolve(text: str, context: Mapping[str, Any]) -> str:
    """An entry of `env:` with the values of the event in it."""

    def find(name: str) -> Any:
        value: Any = context
        for part in name.split("."):
            value = value[part] if isinstance(value, Mapping) and part in value else ""
        return value

    def contains(match: re.Match[str]) -> str:
        return "true" if match[3] in [one[match[2]] for one in find(match[1]) or ()] else "false"

    return _VALUE.sub(lambda match: str(find(match[1])), _CONTAINS.sub(contains, text))
