"""Every workflow's scripts as they stand, run in bash on real repositories with the event's own values."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from forked_programs import make_command
from repositories import branch, commit, git, start_repository
from small_site import DATASET, TABLE, edit
from test_project import ROOT
from workflow_runs import Run, run_job

WORKFLOWS = ROOT / ".github" / "workflows"
TOOLS = ("bash", "git", "jq", "unzip")
pytestmark = pytest.mark.skipif(
    os.name == "nt" or not all(map(shutil.which, TOOLS)),
    reason="workflows run in bash, with git, jq and unzip",
)
NOT_HERE = ("worktree", "set_up.py")
"""Lines of GitLab's file that need a forge, or that another test runs."""
HOSTILE = "@semua ![x](http://a.example/x.png) ::error::palsu"


@pytest.fixture(scope="module")
def program() -> Path:
    """Suluh as a program: each call a process of its own, forked from one that has it imported."""
    return Path(make_command("suluh")[0])


@pytest.fixture
def workspace(tmp_path: Path, program: Path) -> Path:
    """A runner's folder: the base's tool, and a submission in its own repository on a branch of its own."""
    folder = tmp_path / "runner"
    branch(start_repository(folder / "submission"), "usul")
    (folder / "tool/.venv/bin").mkdir(parents=True)
    (folder / "tool/.venv/bin" / "suluh").symlink_to(program)
    shutil.copy(folder / "submission" / "mkdocs.yml", folder / "tool")
    return folder


def merge(submission: Path, *labels: str) -> dict[str, Any]:
    """The submission merged into main as a forge merges it for a check, and the event of that check."""
    base = git(submission, "rev-parse", "main")
    git(submission, "switch", "-q", "--detach", "main")
    git(submission, "merge", "-q", "--no-ff", "-m", "Merge usul into main", "usul")
    return {
        "pull_request": {
            "number": 7,
            "base": {"sha": base},
            "head": {"sha": git(submission, "rev-parse", "usul")},
            "labels": [{"name": one} for one in labels],
        }
    }


def check(workspace: Path, *labels: str, event: Mapping[str, Any] | None = None) -> Run:
    """The job that judges a submission."""
    event = event or merge(workspace / "submission", *labels)
    run = run_job(WORKFLOWS / "check.yml", "verdict", workspace, event)
    assert_no_command(run.log)
    return run


def preview(workspace: Path, event: Mapping[str, Any] | None = None) -> Run:
    """The job that builds what a submission would look like, on a machine of its own."""
    own = workspace.with_name(f"{workspace.name}-pratinjau")
    shutil.copytree(workspace, own, symlinks=True)
    run = run_job(WORKFLOWS / "check.yml", "preview", own, event or merge(own / "submission"))
    assert_no_command(run.log)
    return run


def assert_no_command(log: str) -> None:
    """Every command in a log is one of our own annotations."""
    for line in log.splitlines():
        if line.strip().startswith("::"):
            assert re.match(r"::(?:error|warning) (?:file=|title=Suluh::\d+ jenis temuan lain )", line), line


def test_a_submission_of_data_alone_passes_with_a_preview(workspace: Path) -> None:
    edit(workspace / "submission", TABLE, ",120,", ",121,")
    commit(workspace / "submission", "Usul")
    event = merge(workspace / "submission")
    run = check(workspace, event=event)
    assert run.failed == [], run.log
    assert "Tidak ada yang perlu diperbaiki" in run.summary and "hanya mengubah data" in run.summary
    assert (
        "1 baris diubah" in run.summary
        and git(workspace / "submission", "rev-parse", "main") not in run.summary
    )
    shown = preview(workspace, event)
    assert shown.failed == [], shown.log
    own = workspace.with_name(f"{workspace.name}-pratinjau")
    assert (own / "preview" / "data" / "bantuan" / "index.html").is_file()
    assert not list(workspace.glob("preview*")), "the verdict renders nothing"
    assert {one.name for one in (workspace / "report").iterdir()} >= {
        *(f"pemeriksaan.{form}" for form in ("html", "json", "csv", "markdown")),
        "perbedaan.html",
        "perbedaan.markdown",
    }


def test_a_spoiled_submission_that_touches_the_tool_is_told_everywhere_and_acts_nowhere(
    workspace: Path,
) -> None:
    submission = workspace / "submission"
    edit(submission, TABLE, "74.72.01.1007", HOSTILE)
    edit(submission, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Lain")
    for name in ("$(touch kena).csv", "::error::palsu.csv", "`touch kena`.md", "-rf", "a\nb.csv"):
        (submission / DATASET / name).write_text("a,b\n1,2\n", encoding="utf-8")
    (submission / "content" / "laporan" / HOSTILE.replace("/", "")).mkdir()
    (submission / "content" / "laporan" / HOSTILE.replace("/", "") / "2025-tw9.md").write_text("x")
    commit(submission, "::set-output name=a::b")
    run = check(workspace)
    assert run.failed == ["Check the submission", "Tell what the submission touches"], run.log
    assert f"::error file={TABLE},title=R002" in run.log
    assert "::error file=mkdocs.yml" in run.log
    assert "hal perlu diperbaiki" in run.summary and "W001" in run.summary
    assert "![x]" not in run.summary and "@semua" not in run.summary
    for line in run.summary.splitlines():
        assert not line.startswith(("::", "#!", "- ")), line
    assert not list(workspace.parent.rglob("kena"))
    counts = json.loads((workspace / "hitungan.json").read_text(encoding="utf-8"))["counts"]
    assert counts and all(isinstance(one, int) for one in counts.values())


def test_data_and_tool_together_fail_unless_a_reviewer_said_otherwise(workspace: Path) -> None:
    submission = workspace / "submission"
    edit(submission, TABLE, ",120,", ",121,")
    edit(submission, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Lain")
    commit(submission, "Usul")
    run = check(workspace, event=(event := merge(submission)))
    assert run.failed == ["Tell what the submission touches"], run.log
    assert "W001" in run.summary and "::error file=mkdocs.yml,title=W001" in run.log
    approved = {"pull_request": {**event["pull_request"], "labels": [{"name": "campuran-disetujui"}]}}
    allowed = check(workspace, event=approved)
    assert allowed.failed == [], allowed.log
    assert "::warning file=mkdocs.yml,title=W001" in allowed.log
    shown = preview(workspace, event)
    assert shown.failed == [], shown.log
    own = workspace.with_name(f"{workspace.name}-pratinjau")
    home = (own / "preview" / "index.html").read_text(encoding="utf-8")
    assert "Suluh Kota Contoh" in home and "Suluh Lain" not in home, "settings are the base's"


def test_a_preview_that_cannot_be_built_is_red(workspace: Path) -> None:
    edit(workspace / "tool", "mkdocs.yml", 'wilayah: "74.72"', 'wilayah: "99.99"')
    event = merge(workspace / "submission")
    shown = preview(workspace, event)
    assert shown.failed == ["Build the preview"]
    assert "Pratinjau tidak dapat dibangun" in shown.summary


def lay_traps(submission: Path) -> None:
    """All that a submission may try to make its check green, or to run with it."""
    canary = "import pathlib; pathlib.Path(__file__).with_name('kena').touch()\n"
    for name in (
        "sitecustomize.py",
        "usercustomize.py",
        "click.py",
        "suluh/__init__.py",
        "yaml.py",
        "conftest.py",
    ):
        path = submission / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(canary, encoding="utf-8")
    (submission / "overrides").mkdir()
    (submission / "overrides" / "main.html").write_text(
        "{{ cycler.__init__.__globals__.os.system('touch kena') }}", encoding="utf-8"
    )
    edit(
        submission,
        "mkdocs.yml",
        "plugins:",
        "theme: {name: material, custom_dir: overrides}\nhooks: [click.py]\nplugins:",
    )
    for name in ("wrong", "hitungan.json", "pemeriksaan.json", "jalan.txt"):
        (submission / name).write_text(TALLY, encoding="utf-8")
    for name in ("report", "preview", "hasil-periksa", "hasil-pratinjau"):
        (submission / name).symlink_to("../tool")
    (submission / ".gitattributes").write_text("*.csv diff=kena filter=kena\n", encoding="utf-8")
    edit(submission, TABLE, "74.72.01.1007", "salah")


def test_a_submission_that_forges_its_verdict_is_red_and_runs_nothing(workspace: Path) -> None:
    submission = workspace / "submission"
    lay_traps(submission)
    commit(submission, "Usul")
    before = {one.name for one in (workspace / "tool").iterdir()}
    event = merge(submission)
    run = check(workspace, event=event)
    assert run.failed == ["Check the submission", "Tell what the submission touches"], run.log
    assert json.loads((workspace / "hitungan.json").read_text(encoding="utf-8"))["counts"]["R002"] == 1
    preview(workspace, event)
    assert {one.name for one in (workspace / "tool").iterdir()} == before | {".suluh"}
    assert not list(workspace.parent.rglob("kena"))


def test_the_program_is_tested_only_where_it_is_touched(workspace: Path) -> None:
    submission = workspace / "submission"
    edit(submission, TABLE, ",120,", ",121,")
    commit(submission, "Usul")
    (submission / ".venv" / "bin").mkdir(parents=True)
    (submission / ".venv" / "bin" / "suluh").symlink_to(workspace / "tool" / ".venv" / "bin" / "suluh")
    event = merge(submission)
    tests = {"SULUH": ".venv/bin/suluh"}
    run = run_job(WORKFLOWS / "tool.yml", "elsewhere", submission, event, without="Build the site", **tests)
    assert run.failed == [] and list(run.codes) == ["See whether the program is touched"], run.log
    git(submission, "switch", "-q", "usul")
    edit(submission, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Lain")
    commit(submission, "Usul lagi")
    run = run_job(
        WORKFLOWS / "tool.yml", "elsewhere", submission, merge(submission), without="Build the site", **tests
    )
    assert list(run.codes) == ["See whether the program is touched", "Check datasets and content"], run.log


def make_forge(folder: Path, **state: Any) -> dict[str, str]:
    """The environment in which `gh` answers from a file."""
    folder.mkdir()
    (folder / "forge.json").write_text(json.dumps({"comments": [], "artifacts": [], "pulls": [], **state}))
    program = folder / "gh"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "{ROOT / "tests" / "forge.py"}" "$@"\n')
    program.chmod(0o755)
    return {"FORGE": str(folder / "forge.json"), "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def main_checkout(workspace: Path, program: Path) -> Path:
    """The project as it is on main, with its tool."""
    folder = workspace / "submission"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "suluh").symlink_to(program)
    return folder


def forge_of(environment: Mapping[str, str]) -> Any:
    return json.loads(Path(environment["FORGE"]).read_text(encoding="utf-8"))


def comment(
    workspace: Path, environment: Mapping[str, str], sha: str = "b" * 40, conclusion: str = "success"
) -> Run:
    event = {
        "workflow_run": {
            "head_sha": sha,
            "conclusion": conclusion,
            "id": 55,
            "html_url": "https://f.example/runs/55",
            "event": "pull_request",
        }
    }
    return run_job(WORKFLOWS / "comment.yml", "comment", workspace, event, **environment)


def artifact(folder: Path, text: str, name: str = "hitungan.json", size: int = 0) -> list[dict[str, Any]]:
    path = folder.parent / "artefak.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, text)
    return [{"id": 0, "name": "hitungan", "size_in_bytes": size or path.stat().st_size, "file": str(path)}]


TALLY = '{"suluh": 1, "errors": 2, "warnings": 0, "counts": {"T011": 2}}'


def test_a_comment_is_posted_once_and_then_updated(main_checkout: Path, program: Path) -> None:
    told = subprocess.run(
        [program, "check", "--format", "tally"],
        cwd=main_checkout,
        capture_output=True,
        check=True,
    ).stdout.decode()
    pulls = [{"number": 3, "head": {"sha": "a" * 40}}, {"number": 7, "head": {"sha": "b" * 40}}]
    environment = make_forge(main_checkout / "forge", pulls=pulls, artifacts=artifact(main_checkout, told))
    assert comment(main_checkout, environment).failed == []
    (first,) = forge_of(environment)["comments"]
    assert first["issue"] == "7" and "Tidak ada yang perlu diperbaiki" in first["body"]
    state = forge_of(environment)
    state["comments"].insert(0, {**first, "id": 1, "user": {"login": "penipu"}})
    state["artifacts"] = artifact(main_checkout, told.replace('"counts": {}', '"counts": {"T011": 2}'))
    Path(environment["FORGE"]).write_text(json.dumps(state), encoding="utf-8")
    assert comment(main_checkout, environment).failed == []
    theirs, ours = forge_of(environment)["comments"]
    assert theirs["body"] == first["body"] != ours["body"] and "T011" in ours["body"]
    assert comment(main_checkout, environment, sha="c" * 40).failed == []  # no open request has that commit
    assert len(forge_of(environment)["comments"]) == 2


def test_a_comment_says_what_the_forge_says_of_the_run(main_checkout: Path, program: Path) -> None:
    told = subprocess.run(
        [program, "check", "--format", "tally"], cwd=main_checkout, capture_output=True, check=True
    ).stdout.decode()
    files = [
        {"filename": "datasets/a/b/c.csv"},
        {"filename": ".github/workflows/check.yml"},
        {"filename": "content/x.py", "previous_filename": "generator/x.py"},
    ]
    pulls = [{"number": 7, "head": {"sha": "b" * 40}, "files": files}]
    environment = make_forge(main_checkout / "forge", pulls=pulls, artifacts=artifact(main_checkout, told))
    run = comment(main_checkout, environment, conclusion="failure")
    assert run.failed == [], run.log
    (ours,) = forge_of(environment)["comments"]
    assert "mengubah 2 berkas perkakas" in ours["body"]
    assert "Tidak ada yang perlu diperbaiki" not in ours["body"] and "belum hijau" in ours["body"]


@pytest.mark.parametrize(
    ("text", "name", "size"),
    [
        ("[" * 60_000, "hitungan.json", 0),
        ('{"counts": {"@semua": 1, "T011": "<img src=x>"}}', "hitungan.json", 0),
        ("x" * 3_000_000, "hitungan.json", 0),
        ("{}", "../../keluar.json", 0),
        ("{}", "hitungan.json", 70_000),
    ],
    ids=["deep", "markup", "bomb", "path", "large"],
)
def test_a_hostile_artifact_gives_a_comment_that_says_nothing_of_it(
    main_checkout: Path, text: str, name: str, size: int
) -> None:
    pulls = [{"number": 7, "head": {"sha": "b" * 40}}]
    environment = make_forge(
        main_checkout / "forge", pulls=pulls, artifacts=artifact(main_checkout, text, name, size)
    )
    run = comment(main_checkout, environment)
    assert run.failed == [], run.log
    (ours,) = forge_of(environment)["comments"]
    assert "@semua" not in ours["body"] and "<img" not in ours["body"] and len(ours["body"]) < 2_000
    assert not list(main_checkout.parent.rglob("keluar.json"))
    assert (main_checkout / "hitungan.json").stat().st_size <= 65_536


def test_the_night_opens_updates_and_closes_one_issue_for_each_agency(main_checkout: Path) -> None:
    edit(
        main_checkout,
        "datasets/referensi/instansi/datapackage.yaml",
        "status_data: simulasi",
        "status_data: tetap",
    )
    table = main_checkout / "datasets/referensi/instansi/instansi.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("Dinas Sosial", "Dinas @semua `touch kena` $(x)")
    )
    environment = make_forge(main_checkout / "forge")

    def night() -> list[dict[str, Any]]:
        for job in ("late", "issues"):
            run = run_job(WORKFLOWS / "freshness.yml", job, main_checkout, {}, **environment)
            assert run.failed == [], run.log
            assert_no_command(run.log)
        return list(forge_of(environment)["issues"])

    first = night()
    assert first and {one["open"] for one in first} == {True}
    assert all(one["title"].startswith("Laporan terlambat: ") for one in first)
    assert not any("@semua" in one["body"] for one in first)
    assert len(night()) == len(first)
    shutil.rmtree(main_checkout / "late" / "isu")
    edit(
        main_checkout,
        "datasets/referensi/instansi/datapackage.yaml",
        "status_data: tetap",
        "status_data: simulasi",
    )
    assert {one["open"] for one in night()} == {False}
    assert not list(main_checkout.parent.rglob("kena"))


def test_the_packed_site_is_the_same_bytes_for_the_same_commit(workspace: Path) -> None:
    submission = workspace / "submission"
    digests = []
    for order in ("ab", "ba"):
        shutil.rmtree(submission / "site", ignore_errors=True)
        for name in order:
            (submission / "site" / name).mkdir(parents=True)
            (submission / "site" / name / "index.html").write_text(name, encoding="utf-8")
            os.utime(submission / "site" / name / "index.html", (ord(order[0]) * 1e7, 1e9))
        run = run_job(WORKFLOWS / "deploy.yml", "build", submission, {})
        assert run.failed == [] and list(run.codes) == ["Pack the site for its attestation"], run.log
        digests.append(hashlib.sha256((submission / "situs.tar.gz").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def run_gitlab(job: str, submission: Path, base: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A job of GitLab's file in the submission's folder, without what needs a forge."""
    jobs = yaml.safe_load((ROOT / "generator" / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    lines = [one for one in jobs[job]["script"] if not any(part in one for part in NOT_HERE)]
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(lines)],
        cwd=submission,
        env={
            **os.environ,
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
            "CI_PROJECT_DIR": str(submission),
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert_no_command(done.stdout + done.stderr)
    return done


def test_gitlab_judges_as_github_does(workspace: Path) -> None:
    submission = workspace / "submission"
    edit(submission, TABLE, ",120,", ",121,")
    commit(submission, "Usul")
    base = git(submission, "rev-parse", "main")
    for job in ("check", "preview"):
        done = run_gitlab(job, submission, base)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (submission / "hasil-periksa" / "pemeriksaan.html").is_file()
    assert (submission / "hasil-pratinjau" / "situs" / "index.html").is_file()
    for name in ("hasil-periksa", "hasil-pratinjau"):
        shutil.rmtree(submission / name)
    lay_traps(submission)
    commit(submission, "Akal")
    done = run_gitlab("check", submission, base, CI_MERGE_REQUEST_LABELS="lain,campuran-disetujui")
    assert done.returncode == 1 and "R002" in done.stdout
    assert not (submission / "hasil-periksa").is_symlink()
    run_gitlab("preview", submission, base)
    assert not list(workspace.parent.rglob("kena"))
    assert not (workspace / "tool" / "pemeriksaan.json").exists()


def test_gitlab_fails_for_data_with_the_tool_unless_labelled_and_for_a_failed_preview(
    workspace: Path,
) -> None:
    submission = workspace / "submission"
    edit(submission, TABLE, ",120,", ",121,")
    edit(submission, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Lain")
    commit(submission, "Usul")
    base = git(submission, "rev-parse", "main")
    assert run_gitlab("check", submission, base).returncode == 1
    labels = "penting,campuran-disetujui"
    assert run_gitlab("check", submission, base, CI_MERGE_REQUEST_LABELS=labels).returncode == 0
    edit(workspace / "tool", "mkdocs.yml", 'wilayah: "74.72"', 'wilayah: "99.99"')
    assert run_gitlab("preview", submission, base).returncode == 1


def test_forgejo_judges_as_github_does(workspace: Path) -> None:
    submission = workspace / "submission"
    edit(submission, TABLE, ",120,", ",121,")
    commit(submission, "Usul")
    event = merge(submission)
    for job in ("check", "preview"):
        run = run_forgejo(workspace, event, job)
        assert run.failed == [], run.log
    git(submission, "switch", "-q", "usul")
    edit(submission, "mkdocs.yml", "Suluh Kota Contoh", "Suluh Lain")
    commit(submission, "Campuran")
    event = merge(submission)
    run = run_forgejo(workspace, event, "check")
    assert run.failed == ["Tell what the submission touches"] and "W001" in run.log
    approved = {"pull_request": {**event["pull_request"], "labels": [{"name": "campuran-disetujui"}]}}
    assert run_forgejo(workspace, approved, "check").failed == []
    edit(workspace / "tool", "mkdocs.yml", 'wilayah: "74.72"', 'wilayah: "99.99"')
    assert run_forgejo(workspace, event, "preview").failed == ["Build the preview"]


def test_gitlab_and_forgejo_name_what_is_wrong_and_late(workspace: Path, main_checkout: Path) -> None:
    submission = main_checkout
    edit(submission, TABLE, ",120,", f',"{HOSTILE}",')
    commit(submission, "Usul")
    base = git(submission, "rev-parse", "main")
    for job, ends in (("check", 1), ("late", 0)):
        done = run_gitlab(job, submission, base)
        assert done.returncode == ends, done.stdout + done.stderr
    assert (submission / "hasil-periksa" / "pemeriksaan.html").is_file()
    event = {"pull_request": {"number": 7, "base": {"sha": base}}}
    run = run_forgejo(workspace, event)
    assert "Check the submission" in run.failed and "T011" in run.log
    assert_no_command(run.log)


def run_forgejo(workspace: Path, event: Mapping[str, Any], job: str = "check") -> Run:
    """A job of Forgejo's file without its clone."""
    text = (ROOT / "generator" / "ci" / "forgejo.yml").read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    steps = content["jobs"][job]
    steps["steps"] = [one for one in steps["steps"] if "git clone" not in one["run"]]
    path = workspace.parent / "forgejo.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    run = run_job(path, job, workspace, event)
    shutil.rmtree(workspace / "preview", ignore_errors=True)
    return run
