"""A report that is withdrawn leaves date and reason, and no word of its own; `suluh diff` accepts that."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from repositories import commit, start_repository
from small_site import edit
from suluh.assembly.retraction import find_report
from suluh.checking.project import check_project
from suluh.cli.diff import diff
from suluh.cli.late import late
from suluh.cli.retract import retract
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

NAME = "dinas-sosial/2025-tw2"
REPORT = f"content/laporan/{NAME}.md"
STONE = f"content/laporan/{NAME}.nisan.yaml"
WORDS = (
    "Bantuan pangan triwulan kedua",
    "sampai di dua kelurahan",
    "bulan Mei",
    "bulan Juni",
    "Koreksi bulan",
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A report that was published and mended."""
    root = start_repository(tmp_path / "gudang")
    edit(root, REPORT, "bulan Mei", "bulan Juni")
    return commit(root, "Koreksi bulan", day="2025-07-12")


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def withdraw(root: Path, name: str = f"laporan/{NAME}", *more: str, **options: str) -> Result:
    arguments = [name, "--reason", "Memuat data pribadi", "--date", "2025-08-01", "--root", str(root), *more]
    return CliRunner().invoke(retract, arguments, **options)  # type: ignore[arg-type]


def codes_of_diff(root: Path) -> list[str]:
    answer = CliRunner().invoke(diff, ["main", "--root", str(root), "--format", "json"])
    return [one["code"] for one in json.loads(answer.output)["findings"]]


def test_the_command_leaves_only_the_tombstone_and_the_difference_is_accepted(repository: Path) -> None:
    refused = withdraw(repository, input="n\n")
    assert refused.exit_code == 1 and (repository / REPORT).is_file()
    done = withdraw(repository, f"laporan/{NAME}", "--yes")
    assert done.exit_code == 0 and "1 berkas dihapus" in done.output and "Riwayat git" in done.output
    assert not (repository / REPORT).exists()
    assert (repository / STONE).read_text(encoding="utf-8") == (
        'tanggal: "2025-08-01"\nalasan: "Memuat data pribadi"\n'
    )
    assert check_project(settings_of(repository)).findings == ()
    assert codes_of_diff(repository) == []
    (repository / STONE).unlink()
    assert codes_of_diff(repository) == ["V002"]


def test_the_next_build_tells_when_and_why_and_holds_no_word_of_it(repository: Path) -> None:
    assert withdraw(repository, f"laporan/{NAME}", "--yes").exit_code == 0
    commit(repository, "Tarik", day="2025-08-01")
    site, checked = build_site(settings_of(repository))
    assert site is not None and checked.findings == ()
    pages = {one.address: one for one in site.pages}
    page = pages[f"laporan/{NAME}/"]
    assert "Memuat data pribadi" in page.body() and "1\xa0Agustus\xa02025" in page.body()
    assert not page.indexed and "TW II 2025" in page.title
    assert page.title in pages["laporan/dinas-sosial/"].body()
    for word in WORDS:
        told = [
            one.address for one in site.pages if word in one.body() or word in one.title + one.description
        ]
        assert told == [], word
    for artifact in site.artifacts:
        stream = BytesIO()
        artifact.write(stream)
        assert [word for word in WORDS if word.encode() in stream.getvalue()] == [], artifact.address


def test_a_withdrawn_report_was_handed_in(repository: Path) -> None:
    assert withdraw(repository, f"laporan/{NAME}", "--yes").exit_code == 0
    arguments = ["--root", str(repository), "--format", "json", "--on", "2025-09-01"]
    told = json.loads(CliRunner().invoke(late, arguments).stdout)
    assert [one["slug"] for one in told["terlambat"]] == ["kecamatan-betoambari"]


def test_a_report_put_back_beside_its_tombstone_is_not_published(repository: Path) -> None:
    text = (repository / REPORT).read_text(encoding="utf-8")
    assert withdraw(repository, f"laporan/{NAME}", "--yes").exit_code == 0
    (repository / REPORT).write_text(text, encoding="utf-8")
    checked = check_project(settings_of(repository))
    assert [(one.code, one.place.path) for one in checked.findings] == [("L012", REPORT)]
    assert checked.reports == ()


@pytest.mark.parametrize(
    "text",
    [
        "bukan daftar\n",
        'tanggal: "2025-08-01"\n',
        'tanggal: "2025-13-01"\nalasan: x\n',
        'tanggal: "2025-08-01"\nalasan: x\njudul: Bantuan pangan\n',
        f'tanggal: "2025-08-01"\nalasan: x\nnama_lama: [{NAME}]\n',
        'tanggal: "2025-08-01"\nalasan: x\nnama_lama: [../2025-tw2]\n',
    ],
)
def test_a_tombstone_that_cannot_be_read_stops_the_build(repository: Path, text: str) -> None:
    assert withdraw(repository, f"laporan/{NAME}", "--yes").exit_code == 0
    (repository / STONE).write_text(text, encoding="utf-8")
    site, checked = build_site(settings_of(repository))
    assert site is None and [one.code for one in checked.findings] == ["L011"]


def test_only_a_report_that_is_there_is_withdrawn(repository: Path) -> None:
    settings = settings_of(repository)
    for name in (
        NAME,
        f"laporan/../laporan/{NAME}",
        "laporan/dinas-sosial/2025-tw3",
        "laporan/",
        f"data/{NAME}",
    ):
        assert find_report(settings, name) is None
    answer = withdraw(repository, "laporan/dinas-sosial/2025-tw3", "--yes")
    assert answer.exit_code == 2 and "Tidak ada laporan" in answer.output
    answer = withdraw(repository, f"laporan/{NAME}", "--versi", "2025-07-01-1a2b3c4d")
    assert answer.exit_code == 2 and (repository / REPORT).is_file()
