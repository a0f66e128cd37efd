"""A preview says what the page says: its figures, the day of the data, and that they are invented."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from made_sites import make_page
from suluh.assembly.share_words import LONGEST, find_sentence, share_description

DAY = date(2026, 1, 31)
BODY = (
    '<h1>Anggaran</h1><p class="s-sentence">Tahun 2025 daerah menganggarkan '
    "<strong>Rp42,1\N{NO-BREAK SPACE}miliar</strong> untuk A &amp; B.</p>"
    '<p class="s-sentence">Kalimat kedua 7.</p>'
)


def describe(body: str = BODY, *, language: str = "id", **page: object) -> str:
    return share_description(make_page("anggaran/", "Anggaran", **page), body, language=language, version=DAY)


def test_it_is_the_page_s_first_sentence_with_mark_and_day() -> None:
    said = describe(description="Siapa membelanjakan berapa.", simulated=True)
    assert said == (
        "Data contoh. Tahun 2025 daerah menganggarkan Rp42,1 miliar untuk A & B. Siapa membelanjakan berapa. "
        "Versi data 31 Januari 2026."
    )
    assert describe(description="", simulated=False).startswith("Tahun 2025")
    assert describe(description="x", simulated=True, language="en").startswith("Sample data. ")


def test_a_sentence_without_a_figure_comes_after_what_the_page_is() -> None:
    said = describe('<p class="s-sentence">Pilih kecamatan.</p>', description="Semua wilayah")
    assert said == "Semua wilayah. Pilih kecamatan. Versi data 31 Januari 2026."


def test_a_page_that_leads_on_keeps_its_own() -> None:
    assert describe(description="Pindah.", leads_to="data/baru/") == "Pindah."


@given(st.text(max_size=900), st.text(max_size=900), st.booleans())
def test_it_is_never_too_long_and_always_dated(sentence: str, description: str, simulated: bool) -> None:
    body = f'<p class="s-sentence">{sentence}</p>'
    said = describe(body, description=description, simulated=simulated)
    assert len(said) <= LONGEST
    assert said.endswith("Versi data 31 Januari 2026.") and said.startswith("Data contoh. ") == simulated


def test_every_page_of_the_site_says_figure_day_and_mark(built_site: Path) -> None:
    without_figure, seen = [], 0
    for path in sorted(built_site.rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        found = re.search(r'<meta name="description" property="og:description" content="([^"]*)"', html)
        if found is None or 'http-equiv="refresh"' in html:
            continue
        if path.relative_to(built_site).parts[0] == "tentang":
            continue  # written by hand, with a description of its own
        said, seen = unescape(found[1]), seen + 1
        assert "Versi data " in said, path
        assert said.startswith("Data contoh. ") == ('class="s-banner"' in html), path
        sentence = find_sentence(html)
        if not re.search(r"\d", said.partition("Versi data")[0]) and re.search(r"\d", sentence[:150]):
            without_figure.append(path)
    assert seen > 300 and without_figure == []
