"""`suluh doctor` against a forge on this machine, and over answers that were kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from forge_answers import BRANCH, GITHUB, RULES, SETS, forgejo, github, gitlab
from forge_server import Forge, running_forge
from small_site import copy_small_site, edit
from suluh.cli.codeowners import codeowners
from suluh.cli.doctor import TOKENS, doctor

ADDRESS = {"github": "https://github.com", "gitlab": "https://gitlab.com", "forgejo": "https://codeberg.org"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose CODEOWNERS is the one that its agencies give, on a machine without tokens."""
    for name in TOKENS:
        monkeypatch.delenv(name, raising=False)
    root = copy_small_site(tmp_path / "situs")
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    if "pemilik:" not in text:
        edit(root, "mkdocs.yml", 'wilayah: "74.72"', 'wilayah: "74.72"\n      pemilik: "@pemda/walidata"')
    assert CliRunner().invoke(codeowners, ["--write", "--root", str(root)]).exit_code == 0
    return root


@pytest.fixture
def forge() -> Iterator[Forge]:
    with running_forge() as server:
        yield server


def ask(root: Path, *options: str, **environment: str) -> Any:
    result = CliRunner().invoke(doctor, ["--root", str(root), *options], env=environment)
    assert "Traceback" not in result.output, result.output
    return result


def at(server: Forge, kind: str) -> list[str]:
    return ["--repository", f"{ADDRESS[kind]}/dinas/suluh", "--api", f"http://127.0.0.1:{server.server_port}"]


@pytest.mark.parametrize("kind", ["github", "gitlab", "forgejo"])
def test_a_guarded_repository_is_clean(project: Path, forge: Forge, kind: str) -> None:
    forge.answers = {"github": github, "gitlab": gitlab, "forgejo": forgejo}[kind]()
    result = ask(project, *at(forge, kind), SULUH_TOKEN="kunci")
    assert result.exit_code == 0, result.output
    assert "Semua perlindungan terpasang" in result.output


def test_what_is_missing_is_named_with_the_way_to_set_it(project: Path, forge: Forge) -> None:
    forge.answers = github() | {RULES: [], BRANCH: {}}
    result = ask(project, *at(forge, "github"), GH_TOKEN="kunci")
    assert result.exit_code == 1
    assert "W013" in result.output and "Settings, Rules" in result.output
    assert f"/{SETS}" not in forge.seen
    english = ask(project, *at(forge, "github"), "--lang", "en", "--format", "json", GH_TOKEN="kunci")
    codes = [one["code"] for one in json.loads(english.stdout)["findings"]]
    assert codes == [f"W0{number}" for number in range(13, 22)]


def test_without_a_token_nothing_counts_as_there(project: Path, forge: Forge) -> None:
    forge.answers = github()
    result = ask(project, *at(forge, "github"))
    assert result.exit_code == 1
    assert "W026" in result.output and "SULUH_TOKEN" in result.output and "W013" not in result.output


def test_answers_are_kept_and_judged_without_network(project: Path, forge: Forge, tmp_path: Path) -> None:
    forge.answers = github()
    kept = tmp_path / "jawaban.json"
    assert ask(project, *at(forge, "github"), "--save", str(kept), SULUH_TOKEN="kunci").exit_code == 0
    assert "kunci" not in kept.read_text(encoding="utf-8")
    forge.seen.clear()
    assert ask(project, "--export", str(kept)).exit_code == 0 and forge.seen == []
    content = json.loads(kept.read_text(encoding="utf-8"))
    content["answers"][f"{GITHUB}/actions/permissions/workflow"]["default_workflow_permissions"] = "write"
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert "W023" in ask(project, "--export", str(kept)).output


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"forge": "x", "project": "a/b", "branch": "m", "answers": {}}', "[" * 9000]
)
def test_a_file_that_was_not_kept_by_us_is_refused(project: Path, tmp_path: Path, text: str) -> None:
    kept = tmp_path / "jawaban.json"
    kept.write_text(text, encoding="utf-8")
    result = ask(project, "--export", str(kept))
    assert result.exit_code == 1 and "W028" in result.output


def test_an_outdated_list_of_owners_is_told(project: Path, forge: Forge) -> None:
    forge.answers = github()
    (project / ".github" / "CODEOWNERS").write_text("* @lain\n", encoding="utf-8")
    result = ask(project, *at(forge, "github"), SULUH_TOKEN="kunci")
    assert result.exit_code == 1 and "W027" in result.output and "W013" not in result.output


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--repository", "https://github.com/dinas"],
        ["--repository", "https://contoh.go.id/a/b"],
        ["--repository", "https://github.com/a/b", "--api", "http://contoh.go.id"],
    ],
)
def test_a_repository_that_is_not_named_is_misuse(project: Path, options: list[str]) -> None:
    assert ask(project, *options).exit_code == 2
