"""An agency's folder that is a link elsewhere: nothing behind it is listed or counted."""

from __future__ import annotations

from pathlib import Path

from suluh.checking.withholding import withheld_packages
from suluh.reading.site_settings import read_settings


def test_nothing_behind_a_link_is_listed(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "proyek", tmp_path / "lain"
    (root / "datasets" / "dinas" / "bantuan").mkdir(parents=True)
    (elsewhere / "rahasia").mkdir(parents=True)
    (root / "datasets" / "pintasan").symlink_to(elsewhere, target_is_directory=True)
    text = "site_name: A\nplugins:\n  - suluh:\n      wilayah: '74.72'\n"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    found = withheld_packages(["datasets/pintasan", "datasets/dinas"], settings)
    assert [one.path for one in found] == ["datasets/dinas/bantuan"]
