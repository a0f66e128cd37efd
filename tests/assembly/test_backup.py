"""A backup is whole or none, and what comes out of it builds the same bytes."""

from __future__ import annotations

import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from command_line import build_with_suluh
from made_sites import make_settings, make_site, read_tree
from repositories import commit, git, start_repository
from small_site import copy_small_site
from suluh import __version__
from suluh.assembly.backup import (
    BUNDLE,
    KEPT_MANIFEST,
    NOTE,
    SITE_NOTE,
    compare_site,
    compare_surroundings,
    describe_surroundings,
    open_backup,
    read_note,
)
from suluh.assembly.publication import publish
from suluh.cli.backup import backup
from suluh.cli.restore import restore
from suluh.cli.verify import verify
from suluh.engines import load_engine


def run(command: object, *arguments: object) -> Result:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])  # type: ignore[arg-type]
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return start_repository(tmp_path / "proyek")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, plain_templates: None) -> Path:
    settings = make_settings(tmp_path_factory.mktemp("situs"))
    published = publish(make_site(), settings, load_engine("mkdocs"))
    assert published.site_dir is not None, published.findings
    return published.site_dir


def test_what_is_in_comes_out(project: Path, site: Path, tmp_path: Path) -> None:
    made = run(backup, tmp_path / "a.zip", "--root", project, "--site", site)
    assert made.exit_code == 0, made.output
    assert "data tertutup" in made.output
    result = run(restore, tmp_path / "a.zip", tmp_path / "baru")
    assert result.exit_code == 0, result.output
    assert git(tmp_path / "baru", "rev-parse", "HEAD") == git(project, "rev-parse", "HEAD")
    assert git(tmp_path / "baru", "branch", "--show-current").strip() == "main"
    for path in project.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            assert (tmp_path / "baru" / path.relative_to(project)).read_bytes() == path.read_bytes()
    assert compare_site(tmp_path / "baru", site) == []
    assert git(tmp_path / "baru", "status", "--porcelain") == "", "what is kept beside is not git's"
    again = run(restore, tmp_path / "a.zip", tmp_path / "baru")
    assert again.exit_code == 2 and "sudah berisi" in again.output


def test_the_same_project_gives_the_same_backup(project: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        assert run(backup, tmp_path / name, "--root", project).exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as first, zipfile.ZipFile(tmp_path / "b.zip") as second:
        assert first.read(NOTE) == second.read(NOTE)
        assert read_note(first.read(NOTE)).surroundings == describe_surroundings(__version__)


@pytest.mark.parametrize("kind", ["changed", "new"])
def test_what_git_does_not_keep_is_told(project: Path, tmp_path: Path, kind: str) -> None:
    path = project / ("mkdocs.yml" if kind == "changed" else "baru.txt")
    path.write_text("site_name: x\n" if kind == "changed" else "x", encoding="utf-8")
    shutil.copy(Path(__file__).parents[1] / "sites" / "kecil" / "mkdocs.yml", tmp_path / "mkdocs.yml")
    result = run(backup, tmp_path / "a.zip", "--root", project)
    assert result.exit_code == 1 and not (tmp_path / "a.zip").exists()
    assert kind == "changed" or ("S026" in result.output and "baru.txt" in result.output)


def test_a_folder_without_history_has_no_backup(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "proyek")
    result = run(backup, tmp_path / "a.zip", "--root", root)
    assert result.exit_code == 1 and not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("part", [BUNDLE, NOTE, SITE_NOTE, "SHA256SUMS", "lain"])
def test_a_damaged_backup_is_refused_whole(project: Path, site: Path, tmp_path: Path, part: str) -> None:
    run(backup, tmp_path / "a.zip", "--root", project, "--site", site)
    with (
        zipfile.ZipFile(tmp_path / "a.zip") as whole,
        zipfile.ZipFile(tmp_path / "b.zip", "w") as spoiled,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            spoiled.writestr(name, content[:-1] + b"x" if name == part else content)
        if part == "lain":
            spoiled.writestr("../lain", b"x")
    result = run(restore, tmp_path / "b.zip", tmp_path / "baru")
    assert result.exit_code == 1 and "S027" in result.output
    assert not (tmp_path / "baru").exists() and not (tmp_path / "lain").exists()


def test_a_broken_byte_anywhere_is_told(project: Path, tmp_path: Path) -> None:
    """Whatever the library of archives raises for it: what comes out is the note that went in, or S027."""
    run(backup, tmp_path / "a.zip", "--root", project)
    whole, draw = (tmp_path / "a.zip").read_bytes(), random.Random(27)
    for number in range(60):
        spoiled = bytearray(whole)
        spoiled[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        cut = bytes(spoiled[: draw.randrange(len(whole))]) if number % 3 == 0 else bytes(spoiled)
        (tmp_path / "b.zip").write_bytes(cut)
        note, findings = open_backup(tmp_path / "b.zip", tmp_path / f"baru{number}", __version__)
        assert note is not None or [finding.code for finding in findings] == ["S027"]


def test_a_history_that_is_cut_off_has_no_backup(project: Path, tmp_path: Path) -> None:
    (project / "mkdocs.yml").write_text(
        (project / "mkdocs.yml").read_text("utf-8") + "# x\n", encoding="utf-8"
    )
    commit(project, "Kedua")
    git(tmp_path, "clone", "-q", "--depth", "1", project.as_uri(), str(tmp_path / "dangkal"))
    result = run(backup, tmp_path / "a.zip", "--root", tmp_path / "dangkal")
    assert result.exit_code == 1 and "S029" in result.output and not (tmp_path / "a.zip").exists()


def test_misuse_is_told_as_such(project: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    for arguments in (
        [project / "a.zip", "--root", project],
        [tmp_path / "a.zip", "--root", project, "--site", tmp_path / "kosong"],
        [tmp_path / "c.zip", "--mirror", "--site", tmp_path / "kosong"],
        [tmp_path / "tidak" / "ada.zip", "--root", project],
        [tmp_path / "tidak" / "ada.zip", "--mirror", "--site", site],
    ):
        assert run(backup, *arguments).exit_code == 2, arguments


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"bukan zip"])
def test_what_is_no_backup_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    note, findings = open_backup(tmp_path / "a.zip", tmp_path / "baru", __version__)
    assert note is None and [finding.code for finding in findings] == ["S027"]


def test_other_surroundings_are_told() -> None:
    here = describe_surroundings(__version__)
    assert compare_surroundings(here, __version__) == []
    packages = dict(here.packages)
    del packages[next(name for name in packages if name.startswith("pandas"))]
    for other in (
        replace(here, generator="0"),
        replace(here, python="3.99"),
        replace(here, packages=packages),
        replace(here, packages={**here.packages, "pandas==0": "0"}),
    ):
        assert [finding.code for finding in compare_surroundings(other, __version__)] == ["S028"]


def test_a_site_that_differs_is_told(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "proyek"
    (folder / KEPT_MANIFEST).parent.mkdir(parents=True)
    shutil.copy(site / "manifest.json", folder / KEPT_MANIFEST)
    other = Path(shutil.copytree(site, tmp_path / "situs"))
    assert compare_site(folder, other) == []
    (other / "index.html").write_bytes(b"x")
    (other / "robots.txt").unlink()
    assert {finding.code for finding in compare_site(folder, other)} == {"E012", "E013"}


def test_a_mirror_is_the_site_and_nothing_else(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "situs"))
    (copy / "catatan.txt").write_text("rahasia", encoding="utf-8")
    result = run(backup, tmp_path / "c.zip", "--mirror", "--site", copy)
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "c.zip") as packed:
        packed.extractall(tmp_path / "keluar")
    out = read_tree(tmp_path / "keluar" / "situs")
    assert "catatan.txt" not in out
    assert {name: out[name] for name in out if name != "SHA256SUMS"}.items() <= read_tree(site).items()
    assert run(verify, tmp_path / "keluar" / "situs").exit_code == 0
    (copy / "index.html").write_bytes(b"x")
    assert run(backup, tmp_path / "d.zip", "--mirror", "--site", copy).exit_code == 1
    assert not (tmp_path / "d.zip").exists()
    assert run(backup, tmp_path / "d.zip", "--mirror").exit_code == 2


@pytest.mark.slow
def test_a_restored_project_builds_the_same_bytes(project: Path, tmp_path: Path) -> None:
    site = build_with_suluh(tmp_path / "situs", root=project)
    assert run(backup, tmp_path / "a.zip", "--root", project, "--site", site).exit_code == 0
    result = run(restore, tmp_path / "a.zip", tmp_path / "baru", "--build")
    assert result.exit_code == 0 and "byte demi byte" in result.output, result.output
