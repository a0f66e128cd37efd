"""Templates as they are compiled: fixed words are put in once, and nothing loses its escapes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from suluh.rendering.environment import make_environment
from suluh.rendering.link_addresses import relative_address
from suluh.rendering.page_templates import CompilingEnvironment, show_output


class _Own:
    def __html__(self) -> str:
        return "<b>own</b>"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Dinas PUPR",
        "A & B",
        "<script>",
        "'\"",
        Markup("<b>1</b>"),
        0,
        12,
        1.5,
        None,
        Fraction(1, 3),
        _Own(),
    ],
)
def test_what_is_shown_is_escaped_as_ever(value: object) -> None:
    assert show_output(value) == escape(value)


def test_fixed_words_are_asked_for_once_however_often_a_template_is_filled_in() -> None:
    asked: list[str] = []

    def say(text: str) -> Markup:
        asked.append(text)
        return Markup(f"<i>{text}</i>")

    environment = CompilingEnvironment(autoescape=True)
    environment.fixed = {"_": say}
    environment.globals["_"] = lambda text: pytest.fail(f"asked again for {text}")
    template = environment.from_string('{% set a = _("satu") %}{{ a }} {{ _("dua") }}: {{ value }}')
    filled = [template.render(value=value) for value in ("<", "&")]
    assert filled == ["<i>satu</i> <i>dua</i>: &lt;", "<i>satu</i> <i>dua</i>: &amp;"]
    assert sorted(asked) == ["dua", "satu"]


def test_words_with_values_are_filled_in_each_time_and_their_values_escaped() -> None:
    template = make_environment("id").from_string(
        '{{ _("Keadaan %(date)s", date=day) }} {{ _(word) }} {{ _("100 %%") }}'
    )
    assert template.render(day="<2>", word="Ya") == "Keadaan &lt;2&gt; Ya 100 %"


def test_what_is_not_defined_is_told_and_not_shown() -> None:
    with pytest.raises(UndefinedError):
        make_environment("id").from_string("{{ nothing }}").render()


@pytest.mark.parametrize(
    ("address", "from_here"),
    [
        ("alur/2025/a.b/1.02.03/#h-fisik", "../../alur/2025/a.b/1.02.03/#h-fisik"),
        ("", "../../"),
        ("#unduh", "../../#unduh"),
        ("a/../b", "#"),
        ("a//b", "../../a//b"),
        ("javascript:x", "#"),
        ("data/a b/", "../../data/a%20b/"),
        ("Data/x.csv", "../../Data/x.csv"),
    ],
)
def test_plain_addresses_and_odd_ones_lead_as_before(address: str, from_here: str) -> None:
    assert relative_address(address, "x/y/") == from_here
