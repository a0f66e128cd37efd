"""Translations: complete, with the same placeholders, and nothing left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages import Message
from jinja2 import nodes

from small_site import copy_small_site
from suluh.assembly.theme_files import RENDERING, translate_template
from suluh.history.canonical_versions import WITHHELD
from suluh.pipeline import build_site
from suluh.publishing.information_lists import UNSTATED, UNTITLED
from suluh.publishing.renstra_files import COLUMNS
from suluh.reading.site_settings import read_settings
from suluh.rendering import field_words
from suluh.rendering.chart_text import ChartText
from suluh.rendering.charts import Bar, draw_bars
from suluh.rendering.environment import make_environment
from suluh.rendering.page_figures import format_rupiah
from suluh.vocabulary.figures import State
from suluh.vocabulary.measures import Undefined
from suluh.vocabulary.site import Page
from suluh.words.catalogues import load_words
from suluh.words.numbers import format_date, format_number, format_percent
from suluh.words.saying import say_in
from suluh.words.spoken import speaking
from word_catalog import (
    PACKAGE,
    find_words,
    forms_of,
    is_whole,
    list_catalogues,
    read_catalogue,
    text_of,
    texts_for,
)

CATALOGUES = list_catalogues()
NAMED = re.compile(r"%\((\w+)\)s")
YEAR = re.compile(r"(?:\b|_)(?:year|tahun|since|until)$")
PLACE = re.compile(r"%\(\w+\)s|\{\w+(?:!r)?\}")
HOW = "Run `make words`, write each msgstr that is empty in {}, and run this test again."
SPOKEN = ("_", "N_", "say", "word", "say_in")


def name_catalogue(path: Path) -> str:
    """`locale/en`, or the record type and the language."""
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="module")
def words() -> dict[str, set[str]]:
    return find_words()


def entries(path: Path) -> list[Message]:
    return [one for one in read_catalogue(path) if one.id]


def test_english_is_there() -> None:
    assert "en" in [one.stem for one in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=name_catalogue)
def test_every_text_is_translated(path: Path, words: dict[str, set[str]]) -> None:
    if not is_whole(path):
        assert entries(path), "a part is enough, and nothing is not"
        return
    told = {text_of(one) for one in entries(path) if all(forms_of(one)) and not one.fuzzy}
    missing = [f"{text!r} ({', '.join(sorted(words[text]))})" for text in sorted(texts_for(path) - told)]
    assert not missing, "\n".join([HOW.format(path), *missing])


@pytest.mark.parametrize("path", CATALOGUES, ids=name_catalogue)
def test_no_translation_is_left_over(path: Path) -> None:
    known = texts_for(path)
    left = [text_of(one) for one in entries(path) if text_of(one) not in known]
    assert not left, "\n".join([HOW.format(path), *left])


@pytest.mark.parametrize("path", CATALOGUES, ids=name_catalogue)
def test_placeholders_are_those_of_the_text(path: Path) -> None:
    wrong = []
    for one in entries(path):
        text = text_of(one)
        for form in filter(None, forms_of(one)):
            same = sorted(set(PLACE.findall(text))) == sorted(set(PLACE.findall(form)))
            blanks = text[:1].isspace() == form[:1].isspace() and text[-1:].isspace() == form[-1:].isspace()
            if not (same and blanks and ("%%" in text) == ("%%" in form)):
                wrong.append(f"{text!r} → {form!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", CATALOGUES, ids=name_catalogue)
def test_plural_forms_are_all_there(path: Path) -> None:
    catalogue = read_catalogue(path)
    for one in entries(path):
        if isinstance(one.id, tuple):
            assert PLACE.search(text_of(one)), f"{text_of(one)!r} has no number that could choose"
            assert len(forms_of(one)) == catalogue.num_plurals, text_of(one)


def called(call: ast.Call) -> str:
    """The name of what is called, without whose it is."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def spoken_calls() -> list[tuple[Path, ast.Call]]:
    """Every call of the package that hands a text to gettext, with its file."""
    may_speak = re.compile(rf"\b(?:{'|'.join(map(re.escape, SPOKEN))})\(")
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))
    return [
        (path, node)
        for path, text in texts
        if may_speak.search(text)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and called(node) in SPOKEN
    ]


def spoken_texts() -> Iterator[tuple[str, str]]:
    """Texts that the source hands to gettext, with their file, as the compiler sees them."""
    for path, call in spoken_calls():
        given = call.args[1:2] if called(call) == "say_in" else call.args[:1]
        if given and isinstance(given[0], ast.Constant):
            yield path.name, str(given[0].value)


def test_extraction_sees_every_text(words: dict[str, set[str]]) -> None:
    """Babel passes over a call within an f-string."""
    hidden = [f"{name}: {text!r}" for name, text in spoken_texts() if text and text not in words]
    assert not hidden, "Take these out of their f-strings:\n" + "\n".join(hidden)


def test_the_first_number_chooses_the_plural() -> None:
    assert say_in("en", "%(count)s dataset", count=1) == "1 dataset"
    assert say_in("en", "%(count)s dataset", count=0) == "0 datasets"
    assert say_in("en", "%(count)s baris", count="1,001") == "1,001 rows"
    assert say_in("id", "%(count)s baris", count=1) == "1 baris"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_number_is_written_as_the_language_writes_it(language: str, words: dict[str, set[str]]) -> None:
    """By its type, in every place of every text: no name makes a number, and none unmakes it."""
    grouped, decimal = {"id": ("2.718", "2.718,5"), "en": ("2,718", "2,718.5")}[language]
    places = {text: NAMED.findall(text) for text in words if NAMED.search(text)}
    assert len(places) > 300
    template = make_environment(language).from_string("{{ _(text, **values) }}")
    for text, names in places.items():
        for value, shown in ((2718, grouped), (Decimal("2718.5"), decimal), ("2025", "2025")):
            values = dict.fromkeys(names, value)
            said = say_in(language, text, **values)
            assert said.count(shown) >= len(names), (text, said)
            assert str(template.render(text=text, values=values)) == said


def test_values_are_written_by_their_type() -> None:
    def show(value: object, language: str = "id") -> str:
        return say_in(language, "%(anything)s", anything=value)

    assert [show(one) for one in (0, 999, 1000, -2718)] == ["0", "999", "1.000", "−2.718"]
    assert [show(Decimal("0.50")), show(Decimal("0.50"), "en")] == ["0,50", "0.50"]
    assert [show(Fraction(12345, 7)), show(Fraction(1, 2))] == ["1.763,57", "0,5"]
    assert show(date(2025, 8, 17)) == "17\N{NO-BREAK SPACE}Agustus\N{NO-BREAK SPACE}2025"
    assert show("2718") == "2718"


def handed_over() -> Iterator[tuple[str, str, str, bool]]:
    """File, placeholder, value of all that is handed to a text, and whether it is made text there."""
    for path, call in spoken_calls():
        for value in call.keywords:
            shown = ast.unparse(value.value)
            yield path.name, value.arg or "", shown, shown.startswith("str(")
    for path in sorted(PACKAGE.rglob("*.html")):
        tree = make_environment("id").parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_":
                for value in call.kwargs:
                    held = getattr(value.value, "attr", getattr(value.value, "name", ""))
                    yield path.name, value.key, held, held == "string"


def test_years_are_handed_over_as_text() -> None:
    """A year counts nothing: handed over as a number it would be 2.025."""
    given = [one for one in handed_over() if one[1] == "year" or YEAR.search(one[2])]
    assert len(given) > 100
    assert not [one for one in given if not one[3]]


def test_unknown_languages_and_texts_stay_indonesian() -> None:
    assert say_in("de", "belum dilaporkan") == "belum dilaporkan"
    assert say_in("en", "Kelurahan Katobengke") == "Kelurahan Katobengke"
    assert say_in("en", "") == ""
    assert load_words("id").gettext("Data contoh") == "Data contoh"


def test_numbers_and_dates_follow_the_spoken_language() -> None:
    with speaking("en"):
        assert format_number(Decimal("1234567.50")) == "1,234,567.50"
        assert format_rupiah(Decimal(1_234_000_000), short=True) == "Rp1.23\N{NO-BREAK SPACE}billion"
        assert format_percent(Decimal("41.52")) == "41.5%"
        assert format_date(date(2025, 8, 17)) == "17\N{NO-BREAK SPACE}August\N{NO-BREAK SPACE}2025"
    assert format_number(Decimal("1234567.50")) == "1.234.567,50"


def test_charts_follow_the_spoken_language() -> None:
    bars = [Bar("Katobengke", Decimal(1_200_000), Decimal(2_400_000))]
    with speaking("en"):
        drawn = draw_bars(bars, ChartText("Spending", "a", "spent", "budget"))
    assert "Show as a table" in drawn
    assert "million" in drawn
    assert "50.0%" in drawn
    assert "Lihat sebagai tabel" in draw_bars(bars, ChartText("Belanja", "a", "belanja", "pagu"))


def test_words_defined_below_rendering_are_those_that_are_there() -> None:
    """What `field_words` marks is what vocabulary and publishing say, letter for letter."""
    assert set(field_words.STATES) >= {one.value for one in State if one is not State.NILAI}
    assert set(field_words.REASONS) >= {one.value for one in Undefined if one.value not in field_words.STATES}
    assert tuple(one.title for one in COLUMNS[5:-1]) == field_words.TC29
    assert set(field_words.PUBLISHED) >= {UNSTATED, UNTITLED, WITHHELD}


def test_values_in_templates_are_escaped() -> None:
    template = make_environment("en").from_string('{{ _("Laporan %(name)s", name=name) }}')
    assert template.render(name="<b>") == "Reports of &lt;b&gt;"


@pytest.mark.parametrize("path", sorted((RENDERING / "theme").rglob("*.html")), ids=lambda path: path.name)
def test_theme_is_staged_in_words(path: Path) -> None:
    """Engines have no gettext: nothing is left to translate, and the words are those of the language."""
    text = path.read_text(encoding="utf-8")
    english = translate_template(text, "en")
    assert '_("' not in english
    assert ('_("' not in text) or english != translate_template(text, "id")


INDONESIAN = re.compile(
    r"\b(yang|dan|di|ke|dari|untuk|dengan|tidak|belum|sudah|ada|ini|itu|atau|pada|oleh|adalah|semua|tiap|"
    r"setiap|lain|menurut|sampai|lihat|unduh|cari|bukan|dalam|bila|dapat|harus|juta|miliar|triliun|"
    r"berapa|siapa|kapan|mana|telah|lewat)\b",
    re.IGNORECASE,
)


class OwnWords(HTMLParser):
    """Texts of a page outside of elements that are marked as Indonesian."""

    EMPTY = ("br", "img", "wbr", "path", "rect", "circle", "line", "use", "hr", "input", "link", "meta")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        marked = known.get("lang") == "id" or tag in ("code", "pre")
        if not marked and not self._submitted():
            self.texts += [str(known[name]) for name in ("aria-label", "title", "alt") if known.get(name)]
        if tag not in self.EMPTY:
            self.open.append((tag, marked))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while tag not in self.EMPTY and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._submitted():
            self.texts.append(" ".join(data.split()))

    def _submitted(self) -> bool:
        return any(marked for _, marked in self.open)


def pages_in(language: str, root: Path) -> tuple[Page, ...]:
    settings, _ = read_settings(copy_small_site(root))
    assert settings is not None
    site, checked = build_site(replace(settings, language=language))
    assert site is not None, checked.findings
    return site.pages


@pytest.fixture(scope="module")
def english_pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    return pages_in("en", tmp_path_factory.mktemp("bahasa") / "situs")


NAMES = ("Kementerian Dalam Negeri", "Pagu dan realisasi", "keuangan, aset, pendapatan, dan rekening")
"""Names and laws in the data of the small site, as they are called."""


def test_english_pages_have_no_indonesian_words(english_pages: tuple[Page, ...]) -> None:
    left = []
    for page in english_pages:
        if page.address.startswith("tentang/temuan/"):  # its sentences quote words of descriptors
            continue
        seen = OwnWords()
        seen.feed(page.body())
        texts = (text for text in seen.texts if not any(name in text for name in NAMES))
        left += [f"/{page.address}: {text}" for text in texts if INDONESIAN.search(text)]
    assert not left, "\n".join(left[:40])


def test_english_pages_mark_what_agencies_wrote(english_pages: tuple[Page, ...]) -> None:
    bodies = {page.address: page.body() for page in english_pages}
    assert '<div class="s-prose" lang="id">' in bodies["laporan/dinas-sosial/2025-tw2/"]
    assert '<h1 class="s-title" lang="id">' in bodies["data/bantuan/"]


def test_indonesian_pages_carry_no_marks(tmp_path: Path) -> None:
    assert not any('lang="id"' in page.body() for page in pages_in("id", tmp_path / "situs"))
