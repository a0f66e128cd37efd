"""The guides of the package: they name the site's own region, and a page of the site stands in for any."""

from __future__ import annotations

import re

import pytest

from builders import make_settings
from small_site import SMALL_SITE
from suluh.checking.page_lists import check_page_lists
from suluh.reading.built_in_guides import READING_ORDER, load_guide_pictures, load_guides, name_region
from suluh.reading.front_matter import split_front_matter
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Document

REGIONS = load_regions()
WITH_GOVERNMENTS = [code for code in REGIONS if code.count(".") < 2]
EXAMPLE = re.compile(
    r"bau-?\s?bau|\b74\.72|7472|betoambari|wolio|murhum|katobengke|kokalukuna", re.IGNORECASE
)
"""Names and codes of the region that this repository publishes."""


def settings_of(kode: str) -> Settings:
    return make_settings(wilayah=kode, guides=True)


def test_every_region_has_words_for_every_guide() -> None:
    """A word that a guide asks for and a region lacks would stop its site."""
    asked = set(name_region("74.72", REGIONS))
    assert [code for code in WITH_GOVERNMENTS if set(name_region(code, REGIONS)) != asked] == []
    assert len(WITH_GOVERNMENTS) == 552
    for code in ("99.99", "74.72.01", "11.01.01.2001", "0"):
        assert set(name_region(code, REGIONS)) == asked, code


@pytest.mark.parametrize("kode", ["74.71", "35.78", "96.71", "74", "13.72"])
def test_no_guide_names_another_region(kode: str) -> None:
    guides = load_guides(settings_of(kode), REGIONS)
    assert len(guides) > 15 and all(guide.built_in for guide in guides)
    assert {guide.path for guide in guides if EXAMPLE.search(guide.text)} == set()
    assert not any("{{" in guide.text for guide in guides)
    others = [region.nama for region in REGIONS.values() if region.level == 2 and region.kode[:2] != kode[:2]]
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, others))})\b")
    assert {guide.path for guide in guides if named.search(guide.text)} == set()
    about = next(guide.text for guide in guides if guide.path == "tentang/index.md")
    assert f"instansi pemerintah {REGIONS[kode].full_name}, memeriksanya" in about


def test_each_has_a_title_a_description_and_lists_that_there_are() -> None:
    guides = load_guides(settings_of("74.71"), REGIONS)
    assert check_page_lists(guides) == []
    assert {guide.path for guide in guides} == set(READING_ORDER)
    for guide in guides:
        stated, _, findings = split_front_matter(guide.text, guide.path)
        assert findings == [] and stated is not None and {"title", "description"} <= set(stated), guide.path


def test_links_between_guides_lead_to_guides() -> None:
    guides = load_guides(settings_of("74.71"), REGIONS)
    paths = {guide.path for guide in guides}
    links = {f"tentang/{name}" for guide in guides for name in re.findall(r"\]\(([^):#]+\.md)", guide.text)}
    assert links and links <= paths
    shown = {picture.path for picture in load_guide_pictures(settings_of("74.71"))}
    asked = {
        f"tentang/{name}" for guide in guides for name in re.findall(r"\]\((gambar/[^)]+)\)", guide.text)
    }
    assert asked == shown


@pytest.mark.parametrize("own", ["tentang/data-contoh.md", "tentang/data-contoh/index.md"])
def test_a_page_of_the_site_stands_in_for_a_guide(own: str) -> None:
    mine = Document(own, "# Milik kami\n")
    guides = load_guides(settings_of("74.71"), REGIONS, [mine])
    assert mine.address not in {guide.address for guide in guides}
    text = "".join(guide.text for guide in guides)
    assert "](suluh:tentang/data-contoh/)" in text and "](data-contoh.md" not in text


def test_a_site_may_do_without() -> None:
    settings, _ = read_settings(SMALL_SITE)
    assert settings is not None and not settings.guides
    assert load_guides(settings, REGIONS) == () and load_guide_pictures(settings) == ()
