"""A site in a language that neither the theme nor the search knows, and of which only a part is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_site import copy_small_site, edit
from suluh.assembly.recipe import publish_site
from suluh.engines import list_engines, load_engine
from suluh.reading.site_settings import read_settings


@pytest.mark.parametrize("engine", list_engines())
def test_javanese_pages_are_built_with_what_there_is(engine: str, tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, "mkdocs.yml", "plugins:", "theme: {name: material, language: jv}\nplugins:")
    settings, findings = read_settings(root)
    assert settings is not None and findings == []
    published, _ = publish_site(settings, load_engine(engine))
    assert published.site_dir is not None, published.findings
    page = (published.site_dir / "data" / "bantuan" / "index.html").read_text(encoding="utf-8")
    assert "<html lang=jv>" in page or '<html lang="jv"' in page
    assert "Undhuh" in page and "Kamus data" in page
