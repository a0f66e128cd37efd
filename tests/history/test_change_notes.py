"""What changed is told in the site's language: by whoever says so in it, else from the difference itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from repositories import commit, git
from small_site import DATASET, TABLE, copy_small_site, edit
from suluh.history.change_notes import find_notes
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.site import Site

DESCRIPTOR = f"{DATASET}/datapackage.yaml"


@pytest.mark.parametrize(
    ("message", "notes"),
    [
        ("Fix totals", {}),
        ("Fix totals\n\nCatatan: Jumlah dibetulkan.", {"id": "Jumlah dibetulkan."}),
        ("Fix\n\nNote: Totals mended.\ncatatan: Jumlah.", {"en": "Totals mended.", "id": "Jumlah."}),
        ("Fix\n\nCatatan-en: Totals.\nCatatan-jv: Gunggunge.", {"en": "Totals.", "jv": "Gunggunge."}),
        ("Fix\n\nSigned-off-by: Budi <b@x.id>\nCo-authored-by: Siti", {}),
        ("Fix\n\nCatatan:\nCatatan: dua\nCatatan: tiga", {"id": "tiga"}),
        ("Catatan: NIK 7472014101900001 dihapus", {"id": "NIK 747…001 dihapus"}),
    ],
)
def test_a_line_for_readers_is_found_by_its_language(message: str, notes: dict[str, str]) -> None:
    found = find_notes(message)
    assert set(found) == set(notes)
    assert all("7472014101900001" not in text for text in found.values())
    if "NIK" not in message:
        assert found == notes


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_small_site(tmp_path_factory.mktemp("proyek") / "situs")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Invent the small site", day="2025-07-01")
    edit(root, TABLE, "2025,120", "2025,150")
    commit(root, "Mend the amount of the second quarter", day="2025-07-02")
    edit(root, TABLE, "2025,150", "2025,160")
    commit(
        root,
        "Mend it again\n\nCatatan: Jumlah triwulan II dibetulkan.\nNote: Amount mended.",
        day="2025-07-03",
    )
    edit(root, TABLE, "2025,160", "2025,170")
    note = "perubahan:\n  - {tanggal: 2025-07-04, catatan: Angka akhir sesudah rekonsiliasi.}\ntitle:"
    edit(root, DESCRIPTOR, "\ntitle:", f"\n{note}")
    return commit(root, "Reconcile", day="2025-07-05")


def make(root: Path) -> Site:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    return site


def test_pages_print_notes_for_readers_and_no_subject_of_a_commit(project: Path) -> None:
    pages = {page.address: page for page in make(project).pages}
    log = pages["data/bantuan/riwayat/"].body()
    assert log.count("1 baris diubah") == 3
    assert "Jumlah triwulan II dibetulkan." in log and "Angka akhir sesudah rekonsiliasi." in log
    for page in pages.values():
        text = page.body()
        for subject in ("Invent the", "Mend the", "Mend it", "Reconcile", "Amount mended"):
            assert subject not in text, (page.address, subject)


def test_feeds_tell_the_same(project: Path) -> None:
    feeds = {
        artifact.address: artifact
        for artifact in make(project).artifacts
        if artifact.address.endswith(".xml")
    }
    stream = io.BytesIO()
    feeds["data/bantuan/umpan.xml"].write(stream)
    text = stream.getvalue().decode()
    assert "<summary>1 baris diubah. Jumlah triwulan II dibetulkan.</summary>" in text
    assert "Mend" not in text and "Reconcile" not in text


def test_a_note_that_is_no_day_and_text_is_refused(tmp_path: Path) -> None:
    for wrong in (
        "{tanggal: 2025, catatan: x}",
        "{tanggal: 2025-07-04}",
        "{tanggal: 2025-07-04, catatan: [x]}",
    ):
        root = copy_small_site(tmp_path / str(len(wrong)))
        edit(root, DESCRIPTOR, "\ntitle:", f"\nperubahan:\n  - {wrong}\ntitle:")
        settings, _ = read_settings(root)
        assert settings is not None
        _, checked = build_site(settings)
        assert "P026" in {finding.code for finding in checked.findings}, wrong
