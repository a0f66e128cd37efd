"""What a reader on a slow link waits for: the bytes of every page, packed as hosts pack them."""

from __future__ import annotations

import gzip
import posixpath
import re
from functools import cache
from pathlib import Path

import pytest

from built_projects import build_project

FIRST = 80_000
"""Bytes of the first page of a visit with all that it takes to show it."""
NEXT = 30_000
"""Bytes of a page to whoever has the style, the scripts and the type already."""
_ASKED = re.compile(r"<(?:link rel=\"?(?:stylesheet|preload)\"? |script )[^>]*?(?:href|src)=\"?([^\s\">]+)")
MOST = {
    "a sub kegiatan": ("alur/20*/*/*/index.html", r".+", 16_900),
    "an activity, with its map": ("kegiatan/20*/*/index.html", r".+", 14_500),
    "a sub kegiatan's accounts": ("anggaran/20*/*/index.html", r"<details class=s-lipat.+?</details>", 2_000),
    "a sub kegiatan in a list": (
        "anggaran/20*/*/index.html",
        r"<li class=.s-row s-kerja__row.+?(?=<li|</ul)",
        780,
    ),
    "a form of evaluation": ("evaluasi/20*/tw*/*/index.html", r".+", 19_800),
}
"""Bytes that something takes at most, on the average of the cut: it stands on thousands of pages.

These may go down. Whoever adds to such a page takes away elsewhere, or says here what a reader gets for it.
"""
FONTS = ("aset/suluh-serif-400.woff2", "aset/suluh-serif-600.woff2")


@pytest.fixture(scope="module")
def weights(built_site: Path) -> dict[str, tuple[int, int]]:
    """(first, next) of every page by its file."""

    @cache
    def weigh(name: str) -> int:
        content = (built_site / name).read_bytes()
        return len(content) if name.endswith(".woff2") else len(gzip.compress(content))

    found = {}
    for path in built_site.rglob("*.html"):
        name = path.relative_to(built_site).as_posix()
        if name == "404.html":  # its addresses are those of the site's host
            continue
        html = path.read_text(encoding="utf-8")
        beside = {
            posixpath.normpath(posixpath.join(posixpath.dirname(name), one)) for one in _ASKED.findall(html)
        }
        page = weigh(name)
        found[name] = (page + sum(map(weigh, beside | set(FONTS))), page)
    return found


def test_a_first_page_is_light(weights: dict[str, tuple[int, int]]) -> None:
    heavy = {name: first for name, (first, _) in weights.items() if first > FIRST}
    assert len(weights) > 500
    assert heavy == {}


def test_the_next_page_is_lighter(weights: dict[str, tuple[int, int]]) -> None:
    assert {name: page for name, (_, page) in weights.items() if page > NEXT} == {}


@pytest.mark.parametrize("kind", MOST)
def test_what_stands_on_thousands_of_pages_takes_few_bytes(shared_sites: Path, kind: str) -> None:
    """On the cut alone: how long a form is depends on how much its agency does."""
    pages, part, most = MOST[kind]
    site = build_project("kerat", shared_sites).site
    found = [
        len(piece.encode())
        for path in sorted(site.glob(pages))
        for piece in re.findall(part, path.read_text(encoding="utf-8"), re.DOTALL)
    ]
    assert len(found) > 10
    assert sum(found) / len(found) <= most


def test_no_page_asks_for_the_whole_theme(built_site: Path) -> None:
    assert not (built_site / "assets").exists()
    style = (built_site / "aset/naskah.css").read_text(encoding="utf-8")
    assert len(style) < 30_000
    for used in (".md-typeset", "admonition", "table"):
        assert used in style


def test_type_that_comes_late_moves_no_line(built_site: Path) -> None:
    style = (built_site / "aset/suluh.css").read_text(encoding="utf-8")
    assert style.count("font-display: optional") == len(FONTS) and "font-display: swap" not in style
