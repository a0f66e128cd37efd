"""`suluh init`: a site for any region out of the package alone; `suluh upgrade` keeps it up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from repositories import git
from suluh.checking.project import check_project
from suluh.cli import suluh
from suluh.publishing.starter.forge_files import FORGES, WORKFLOWS
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.reserved_names import is_device

ELSEWHERE = re.compile(r"bau-?\s?bau|\b74\.72|7472|betoambari|wolio|murhum|katobengke", re.IGNORECASE)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(suluh, arguments)


def begin(folder: Path, *arguments: str) -> Path:
    done = run("init", str(folder), *arguments)
    assert done.exit_code == 0, done.output
    return folder


def findings_of(root: Path) -> list[tuple[str, str]]:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return [(one.code, one.place.path) for one in (*findings, *check_project(settings).findings)]


def texts_of(root: Path) -> dict[str, str]:
    paths = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize(
    ("wilayah", "kode", "name"),
    [
        ("74.71", "74.71", "Kota Kendari"),
        ("7471", "74.71", "Kota Kendari"),
        ("kendari", "74.71", "Kota Kendari"),
        ("Kab. Bone", "73.08", "Kabupaten Bone"),
        ("74", "74", "Provinsi Sulawesi Tenggara"),
        ("Sulawesi Tenggara", "74", "Provinsi Sulawesi Tenggara"),
    ],
)
def test_a_site_is_begun_by_code_or_name(tmp_path: Path, wilayah: str, kode: str, name: str) -> None:
    root = begin(tmp_path / "situs", "--wilayah", wilayah, "--tanpa-git")
    settings, _ = read_settings(root)
    assert settings is not None and (settings.wilayah, settings.site_name) == (kode, f"Suluh {name}")
    assert "per_tanggal" not in (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert settings.first_quarter == (settings.as_of.year, settings.as_of.quarter)


@pytest.mark.parametrize("example", [(), ("--contoh",)], ids=["empty", "example"])
@pytest.mark.parametrize("wilayah", ["74.71", "96.71", "72", "31.01"])
def test_a_new_site_has_no_findings_and_names_no_other_region(
    tmp_path: Path, wilayah: str, example: tuple[str, ...]
) -> None:
    root = begin(tmp_path / "situs", "--wilayah", wilayah, "--tanpa-git", *example)
    assert findings_of(root) == []
    assert {name for name, text in texts_of(root).items() if ELSEWHERE.search(text)} == set()
    marked = [text for name, text in texts_of(root).items() if "/contoh-" in name and name.endswith(".yaml")]
    assert bool(marked) == bool(example) and all("status_data: simulasi" in text for text in marked)


def test_kecamatan_are_agencies_and_jakarta_has_no_council_of_its_own(tmp_path: Path) -> None:
    def listed(wilayah: str) -> str:
        root = tmp_path / wilayah
        if not root.exists():
            begin(root, "--wilayah", wilayah, "--tanpa-git")
        return (root / "datasets/referensi/instansi/instansi.csv").read_text(encoding="utf-8")

    assert "kecamatan-mandonga,Kecamatan Mandonga,kecamatan,74.71.01\n" in listed("74.71")
    assert "sekretariat-dprd,Sekretariat DPRD," in listed("74.71")
    assert "sekretariat-dprk,Sekretariat DPRK," in listed("11.71")
    assert "distrik-sorong,Distrik Sorong,kecamatan,96.71.01\n" in listed("96.71")
    assert "sekretariat" not in listed("31.71")
    assert "kecamatan" not in listed("74")


@pytest.mark.parametrize(
    ("wilayah", "told"),
    [
        ("Bandung", ("32.04  Kabupaten Bandung", "32.73  Kota Bandung")),
        ("Kendarii", ("Kota Kendari",)),
        ("74.72.01", ("74.72.01",)),
        ("99.99", ("99.99",)),
    ],
)
def test_what_is_no_region_or_several_is_told(tmp_path: Path, wilayah: str, told: tuple[str, ...]) -> None:
    done = run("init", str(tmp_path / "situs"), "--wilayah", wilayah)
    assert done.exit_code == 2 and not (tmp_path / "situs").exists()
    assert all(text in done.output for text in told), done.output


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("milik saya", encoding="utf-8")
    done = run("init", str(tmp_path), "--wilayah", "74.71")
    assert done.exit_code == 2 and "tidak kosong" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]


def test_an_answer_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run("init", str(tmp_path / "situs"), "--wilayah", "74.71", "--kontak", "bukan alamat")
    assert done.exit_code == 2 and "kontak" in done.output
    assert not (tmp_path / "situs").exists(), "so the next try finds nothing in its way"


@pytest.mark.parametrize("answer", ["#kanal", "kata: dua", "- x", "@bupati", "{a", "'"])
def test_an_answer_is_text_whatever_it_means_in_yaml(tmp_path: Path, answer: str) -> None:
    done = run("init", str(tmp_path / "situs"), "--wilayah", "74.71", "--kontak", answer)
    assert done.exit_code == 2 and "kontak" in done.output, done.output


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x", encoding="utf-8")
    for folder in ("berkas", "berkas/situs"):
        assert run("init", str(tmp_path / folder), "--wilayah", "74.71").exit_code == 2


def test_files_are_for_everyone_and_owners_for_the_agencies_that_are_there(tmp_path: Path) -> None:
    words = ("--wilayah", "81.04", "--contoh-nyata", "--pemilik", "@pemda/data", "--tanpa-git")
    done = run("init", str(tmp_path / "situs"), *words)
    assert done.exit_code == 0, done.output
    root = tmp_path / "situs"
    files = [path for path in root.rglob("*") if path.is_file()]
    assert f"{len(files)} berkas" in done.output
    plain = tmp_path / "x"
    plain.touch()
    assert {path.stat().st_mode for path in files} == {plain.stat().st_mode}
    assert run("upgrade", "--root", str(root)).exit_code == 0, "nothing of it is old at once"


@pytest.mark.parametrize("forge", FORGES)
def test_each_forge_gets_its_own_files(tmp_path: Path, forge: str) -> None:
    root = begin(
        tmp_path / "situs", "--wilayah", "74.71", "--forge", forge, "--pemilik", "@pemda/data", "--tanpa-git"
    )
    texts = texts_of(root)
    assert set(WORKFLOWS[forge]) <= set(texts)
    assert not any(path in texts for other in FORGES if other != forge for path in WORKFLOWS[other])
    owners = [name for name in texts if name.endswith("CODEOWNERS")]
    assert owners == {"github": [".github/CODEOWNERS"], "gitlab": [".gitlab/CODEOWNERS"], "gitea": []}[forge]
    assert all("/datasets/kecamatan-mandonga/ @pemda/data" in texts[name] for name in owners)
    assert re.search(r"^suluh==", texts["requirements.txt"], re.MULTILINE)
    assert all("==" in line for line in texts["requirements.txt"].splitlines() if not line.startswith("#"))


def test_a_repository_is_begun_whose_first_commit_is_all(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71")
    assert git(root, "status", "--porcelain") == ""
    assert len(git(root, "log", "--format=%s").split("\n")) == 1
    inside = begin(root / "lagi", "--wilayah", "74.71")
    assert not (inside / ".git").exists(), "no repository within another"


def test_the_empty_tables_pass_once_they_are_filled_in(tmp_path: Path) -> None:
    """A template that is copied as it is stays closed, and says what is still to be filled in."""
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--tanpa-git")
    for folder in sorted((root / "templat").iterdir()):
        described = yaml.safe_load((folder / "datapackage.yaml").read_text(encoding="utf-8"))
        table = folder / described["resources"][0]["path"]
        columns = [field["name"] for field in described["resources"][0]["schema"]["fields"]]
        assert table.read_text(encoding="utf-8").strip().split(",") == columns
        assert described["klasifikasi"] == "terbatas"


def test_upgrade_shows_then_writes_and_touches_no_data(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--pemilik", "@pemda/data", "--tanpa-git")
    assert "sudah seperti" in run("upgrade", "--root", str(root)).output
    workflow, table = root / ".github/workflows/check.yml", root / "templat/usulan/usulan.csv"
    fresh = texts_of(root)
    workflow.write_text("name: Lama\n", encoding="utf-8")
    table.unlink()
    listed = root / "datasets/referensi/instansi/instansi.csv"
    listed.write_text(listed.read_text(encoding="utf-8") + "dinas-baru,Dinas Baru,dinas,\n", encoding="utf-8")
    kept = listed.read_text(encoding="utf-8")
    told = run("upgrade", "--root", str(root))
    assert told.exit_code == 1
    other = run("upgrade", "--root", str(root), "salah.yml")
    assert other.exit_code == 1 and "di tempat lain" in other.output
    assert run("upgrade", "--root", str(root), "./templat/").output.count("+++ ") == 1
    assert "-name: Lama" in told.output and "+name: Check" in told.output and "usulan.csv" in told.output
    assert "+/datasets/dinas-baru/ @pemda/data" in told.output, "CODEOWNERS follows the list of agencies"
    assert workflow.read_text(encoding="utf-8") == "name: Lama\n" and not table.exists()
    assert run("upgrade", "--root", str(root), "--ya", "templat").exit_code == 0
    assert table.exists() and workflow.read_text(encoding="utf-8") == "name: Lama\n"
    assert run("upgrade", "--root", str(root), "--ya").exit_code == 0
    now = texts_of(root)
    changed = {name for name in now if now[name] != fresh.get(name)}
    assert changed == {".github/CODEOWNERS", listed.relative_to(root).as_posix()}
    assert listed.read_text(encoding="utf-8") == kept


def test_newer_pins_of_actions_are_no_difference(tmp_path: Path) -> None:
    """On GitHub they are raised in between, and are not set back."""
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--tanpa-git")
    workflow = root / ".github/workflows/check.yml"
    text = re.sub(r"(uses: \S+)@\S+ # v\S+", r"\1@0123456789abcdef # v99.0.0", workflow.read_text("utf-8"))
    assert "v99.0.0" in text
    workflow.write_text(text, encoding="utf-8")
    assert run("upgrade", "--root", str(root)).exit_code == 0


def test_an_action_that_a_site_pinned_newer_stays_where_another_line_changes(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--tanpa-git")
    workflow = root / ".github/workflows/check.yml"
    ours = workflow.read_text("utf-8")
    newer = re.sub(r"(uses: actions/checkout)@\S+ # v\S+", r"\1@0123456789abcdef # v99.0.0", ours)
    older = re.sub(r"(uses: actions/setup-python)@\S+ # v\S+", r"\1@0123456789abcdef # v1.10.0", newer)
    assert ours != newer != older
    workflow.write_text(f"{older}# baris lama\n", encoding="utf-8")
    told = run("upgrade", "--root", str(root))
    assert (
        told.exit_code == 1
        and "baris lama" in told.output
        and "-        uses: actions/checkout" not in told.output
    )
    assert run("upgrade", "--root", str(root), "--ya").exit_code == 0
    assert workflow.read_text("utf-8") == newer, "newer stays, older is raised"


def test_upgrade_tells_of_a_beginning_that_the_settings_do_not_state(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--tanpa-git")
    settings = root / "mkdocs.yml"
    assert "mulai_melapor" not in run("upgrade", "--root", str(root)).output
    text = settings.read_text("utf-8")
    settings.write_text("\n".join(line for line in text.split("\n") if "mulai_melapor" not in line), "utf-8")
    told = run("upgrade", "--root", str(root))
    assert told.exit_code == 0 and "mulai_melapor: 2026-tw3" in told.output


def test_line_ends_of_another_system_are_no_difference(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--tanpa-git")
    for name in (".github/workflows/check.yml", "requirements.txt", "templat/usulan/datapackage.yaml"):
        (root / name).write_bytes((root / name).read_bytes().replace(b"\n", b"\r\n"))
    assert "sudah seperti" in run("upgrade", "--root", str(root)).output
    assert findings_of(root) == []


def test_what_is_written_has_one_line_end_and_names_that_every_system_takes(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "96.71", "--contoh", "--tanpa-git")
    paths = [path for path in root.rglob("*") if path.is_file()]
    assert [path for path in paths if b"\r" in path.read_bytes()] == []
    names = [part for path in paths for part in path.relative_to(root).parts]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._-]+", name) or name.endswith(".")] == []
    assert [name for name in names if is_device(name.partition(".")[0])] == []


def test_upgrade_follows_no_link_and_leaves_other_repositories_alone(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71", "--tanpa-git")
    outside = tmp_path / "luar.yml"
    outside.write_text("bukan milik situs\n", encoding="utf-8")
    workflow = root / ".github/workflows/check.yml"
    workflow.unlink()
    workflow.symlink_to(outside)
    assert run("upgrade", "--root", str(root), "--ya").exit_code == 0
    assert outside.read_text(encoding="utf-8") == "bukan milik situs\n"
    (root / "requirements.txt").write_text("mkdocs==1.6.1\n", encoding="utf-8")
    assert run("upgrade", "--root", str(root), "--ya").exit_code == 2


def test_what_is_kept_between_runs_ignores_itself(tmp_path: Path) -> None:
    root = begin(tmp_path / "situs", "--wilayah", "74.71")
    (root / ".gitignore").unlink()
    git(root, "commit", "--quiet", "--all", "--message=Tanpa daftar")
    from suluh.reading.kept_files import ignore_itself

    ignore_itself(root / ".suluh")
    (root / ".suluh" / "sesuatu").write_text("x", encoding="utf-8")
    assert git(root, "status", "--porcelain") == ""
