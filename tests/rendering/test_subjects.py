"""Every page leads to a message about it, with what it is about filled in: data, version and row."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from repositories import commit, start_repository
from small_site import HERE
from suluh.assembly.document_feedback import build_feedback
from suluh.assembly.frames import fill_document
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document, Site

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
LINK = re.compile(r'<a href="([^"]+)"[^>]*>Laporkan kesalahan</a>')


@pytest.fixture(scope="module", params=["alur", "pelayanan", "pengadaan", "kinerja", "tujuan", "kegiatan"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Settings]:
    root = start_repository(tmp_path_factory.mktemp(request.param) / "gudang")
    shutil.copytree(HERE / "sites" / request.param, root, dirs_exist_ok=True)
    commit(root, "Data", "2025-07-02")
    settings, findings = read_settings(root)
    assert settings is not None, findings
    site, checked = build_site(settings)
    assert site is not None, checked.findings
    return site, settings


def test_every_page_leads_to_a_message_on_it(built: tuple[Site, Settings]) -> None:
    site, _ = built
    for page in site.pages:
        if page.leads_to:
            continue
        found = LINK.findall(page.body())
        assert len(found) == 1, page.address
        said = unquote(unescape(found[0]))
        assert f"/suluh/{page.address}" in said
        section, *rest = page.address.strip("/").split("/")
        records = section not in ("", "cari", "umpan", "templat", "standar", "tentang", "ppid", "kalender")
        if section == "data" and rest and rest[0] not in ("arsip", "angka"):
            assert f"Data: {rest[0]}" in said, said
            # The list of regions comes with Suluh: it has no edition in the site's own past.
            assert "Versi: 2025-07-0" in said or rest[0] == "wilayah", said
        elif section == "data":
            assert "Data: " not in said and "Baris: " not in said, said
        elif records and rest and section not in ("instansi", "wilayah", "laporan"):
            assert "Data: " in said and "Versi: 2025-07-0" in said and "Baris: " in said, said
        elif records and rest:
            assert "Baris: " in said, said


def test_a_row_is_told_by_the_address_where_the_page_tells_none(built: tuple[Site, Settings]) -> None:
    site, _ = built
    told = {
        page.address: unquote(unescape(LINK.findall(page.body())[0]))
        for page in site.pages
        if not page.leads_to
    }
    for address, said in told.items():
        section, *rest = address.strip("/").split("/")
        if section in ("pengadaan", "usulan", "evaluasi") and rest:
            assert f"Baris: {', '.join(rest)}" in said


def test_written_pages_have_the_line_where_the_theme_has_its_place() -> None:
    settings = Settings(
        Path("/"), "Uji", "74.72", site_url="https://contoh.go.id/suluh/", kontak="ppid@contoh.go.id"
    )
    page = Document("tentang/cara.md", "---\ntitle: Cara <b>\n---\n%%suluh:lapor%%\n")
    line = build_feedback(page, settings, explained=True)
    assert "Cara%20%3Cb%3E" in line and 'href="../../tentang/melapor-kesalahan/"' in line
    html = fill_document("<p>%%suluh:lapor%%</p>%%suluh:lapor%%", "", feedback=line)
    assert html == f"<p>%%suluh&#58;lapor%%</p>{line}"
    assert build_feedback(page, Settings(Path("/"), "Uji", "74.72")) == ""
