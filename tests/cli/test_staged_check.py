"""Nothing personal gets into a commit: the index is scanned, by hand and by git's hook."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from small_site import TABLE, copy_small_site, edit, remove_grounds
from suluh.checking.personal_data import is_of_person
from suluh.cli.check import check
from suluh.cli.hook import MARK, hook, write_script
from suluh.cli.staged import counts_outside
from suluh.cli.waive import waive
from suluh.reading.standard_list import load_findings

NIK = "7472015708900003"
WAIVERS = "datasets/pengecualian.yaml"


def git(root: Path, *arguments: str) -> None:
    subprocess.run(
        [
            "git",
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@contoh.go.id",
            "-c",
            "core.autocrlf=false",
            *arguments,
        ],
        cwd=root,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny site as a repository with one commit."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    root = copy_small_site(tmp_path / "situs")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "awal")
    return root


def run_staged(root: Path) -> Result:
    return CliRunner().invoke(check, ["--staged", "--root", str(root)])


def test_what_is_staged_is_scanned_and_what_is_not_is_let_be(project: Path) -> None:
    assert run_staged(project).exit_code == 0
    edit(project, TABLE, "Keluarga A", NIK)
    assert run_staged(project).exit_code == 0  # not staged
    git(project, "add", TABLE)
    edit(project, TABLE, NIK, "Keluarga A")  # the index counts, not the folder
    refused = run_staged(project)
    assert refused.exit_code == 1
    assert "7472••••••••••03" in refused.output and NIK not in refused.output


def test_a_list_of_persons_is_found_wherever_it_lies(project: Path) -> None:
    (project / "daftar.csv").write_text(f"nama,nomor\nx,{NIK}\n", encoding="utf-8")
    (project / "kode.py").write_text('"""Tulis ke warga@surat.example."""\n', encoding="utf-8")
    git(project, "add", "kode.py")
    assert run_staged(project).exit_code == 0
    git(project, "add", "daftar.csv")
    assert run_staged(project).exit_code == 1


@pytest.mark.parametrize("code", ["I014", "I023", "I024", "I025"])
def test_every_kind_of_list_of_persons_is_found_outside_of_the_data(project: Path, code: str) -> None:
    (table,) = Path(__file__).parents[1].glob(f"findings/{code}/berkas/datasets/*/*/*.csv")
    (project / "daftar.csv").write_bytes(table.read_bytes())
    git(project, "add", "daftar.csv")
    refused = run_staged(project)
    assert refused.exit_code == 1 and code in refused.output


def test_a_new_finding_of_persons_counts_everywhere() -> None:
    codes = {code for code in load_findings()["temuan"] if code.startswith("I")}
    others = {"I016", "I020", "I021", "I022"}
    assert {code for code in codes if is_of_person(code)} == codes - others
    assert {code for code in codes if counts_outside(code)} == codes - others - {
        "I004",
        "I005",
        "I008",
        "I012",
    }
    assert is_of_person("I099") and counts_outside("I099") and not is_of_person("S001")


def test_folders_outside_of_the_data_can_be_left_out(project: Path) -> None:
    (project / "tests").mkdir()
    (project / "tests" / "contoh.txt").write_text(NIK, encoding="utf-8")
    git(project, "add", "tests")
    assert run_staged(project).exit_code == 1
    left_out = (
        "tidak_dipindai:\n  - {path: tests, alasan: Nomor karangan.}\n  - {path: datasets, alasan: x}\n"
    )
    (project / WAIVERS).write_text(f"garam: '{'0' * 32}'\n{left_out}", encoding="utf-8")
    assert run_staged(project).exit_code == 1  # nobody else would have this waiver
    git(project, "add", WAIVERS)
    (project / WAIVERS).unlink()
    assert run_staged(project).exit_code == 0
    edit(project, TABLE, "Keluarga A", NIK)
    git(project, "add", TABLE)
    assert run_staged(project).exit_code == 1  # data cannot be left out


def test_a_printed_waiver_lets_the_value_stay(project: Path) -> None:
    edit(project, TABLE, "Keluarga A", NIK)
    git(project, "add", TABLE)
    place = [str(project / TABLE), "--row", "1", "--field", "penerima", "--root", str(project)]
    printed = CliRunner().invoke(waive, [*place, "--reason", "Nomor contoh dari formulir."])
    assert printed.exit_code == 0 and NIK not in printed.output
    (project / WAIVERS).write_text(printed.stdout, encoding="utf-8")
    git(project, "add", WAIVERS)
    assert run_staged(project).exit_code == 0
    assert CliRunner().invoke(check, ["--root", str(project)]).exit_code == 0
    edit(project, TABLE, NIK, "7472015708900004")
    assert CliRunner().invoke(check, ["--root", str(project)]).exit_code == 1


def test_a_waiver_needs_a_finding_a_reason_and_a_date(project: Path) -> None:
    place = [str(project / TABLE), "--root", str(project)]
    assert CliRunner().invoke(waive, [*place, "--reason", "Nomor contoh resmi."]).exit_code == 1
    assert CliRunner().invoke(waive, [*place, "--reason", "ya"]).exit_code == 2


def test_a_formula_can_be_waived(project: Path) -> None:
    descriptor = "datasets/dinas-sosial/bantuan/datapackage.yaml"
    edit(
        project,
        descriptor,
        "{name: penerima, type: string, klasifikasi: rahasia}",
        "{name: penerima, type: string}",
    )
    remove_grounds(project)
    edit(project, TABLE, "Keluarga A", "=Keluarga")
    assert CliRunner().invoke(check, ["--root", str(project)]).exit_code == 1
    place = [str(project / TABLE), "--code", "T028", "--root", str(project)]
    printed = CliRunner().invoke(waive, [*place, "--reason", "Nama resmi diawali tanda itu."])
    (project / WAIVERS).write_text(printed.stdout, encoding="utf-8")
    assert CliRunner().invoke(check, ["--root", str(project)]).exit_code == 0


def test_the_hook_is_written_once_and_spares_others(project: Path) -> None:
    path = project / ".git" / "hooks" / "pre-commit"
    place = ["install", "--root", str(project)]
    assert CliRunner().invoke(hook, place).exit_code == 0
    assert MARK in path.read_text(encoding="utf-8")
    assert CliRunner().invoke(hook, place).exit_code == 0
    path.write_text("#!/bin/sh\necho lain\n", encoding="utf-8")
    assert CliRunner().invoke(hook, place).exit_code == 2
    assert CliRunner().invoke(hook, [*place, "--force"]).exit_code == 0


def test_the_hook_is_a_shell_script_with_line_feeds() -> None:
    text = write_script(Path("C:/Program Files/Python/python.exe"), "situs/kota/")
    assert text.startswith("#!/bin/sh\n") and "\r" not in text
    assert "python='C:/Program Files/Python/python.exe'" in text
    assert "--root ./situs/kota\n" in text


def test_without_a_repository_there_is_nothing_to_check(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    assert run_staged(root).exit_code == 2
