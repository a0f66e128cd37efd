"""Colours: every text reads on every ground that it stands on, in light and in dark."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pytest

from suluh.rendering.pages.shared.ladder_scale import KINDS
from suluh.rendering.tokens import dark_colours, light_colours, repeat_dark
from suluh.vocabulary.measures import Tone

TEXT, MARK = 4.5, 3.0
GROUNDS = ("ground", "surface", "sunk")
CHIPS = ("selesai", "berjalan", "ditunda", "terlambat", "ditolak", "netral", "rahasia", "simulasi")


@lru_cache(maxsize=1)
def style() -> str:
    return (files("suluh.rendering") / "assets" / "10-tokens.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def ladder_style() -> str:
    return (files("suluh.rendering") / "assets" / "35-alur.css").read_text(encoding="utf-8")


def block(start: str) -> dict[str, str]:
    """Custom properties of the first rule after `start` that have a colour's number."""
    rule = style().split(start, 1)[1].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", rule))


@lru_cache(maxsize=2)
def scheme(name: str) -> dict[str, str]:
    light = block('\n[data-md-color-scheme="default"]')
    return light if name == "light" else light | block('[data-md-color-scheme="slate"]')


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> dict[str, str]:
    return scheme(request.param)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["ink", "ink2", "link", "fisik", "uang"])
def test_text_reads_on_every_ground(colours: dict[str, str], text: str, ground: str) -> None:
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS[:2])
@pytest.mark.parametrize("mark", ["ctrl", "nila", "lain", "waktu"])
def test_marks_and_edges_stand_out(colours: dict[str, str], mark: str, ground: str) -> None:
    assert contrast(colours[mark], colours[ground]) >= MARK


@pytest.mark.parametrize("kind", CHIPS)
def test_chips_read(colours: dict[str, str], kind: str) -> None:
    assert contrast(colours[kind], colours[f"{kind}-bg"]) >= TEXT
    if kind in ("selesai", "simulasi"):
        assert contrast(colours[kind], colours["ground"]) >= TEXT


@pytest.mark.parametrize("tone", list(Tone))
def test_the_grade_that_was_reached_stands_out_on_its_ladder(colours: dict[str, str], tone: Tone) -> None:
    kind = KINDS[tone]
    for ground in GROUNDS[:2]:
        assert contrast(colours[kind], colours[ground]) >= MARK
    assert f".s-tangga__step--{kind} " in ladder_style()
    assert kind in CHIPS


def test_buttons_and_night_read(colours: dict[str, str]) -> None:
    assert contrast(colours["on-link"], colours["link"]) >= TEXT
    assert contrast(colours["on-suluh"], colours["suluh"]) >= TEXT
    for field in ("night", "night2", "foot", "foot2"):
        assert contrast(colours["on-night"], colours[field]) >= TEXT
        assert contrast(colours["on-night2"], colours[field]) >= TEXT
    assert contrast(colours["suluh"], colours["night"]) >= TEXT


def test_dark_without_a_script_is_the_same_dark() -> None:
    whole = repeat_dark(style())
    rules = [
        whole.split(start, 1)[1].split("{", 1)[1].split("}", 1)[0].split()
        for start in ('[data-md-color-scheme="slate"]', '\n  :root,\n  [data-md-color-scheme="default"]')
    ]
    assert rules[0] == rules[1] and "--ground:" in rules[0] and "dark;" in rules[0]
    assert dict(dark_colours()) == scheme("dark") and dict(light_colours()) == scheme("light")


def test_the_torch_is_the_same_in_light_and_dark() -> None:
    assert scheme("light")["suluh"] == scheme("dark")["suluh"]
    assert scheme("light")["night"] == scheme("dark")["night"]


PLACES_OF_COLOURS = {
    "rendering/assets/10-tokens.css",
    "rendering/templates/report_tokens.css",
    "cli/preview_tokens.py",
    "publishing/sheet_colours.py",
    "vocabulary/colours.py",
}
"""Tokens of pages, reports, previews and spreadsheets; black and white, which shades are mixed of."""
NUMBER = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![\w-])|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.I
)
NAME = re.compile(
    r":[^;{}]*(?<![\w-])(?:white|black|red|green|blue|yellow|orange|purple|gr[ae]y|gold|navy|silver|teal|maroon)"
    r"(?![\w-])"
)


def raw_colours(name: str, text: str) -> list[str]:
    """Lines that give a colour by its number, or in a style sheet by its name."""
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) if name.endswith(".css") else text
    return [
        f"{name}: {line.strip()}"
        for line in plain.splitlines()
        if NUMBER.search(re.sub(r"""href="?[^"]*"|url\([^)]*\)""", "", line))
        or (name.endswith(".css") and NAME.search(line))
    ]


def test_a_colour_has_its_number_among_the_tokens_alone() -> None:
    package = Path(str(files("suluh")))
    found = {
        name: raw_colours(name, path.read_text(encoding="utf-8"))
        for path in sorted(package.rglob("*"))
        if path.suffix in (".css", ".html", ".py", ".js")
        for name in [path.relative_to(package).as_posix()]
    }
    assert {name for name, lines in found.items() if lines} == PLACES_OF_COLOURS, found


@pytest.mark.parametrize(
    "rule", ["color: #fff;", "fill: RGB(0 0 0 / 1%);", "a { color: white; }", "--x:hsl(1 2% 3%)"]
)
def test_a_raw_colour_is_noticed(rule: str) -> None:
    assert raw_colours("x.css", rule)
    assert not raw_colours("x.css", "p { white-space: nowrap; color: var(--ink); }")
