"""The rules by which a region's own colours and typeface take the place of ours."""

from __future__ import annotations

from collections.abc import Mapping

from suluh.rendering.tokens import dark_colours, light_colours
from suluh.vocabulary.colours import BLACK, READABLE, WHITE, contrast, mix, readable_on
from suluh.vocabulary.looks import Looks

_GROUNDS = ("surface", "ground", "sunk")
"""What text stands on."""
_LIGHT = ':root,\n[data-md-color-scheme="default"]'
_DARK = '[data-md-color-scheme="slate"]'
_SCRIPTLESS = "screen and (scripting: none) and (prefers-color-scheme: dark)"


def write_looks(looks: Looks) -> str:
    """Rules to stand after all others in our style sheet; empty where a region has no looks of its own.

    Whatever is written on one of the colours can be read on it, in light and in dark.
    """
    light, dark = choose_colours(looks)
    rules = [] if looks.serif else [f"{_LIGHT} {{\n  --serif: var(--sans);\n}}"]
    if light:
        rules.append(f"@media screen {{\n{_rule(_LIGHT, light)}\n{_rule(_DARK, dark)}\n}}")
        rules.append(f"@media {_SCRIPTLESS} {{\n{_rule(_LIGHT, dark)}\n}}")
    return "\n".join(rules) + "\n" if rules else ""


def choose_colours(looks: Looks) -> tuple[dict[str, str], dict[str, str]]:
    """Our tokens by name with the colours that follow from a region's two: in light, and in dark."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    if looks.primary:
        night = _nights(looks.primary)
        feet = {"foot": mix(looks.primary, BLACK, 0.55), "foot2": mix(looks.primary, BLACK, 0.7)}
        light |= night
        dark |= {**night, **feet}
    if looks.accent:
        ours, ours_dark = light_colours(), dark_colours()
        pale = [ours[name] for name in _GROUNDS]
        light |= {"link": readable_on(looks.accent, pale, BLACK), "on-link": WHITE}
        deep = [ours_dark[name] for name in (*_GROUNDS, "on-link")]
        dark |= {"link": readable_on(looks.accent, deep, WHITE), "on-link": ours_dark["on-link"]}
    return light, dark


def _nights(primary: str) -> dict[str, str]:
    """What stands on the ground of header and home page, and shades of that ground."""
    second = mix(primary, WHITE, 0.1)
    if contrast(second, WHITE) < READABLE:
        second = mix(primary, BLACK, 0.2)
    grounds = (primary, second)
    return {
        "night": primary,
        "night2": second,
        "glow": second,
        "on-night": WHITE,
        "on-night2": readable_on(mix(WHITE, primary, 0.25), grounds, WHITE),
        "suluh": readable_on(light_colours()["suluh"], grounds, WHITE),
        "foot": primary,
        "foot2": mix(primary, BLACK, 0.25),
        "sea": mix(primary, BLACK, 0.4),
        "lit1": mix(primary, WHITE, 0.25),
    }


def _rule(selector: str, tokens: Mapping[str, str]) -> str:
    inner = "\n".join(f"    --{name}: {colour};" for name, colour in tokens.items())
    return f"  {selector} {{\n{inner}\n  }}"
