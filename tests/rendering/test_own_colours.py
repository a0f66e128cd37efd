"""A region's colours: whatever they are, all that is written on them can be read."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from suluh.rendering.own_colours import choose_colours, write_looks
from suluh.vocabulary.colours import BLACK, READABLE, WHITE, contrast, mix, readable_on
from suluh.vocabulary.looks import Looks

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def grounds_of(scheme: str) -> list[str]:
    """Grounds of text as our own style sheet has them."""
    style = (files("suluh.rendering") / "assets" / "10-tokens.css").read_text(encoding="utf-8")
    rule = style.split(scheme, 1)[1].split("}", 1)[0]
    return [re.search(rf"--{name}: (#[0-9a-f]{{6}})", rule)[1] for name in ("ground", "surface", "sunk")]


LIGHT = grounds_of('\n[data-md-color-scheme="default"]')
DARK = grounds_of('[data-md-color-scheme="slate"]')


@given(COLOURS, COLOURS)
def test_whatever_passes_can_be_read_in_light_and_dark(primary: str, accent: str) -> None:
    assume(contrast(primary, WHITE) >= READABLE and contrast(accent, WHITE) >= READABLE)
    light, dark = choose_colours(Looks(primary=primary, accent=accent))
    for tokens, grounds in ((light, LIGHT), (dark, DARK)):
        for ground in ("night", "night2", "glow"):
            for text in ("on-night", "on-night2", "suluh"):
                assert contrast(tokens[text], tokens[ground]) >= READABLE, (ground, text)
        for ground in ("foot", "foot2"):
            assert contrast(tokens["on-night"], tokens[ground]) >= READABLE
            assert contrast(tokens["on-night2"], tokens[ground]) >= READABLE
        assert all(contrast(tokens["link"], ground) >= READABLE for ground in grounds)
        assert contrast(tokens["link"], tokens["on-link"]) >= READABLE


@given(COLOURS, COLOURS, st.sampled_from([WHITE, BLACK]))
def test_a_colour_is_moved_only_where_it_must_be(colour: str, ground: str, towards: str) -> None:
    shade = readable_on(colour, [ground], towards)
    if contrast(colour, ground) >= READABLE:
        assert shade == colour
    else:
        assert contrast(shade, ground) >= READABLE or shade == towards
    assert contrast(colour, ground) == contrast(ground, colour) >= 1


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert mix(BLACK, WHITE, 0.5) == "#808080" and mix("#123456", "#ffffff", 0) == "#123456"


def test_rules_hold_custom_properties_alone() -> None:
    rules = write_looks(Looks(primary="#7a1f2b", accent="#0a5f73", serif=False))
    for line in rules.splitlines():
        assert re.fullmatch(r"\s*(--[a-z0-9-]+: (#[0-9a-f]{6}|var\(--sans\));|[^;]*[{,]|})", line), line
    names = set(re.findall(r"--([a-z0-9-]+): #", rules))
    style = (files("suluh.rendering") / "assets" / "10-tokens.css").read_text(encoding="utf-8")
    assert all(f"--{name}:" in style for name in names)
    assert write_looks(Looks()) == ""
