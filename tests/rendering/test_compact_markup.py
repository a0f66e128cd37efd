"""A body in fewer bytes shows what it showed."""

from __future__ import annotations

import re

from suluh.rendering.compact_markup import compact_markup
from suluh.rendering.icons import icon

TICK, FLAG = icon("material/check-circle"), icon("material/flag")


def test_an_icon_is_drawn_once_and_meant_again() -> None:
    html = compact_markup(f"<p>{TICK}a</p><p>{FLAG}b</p><p>{TICK}c</p><p>{TICK}d</p>")
    drawing = re.search(r"<path[^>]*/>", TICK)
    assert drawing is not None
    assert html.count(drawing[0]) == 1 and html.count('<use href="#ikon-1"/>') == 3
    assert html.index('<symbol id="ikon-1" viewBox="0 0 24 24">') < html.index("<use")
    assert re.sub(r"<[^>]*>", "", html) == "abcd" and "ikon-2" not in html


def test_a_single_icon_stays_as_it_is_drawn() -> None:
    assert compact_markup(f"<p>{FLAG}</p>") == f"<p>{FLAG}</p>".replace(' focusable="false"', "")


def test_lines_are_not_blank_and_blanks_between_words_stay() -> None:
    assert compact_markup("<p>a  b\n\n   c</p>\n \n<p>d</p>") == "<p>a  b\nc</p>\n<p>d</p>"


def test_quoted_text_stays_letter_for_letter() -> None:
    quoted = "<pre>@misc{\n\n   title = {a}\n}</pre>"
    assert compact_markup(f"<p>a\n\n b</p>{quoted}\n\n{quoted}") == f"<p>a\nb</p>{quoted}\n{quoted}"
