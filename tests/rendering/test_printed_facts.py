"""How a fact is printed: as people read it, with its name and its exact value beside it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from markupsafe import Markup

from shown_figures import read_page
from suluh.assembly.printed_fact_files import read_facts
from suluh.rendering.compact_markup import shorten_markup
from suluh.rendering.facts_by_column import name_by_column
from suluh.rendering.printed_facts import (
    names_in,
    print_apart,
    print_count,
    print_fact,
    print_percent,
    print_share,
    print_short_rupiah,
    shorten_names,
)
from suluh.vocabulary.facts import FactMaker
from suluh.vocabulary.figures import State
from suluh.vocabulary.measured import Coverage, Measured
from suluh.words.spoken import speaking

MAKER = FactMaker("2025", "instansi.bpkad")


def test_a_fact_leads_to_its_formula() -> None:
    with speaking("id"):
        printed = print_short_rupiah(MAKER.make("anggaran", Decimal(1_234_567_890)))
    assert printed == (
        '<a href="#h-anggaran">'
        '<data value="1234567890" data-f="anggaran.2025.instansi.bpkad">'
        "Rp1,23\N{NO-BREAK SPACE}miliar</data></a>"
    )


def test_unlinked_it_stands_in_a_link_or_a_table() -> None:
    with speaking("id"):
        printed = print_percent(MAKER.make("penyerapan", Fraction(100, 3)), unlinked=True)
    assert printed == (
        '<data value="33.333333" data-f="penyerapan.2025.instansi.bpkad">33,3\N{NO-BREAK SPACE}%</data>'
    )


def test_what_is_not_known_prints_nothing() -> None:
    assert print_count(MAKER.make("laporan_masuk", None)) == ""


def test_a_share_of_too_little_prints_the_range_that_it_lies_in() -> None:
    coverage = Coverage(1, 4, "sub kegiatan", Fraction(20), (2025, 2))
    measured = Measured(Fraction(50), State.NILAI, coverage, Fraction(10), Fraction(90))
    with speaking("id"):
        printed = print_share(MAKER.measure("penyerapan", measured), unlinked=True)
    assert 'value="10..90"' in printed
    assert "antara" in printed


def test_words_of_a_fact_are_escaped() -> None:
    printed = print_fact(MAKER.make("anggaran", 1), "<b>", unlinked=True)
    assert isinstance(printed, Markup)
    assert "<b>" not in printed


def test_printed_names_are_found_in_a_page() -> None:
    with speaking("id"):
        html = print_count(MAKER.make("indikator", 3)) + print_count(MAKER.make("laporan_masuk", 2))
    assert [name.what for name in names_in(html)] == ["indikator", "laporan_masuk"]


def test_names_of_a_page_are_told_from_its_own_place() -> None:
    makers = [
        FactMaker("2025", place) for place in ("instansi.bpkad", "instansi.bpkad.program.1.03", "semua")
    ]
    with speaking("id"):
        html = "".join(print_count(maker.make("indikator", 3), unlinked=True) for maker in makers)
    row = '<table data-k="hasil_"><tr data-f="2025.instansi.bpkad.kegiatan.1.03.02">'
    short, place = shorten_names(html + row + '<tr data-f="2025.instansi.bpkad-lama">')
    assert place == "instansi.bpkad"
    assert re.findall(r" data-f=([^ >]+)", short) == [
        "indikator.2025",
        "indikator.2025..program.1.03",
        "indikator.2025.semua",
        "2025..kegiatan.1.03.02",
        "2025.instansi.bpkad-lama",
    ]
    page = read_page(
        "x/", f'<article>{short}<section class="s-hitung" data-di="{place}"></section></article>'
    )
    assert [figure.name for figure in page.figures] == [f"indikator.2025.{maker.where}" for maker in makers]


def test_a_part_of_a_page_says_the_place_of_its_facts_once() -> None:
    within = "instansi.bpkad.sub_kegiatan.1.03.02"
    places = (within, within, f"{within}.dari.instansi.bpkad", "anggaran.murni.baris.6")
    with speaking("id"):
        own = str(print_count(FactMaker("2025", "instansi.bpkad").make("indikator", 3), unlinked=True))
        facts = "".join(
            print_count(FactMaker("2025", place).make("indikator", 3), unlinked=True) for place in places
        )
    part = f'<details class="s-lipat" id="a">{facts}</details>'
    told = [(own, 0), ('<tr data-f="2025.instansi.bpkad">', 0), ('<tr data-f="baris.6">', 1), ("", 1)]
    for html, said in (
        (own * 9 + part.replace("</details", f"{more}</details"), said) for more, said in told
    ):
        short, place = shorten_names(html)
        assert short.count('data-di=".sub_kegiatan.1.03.02"') == said
        assert short.count("data-f=indikator.2025..dari.instansi.bpkad>") == said
        page = read_page(
            "x/", f'<article>{short}<section class="s-hitung" data-di="{place}"></section></article>'
        )
        named = {figure.name for figure in page.figures}
        assert named == {f"indikator.2025.{where}" for where in ("instansi.bpkad", *places)}


def test_a_table_says_its_facts_by_column_and_row() -> None:
    def row(when: str, *whats: str) -> str:
        facts = (FactMaker(when, "instansi.bpkad").make(what, 3) for what in whats)
        return "".join(f"<td>{print_count(fact, unlinked=True)}</td>" for fact in facts)

    quarters = [f"2025-tw{number}" for number in range(1, 5)]
    with speaking("id"):
        rows = "".join(f"<tr><td>TW</td>{row(when, 'indikator', 'laporan_masuk')}</tr>" for when in quarters)
        odd = f"<tr><td>TW</td>{row('2025', 'indikator', 'anggaran')}</tr>"
    for body, said in ((rows, 1), (rows + odd, 0), (rows.replace("</td></tr>", " kali</td></tr>"), 0)):
        short, place = shorten_names(f"<table>{body}</table>")
        named = name_by_column(short)
        assert named.count('<table data-k="- indikator laporan_masuk">') == said
        assert named.count("<tr data-f=2025-tw1>") == said and len(named) <= len(short)
        foot = f'<section class="s-hitung" data-di="{place}"></section></article>'
        before, after = (read_page("x/", f"<article>{html}{foot}").figures for html in (short, named))
        assert [(one.name, one.value) for one in before] == [(one.name, one.value) for one in after]
        facts = [list(read_facts(shorten_markup(html + foot), "x/")) for html in (short, named)]
        assert sorted(map(str, facts[0])) == sorted(map(str, facts[1]))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (42_095_918_000, 42_124_103_000, ("Rp42.095.918.000", "Rp42.124.103.000")),
        (151_284_000, 134_387_000, ("Rp151,3 juta", "Rp134,4 juta")),
        (5_000, 5_000, ("Rp5.000", "Rp5.000")),
    ],
)
def test_a_change_is_never_from_an_amount_to_the_same(before: int, now: int, told: tuple[str, str]) -> None:
    facts = (MAKER.make("anggaran_murni", Decimal(before)), MAKER.make("anggaran", Decimal(now)))
    printed = print_apart(*facts)
    shown = [re.sub(r"<[^>]*>", "", str(text)).replace("\N{NO-BREAK SPACE}", " ") for text in printed]
    assert tuple(shown) == told
