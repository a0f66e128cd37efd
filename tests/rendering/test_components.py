"""The parts of pages: escaped, fit for the strict policy, readable without sight or script."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup

from html_tree import Tree
from suluh.rendering.column_styles import write_column_styles
from suluh.rendering.environment import make_environment

STATES = ("belum dilaporkan", "tidak berlaku", "dirahasiakan", "tidak tersedia")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@lru_cache(maxsize=1)
def environment() -> Environment:
    made = make_environment("id")
    assert made.loader is not None
    made.loader = ChoiceLoader([made.loader, FileSystemLoader(Path(__file__).parent)])
    return made


def render(call: str, here: str = "data/x/", **values: Any) -> str:
    source = f'{{% import "components.html" as c with context %}}{call}'
    return environment().from_string(source).render(here=here, **values).strip()


@pytest.fixture(scope="module", params=["komponen.html.jinja", "beranda.html.jinja"])
def page(request: pytest.FixtureRequest) -> str:
    return environment().get_template(request.param).render(here="data/dana-desa/")


def test_every_element_is_closed(page: str) -> None:
    tree = Tree(page)
    assert tree.wrong == [] and tree.open == []


def test_nothing_breaks_the_policy(page: str) -> None:
    for tag, attributes in Tree(page).elements:
        assert tag not in ("script", "style", "form", "iframe")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        assert not (attributes.get("href") or "").startswith(("javascript:", "//", "/"))


def test_addresses_are_seen_from_the_page(page: str) -> None:
    links = [one["href"] or "" for one in Tree(page).named("a")]
    assert links and all(link.startswith(("../../", "#")) for link in links)


def test_no_id_is_given_twice(page: str) -> None:
    names = Counter(attributes["id"] for _, attributes in Tree(page).elements if "id" in attributes)
    assert [name for name, count in names.items() if count > 1] == []


def test_a_button_for_the_script_waits_for_it(page: str) -> None:
    for attributes in Tree(page).named("button"):
        assert attributes["type"] == "button"
        if "data-copy" in attributes:
            assert "hidden" in attributes


def test_a_table_can_be_read_aloud() -> None:
    columns = [{"name": "nama"}, {"name": "pagu", "numeric": True}, {"name": "kode", "hide_on_phone": True}]
    rows = [["Kolaka", "1.000", "74.01"]]
    html = render("{{ c.data_table('Pagu', columns, rows) }}", columns=columns, rows=rows)
    tree = Tree(html)
    region = tree.named("div")[0]
    assert region["tabindex"] == "0" and region["role"] == "region" and region["aria-label"] == "Pagu"
    assert "<caption" in html and [one["scope"] for one in tree.named("th")] == ["col"] * 3
    assert tree.named("table")[0]["class"] == "s-table n2 w3"
    assert [one.get("class") for one in tree.named("td")] == [None] * 3
    styles = write_column_styles()
    assert ".n2 td:nth-child(2)" in styles and ".w3 td:nth-child(3)" in styles
    assert "Semua kolom" in tree.text


@pytest.mark.parametrize("name", STATES)
def test_a_state_has_words_and_is_never_a_number(name: str) -> None:
    chip = Tree(render("{{ c.state(name) }}", name=name)).text.casefold()
    cell = Tree(render("{{ c.cell_state(name) }}", name=name)).text.casefold()
    assert name in chip and name in cell
    assert not any(letter.isdigit() for letter in chip + cell)


def test_the_states_look_different() -> None:
    assert len({render("{{ c.state(name) }}", name=name) for name in STATES}) == len(STATES)
    assert len({render("{{ c.cell_state(name) }}", name=name) for name in STATES}) == len(STATES)


def test_a_key_figure_shows_its_state_instead_of_a_number() -> None:
    missing = {"label": "Realisasi", "number": "", "state": "belum dilaporkan", "status": "simulasi"}
    text = Tree(render("{{ c.key_figures([item]) }}", item=missing)).text
    assert "Belum dilaporkan" in text and "Data contoh" in text


def test_zero_is_a_figure() -> None:
    item = {"label": "SMP", "number": "0", "unit": "sekolah", "bar": 0}
    html = render("{{ c.key_figures([item]) }}", item=item)
    assert ">0 <" in html and "<svg" in html


@pytest.mark.parametrize(("share", "width"), [(0, 0), (0.415, 41.5), (1, 100), (1.04, 100), (-0.2, 0)])
def test_a_bar_is_as_wide_as_its_share(share: float, width: float) -> None:
    html = render("{{ c.bar(share) }}", share=share)
    fill = next(one for one in Tree(html).named("rect") if one["class"] == "s-bar__fill")
    assert float(fill["width"] or "") == width


@pytest.mark.parametrize(
    ("status", "words"),
    [("simulasi", "Data contoh"), ("tetap", "Data resmi"), ("sementara", "Sementara"), ("", "")],
)
def test_the_origin_of_figures_is_said(status: str, words: str) -> None:
    assert Tree(render("{{ c.origin(status) }}", status=status)).text.startswith(words)


def test_an_item_needs_no_more_than_its_title() -> None:
    assert "Judul" in render("{{ c.rows([{'title': 'Judul'}]) }}")
    assert "<a" not in render("{{ c.rows([{'title': 'Judul'}]) }}")


def test_a_long_list_is_folded_by_the_script_alone() -> None:
    items = [{"title": str(number)} for number in range(9)]
    html = render("{{ c.rows(items, shown=7) }}", items=items)
    assert html.count("<li") == 9 and 'data-more="7"' in html and "hidden" not in html
    assert "data-more" not in render("{{ c.rows(items, shown=9) }}", items=items)


def test_the_last_crumb_is_the_way_back() -> None:
    links = [{"text": "Wilayah", "address": "wilayah/"}, {"text": "Wolio", "address": "wilayah/74.72.02/"}]
    html = render("{{ c.crumbs(links, 'Katobengke') }}", links=links)
    assert html.count("s-crumbs__back") == 1
    assert html.index("s-crumbs__back") > html.index("Wilayah")
    assert 'aria-current="page">Katobengke' in html


def test_report_cells_speak() -> None:
    cells = [
        {"label": "TW I", "address": "laporan/", "reported": True},
        {"label": "TW II", "address": "", "reported": False},
    ]
    small = render("{{ c.report_cells(cells, small=true) }}", cells=cells)
    assert 'role="img"' in small and "1 dari 2 triwulan dilaporkan" in small
    assert "belum dilaporkan" in Tree(render("{{ c.report_cells(cells) }}", cells=cells)).text


CALLS = (
    "{{ c.page_head(text, 'tetap', text, [text]) }}",
    "{{ c.sentence(text) }}",
    "{{ c.crumbs([{'text': text, 'address': text}], text) }}",
    "{% call c.section(text, 'id', note=text) %}{{ text }}{% endcall %}",
    "{{ c.key_figures([{'label': text, 'number': text, 'unit': text, 'note': text, 'sentence': text}]) }}",
    "{{ c.facts([{'term': text, 'content': text}]) }}",
    "{{ c.rows([{'title': text, 'address': text, 'note': text, 'right': text, 'chip_text': text}]) }}",
    "{{ c.data_table(text, [{'name': text}], [[text]], note=text) }}",
    "{{ c.dictionary([{'name': text, 'type': text, 'description': text, 'note': text}]) }}",
    "{{ c.downloads([{'format': text, 'note': text, 'address': text, 'size_text': text, 'sha256': text}]) }}",
    "{{ c.citation([{'id': 'a', 'name': text, 'text': text}, {'id': 'b', 'name': text, 'text': text}]) }}",
    "{{ c.things_to_know([{'judul': text, 'isi': text}]) }}",
    "{{ c.checklist([{'ok': true, 'text': text}]) }}",
    "{{ c.versions([{'date': text, 'text': text, 'commit': text}]) }}",
    "{{ c.provenance([text]) }}",
    "{{ c.filter_bar([{'name': 'a', 'label': text, 'options': [{'value': text, 'label': text, 'count': 1}]}])"
    " }}",
    "{{ c.search_field('cari/', text, text) }}",
    "{{ c.empty(text, text) }}",
    "{{ c.state(text, text) }}{{ c.chip(text, text) }}{{ c.cell_state(text) }}{{ c.figure(text, text) }}",
    "{{ c.report_cells([{'label': text, 'address': text, 'reported': true}]) }}",
    "{{ c.region_strip([{'name': text, 'note': text, 'address': text}]) }}",
)


@pytest.mark.parametrize("call", CALLS)
def test_text_stays_text(call: str) -> None:
    tree = Tree(render(call, text=HOSTILE))
    assert not tree.named("script") and not tree.named("img")
    assert not [attributes for _, attributes in tree.elements if "onerror" in attributes]


@pytest.mark.parametrize("name", ["page_head", "sentence", "section", "key_figures", "facts", "rows"])
def test_markup_made_by_us_stays_markup(name: str) -> None:
    call = next(one for one in CALLS if f"c.{name}(" in one)
    assert "<em>x</em>" in render(call, text=Markup("<em>x</em>"))


@given(text=st.text(max_size=40))
def test_any_cell_leaves_the_table_whole(text: str) -> None:
    tree = Tree(render("{{ c.data_table('x', [{'name': 'a'}, {'name': 'b'}], [[text, '1']]) }}", text=text))
    assert tree.wrong == [] and tree.open == []
    assert len(tree.named("td")) == 2


def test_the_name_of_a_commit_is_not_searched() -> None:
    """`dd08668311 30 November` reads like a telephone number in the search's files; nobody seeks it."""
    shown = render(
        "{{ c.versions([{'date': '2026-11-30', 'text': 'Baris bertambah', 'commit': 'dd08668311'}]) }}"
    )
    assert ">dd08668311<" in shown
