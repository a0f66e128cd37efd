"""A forge in a file: what the workflows ask `gh` for, answered from JSON, with jq doing the choosing.

`python forge.py ARGUMENTS…` stands where a workflow calls `gh`; FORGE names the file. It knows the few
calls that the workflows make and refuses all others, so a call that changes must be looked at anew.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

STATE = Path(os.environ.get("FORGE", ""))
BOT = {"login": "github-actions[bot]"}


def main(arguments: list[str]) -> None:
    """One call; what it changes is written back."""
    state = json.loads(STATE.read_text(encoding="utf-8"))
    kind, *rest = arguments
    if kind == "api":
        call_api(state, rest)
    elif [kind, rest[0]] == ["label", "create"]:
        state.setdefault("labels", []).append(rest[1])
    elif kind == "issue":
        call_issue(state, *rest)
    else:
        sys.exit(f"gh {kind}: unknown")
    STATE.write_text(json.dumps(state), encoding="utf-8")


def call_api(state: dict[str, Any], arguments: list[str]) -> None:
    """Artifacts of a run, open pull requests, and comments on them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    for option in ("--jq", "--field", "--method"):
        parser.add_argument(option, default="")
    for option in ("--paginate", "--silent"):
        parser.add_argument(option, action="store_true")
    told = parser.parse_args(arguments)
    path = told.path.removeprefix(f"repos/{os.environ['GH_REPO']}/")
    body = Path(told.field.removeprefix("body=@")).read_text(encoding="utf-8") if told.field else ""
    if found := re.fullmatch(r"actions/artifacts/(\d+)/zip", path):
        sys.stdout.buffer.write(Path(state["artifacts"][int(found[1])]["file"]).read_bytes())
    elif re.fullmatch(r"actions/runs/\d+/artifacts\?name=hitungan", path):
        choose({"artifacts": state["artifacts"]}, told.jq)
    elif path == "pulls?state=open&per_page=100":
        choose(state["pulls"], told.jq)
    elif found := re.fullmatch(r"pulls/(\d+)/files\?per_page=100", path):
        pull = next(one for one in state["pulls"] if one["number"] == int(found[1]))
        choose(pull.get("files", []), told.jq)
    elif found := re.fullmatch(r"issues/comments/(\d+)", path):
        assert told.method == "PATCH"
        next(one for one in state["comments"] if one["id"] == int(found[1]))["body"] = body
    elif found := re.fullmatch(r"issues/(\d+)/comments(\?per_page=100)?", path):
        if told.method == "POST":
            known = len(state["comments"])
            state["comments"].append({"id": 900 + known, "issue": found[1], "user": BOT, "body": body})
        else:
            choose([one for one in state["comments"] if one["issue"] == found[1]], told.jq)
    else:
        sys.exit(f"gh api {path}: unknown")


def call_issue(state: dict[str, Any], verb: str, *arguments: str) -> None:
    """Issues listed, opened, updated and closed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("number", nargs="?", type=int)
    for option in ("label", "state", "limit", "json", "jq", "title", "body-file", "comment"):
        parser.add_argument(f"--{option}", default="")
    told = parser.parse_args(arguments)
    issues = state.setdefault("issues", [])
    if verb == "list":
        choose([one for one in issues if one["open"] and one["label"] == told.label], told.jq)
        return
    text = Path(told.body_file).read_text(encoding="utf-8") if told.body_file else ""
    if verb == "create":
        issues.append(
            {"number": len(issues) + 1, "title": told.title, "body": text, "label": told.label, "open": True}
        )
        return
    issue = next(one for one in issues if one["number"] == told.number)
    if verb == "edit":
        issue.update(title=told.title, body=text)
    else:
        assert verb == "close"
        issue["open"] = False


def choose(content: object, expression: str) -> None:
    """What jq makes of the answer, texts without quotes as gh gives them."""
    done = subprocess.run(
        ["jq", "-r", expression], input=json.dumps(content).encode(), check=True, capture_output=True
    )
    sys.stdout.buffer.write(done.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
