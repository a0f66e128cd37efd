"""A body in fewer bytes shows what it showed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5rdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_site import copy_small_site
from suluh.pipeline import build_site
from suluh.reading.site_settings import read_settings
from suluh.rendering.compact_markup import compact_markup, shorten_markup


def read_tree(html: str) -> list[object]:
    """Elements with their attributes, where they end, and words between them, as a browser reads them."""
    pieces: list[object] = []
    words: list[str] = []

    def take_words() -> Iterator[str]:
        if text := " ".join("".join(words).split()):
            yield text
        words.clear()

    def walk(element: Any) -> None:
        pieces.extend(take_words())
        pieces.append((element.tag, sorted(element.attrib.items())))
        words.append(element.text or "")
        for child in element:
            walk(child)
            words.append(child.tail or "")
        pieces.extend(take_words())
        pieces.append("end")

    walk(html5rdf.parse(html, treebuilder="etree", namespaceHTMLElements=False))
    return pieces


def test_lines_are_not_blank_and_blanks_between_words_stay() -> None:
    assert compact_markup("<p>a  b\n\n   c</p>\n \n<p>d</p>") == "<p>a  b\nc</p>\n<p>d</p>"


def test_quoted_text_stays_letter_for_letter() -> None:
    quoted = "<pre>@misc{\n\n   title = {a}\n}</pre>"
    assert compact_markup(f"<p>a\n\n b</p>{quoted}\n\n{quoted}") == f"<p>a\nb</p>{quoted}\n{quoted}"
    script = '<script type="application/json">{"a": "<p class=\\"x\\">"}</script>'
    listed = f"<pre>\n<li>a</li>\n<li>b</li></pre>{script}"
    assert shorten_markup(listed) == listed


@pytest.mark.parametrize(
    ("html", "short"),
    [
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a<li>b</ul>"),
        ('<a class="x" href="../b/">c</a>', "<a class=x href=../b/>c</a>"),
        ('<a class="x y" title="a=b">c</a>', '<a class="x y" title="a=b">c</a>'),
        ('<svg><rect x="5%"/></svg>', "<svg><rect x=5% /></svg>"),
        ("<p>a</p>\n<p>b</p> c", "<p>a<p>b</p> c"),
        ("<div><p>a</p></div><a><p>b</p></a>", "<div><p>a</div><a><p>b</p></a>"),
        ("<b>a</b>\n<b>b</b>", "<b>a</b>\n<b>b</b>"),
        ('<meta name="x">', '<meta name="x">'),
        ("<dl><div><dt>a</dt> <dd>b</dd></div></dl>", "<dl><div><dt>a<dd>b</div></dl>"),
    ],
)
def test_what_html_lets_one_leave_out_is_left_out(html: str, short: str) -> None:
    assert shorten_markup(html) == short
    assert read_tree(html) == read_tree(short)


def test_pages_are_read_as_the_same_tree(tmp_path: Path) -> None:
    settings, _ = read_settings(copy_small_site(tmp_path / "kecil"))
    assert settings is not None
    site, _ = build_site(settings)
    assert site is not None and len(site.pages) > 20
    for page in site.pages:
        body = page.body()
        short = shorten_markup(body)
        assert len(short) < len(body)
        assert read_tree(short) == read_tree(body), page.address


@given(
    st.lists(st.sampled_from(["<p>", " ", "\t", "\n", "\r", "\xa0", "a", "  \n", "\n   <li>"]), max_size=40)
)
def test_line_ends_lose_the_blanks_around_them(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert compact_markup(html) == re.sub(r"[ \t]*\n\s*", "\n", html)
