"""Every figure that a page shows is a fact: the same wherever it is shown, and one step from its formula."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from shown_figures import FORMULAS, PROSE, ShownPage, read_number, read_page, walk_pages
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.vocabulary.facts import read_name


@pytest.fixture(scope="module")
def pages(built_site: Path) -> list[ShownPage]:
    return list(walk_pages(built_site))


def test_a_fact_is_the_same_on_every_page(pages: list[ShownPage]) -> None:
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for page in pages:
        for figure in page.figures:
            if figure.value:
                values[figure.name].setdefault(figure.value, page.address)
    assert values
    assert {name: some for name, some in values.items() if len(some) > 1} == {}


def test_what_is_read_is_the_value_that_is_stated(pages: list[ShownPage]) -> None:
    wrong = []
    for page in pages:
        for figure in page.figures:
            shown = read_number(figure.text) if figure.name else None
            if shown is not None and ".." not in figure.value and figure.value:
                low, high = shown
                if not low <= Decimal(figure.value) <= high:
                    wrong.append((page.address, figure.name, figure.text, figure.value))
    assert wrong == []


def test_every_fact_leads_to_its_formula(pages: list[ShownPage], built_site: Path) -> None:
    formulas = load_fact_formulas()
    told = read_page("tentang/rumus/", (built_site / "tentang/rumus/index.html").read_text(encoding="utf-8"))
    lost = []
    for page in pages:
        for figure in page.figures:
            if not figure.name:
                continue
            what = read_name(figure.name).what
            anchor = f"rumus-{what}"
            assert what in formulas, (page.address, figure.name)
            leads = figure.leads.endswith((f"{FORMULAS}{anchor}", FORMULAS)) or anchor in page.leading
            if anchor not in told.anchors or not leads:
                lost.append((page.address, figure.name, figure.place))
    assert lost == []


def test_facts_stand_in_no_link_of_another_kind(pages: list[ShownPage]) -> None:
    assert {page.address: page.nested_links for page in pages if page.nested_links} == {}


def test_markup_of_facts_is_never_shown_as_text(built_site: Path) -> None:
    shown = [
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*.html")
        if path.parent.name != "membaca-angka"  # the guide shows the markup
        if (html := path.read_text(encoding="utf-8"))
        if "&lt;data value" in html or "&lt;a href=&#34;" in html
    ]
    assert shown == []


def test_every_figure_is_a_fact(pages: list[ShownPage]) -> None:
    bare = [
        (page.address, figure.place, figure.words, figure.text)
        for page in pages
        for figure in page.figures
        if not figure.name
    ]
    assert bare == []


def test_every_page_of_records_is_walked(built_site: Path, pages: list[ShownPage]) -> None:
    told = {page.address for page in pages}
    missed = [
        address
        for path in built_site.rglob("index.html")
        if (address := f"{path.parent.relative_to(built_site).as_posix()}/").partition("/")[0] not in PROSE
        and address.replace("./", "") not in told
    ]
    assert missed == []


def test_the_walker_sees_what_is_no_fact() -> None:
    page = read_page(
        "anggaran/2025/",
        "<article><p>Tahun 2025, TW II, kode 1.03.07, 30 Juni 2025: Rp1,2 miliar dari "
        '<a href="../../tentang/rumus/#rumus-anggaran">'
        '<data value="2500000000" data-f="anggaran.2025.semua">Rp2,5 miliar</data></a>, '
        "48 % dan 1.234 baris.</p></article>",
    )
    assert [figure.text for figure in page.figures if not figure.name] == ["Rp1,2 miliar", "48 %", "1.234"]
    (fact,) = [figure for figure in page.figures if figure.name]
    assert (fact.name, fact.leads) == ("anggaran.2025.semua", "../../tentang/rumus/#rumus-anggaran")
    assert read_number("Rp2,5 miliar") == (Decimal("2450000000"), Decimal("2550000000"))
