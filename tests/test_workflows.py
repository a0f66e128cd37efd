"""Workflows, forms and their twins elsewhere: valid, bounded, and calling only verbs that exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from suluh.checking.reporting.tally import MARK as COMMENT_MARK
from suluh.cli import VERBS
from suluh.publishing.late_forms import MARK as LATE_MARK
from test_project import ROOT, WORKFLOWS, program, read

STARTER = ROOT / "generator" / "suluh" / "starter"
OF_SITES = [
    STARTER / name for name in ("github-check.yml", "github-deploy.yml", "gitea.yml", "gitlab-ci.yml")
]
"""What a new site begins with."""
ELSEWHERE = [
    ROOT / "generator" / "ci" / "forgejo.yml",
    ROOT / "generator" / "ci" / "gitlab-ci.yml",
    *OF_SITES,
]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def load(path: str) -> Any:
    """A YAML file of the project; the key `on` comes out as True."""
    return yaml.safe_load(read(path))


def scripts_of(path: Path) -> list[str]:
    """Every shell script in a workflow, or in a GitLab file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "jobs" in content:
        steps = [step for job in content["jobs"].values() for step in job["steps"]]
        return [step["run"] for step in steps if "run" in step]
    return ["\n".join(job["script"]) for job in content.values() if isinstance(job, dict) and "script" in job]


def commands_of(path: Path) -> list[list[str]]:
    """Every call of suluh: verb and arguments, up to the end of the command."""
    found = []
    for script in scripts_of(path):
        for line in script.replace("\\\n", " ").splitlines():
            for call in re.findall(r"(?:bin/suluh|^\s*suluh) +([a-z][^|>;&]*)", line):
                found.append(shlex.split(call.rstrip()))
    return found


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (ROOT / "generator" / "ci" / "forgejo.yml", "vendor.github-workflows"),
        (ROOT / "generator" / "ci" / "gitlab-ci.yml", "vendor.gitlab-ci"),
        *(
            (path, "vendor.gitlab-ci" if "gitlab" in path.name else "vendor.github-workflows")
            for path in OF_SITES
        ),
        (STARTER / "github-dependabot.yml", "vendor.dependabot"),
        *[
            (one, "vendor.github-issue-config" if one.stem == "config" else "vendor.github-issue-forms")
            for one in FORMS
        ],
    ],
    ids=lambda one: one.name if isinstance(one, Path) else "",
)
def test_file_fits_its_schema(path: Path, schema: str) -> None:
    command = [program("check-jsonschema"), "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS, *ELSEWHERE], ids=lambda path: path.name)
def test_scripts_parse_and_take_nothing_from_an_event_as_code(path: Path) -> None:
    bash = shutil.which("bash")
    for script in scripts_of(path):
        assert "${{" not in script, script  # values of an event come as variables, never as text of a script
        if bash:
            done = subprocess.run([bash, "-n"], input=script.encode(), capture_output=True, check=False)
            assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("path", [*WORKFLOWS, *ELSEWHERE], ids=lambda path: path.name)
def test_workflows_call_verbs_and_options_that_exist(path: Path) -> None:
    for verb, *arguments in commands_of(path):
        assert verb in VERBS, verb
        command = getattr(import_module(VERBS[verb][0]), verb)
        known = {option for one in command.params for option in one.opts}
        used = {one for one in arguments if one.startswith("--")}
        assert used <= known, f"{path.name}: suluh {verb} {used - known}"


def test_every_workflow_that_needs_suluh_calls_it() -> None:
    told = {
        path.name: {call[0] for call in commands_of(path)} for path in [*WORKFLOWS, *OF_SITES, *ELSEWHERE[:2]]
    }
    assert told["check.yml"] == {"check", "scope", "diff", "build"}
    assert told["comment.yml"] == {"comment"}
    assert told["freshness.yml"] == {"late"}
    assert told["links.yml"] == {"links"}
    assert told["gitlab-ci.yml"] == {"check", "scope", "diff", "build", "late"}
    assert told["forgejo.yml"] == {"check", "scope", "diff", "build", "deploy"}
    assert told["github-check.yml"] == {"check", "scope", "diff", "build"}
    assert told["github-deploy.yml"] == {"build"}
    assert told["gitea.yml"] == {"check", "scope", "diff", "build", "deploy"}


def test_a_submission_is_judged_by_the_base_and_without_rights() -> None:
    workflow = load(".github/workflows/check.yml")
    assert set(workflow[True]) == {"pull_request"}
    assert {"labeled", "unlabeled", "synchronize"} <= set(workflow[True]["pull_request"]["types"])
    assert "secrets." not in read(".github/workflows/check.yml")
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        checkouts = [step["with"] for step in job["steps"] if "checkout@" in step.get("uses", "")]
        assert [one["path"] for one in checkouts] == ["tool", "submission"]
        assert checkouts[0]["ref"] == "${{ github.event.pull_request.base.sha }}"
    for script in scripts_of(ROOT / ".github" / "workflows" / "check.yml"):
        assert not re.search(r"submission/|make |cd submission|\.ci/run", script), script


@pytest.mark.parametrize(
    "path", [ROOT / ".github" / "workflows" / "check.yml", *ELSEWHERE], ids=lambda path: path.name
)
def test_what_reads_a_submission_takes_settings_and_templates_from_the_base(path: Path) -> None:
    read_submissions = [one for one in commands_of(path) if one[0] in ("check", "build") and "--root" in one]
    for verb, *arguments in read_submissions:
        root = arguments[arguments.index("--root") + 1]
        if root in ("submission", "."):
            settings = arguments[arguments.index("--settings") + 1]
            base = "base" if path in OF_SITES else "tool"
            assert settings.removeprefix("../") == f"{base}/mkdocs.yml", (verb, arguments)


@pytest.mark.parametrize("path", OF_SITES, ids=lambda path: path.name)
def test_a_site_takes_suluh_from_the_base_and_its_workflows_are_as_tight_as_ours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    asked = re.findall(r"--requirement (\S+)", text)
    assert asked and {one.removeprefix("../") for one in asked} <= {
        "base/requirements.txt",
        "main/requirements.txt",
        "requirements.txt",
    }
    if path.name.startswith("github-"):
        assert re.search(r"^permissions: \{\}$", text, re.MULTILINE) and "pull_request_target" not in text
        assert text.count("runs-on:") == text.count("timeout-minutes:")
        own = {
            line
            for one in WORKFLOWS
            for line in one.read_text(encoding="utf-8").splitlines()
            if "uses:" in line
        }
        used = {line for line in text.splitlines() if "uses:" in line}
        assert used and used <= own, "pinned to what our own workflows use"


def test_the_verdict_renders_nothing_and_no_failure_is_swallowed() -> None:
    jobs = load(".github/workflows/check.yml")["jobs"]
    assert set(jobs) == {"verdict", "preview"}
    assert not any("suluh build" in step.get("run", "") for step in jobs["verdict"]["steps"])
    for path in [ROOT / ".github" / "workflows" / "check.yml", *ELSEWHERE]:
        for script in scripts_of(path):
            assert not re.search(r"\|\| *(?:true\b|:)", script), script
    for job in jobs.values():
        assert not any(step.get("continue-on-error") for step in job["steps"])


def test_the_submissions_own_program_runs_apart_and_hands_nothing_over() -> None:
    workflow = load(".github/workflows/tool.yml")
    assert workflow[True] == {"pull_request": None}
    assert "secrets." not in read(".github/workflows/tool.yml")
    assert "artifact" not in "".join(
        step.get("uses", "") for job in workflow["jobs"].values() for step in job["steps"]
    )
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        seen = [step["name"] for step in job["steps"]].index("See whether the program is touched")
        for step in job["steps"][seen + 1 :]:
            assert step["if"] == "steps.touched.outputs.program == 'yes'", step


def test_the_comment_reads_nothing_of_the_submission_but_its_tally() -> None:
    text = read(".github/workflows/comment.yml")
    (job,) = load(".github/workflows/comment.yml")["jobs"].values()
    checkouts = [step["with"] for step in job["steps"] if "checkout@" in step.get("uses", "")]
    assert checkouts == [{"persist-credentials": False}]  # the default branch
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert "head -c 65536" in text
    assert "select(.head.sha == env.HEAD_SHA)" in text
    assert f'startswith("{COMMENT_MARK}")' in text


def test_the_night_finds_its_own_issues_again() -> None:
    pattern = LATE_MARK.replace("{slug}", "[a-z0-9-]+")
    assert f"^{pattern}" in read(".github/workflows/freshness.yml")


def test_every_slow_test_runs_at_night() -> None:
    workflow = load(".github/workflows/nightly.yml")
    assert "schedule" in workflow[True]
    (job,) = workflow["jobs"].values()
    *before, last = [step["run"] for step in job["steps"] if "run" in step]
    assert last == "make test-all"
    assert all(command.startswith("sudo apt-get install ") for command in before)  # real servers
    makefile = read("Makefile")
    every = r"^test-all:.*\n(\t.*\n)*\t@\$\(call RUN_TESTS,.* -m \"\"\) exit \$\$tests$"
    assert re.search(every, makefile, re.MULTILINE)
    assert re.search(r"^RUN_TESTS = .* -m pytest .* \$\(1\); tests=\$\$\?;", makefile, re.MULTILINE)


def test_publishing_is_never_cut_off() -> None:
    workflow = load(".github/workflows/deploy.yml")
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    rights = {name: set(job["permissions"]) for name, job in workflow["jobs"].items()}
    assert rights["deploy"] == {"pages", "id-token"}
    assert rights["attest"] == {"attestations", "id-token"}
    assert rights["build"] == {"contents"}


def test_forms_ask_for_what_the_pages_fill_in() -> None:
    for name in ("keliru", "minta-data"):
        form = load(f".github/ISSUE_TEMPLATE/{name}.yml")
        fields = {one.get("id") for one in form["body"]}
        assert {"halaman", "dataset", "versi", "baris"} <= fields
