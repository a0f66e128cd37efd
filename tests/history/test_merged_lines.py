"""Lines of commits that were merged, cut off or fetched in part: the law of the past in real repositories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from repositories import branch, commit, git, start_repository
from small_site import DATASET, TABLE, edit
from suluh.checking.package_tables import TableStore
from suluh.clearing.classification import clear_package
from suluh.cli.retract import retract
from suluh.history.canonical_versions import Past, read_histories
from suluh.history.editions import History
from suluh.history.returned import judge_past
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.packages import read_packages
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.package import ValidPackage

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

DESCRIPTOR = f"{DATASET}/datapackage.yaml"
OPEN, CLOSED = "{name: rata, type: number, ", "{name: rata, type: number, klasifikasi: rahasia, "


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = start_repository(tmp_path / "gudang")
    edit(root, TABLE, "2025,120", "2025,777")
    return commit(root, "Terbit", day="2025-07-02")


def look_back(root: Path) -> History:
    """The history of the dataset `bantuan`, alone."""
    settings, _ = read_settings(root)
    assert settings is not None
    package = next(one for one in read_packages(settings)[0] if one.name == "bantuan")
    tables = TableStore(settings, {package.name: package}).tables_of(package)
    cleared = clear_package(ValidPackage(package, tables))
    assert cleared is not None
    return read_histories(settings, [Past(package, cleared)], TABLE_FORMS)["bantuan"]


def withheld_days(root: Path) -> list[str]:
    return [one.date for one in look_back(root).editions if one.withheld]


def codes(root: Path) -> list[str]:
    settings, _ = read_settings(root)
    assert settings is not None
    return sorted({one.code for one in judge_past(settings, [], [], TABLE_FORMS)})


def run_retract(root: Path, name: str = "bantuan") -> str:
    arguments = [name, "--reason", "Keliru", "--yes", "--date", "2025-07-04", "--root", str(root)]
    done = CliRunner().invoke(retract, arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("closing", [True, False], ids=["closed", "open"])
def test_what_the_published_line_closed_stays_closed_where_it_was_pulled_into_another(
    repository: Path, closing: bool
) -> None:
    branch(repository, "usul")
    edit(repository, "datasets/dinas-sosial/pagu/pagu.csv", ";2000", ";2001")
    commit(repository, "Usul lain", day="2025-07-03")
    git(repository, "switch", "-q", "main")
    if closing:
        edit(repository, DESCRIPTOR, OPEN, CLOSED)
        commit(repository, "Tutup", day="2025-07-04")
        edit(repository, DESCRIPTOR, CLOSED, OPEN)
    edit(repository, TABLE, "2025,777", "2025,150")
    commit(repository, "Koreksi", day="2025-07-05")
    git(repository, "switch", "-q", "usul")
    git(repository, "merge", "-q", "-m", "Tarik main", "main", date="2025-07-06T12:00:00+08:00")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--ff-only", "usul")
    assert ("2025-07-02" in withheld_days(repository)) is closing


def test_a_submission_that_could_not_be_read_at_first_costs_no_edition(repository: Path) -> None:
    branch(repository, "usul")
    edit(repository, DESCRIPTOR, "name: bantuan\ntitle", "name: [bantuan\ntitle")
    commit(repository, "Salah", day="2025-07-03")
    edit(repository, DESCRIPTOR, "name: [bantuan\ntitle", "name: bantuan\ntitle")
    edit(repository, TABLE, "2025,777", "2025,150")
    commit(repository, "Betul", day="2025-07-04")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "Gabungan", "usul")
    assert not withheld_days(repository)


def test_a_clone_that_is_cut_off_takes_nothing_of_today_for_withdrawn(repository: Path) -> None:
    saved = repository.parent / "salinan"
    shutil.copytree(repository / DATASET, saved)
    run_retract(repository)
    commit(repository, "Tarik", day="2025-07-04")
    (repository / DATASET / "nisan.yaml").unlink()
    shutil.copytree(saved, repository / DATASET, dirs_exist_ok=True)
    edit(repository, TABLE, "2025,777", "2025,150")
    commit(repository, "Terbit lagi", day="2025-07-05")
    edit(repository, TABLE, "2025,150", "2025,160")
    commit(repository, "Koreksi", day="2025-07-06")
    assert codes(repository) == []
    for depth in ("1", "2", "3"):
        clone = repository.parent / f"dangkal-{depth}"
        git(repository, "clone", "-q", "--depth", depth, repository.as_uri(), str(clone))
        assert codes(clone) == [], depth
        assert not withheld_days(clone)
    shutil.copy(saved / "bantuan.csv", clone / TABLE)
    assert codes(clone) == ["V016"]


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_a_clone_in_part_says_that_it_cannot_tell_what_was_withdrawn(repository: Path, left_out: str) -> None:
    edit(repository, TABLE, "2025,777", "2025,150")
    commit(repository, "Koreksi", day="2025-07-03")
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone = repository.parent / "sebagian"
    git(repository, "clone", "-q", f"--filter={left_out}", repository.as_uri(), str(clone))
    assert codes(clone) == ["V019"]
    assert not look_back(clone).editions


def test_an_empty_table_may_be_like_one_that_was_withdrawn(repository: Path) -> None:
    pagu = repository / "datasets/dinas-sosial/pagu"
    (pagu / "pagu.csv").write_text("tahun;kdpemda;nilai\n", encoding="utf-8")
    shutil.copy(pagu / "pagu.csv", repository / "datasets/dinas-sosial/realisasi/realisasi.csv")
    commit(repository, "Kosong", day="2025-07-03")
    assert "juga ada di" not in run_retract(repository, "pagu")
    assert codes(repository) == []


def test_retract_says_where_else_the_same_bytes_lie(repository: Path) -> None:
    shutil.copytree(repository / DATASET, repository / "datasets/dinas-sosial/ganda")
    commit(repository, "Ganda", day="2025-07-03")
    said = run_retract(repository, "ganda")
    assert "juga ada di datasets/dinas-sosial/bantuan/bantuan.csv" in said and "nama_lama" in said
    assert codes(repository) == ["V016"]
