"""`suluh build` as a person runs it: on a tiny project, good and bad, again and again."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from command_line import ROOT, run_suluh
from made_sites import read_tree

SMALL = ROOT / "tests" / "sites" / "kecil"
TABLE = "datasets/dinas-sosial/bantuan/bantuan.csv"
DESCRIPTOR = "datasets/dinas-sosial/bantuan/datapackage.yaml"
REPORT = "content/laporan/dinas-sosial/2025-tw2.md"
SENTINEL = "SENTINELRAHASIA7351"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the tiny project."""
    return Path(shutil.copytree(SMALL, tmp_path / "proyek"))


def break_table(project: Path) -> None:
    """A code of an activity that no list knows."""
    path = project / TABLE
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].rpartition(",")[0] + ",banyak"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that is there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def unpack_all(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, and with them every file inside a ZIP or XLSX among them, however deep."""
    found = dict(files)
    for name, content in files.items():
        if content[:2] == b"PK":
            with ZipFile(BytesIO(content)) as archive:
                inner = {f"{name}!{one}": archive.read(one) for one in archive.namelist()}
            found |= unpack_all(inner)
    return found


def test_a_good_project_becomes_a_site_in_quiet_lines(project: Path) -> None:
    done = run_suluh("build", root=project, fresh=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "site" / "data" / "bantuan" / "bantuan.csv").is_file()
    assert (project / "site" / "laporan" / "dinas-sosial" / "2025-tw2" / "index.html").is_file()
    assert "\x1b" not in done.stdout + done.stderr
    assert "Menulis halaman" in done.stderr


def test_an_error_stops_the_build_and_leaves_the_last_good_site(project: Path) -> None:
    assert run_suluh("build", root=project).returncode == 0
    before = read_tree(project / "site")
    break_table(project)

    done = run_suluh("build", root=project)

    assert done.returncode == 1
    assert TABLE in done.stdout
    assert "banyak" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert read_tree(project / "site") == before


def test_keep_going_withholds_what_has_errors_and_says_so_on_the_agency_page(project: Path) -> None:
    break_table(project)

    done = run_suluh("build", "--keep-going", root=project)

    assert done.returncode == 0, done.stdout + done.stderr
    assert TABLE in done.stdout
    site = project / "site"
    assert not (site / "data" / "bantuan").exists()
    agency = (site / "instansi" / "dinas-sosial" / "index.html").read_text(encoding="utf-8")
    assert "ditahan" in agency
    assert (site / "data" / "pagu" / "pagu.csv").is_file()


def test_another_folder_can_be_named(project: Path) -> None:
    done = run_suluh("build", "--site-dir", "keluaran/situs", root=project)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "keluaran" / "situs" / "index.html").is_file()
    assert not (project / "site").exists()


def test_a_folder_with_somebody_elses_files_is_refused(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "skripsi.docx").write_bytes(b"penting")

    done = run_suluh("build", root=project)

    assert done.returncode == 1
    assert (project / "site" / "skripsi.docx").read_bytes() == b"penting"


def hide_sentinel(project: Path) -> None:
    """Put a sentinel into the secret column and into the title of the dataset."""
    change(project / TABLE, "Keluarga A", SENTINEL)
    change(project / DESCRIPTOR, "title: Bantuan pangan", f"title: {SENTINEL}")


@pytest.mark.parametrize("word", ["terbatas", "Publik"])
def test_only_the_exact_word_publishes_a_package(project: Path, word: str) -> None:
    hide_sentinel(project)
    change(project / DESCRIPTOR, "klasifikasi: publik", f'klasifikasi: "{word}"')

    done = run_suluh("build", "--keep-going", root=project)

    published = read_tree(project / "site")
    assert published
    assert not any(name.startswith("data/bantuan/") for name in published)
    assert not any(SENTINEL.encode() in content for content in published.values())
    assert SENTINEL not in done.stdout + done.stderr


def test_a_secret_column_of_a_public_dataset_is_in_no_file(project: Path) -> None:
    change(project / TABLE, "Keluarga A", SENTINEL)

    done = run_suluh("build", root=project)

    assert done.returncode == 0, done.stdout + done.stderr
    published = read_tree(project / "site")
    assert any(name == "data/bantuan/bantuan.zip" for name in published)
    for name, content in unpack_all(published).items():
        assert SENTINEL.encode() not in content, name


@pytest.mark.parametrize("broken", ["klasifikasi: publik\nklasifikasi: rahasia", "- : ["])
def test_a_report_that_is_not_plainly_public_is_not_published(project: Path, broken: str) -> None:
    change(project / REPORT, "klasifikasi: publik", broken)
    report = project / REPORT
    report.write_text(report.read_text(encoding="utf-8") + f"\n{SENTINEL}\n", encoding="utf-8")

    done = run_suluh("build", "--keep-going", root=project)

    assert done.returncode == 0, done.stdout + done.stderr
    published = read_tree(project / "site")
    assert published
    assert not any(SENTINEL.encode() in content for content in published.values())
    assert SENTINEL not in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [["build", "--engine", "hugo"], ["bangun"], ["build", "berlebih"]])
def test_misuse_ends_with_2(project: Path, arguments: list[str]) -> None:
    done = run_suluh(*arguments, root=project, fresh=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_outside_of_a_project_is_misuse(tmp_path: Path) -> None:
    assert run_suluh("build", root=tmp_path, fresh=True).returncode == 2


def test_a_second_language_is_a_site_of_its_own(project: Path) -> None:
    change(
        project / "mkdocs.yml", "kontak:", "bahasa_lain: {en: 'https://data.contoh.go.id/en/'}\n      kontak:"
    )
    refused = run_suluh("build", "--site-language", "de", root=project)
    assert refused.returncode == 2 and "bahasa_lain" in refused.stderr
    built = run_suluh("build", "--site-language", "en", root=project)
    assert built.returncode == 0, built.stderr
    page = (project / "site.en" / "wilayah" / "74.72" / "index.html").read_text(encoding="utf-8")
    assert "<html lang=en>" in page and "Skip to content" in page
    assert 'href="https://data.contoh.go.id/suluh/wilayah/74.72/" hreflang="id"' in page
    about = (project / "site.en" / "tentang" / "index.html").read_text(encoding="utf-8")
    assert 'id="isi" lang="id"' in about and ">Home<" in about
    lost = (project / "site.en" / "404.html").read_text(encoding="utf-8")
    assert "This page does not exist" in lost


def test_settings_that_are_wrong_stop_a_build_that_keeps_going(project: Path) -> None:
    change(project / "mkdocs.yml", "74.72", "99.99")
    done = run_suluh("build", "--root", str(project), "--keep-going")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "99.99" in done.stdout + done.stderr and not (project / "site").exists()
