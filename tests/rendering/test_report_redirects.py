"""A report whose file moved is found under its former address, with the history it had there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from repositories import commit, git, start_repository
from small_site import copy_small_site, edit
from suluh.assembly.head import build_head
from suluh.checking.project import check_project
from suluh.cli.diff import diff
from suluh.cli.retract import retract
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD = "dinas-sosial/2025-tw2"
NEW = "kecamatan-betoambari/2025-tw2"
PATH = f"content/laporan/{NEW}.md"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A report that was published, mended, and moved to another agency's folder without a commit yet."""
    root = start_repository(tmp_path / "gudang")
    edit(root, f"content/laporan/{OLD}.md", "bulan Mei", "bulan Juni")
    commit(root, "Fix\n\nCatatan: Koreksi bulan", day="2025-07-12")
    (root / "content/laporan/kecamatan-betoambari").mkdir()
    git(root, "mv", f"content/laporan/{OLD}.md", PATH)
    edit(root, PATH, "instansi: dinas-sosial", f"instansi: kecamatan-betoambari\nnama_lama: [{OLD}]")
    return root


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def build(root: Path) -> Site:
    site, checked = build_site(settings_of(root))
    assert site is not None, checked.findings
    return site


def told_by_diff(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    answer = CliRunner().invoke(diff, ["main", "--root", str(root), "--format", "json"])
    said = json.loads(answer.output)
    return [one["code"] for one in said["findings"]], [(one["name"], one["state"]) for one in said["reports"]]


def test_the_former_addresses_lead_on(repository: Path) -> None:
    settings = settings_of(repository)
    pages = {one.address: one for one in build(repository).pages}
    page = pages[f"laporan/{OLD}/"]
    assert page.leads_to == f"laporan/{NEW}/" and not page.indexed
    head = build_head(page, settings)
    assert f'<meta http-equiv="refresh" content="0; url=../../../laporan/{NEW}/">' in head
    assert f'<link rel="canonical" href="{settings.site_url}laporan/{NEW}/">' in head
    assert "Alamat laporan ini berubah" in page.body() and "bulan Juni" not in page.body()
    assert pages["laporan/dinas-sosial/"].leads_to == "laporan/kecamatan-betoambari/"
    assert not pages[f"laporan/{NEW}/"].leads_to


def test_the_difference_is_accepted_and_told_as_a_move(repository: Path) -> None:
    assert told_by_diff(repository) == ([], [(NEW, "dialihkan")])
    edit(repository, PATH, f"nama_lama: [{OLD}]\n", "")
    assert told_by_diff(repository)[0] == ["V002"]


def test_what_falls_due_is_told_of_the_present_address(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "usul")
    commit(repository, "Pindah", day="2025-11-15")
    arguments = ["main", "usul", "--root", str(repository), "--format", "json"]
    told = json.loads(CliRunner().invoke(diff, arguments).output)["reports"]
    missing = [one["name"] for one in told if one["state"] == "belum_ada"]
    assert missing == ["kecamatan-betoambari/2025-tw3"]


def test_an_address_that_led_on_may_not_vanish_later(repository: Path) -> None:
    commit(repository, "Pindah", day="2025-07-13")
    edit(repository, PATH, f"nama_lama: [{OLD}]\n", "")
    assert told_by_diff(repository)[0] == ["V002"]


def test_the_history_goes_back_before_the_move(repository: Path) -> None:
    commit(repository, "Pindah", day="2025-07-13")
    body = next(one for one in build(repository).pages if one.address == f"laporan/{NEW}/").body()
    assert "Koreksi bulan" in body and "1 paragraf diubah" in body


def test_a_tombstone_keeps_the_former_addresses(repository: Path) -> None:
    commit(repository, "Pindah", day="2025-07-13")
    arguments = [f"laporan/{NEW}", "--reason", "Keliru", "--yes", "--root", str(repository)]
    assert CliRunner().invoke(retract, arguments).exit_code == 0
    assert told_by_diff(repository)[0] == []
    page = next(one for one in build(repository).pages if one.address == f"laporan/{OLD}/")
    assert page.leads_to == f"laporan/{NEW}/" and "Bantuan pangan triwulan kedua" not in page.body()


def test_a_tombstone_cannot_lead_on_from_an_address_in_use(repository: Path) -> None:
    text = (repository / PATH).read_text(encoding="utf-8")
    arguments = [f"laporan/{NEW}", "--reason", "Keliru", "--yes", "--root", str(repository)]
    assert CliRunner().invoke(retract, arguments).exit_code == 0
    again = text.replace("instansi: kecamatan-betoambari", "instansi: dinas-sosial")
    again = again.replace(f"nama_lama: [{OLD}]\n", "")
    (repository / "content/laporan/dinas-sosial").mkdir(exist_ok=True)
    (repository / f"content/laporan/{OLD}.md").write_text(again, encoding="utf-8")
    (finding,) = check_project(settings_of(repository)).findings
    stone = PATH.replace(".md", ".nisan.yaml")
    assert (finding.code, finding.place.path, finding.value) == ("L010", stone, OLD)


@pytest.mark.parametrize(
    "stated",
    [
        f"[{OLD}]",  # itself
        "[kecamatan-betoambari/2025-tw1]",  # another report
        "[kecamatan-betoambari/2024-tw4]",  # a tombstone
        "[kecamatan-betoambari/2025-tw5]",
        "[2025-tw1]",
        "[../rahasia/2025-tw1]",
        "teks",
        "[dinsos/2025-tw2, dinsos/2025-tw2]",
    ],
)
def test_an_address_that_cannot_lead_on_is_an_error(tmp_path: Path, stated: str) -> None:
    root = copy_small_site(tmp_path / "situs")
    report = f"content/laporan/{OLD}.md"
    (root / "content/laporan/kecamatan-betoambari").mkdir()
    text = (
        (root / report)
        .read_text(encoding="utf-8")
        .replace("instansi: dinas-sosial", "instansi: kecamatan-betoambari")
    )
    other = text.replace("triwulan: 2", "triwulan: 1")
    (root / "content/laporan/kecamatan-betoambari/2025-tw1.md").write_text(other, encoding="utf-8")
    stone = root / "content/laporan/kecamatan-betoambari/2024-tw4.nisan.yaml"
    stone.write_text('tanggal: "2025-08-01"\nalasan: Keliru\n', encoding="utf-8")
    edit(root, report, "klasifikasi: publik", f"klasifikasi: publik\nnama_lama: {stated}")
    checked = check_project(settings_of(root))
    assert {one.code for one in checked.findings} == {"L010"}
    assert [one.name for one in checked.reports] == ["kecamatan-betoambari/2025-tw1"]
