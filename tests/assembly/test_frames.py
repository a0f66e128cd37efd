"""Frames are cut once and filled without ever reading a value as a token."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from made_sites import make_page
from suluh.assembly.frames import (
    TOKEN_START,
    fill_document,
    keep_inert,
    needed_frames,
    parse_frame,
    placeholder_path,
    tighten,
)
from suluh.assembly.tabs import mark_active_tab, resolve_within
from suluh.vocabulary.site import Document

BUILT = (
    "<head>%%suluh:csp%%%%suluh:kepala%%</head><body>%%suluh:spanduk%%"
    "<article class=x>%%suluh:isi%%</article></body>"
)
KEY = ("wilayah", 2)


def test_a_frame_is_filled_in_order() -> None:
    frame, findings = parse_frame(BUILT, KEY)
    assert frame is not None and findings == []
    page = frame.fill({"csp": "1", "kepala": "2", "spanduk": "3", "isi": "4"})
    assert page == "<head>12</head><body>3<article class=x>4</article></body>"


def test_missing_and_unknown_tokens_are_named() -> None:
    frame, findings = parse_frame("<p>%%suluh:isi%% %%suluh:lain%%</p>", KEY)
    assert frame is None
    assert {one.code for one in findings} == {"S004"}
    assert [one.value for one in findings] == [
        "%%suluh:csp%%",
        "%%suluh:kepala%%",
        "%%suluh:spanduk%%",
        "%%suluh:lain%%",
    ]


@given(st.dictionaries(st.sampled_from(["csp", "kepala", "spanduk", "isi"]), st.text(max_size=40)))
def test_values_are_never_read_as_tokens(some: dict[str, str]) -> None:
    frame, _ = parse_frame(BUILT, KEY)
    assert frame is not None
    values = {name: some.get(name, "%%suluh:isi%%") for name in frame.tokens}
    assert len(frame.fill(values)) == sum(map(len, frame.pieces)) + sum(map(len, values.values()))


@given(st.text())
def test_inert_text_holds_no_token(text: str) -> None:
    assert TOKEN_START not in keep_inert(f"{text}%%suluh:isi%%{text}")


def test_a_document_has_only_the_themes_tokens_filled() -> None:
    html = "<head>%%suluh:csp%%</head>%%suluh:spanduk%%<p>%%suluh:csp%% %%suluh:isi%%</p>"
    assert fill_document(html, "POLICY") == "<head>POLICY</head><p>%%suluh&#58;csp%% %%suluh&#58;isi%%</p>"


def test_placeholders_lie_as_deep_as_their_pages() -> None:
    expected = {
        ("beranda", 0): "index.md",
        ("beranda", 1): "bingkai.md",
        ("beranda", 2): "bingkai/bingkai.md",
        ("wilayah", 1): "wilayah/index.md",
        ("wilayah", 2): "wilayah/bingkai.md",
        ("laporan", 3): "laporan/bingkai/bingkai.md",
    }
    for key, path in expected.items():
        assert placeholder_path(key) == path
        assert Document(path, "").address.count("/") == key[1]


def test_each_section_and_depth_needs_one_frame() -> None:
    pages = [make_page(one) for one in ("", "wilayah/", "wilayah/1/", "wilayah/2/", "laporan/a/b/")]
    assert list(needed_frames(pages)) == [("beranda", 0), ("laporan", 3), ("wilayah", 1), ("wilayah", 2)]


TABS = (
    '<li class="md-tabs__item md-tabs__item--active">\n'
    ' <a href="../.." class="md-tabs__link" aria-current="page">A</a>'
    '<li class="md-tabs__item">\n <a href="../" class="md-tabs__link">B</a>'
    '<li class="md-tabs__item">\n <a href="../../laporan/" class="md-tabs__link">C</a>'
)


def test_the_tab_of_the_section_is_active_and_no_other() -> None:
    html = mark_active_tab(TABS, ("wilayah", 2), "wilayah/bingkai/")
    assert html.count("md-tabs__item--active") == html.count("aria-current") == 1
    assert 'md-tabs__item--active">\n <a href="../"' in html


def test_no_tab_is_active_for_other_pages_at_the_root() -> None:
    assert "--active" not in mark_active_tab(TABS.replace("../..", ".."), ("beranda", 1), "bingkai/")


def test_links_resolve_as_browsers_do() -> None:
    assert resolve_within("wilayah/x/", "../") == "wilayah/"
    assert resolve_within("wilayah/x/", "../..") == ""
    assert resolve_within("", "data/") == "data/"
    assert resolve_within("data/", "./") == "data/"
    assert resolve_within("data/", "#isi") == "data/"
    assert resolve_within("data/", "https://contoh.go.id/") is None


@given(st.text(alphabet=" \n\tab\u00a0<i>"))
def test_what_is_tightened_reads_the_same(text: str) -> None:
    seen = re.compile(r"[ \t\n]+")
    assert seen.sub(" ", tighten(text)).strip(" ") == seen.sub(" ", text).strip(" ")
