"""The colour schemes that a reader turns through are those of the settings, and one where there is none."""

from __future__ import annotations

import json

from suluh.rendering.scheme_script import write_schemes


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("const schemes = ") and text.endswith(";\n")
    schemes: list[dict[str, str]] = json.loads(text.removeprefix("const schemes = ").removesuffix(";\n"))
    return schemes


def test_schemes_are_those_of_the_settings() -> None:
    toggle = {"icon": "material/weather-night", "name": "Tampilan terang. Ganti ke gelap"}
    palette = [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "blue grey",
            "toggle": toggle,
        },
        {"scheme": "slate", "primary": "custom", "accent": "custom"},
    ]
    first, second = read(write_schemes({"palette": palette}, "en"))
    assert first["primary"] == "blue-grey" and first["accent"] == "indigo"
    assert first["icon"].startswith("<svg") and first["name"] == "Light appearance. Switch to dark"
    assert second == {"media": "", "scheme": "slate", "primary": "custom", "accent": "custom"}


def test_there_is_always_a_scheme() -> None:
    for theme in (None, "material", {}, {"palette": None}, {"palette": {"scheme": "slate"}}):
        (only,) = read(write_schemes(theme, "id"))
        assert only["scheme"] == ("slate" if theme == {"palette": {"scheme": "slate"}} else "default")
