"""Heads are escaped whatever the title says, and data blocks cannot be left."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from made_sites import make_page, make_settings, make_site
from suluh.assembly.head import build_banner, build_head, build_language_links, inert_json, page_title
from suluh.assembly.policy import build_policy, inline_scripts
from suluh.assembly.sitemap import write_robots, write_sitemaps
from suluh.vocabulary.settings import Settings

SETTINGS = Settings(Path("/"), "Suluh Uji", "74.72", site_url="https://contoh.go.id/suluh/")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


class Reader(HTMLParser):
    """Counts the elements that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


@given(TEXT, TEXT)
def test_no_text_adds_an_element(title: str, description: str) -> None:
    reader = Reader()
    page = make_page(
        "data/x/", title, description=description or "-", structured_data=lambda: {"name": title}
    )
    reader.feed(build_head(page, SETTINGS))
    assert sorted(set(reader.seen)) == ["link", "meta", "script", "title"]
    assert reader.seen.count("script") == reader.seen.count("title") == 1


@given(st.dictionaries(TEXT, TEXT))
def test_json_reads_back_and_holds_no_bracket(data: dict[str, str]) -> None:
    text = inert_json(data)
    assert json.loads(text) == data
    assert not re.search(r"[<>&]", text)


def test_a_head_says_who_where_and_what() -> None:
    head = build_head(make_page("wilayah/74.72.01/", "Kecamatan A & B"), SETTINGS)
    assert "<title>Kecamatan A &amp; B · Suluh Uji</title>" in head
    assert '<link rel="canonical" href="https://contoh.go.id/suluh/wilayah/74.72.01/">' in head
    assert "og:url" not in head and "og:locale" not in head  # said by the canonical address and the page
    assert "robots" not in head


def test_a_page_not_indexed_says_so() -> None:
    head = build_head(make_page("cari/", "Cari", indexed=False), SETTINGS)
    assert '<meta name="robots" content="noindex">' in head and "canonical" not in head


def test_the_sites_name_stands_once_in_a_title() -> None:
    assert page_title(make_page("", "Suluh Uji"), "Suluh Uji") == "Suluh Uji"
    assert page_title(make_page("data/", "Data"), "Suluh Uji") == "Data · Suluh Uji"


def test_the_banner_stands_on_pages_with_example_data_alone() -> None:
    plain, example = make_page("data/x/"), make_page("data/x/", simulated=True)
    assert build_banner(plain, "id", "tentang/data-contoh/") == ""
    assert "Data contoh" in build_banner(example, "id")
    assert 'href="../../tentang/data-contoh/"' in build_banner(example, "id", "tentang/data-contoh/")


def test_hashes_are_those_of_executed_inline_scripts() -> None:
    html = (
        "<script>var a</script><SCRIPT type='module'>b</SCRIPT><script src=x></script>"
        '<script type="application/ld+json">{}</script>'
        '<script id="__config" type="application/json">{}</script>'
    )
    assert list(inline_scripts(html)) == ["var a", "b"]
    policy = build_policy([html, html])
    assert policy.count("'sha256-") == 2
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in build_policy(
        ["<script>alert(1)</script>"]
    )


def test_the_sitemap_names_indexed_pages_with_their_dates(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    text = write_sitemaps(make_site(), settings)["sitemap.xml"]
    assert "<loc>https://contoh.go.id/suluh/wilayah/74.72.01/</loc><lastmod>2026-01-01</lastmod>" in text
    assert "<loc>https://contoh.go.id/suluh/tentang/cara/</loc></url>" in text
    assert "cari/" not in text
    assert "Sitemap: https://contoh.go.id/suluh/sitemap.xml" in write_robots(settings)


LANGUAGES = {"id": "https://contoh.go.id/suluh/", "en": "https://contoh.go.id/suluh/en/"}


def test_each_language_names_the_others(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, languages=LANGUAGES)
    links = build_language_links("wilayah/74.72.01/", settings)
    assert 'href="https://contoh.go.id/suluh/en/wilayah/74.72.01/" hreflang="en" lang="en">English<' in links
    back = build_language_links("wilayah/74.72.01/", settings.in_language("en"))
    assert 'href="https://contoh.go.id/suluh/wilayah/74.72.01/" hreflang="id"' in back
    assert 'aria-label="Other languages"' in back and "Bahasa Indonesia" in back
    assert build_language_links("", make_settings(tmp_path)) == ""
    text = write_sitemaps(make_site(), settings)["sitemap.xml"]
    assert 'xmlns:xhtml="http://www.w3.org/1999/xhtml"' in text
    assert 'hreflang="en" href="https://contoh.go.id/suluh/en/wilayah/74.72.01/"/>' in text
    assert "xhtml" not in write_sitemaps(make_site(), make_settings(tmp_path))["sitemap.xml"]
    assert "Sitemap: https://contoh.go.id/suluh/en/sitemap.xml" in write_robots(settings)


def test_a_very_large_sitemap_is_split(tmp_path: Path) -> None:
    pages = tuple(make_page(f"wilayah/{number}/") for number in range(50_001))
    texts = write_sitemaps(make_site(pages=pages, documents=()), make_settings(tmp_path))
    assert list(texts) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert texts["sitemap-1.xml"].count("<url>") == 50_000 and texts["sitemap-2.xml"].count("<url>") == 1
