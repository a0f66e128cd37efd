"""Comments of hand-written pages and of reports do not leave with the site; code that shows one does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from suluh.assembly.comments import without_comments
from suluh.rendering.prose import render_prose

MARK = "penanda-9f2c"
HIDDEN = [
    "Teks <!-- {0} --> lagi",
    "<!-- {0} -->",
    "<div markdown>\n<!-- {0}\n\n{0} -->\n</div>",
    "| a |\n|---|\n| <!-- {0} --> |",
    "- butir\n    <!-- {0} -->",
    "> kutip <!--{0}-->",
    "## Judul <!-- {0} -->",
    "<?php {0} ?>",
    "<![CDATA[ {0} ]]>",
    "<p>isi<!-- > {0} --></p>",
    "<!-- a --><!-- {0} --><!-- b -->",
]
SHOWN = ["`<!-- {0} -->`", "```html\n<!-- {0} -->\n```", "    <!-- {0} -->", "Teks {0} <!-- x -->"]


def built(text: str) -> str:
    """A page as an engine makes it."""
    body = Markdown(extensions=["md_in_html", "fenced_code", "tables"]).convert(text)
    return f"<!doctype html>\n<html><head><title>x</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("text", HIDDEN)
def test_comments_of_pages_do_not_leave(text: str) -> None:
    html = without_comments(built(text.format(MARK)))
    assert MARK not in html
    assert html.startswith("<!doctype html>") and html.endswith("</body></html>")


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_stays(text: str) -> None:
    assert MARK in without_comments(built(text.format(MARK)))


@pytest.mark.parametrize("text", [one for one in HIDDEN if "<!--" in one])
def test_comments_of_reports_do_not_leave(text: str) -> None:
    assert MARK not in render_prose(text.format(MARK))


def test_scripts_and_attributes_are_left_alone() -> None:
    styled = '<style>a::before{content:"<!-- x -->"}</style>'
    page = f'<script>if (a <!--b) {{}}</script>{styled}<a title="<!-- y -->">z</a>'
    assert without_comments(page) == page


@given(st.text("<!->?/a \"'=x", max_size=40))
def test_nothing_that_opens_a_comment_is_left(text: str) -> None:
    tags = r"</?[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    once = without_comments(f"<p>{text}</p>")
    assert "<!--" not in re.sub(tags, "", once, flags=re.IGNORECASE) or without_comments(once) != once


def test_long_pages_take_no_time() -> None:
    for text in ("<", "<a '", "<!-", "<script>", "</1", '<a "x', "<!--"):
        assert len(without_comments(f"<p>{text * 60_000}</p>")) <= 60_000 * len(text) + 7
