"""The reading type: small, complete for Indonesian, the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from suluh.rendering.fonts import FAMILY, LETTERS, LICENSE, build_fonts


@pytest.fixture(scope="module")
def fonts() -> Mapping[str, bytes]:
    return build_fonts()


def _open(data: bytes) -> TTFont:
    return TTFont(BytesIO(data))


def test_there_are_two_weights_and_the_licence(fonts: Mapping[str, bytes]) -> None:
    assert sorted(fonts) == ["suluh-serif-400.woff2", "suluh-serif-600.woff2", LICENSE]
    assert b"SIL Open Font License" in fonts[LICENSE]


def test_both_weights_together_stay_light(fonts: Mapping[str, bytes]) -> None:
    assert sum(len(data) for name, data in fonts.items() if name.endswith(".woff2")) < 24_000


@pytest.mark.parametrize("weight", [400, 600])
def test_every_letter_is_there(fonts: Mapping[str, bytes], weight: int) -> None:
    font = _open(fonts[f"suluh-serif-{weight}.woff2"])
    missing = {letter for letter in LETTERS if ord(letter) not in font.getBestCmap()}
    assert missing == set()
    assert font["OS/2"].usWeightClass == weight


@pytest.mark.parametrize("weight", [400, 600])
def test_figures_stand_in_columns(fonts: Mapping[str, bytes], weight: int) -> None:
    font = _open(fonts[f"suluh-serif-{weight}.woff2"])
    glyphs = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
    assert len({font["hmtx"][glyph][0] for glyph in glyphs}) == 1


def test_the_reserved_name_is_not_used(fonts: Mapping[str, bytes]) -> None:
    names = _open(fonts["suluh-serif-600.woff2"])["name"]
    shown = [names.getDebugName(number) or "" for number in (1, 3, 4, 6, 16)]
    assert shown[0].startswith(FAMILY)
    assert not any("Source" in text for text in shown)


def test_the_same_bytes_every_time(fonts: Mapping[str, bytes]) -> None:
    assert build_fonts.__wrapped__() == fonts
