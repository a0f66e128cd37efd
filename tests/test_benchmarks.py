"""The benchmark of pages still builds what it measures: real templates and plain bodies, on few pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from command_line import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from cluster import write_waiting_pages
from pages import codes, lay_hugo_project, measure, say_row

from suluh.sharing import CORES


@pytest.mark.parametrize("way", ["records", "frames", "jinja"])
def test_a_way_is_measured_with_its_pages(way: str) -> None:
    told = measure(way, 20)
    pages = told["pages"]
    assert isinstance(pages, int) and pages >= 20
    assert f"{way:10}{pages:>8}" in say_row(told)
    stages = told["stages"]
    assert isinstance(stages, dict) and len(stages) >= {"records": 8, "frames": 8, "jinja": 1}[way]


def test_a_way_that_fails_says_why() -> None:
    assert say_row({"way": "records", "count": 5, "failed": "no room"}).endswith("5  failed: no room")


def test_hugo_is_given_the_bodies_and_the_frame_of_the_same_pages(tmp_path: Path) -> None:
    first = next(codes(1))
    frame = f"<title>{first}</title><article><h1>{first}</h1>isi</article><footer>"
    lay_hugo_project(tmp_path, 20, frame)
    layout = (tmp_path / "layouts/_default/single.html").read_text(encoding="utf-8")
    assert layout == "<title>{{ .Title }}</title><article>{{ .Content }}</article><footer>"
    pages = sorted((tmp_path / "content/wilayah").iterdir())
    assert [page.stem for page in pages] == sorted(codes(20))
    assert all(f"<title>Peta {page.stem}</title>" in page.read_text(encoding="utf-8") for page in pages)


def test_waiting_pages_are_written_and_counted(tmp_path: Path) -> None:
    assert write_waiting_pages(CORES, 20, 0.001, tmp_path / "situs") >= 0.02
    assert len(list((tmp_path / "situs").iterdir())) == 20
