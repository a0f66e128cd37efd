"""What a submission touches, in real repositories, with folders as the base names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_versions import commit, git

from suluh.cli.scope import scope

SETTINGS = """site_name: Contoh
plugins:
  - suluh:
      wilayah: "74.72"
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "gudang"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    first = {"mkdocs.yml": SETTINGS, "datasets/a/luas/x.csv": "1", "generator/suluh/x.py": "x"}
    commit(folder, "Awal", first, 1)
    git(folder, "switch", "-q", "-c", "usul")
    return folder


def ask(folder: Path, *options: str, code: int = 0) -> str:
    result = CliRunner().invoke(scope, ["main", "usul", "--root", str(folder), *options])
    assert result.exit_code == code, result.output
    return result.stdout


def told(folder: Path, code: int = 0) -> dict[str, object]:
    answer: dict[str, object] = json.loads(ask(folder, "--format", "json", code=code))
    return answer


def test_data_alone_is_data(repository: Path) -> None:
    commit(repository, "Data", {"datasets/a/luas/x.csv": "2", "content/laporan/a/2025-tw1.md": "x"}, 2)
    assert told(repository)["cakupan"] == "data"
    assert "W001" not in ask(repository)


def test_the_tool_alone_is_no_warning(repository: Path) -> None:
    commit(repository, "Perkakas", {"generator/suluh/x.py": "y"}, 2)
    assert told(repository)["cakupan"] == "perkakas"


def test_data_with_workflows_settings_or_program_is_told_path_by_path(repository: Path) -> None:
    tool = [".github/workflows/check.yml", "generator/suluh/x.py", "mkdocs.yml", "pyproject.toml"]
    tool += ["standar/pasar.yaml"]  # a record type of the site's own decides what is checked and shown
    files = dict.fromkeys(tool, "lain")
    commit(repository, "Campur", {"datasets/a/luas/x.csv": "2", **files}, 2)
    assert told(repository, code=1) == {
        "cakupan": "campuran",
        "data": ["datasets/a/luas/x.csv"],
        "perkakas": sorted(tool),
    }
    annotations = ask(repository, "--format", "github", code=1)
    assert annotations.count("::error ") == len(tool)
    assert "file=mkdocs.yml" in annotations
    assert "W001" in ask(repository, "--format", "markdown", code=1)
    allowed = ask(repository, "--format", "github", "--allow-mixed")
    assert allowed.count("::warning ") == len(tool) and "::error" not in allowed


def test_a_submission_cannot_call_the_program_its_data(repository: Path) -> None:
    changed = SETTINGS + "      datasets_dir: generator\n"
    files = {"mkdocs.yml": changed, "generator/suluh/x.py": "y", "datasets/a/luas/x.csv": "2"}
    commit(repository, "Akal", files, 2)
    assert told(repository, code=1)["perkakas"] == ["generator/suluh/x.py", "mkdocs.yml"]


def test_a_file_moved_out_of_the_tool_touches_the_tool(repository: Path) -> None:
    git(repository, "mv", "generator/suluh/x.py", "datasets/a/luas/x.py")
    git(repository, "commit", "-q", "-m", "Pindah")
    assert told(repository, code=1)["perkakas"] == ["generator/suluh/x.py"]


def test_what_main_changed_meanwhile_is_not_the_submissions(repository: Path) -> None:
    commit(repository, "Data", {"datasets/a/luas/x.csv": "2"}, 2)
    git(repository, "switch", "-q", "main")
    commit(repository, "Perkakas", {"generator/suluh/x.py": "z"}, 3)
    assert told(repository)["cakupan"] == "data"


def test_a_path_with_line_ends_writes_no_command(repository: Path) -> None:
    name = "generator/a\n::set-output name=x::y"
    try:
        commit(repository, "Nama", {name: "x", "datasets/a/luas/x.csv": "2"}, 2)
    except OSError:
        pytest.skip("this system has no such names")
    lines = ask(repository, "--format", "github", code=1).splitlines()
    assert [line for line in lines if line.startswith("::set-output")] == []


def test_what_lies_above_the_project_is_the_tools(tmp_path: Path) -> None:
    folder = tmp_path / "gudang"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "Awal", {"situs/mkdocs.yml": SETTINGS, "situs/datasets/a/luas/x.csv": "1"}, 1)
    git(folder, "switch", "-q", "-c", "usul")
    commit(folder, "Akal", {"situs/datasets/a/luas/x.csv": "2", ".github/workflows/check.yml": "lain"}, 2)
    found = told(folder / "situs", code=1)
    assert found["data"] == ["datasets/a/luas/x.csv"]
    assert found["perkakas"] == ["../.github/workflows/check.yml"]


def test_a_comparison_that_fails_is_never_nothing_changed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "Perkakas", {"generator/suluh/x.py": "y"}, 2)
    monkeypatch.setattr("suluh.history.submission_scope.hear_git", lambda root, arguments: None)
    ask(repository, code=2)
