"""What became of a report since it was published, in words, from real repositories."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from repositories import commit, git, start_repository
from small_site import copy_small_site, edit
from suluh.cli.diff import diff
from suluh.history.difference_words import tell_report_changes
from suluh.history.editions import Completeness, History
from suluh.history.report_differences import compare_reports, report_content
from suluh.history.report_versions import read_report_histories
from suluh.pipeline import build_site
from suluh.reading.report_files import read_reports
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.reports import Report

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

REPORT = "content/laporan/dinas-sosial/2025-tw2.md"
NAME = "dinas-sosial/2025-tw2"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that is published, mended, closed, opened again with a further paragraph, and reformatted."""
    root = start_repository(tmp_path_factory.mktemp("laporan") / "gudang")
    edit(root, REPORT, "bulan Mei", "bulan Juni kepada Ibu RAHASIA")
    edit(root, REPORT, "wilayah: [74.72.01.1007]", "wilayah: [74.72.01.1007, 74.72.01.1012]")
    commit(root, "Fix\n\nCatatan: Koreksi bulan @orang", day="2025-07-12")
    edit(root, REPORT, "klasifikasi: publik", "klasifikasi: terbatas")
    edit(root, REPORT, "Juni", "Oktober")
    commit(root, "Tutup dulu", day="2025-07-13")
    edit(root, REPORT, "klasifikasi: terbatas", "klasifikasi: publik")
    edit(root, REPORT, "bulan Oktober kepada Ibu RAHASIA.", "bulan Juni.\n\nSisanya menyusul.")
    commit(root, "Terbitkan lagi", day="2025-07-14")
    (root / REPORT).write_bytes((root / REPORT).read_bytes() + b"\n\n")
    return commit(root, "Baris kosong", day="2025-07-15")


def histories(root: Path) -> dict[str, History]:
    settings, _ = read_settings(root)
    assert settings is not None
    return read_report_histories(settings, read_reports(settings)[0])


def test_each_change_is_told_in_words_and_nothing_of_its_text(repository: Path) -> None:
    history = histories(repository)[NAME]
    assert history.completeness is Completeness.WHOLE
    assert [(one.date, one.text, one.note) for one in history.editions] == [
        ("2025-07-14", "1 paragraf diubah, 1 paragraf baru", ""),
        ("2025-07-12", "1 wilayah ditambahkan (74.72.01.1012), 1 paragraf diubah", "Koreksi bulan @orang"),
        ("2025-07-01", "", ""),
    ]
    assert history.editions[0].digest == history.current


def test_the_page_and_the_feeds_have_the_history(repository: Path) -> None:
    settings, _ = read_settings(repository)
    assert settings is not None
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    body = next(one for one in site.pages if one.address == f"laporan/{NAME}/").body()
    for said in ("Dikirim oleh", "1 paragraf diubah", "Terbit pertama kali", "Koreksi bulan @orang"):
        assert said in body
    assert "RAHASIA" not in body and "Oktober" not in body
    for address in ("umpan/semua.xml", "instansi/dinas-sosial/umpan.xml", "wilayah/74.72.01.1012/umpan.xml"):
        feed = next(one for one in site.artifacts if one.address == address)
        with (repository.parent / "umpan.xml").open("wb") as file:
            feed.write(file)
        text = (repository.parent / "umpan.xml").read_text(encoding="utf-8")
        assert text.count(f"laporan/{NAME}/") == 3 and "1 paragraf diubah, 1 paragraf baru" in text


def test_the_difference_of_two_revisions_says_the_same(repository: Path) -> None:
    told = CliRunner().invoke(diff, ["main~4", "main", "--root", str(repository)])
    assert f"/laporan/{NAME}/  laporan diubah: 1 wilayah ditambahkan (74.72.01.1012)" in told.output
    assert "1 paragraf diubah, 1 paragraf baru" in told.output
    answer = CliRunner().invoke(diff, ["main~4", "main", "--root", str(repository), "--format", "json"])
    changes = json.loads(answer.output)["reports"][0]["changes"]
    assert [one["kind"] for one in changes] == ["wilayah_baru", "paragraf_berubah", "paragraf_baru"]


def test_missing_and_shallow_histories_are_said(repository: Path, tmp_path: Path) -> None:
    bare = copy_small_site(tmp_path / "polos")
    assert histories(bare)[NAME].completeness is Completeness.NONE
    git(tmp_path, "clone", "-q", "--depth", "2", repository.as_uri(), "dangkal")
    shallow = histories(tmp_path / "dangkal")[NAME]
    assert shallow.completeness is Completeness.CUT and len(shallow.editions) == 1


paragraphs = st.lists(st.sampled_from(["Satu.", "Dua\nbaris.", "Tiga.", "7472014101900001"]), max_size=5)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    one = read_reports(_settings())[0][0]
    return replace(
        one,
        judul=draw(st.sampled_from(["A", "B"])),
        tanggal=date(2025, 7, draw(st.integers(1, 3))),
        ringkasan=draw(st.sampled_from(["C", "D"])),
        status_data=draw(st.sampled_from(StatusData)),
        wilayah=tuple(draw(st.permutations(["74.72.01", "74.72.02"]))[: draw(st.integers(0, 2))]),
        body="\n\n".join(draw(paragraphs)),
    )


def _settings():  # type: ignore[no-untyped-def]
    settings, _ = read_settings(Path(__file__).parents[1] / "sites" / "kecil")
    assert settings is not None
    return settings


@given(reports(), reports())
def test_there_is_something_to_tell_just_where_something_differs(before: Report, after: Report) -> None:
    told = tell_report_changes(compare_reports(before, after))
    assert bool(told) == (report_content(before) != report_content(after))
    assert "7472014101900001" not in told
    assert tell_report_changes(compare_reports(before, after), "en").count(",") == told.count(",")
