"""Submitted Markdown comes out as prose, and nothing in it runs or leads astray."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.rendering.prose import ATTRIBUTES, TAGS, first_sentence, render_prose

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//jahat.example/x)",
    "| a { onclick=alert(1) } | b |\n|---|---|\n| c | d |",
    '<div style="position:fixed" onclick="alert(1)">x</div>',
    "<base href=//jahat.example><form action=x><input></form><iframe src=x></iframe>",
    "<!-- <script>alert(1)</script> -->",
    '{{ 7 * 7 }} {% for x in y %} --8<-- "/etc/passwd"',
]


class Inspector(HTMLParser):
    """Collects tags, attributes and link targets of a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.targets = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src"):
                self.targets.append(value or "")


def inspect(text):
    inspector = Inspector()
    inspector.feed(str(render_prose(text)))
    return inspector


OURS = {
    ("div", "class"),
    ("div", "tabindex"),
    ("div", "role"),
    ("div", "aria-label"),
    ("table", "class"),
    ("a", "rel"),
}
ALLOWED = {(tag, name) for tag, names in ATTRIBUTES.items() for name in names} | OURS


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_is_inert(text):
    found = inspect(text)
    assert found.tags <= TAGS
    assert found.attributes <= ALLOWED
    for target in found.targets:
        assert target.startswith(("http://", "https://", "mailto:", "#"))


@given(st.text(max_size=300))
def test_any_text_renders_to_allowed_html(text):
    found = inspect(text)
    assert found.tags <= TAGS
    assert found.attributes <= ALLOWED


def test_template_words_are_text():
    assert "{{ 7 * 7 }}" in render_prose("{{ 7 * 7 }}")


def test_headings_start_below_the_title():
    html = render_prose("# Satu\n\n## Dua\n\nIsi.")
    assert "<h1" not in html
    assert "<h2>Satu</h2>" in html and "<h3>Dua</h3>" in html


def test_headings_without_a_title_stay():
    assert "<h2>Hasil</h2>" in render_prose("## Hasil\n\nIsi.")


def test_one_call_leaves_nothing_for_the_next():
    render_prose("[a]: https://contoh.go.id\n\n[a]")
    assert "contoh.go.id" not in render_prose("[a]")


def test_table_gets_a_wrapper_to_scroll_in():
    html = render_prose("| a | b |\n|---|---:|\n| 1 | 2 |")
    assert html.count('tabindex="0"') == 1 and html.count("</table></div>") == 1
    assert "style=" not in html


def test_first_sentence_cuts_at_a_word():
    assert first_sentence("satu dua tiga", 9) == "satu dua…"
    assert first_sentence("  satu \n dua ", 20) == "satu dua"
