"""A site's own record type in the real theme: on a phone nothing runs off the screen, and search finds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from own_type_samples import copy_own_site
from suluh.cli.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from conftest import Serve

PAGES = ("pasar/", "pasar/2025/", "standar/pasar/", "instansi/dinas-sosial/", "wilayah/74.72.01.1007/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with the type, built by the real engine."""
    root = copy_own_site(tmp_path_factory.mktemp("pasar") / "situs")
    result = CliRunner().invoke(build, ["--root", str(root)])
    assert result.exit_code == 0, result.output
    return root / "site"


@pytest.mark.slow
def test_no_page_of_it_runs_off_a_phone(site: Path, browser: Browser, serve: Serve) -> None:
    with serve(site) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        for name in PAGES:
            page.goto(address + name, wait_until="networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
            assert page.locator("h1").inner_text().strip()
        page.goto(f"{address}pasar/", wait_until="networkidle")
        assert page.locator("svg.grafik-garis").is_visible() and page.locator("#daftar").is_visible()
        tab = page.locator(".s-nav__here")
        assert "Pasar dan retribusi" in tab.inner_text() or not tab.is_visible()
        page.close()


@pytest.mark.slow
def test_search_has_its_pages(site: Path) -> None:
    index = site / "aset/cari"
    assert any('"sulaa":' in one.read_text(encoding="utf-8") for one in index.glob("kata-*.json"))
    assert any('"pasar/"' in one.read_text(encoding="utf-8") for one in index.glob("laman-*.json"))
