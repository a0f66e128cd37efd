"""Icons: inline, silent, and never a way to other files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from suluh.rendering.icons import CHIPS, STYLED, draw_icon, icon, write_icon_styles


def test_an_icon_of_ours_is_named_and_the_style_sheet_cuts_it_out() -> None:
    assert icon("material/magnify") == '<i class="s-icon s-icon--magnify"></i>'
    styles = write_icon_styles()
    for shape in STYLED:
        assert (
            len(re.findall(rf"\.s-icon--{shape}(?![a-z-])", styles)) == 1
            and f"material/{shape}" not in styles
        )
    for kind, shape in CHIPS.items():
        assert f".s-icon--{shape}" in next(
            line for line in styles.splitlines() if f".s-chip--{kind}::before" in line
        )
    assert "<" not in styles and "%3Csvg" in styles and "\\" not in styles


def test_any_other_icon_is_drawn_where_it_stands() -> None:
    assert icon("material/bus") == draw_icon("material/bus")


def test_a_drawing_is_markup_of_one_silent_picture() -> None:
    drawing = draw_icon("material/flask-outline")
    assert isinstance(drawing, Markup)
    assert drawing.startswith("<svg ") and drawing.endswith("</svg>")
    assert drawing.count("<svg") == 1
    assert 'aria-hidden="true"' in drawing and 'viewBox="0 0 24 24"' in drawing
    assert "style=" not in drawing and "xmlns" not in drawing


def test_an_icon_is_read_once() -> None:
    assert icon("material/magnify") is icon("material/magnify")


@pytest.mark.parametrize("name", ["material/tidak-ada", "flask", "a/../../main", "/etc/passwd", "", "A/b"])
def test_an_unknown_name_is_a_mistake_of_ours(name: str) -> None:
    with pytest.raises(ValueError):
        icon(name)


@given(st.text(alphabet="abc./\\-_%", max_size=30))
def test_no_name_leads_out_of_the_sets(name: str) -> None:
    try:
        drawing = icon(name)
    except ValueError:
        return
    assert ".." not in name and drawing.startswith("<svg ")
