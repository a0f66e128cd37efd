"""Screens before the rules of the last look: with them it finds what it finds without them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh.assembly import active_content, egress_rules, finished_parts, fresh_pieces, personal_numbers
from suluh.assembly.active_content import may_run
from suluh.assembly.egress import EgressGate
from suluh.assembly.egress_rules import find_running, find_secrets
from suluh.assembly.fresh_pieces import BREAK, CELL_END
from suluh.assembly.personal_numbers import make_finder
from suluh.checking.personal_patterns import find_suspects, judge_mail, judge_suspect
from suluh.reading.patterns import compile_screen, may_hold, other_than
from suluh.vocabulary.fingerprints import (
    LONGEST,
    Fingerprints,
    Recogniser,
    is_telling,
    make_fingerprints,
    words_of,
)

NUMBERS = (
    "7472015708900003",
    "7472-0157-0890-0003",
    "0812-3456-7890",
    "(62)81234567890",
    "wa.ode@contoh.co.id",
    "WA 6281234567890",
    "no rek 0012 0100 4567",
    "1.234.567.890",
    "2026-01-31",
    "a" * 90,
    "1" * 101,
    "x/" * 70,
    " ",
    "/",
    ",",
    "0",
    BREAK,
    CELL_END,
)


@settings(max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(NUMBERS), st.text(max_size=5)), max_size=9).map("".join))
def test_numbers_of_persons_are_found_as_without_a_screen(joined: str) -> None:
    finder, pieces = make_finder(), joined.split(BREAK)
    with patch.object(personal_numbers, "find_doubtful", lambda plain: enumerate(plain.split(BREAK))):
        expected = list(finder(pieces, joined))
    assert list(finder(pieces, joined)) == expected


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from((*NUMBERS, "a@b.id", "[at]")), st.text(max_size=5))).map("".join))
def test_where_mail_alone_is_suspect_its_own_rule_finds_all(text: str) -> None:
    if all(text[start] == "@" for start in find_suspects(text)):
        assert judge_mail(text) == judge_suspect(text)


ROWS = (
    *("a", "1", ",", ";", "\r\n", "\n", '"', "7472015708900003", "74720157", "08900003", "NIK", ">"),
    *("<b class=", "<b title='x,y'>", "<b title='x;y'>", "</b>", "&lt;b class=x,", "&gt;", "&#60;"),
    *("Wa Ode Kenari ", "Sentinel", "Sentinel,", "Wa Ode", "penyelenggaraan", "1,234,567,890"),
    *("no rek 0012 0100 4567", "script:", "data:text/html,"),
)


@settings(max_examples=300)
@given(
    st.lists(st.lists(st.sampled_from(ROWS), max_size=9).map("".join), max_size=3),
    st.sampled_from(("a.csv", "a.json", "excel/a.csv", "a.ndjson", "a.xml", "a.html")),
)
def test_cells_known_from_before_hide_nothing(texts: list[str], name: str) -> None:
    """The same findings where each cell is looked at once as where each row is looked at whole."""
    by_cells, by_rows = _gate(), _gate()
    with patch.object(fresh_pieces, "_cells_of", lambda row: [row]):
        expected = [by_rows.inspect(f"{at}/{name}", text.encode()) for at, text in enumerate(texts)]
    assert [by_cells.inspect(f"{at}/{name}", text.encode()) for at, text in enumerate(texts)] == expected


@pytest.mark.parametrize(
    ("secret", "files"),
    [
        pytest.param(
            "Penerima RENÉE MARTHINUSSÉN Kaledupa",
            (
                "Σ KK,marga\r\n3,MARTHINUSSÉN\r\n",
                "awal,marga,desa\r\nPenerima RENÉE,MARTHINUSSÉN,Kaledupa\r\n",
            ),
            id="words lowered whole beside a sigma",
        ),
        pytest.param(
            "Jl. Betoambari No. 12 Baubau",
            ('a,b\r\n1,"Jl. Betoambari No. 12\r\nBaubau"',),
            id="a row's end within quotation marks",
        ),
        pytest.param(
            "Jl. Betoambari No. 12 Baubau",
            (
                'a,b\r\n1,"Jl. Betoambari No. 12\r\nKendari"\r\n',
                'a,b\r\n1,"Jl. Betoambari No. 12\r\nBaubau"\r\n',
            ),
            id="whose first line stood in a file before",
        ),
        pytest.param(
            "Jl. Betoambari No. 12 Baubau",
            ('a,b\r\n2,"Jl. Lain\r\nBaubau"\r\n1,"Jl. Betoambari No. 12\r\nBaubau"\r\n',),
            id="whose last line stood in a row before",
        ),
    ],
)
def test_a_passage_over_cells_or_lines_is_found(secret: str, files: tuple[str, ...]) -> None:
    gate = _gate(make_fingerprints([secret], b"k"))
    found = [gate.inspect(f"{at}/a.csv", text.encode()) for at, text in enumerate(files)]
    assert {finding.code for finding in found[-1]} == {"E002"}


ADDRESS = ("Jl.", "Betoambari", "No.", "12", "Baubau")
BREAKS = st.sampled_from((" ", "\n", "\r\n"))


@st.composite
def cells_like(draw: st.DrawFn, words: tuple[str, ...]) -> str:
    """Words of the address in their order, on one line or several, perhaps with others beside them."""
    text = "".join(f"{word}{draw(BREAKS)}" for word in words)
    return draw(st.sampled_from(("", "Lain\r\n", '"x" '))) + text + draw(st.sampled_from(("", "\r\nLain")))


@st.composite
def tables_like(draw: st.DrawFn, *, holds: bool) -> str:
    """A CSV as it is written, of parts of the address in cells; with all of it in one where it `holds` it."""
    spans = st.tuples(st.integers(0, 4), st.integers(1, 5)).filter(lambda span: 0 < span[1] - span[0] < 5)
    parts = spans.flatmap(lambda span: cells_like(ADDRESS[span[0] : span[1]]))
    rows = draw(st.lists(st.tuples(st.sampled_from("123"), parts), max_size=3))
    if holds:
        rows.insert(draw(st.integers(0, len(rows))), ("4", draw(cells_like(ADDRESS))))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("nomor", "alamat"), *rows])
    return text.getvalue()


@settings(max_examples=300)
@given(st.lists(tables_like(holds=False), max_size=2), tables_like(holds=True))
def test_a_passage_of_a_cell_is_found_whatever_was_looked_at_before(before: list[str], last: str) -> None:
    gate = _gate(make_fingerprints([" ".join(ADDRESS)], b"k"))
    for at, text in enumerate(before):
        gate.inspect(f"{at}/a.csv", text.encode())
    assert "E002" in {finding.code for finding in gate.inspect("akhir/a.csv", last.encode())}


@pytest.mark.parametrize("block", [8, 40, 64, 1000])
def test_blocks_of_a_file_hold_whole_records(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished_parts, "BLOCK", block)
    text = 'a,b\r\n1,"Jl. Betoambari\r\nNo. 12 Baubau"\r\n' + "2,satu\r\n" * 9 + "3,akhir"
    parts = [*finished_parts.unpack_file("a.csv", text.encode())]
    assert "".join(part.text for part in parts) == text
    assert any("Betoambari\r\nNo. 12" in part.text for part in parts)
    lines = [1 + text[: text.index(part.text)].count("\n") for part in parts]
    assert [part.line for part in parts][:1] == lines[:1] and len(parts) <= 1 + len(text) // 8


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_end_of_a_line_within_a_cell_hides_no_number(end: str) -> None:
    text = f'a,b\r\n1,"7472{end}015708900003"\r\n'
    assert {finding.code for finding in _gate().inspect("a.csv", text.encode())} == {"E001"}


def test_a_tag_over_two_cells_hides_no_number() -> None:
    text = "7472<\x01b title='x,y'>015708900003"
    assert {finding.code for finding in _gate().inspect("a.csv", text.encode())} == {"E001"}


def _gate(told: Fingerprints | None = None) -> EgressGate:
    known = Recogniser(TOLD if told is None else told)
    return EgressGate("https://situs.example/", ("/srv/rahasia",), known, make_finder())


SCRAPS = (
    *(
        "script",
        "SCRIPT",
        ' type="application/ld+json"',
        " type='application/ld+json'",
        ">",
        " src=x",
        "iframe",
        "base",
    ),
    *(
        "object data=",
        ' onload="',
        "\nonclick =",
        "/onerror=",
        "srcdoc",
        "javascript:",
        "javascr\u0131pt:",
        "java&#34script",
    ),
    *(
        "&#39;",
        "&#34;",
        "&#3",
        "&#x22;",
        "&#",
        "data:text/html",
        "data:image/svg",
        "meta a http-equiv",
        "meta ",
        "bas",
    ),
    *('"javascript:x"', '"file :', '"s\u017fource: a"', '\\"data:', '"', ":", " ", BREAK, CELL_END, "–", "a"),
    *(
        "ghp_" + "a1B2" * 9,
        "AKIA" + "A1" * 8,
        "eyJ",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "xoxb-",
        "pypi-",
    ),
)
MARKUP = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=4)), max_size=8).map("".join)


@settings(max_examples=400)
@given(MARKUP)
def test_what_runs_and_secrets_are_found_as_without_a_screen(text: str) -> None:
    def ask() -> tuple[object, ...]:
        return may_run(text), list(find_running(text)), list(find_secrets(text))

    screened = ask()
    every: Callable[..., bool] = lambda *_: True  # noqa: E731
    with patch.object(active_content, "may_hold", every), patch.object(egress_rules, "may_hold", every):
        assert screened == ask()


def test_a_pages_own_data_costs_no_second_look() -> None:
    page = BREAK.join(
        ('a href="../">Data', 'script type="application/ld+json">{"a":1}', "/script>", "b>&#39;&#34;")
    )
    assert not may_hold(page, active_content.SCREEN)
    assert may_hold(f"{page}{BREAK}script>", active_content.SCREEN)


@given(st.text(alphabet="abc", max_size=5))
def test_other_than_is_whatever_the_literal_is_not(text: str) -> None:
    screen = compile_screen("^" + other_than("abc"))
    assert (screen.search(text.encode()) is None) == text.startswith("abc")


SECRETS = (
    "Wa Ode Kenari Sentinel",
    "1.234.567.890",
    "0812 3456 7890",
    "Jalan Σίσυφος",
    "Café–Bar Ünlü",
    "Penyelenggaraan",
    "a b c d e f g h i j k l m n o p",
)
TOLD = make_fingerprints(SECRETS, b"kunci uji")


@pytest.mark.parametrize("text", SECRETS)
def test_every_secret_of_this_test_is_telling(text: str) -> None:
    assert is_telling(text)
    assert list(Recogniser(TOLD).find(f"x ({text.upper()}), y"))


@settings(max_examples=400)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                (*SECRETS, *map(str.upper, SECRETS), *(word for one in SECRETS for word in one.split()))
            ),
            st.sampled_from(
                (" ", ".", ",", "\u00a0", "\u202f", "-", "–", "_", "'", "Σ", "İ", "1", "234", "567", "890")
            ),
            st.text(max_size=4),
        ),
        max_size=9,
    ).map("".join)
)
def test_withheld_texts_are_recognised_by_their_words_alone(text: str) -> None:
    known = {tuple(words_of(secret)[:LONGEST]) for secret in SECRETS}
    words = words_of(text)
    spans = [(start, start + length) for start in range(len(words)) for length in range(1, LONGEST + 1)]
    expected = {" ".join(words[low:high]) for low, high in spans if tuple(words[low:high]) in known}
    recogniser = Recogniser(TOLD)
    assert set(recogniser.find(text)) == expected
    assert set(recogniser.find(text)) == expected, "asked again, when its words are known"
