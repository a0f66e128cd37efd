"""`suluh build` as a person runs it: on a tiny project, good and bad, again and again."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess
from zipfile import ZipFile

import pytest

from command_line import ROOT, run_suluh
from made_sites import read_tree

SMALL = ROOT / "tests" / "sites" / "kecil"
TABLE = "datasets/dinas-sosial/bantuan/bantuan.csv"
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, CompletedProcess[str]]:
    """The tiny project with a sentinel in its secret column, built, and what was said.

    A build from a cold start is `site/test_determinism.py`'s.
    """
    project = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("baik") / "proyek"))
    change(project / TABLE, "Keluarga A", SENTINEL)
    return project, run_suluh("build", root=project)


def test_a_good_project_becomes_a_site_in_quiet_lines(built: tuple[Path, CompletedProcess[str]]) -> None:
    project, done = built

    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "site" / "data" / "bantuan" / "bantuan.csv").is_file()
    assert (project / "site" / "laporan" / "dinas-sosial" / "2025-tw2" / "index.html").is_file()
    assert "\x1b" not in done.stdout + done.stderr
    assert "Menulis halaman" in done.stderr


def test_a_secret_column_of_a_public_dataset_is_in_no_file(built: tuple[Path, CompletedProcess[str]]) -> None:
    published = read_tree(built[0] / "site")
    assert any(name == "data/bantuan/bantuan.zip" for name in published)
    for name, content in unpack_all(published).items():
        assert SENTINEL.encode() not in content, name


def test_an_error_stops_the_build_and_leaves_the_last_good_site(
    built: tuple[Path, CompletedProcess[str]], tmp_path: Path
) -> None:
    project = Path(shutil.copytree(built[0], tmp_path / "proyek"))
    before = read_tree(project / "site")
    break_table(project)

    done = run_suluh("build", root=project)

    assert done.returncode == 1
    assert TABLE in done.stdout
    assert "banyak" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert read_tree(project / "site") == before


def test_a_folder_with_somebody_elses_files_is_refused(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "skripsi.docx").write_bytes(b"penting")

    done = run_suluh("build", root=project)

    assert done.returncode == 1
    assert (project / "site" / "skripsi.docx").read_bytes() == b"penting"


WORDS = {"terbatas": "SENTINELTERBATAS", "Publik": "SENTINELPUBLIK"}
"""What a dataset may say of itself that does not publish it, and the sentinel in one that says so."""
HEADS = {"klasifikasi: publik\nklasifikasi: rahasia": "SENTINELGANDA", "- : [": "SENTINELRUSAK"}
"""The same of a report."""


def hide_dataset(project: Path, word: str, sentinel: str) -> None:
    """One more dataset, with a sentinel in its secret column and in its title, that says `word` of itself."""
    folder = project / "datasets" / "dinas-sosial" / f"bantuan-{word.lower()}"
    shutil.copytree(project / "datasets" / "dinas-sosial" / "bantuan", folder)
    change(folder / "datapackage.yaml", "name: bantuan", f"name: {folder.name}")
    change(folder / "datapackage.yaml", "title: Bantuan pangan", f"title: {sentinel}")
    change(folder / "datapackage.yaml", "klasifikasi: publik", f'klasifikasi: "{word}"')
    change(folder / "bantuan.csv", "Keluarga A", sentinel)


def hide_report(project: Path, quarter: int, head: str, sentinel: str) -> None:
    """One more report with a sentinel in its text, whose head is broken."""
    report = project / f"content/laporan/dinas-sosial/2024-tw{quarter}.md"
    text = (project / REPORT).read_text(encoding="utf-8").replace("2025", "2024")
    text = text.replace("triwulan: 2", f"triwulan: {quarter}")
    report.write_text(f"{text}\n{sentinel}\n", encoding="utf-8")
    change(report, "klasifikasi: publik", head)


@pytest.fixture(scope="module")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], str]:
    """What is published, and said, of a project in which some of everything may not go out."""
    project = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("ditahan") / "proyek"))
    for word, sentinel in WORDS.items():
        hide_dataset(project, word, sentinel)
    for quarter, (head, sentinel) in enumerate(HEADS.items(), 1):
        hide_report(project, quarter, head, sentinel)
    break_table(project)
    done = run_suluh("build", "--keep-going", "--site-dir", "keluaran/situs", root=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (project / "site").exists()
    return read_tree(project / "keluaran" / "situs"), done.stdout + done.stderr


def test_keep_going_withholds_what_has_errors_and_says_so_on_the_agency_page(
    withheld: tuple[dict[str, bytes], str],
) -> None:
    published, told = withheld
    assert TABLE in told
    assert not any(name.startswith("data/bantuan/") for name in published)
    assert "ditahan" in published["instansi/dinas-sosial/index.html"].decode()
    assert "data/pagu/pagu.csv" in published


def test_another_folder_can_be_named(withheld: tuple[dict[str, bytes], str]) -> None:
    assert "index.html" in withheld[0]


@pytest.mark.parametrize("word", WORDS)
def test_only_the_exact_word_publishes_a_package(withheld: tuple[dict[str, bytes], str], word: str) -> None:
    published, told = withheld
    assert not any(name.startswith(f"data/bantuan-{word.lower()}/") for name in published)
    assert_nowhere(WORDS[word], published, told)


@pytest.mark.parametrize("head", HEADS)
def test_a_report_that_is_not_plainly_public_is_not_published(
    withheld: tuple[dict[str, bytes], str], head: str
) -> None:
    published, told = withheld
    assert "laporan/dinas-sosial/2025-tw2/index.html" in published
    assert_nowhere(HEADS[head], published, told)


def assert_nowhere(sentinel: str, published: dict[str, bytes], told: str) -> None:
    """In no file that was published, unpacked or not, and in nothing that was said."""
    assert not any(sentinel.encode() in content for content in unpack_all(published).values())
    assert sentinel not in told


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
