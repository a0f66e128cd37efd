"""Quotation marks out of place are found, never read through; one reading alone is offered."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_resource
from suluh.checking.mending import mend_csv
from suluh.reading.csv_quotes import QuoteForm, find_sole_reading, requote
from suluh.reading.csv_records import STRAY_LIMIT, read_csv
from suluh.vocabulary.findings import Place

PLACE = Place("data.csv")


def codes_of(text: str, **dialect: Any) -> list[tuple[str, int | None]]:
    return [(one.code, one.place.line) for one in read_csv(text, dialect, PLACE)[1]]


@pytest.mark.parametrize(
    "line",
    [
        '$78.07"Table, Round 48""",3',
        'Pipa 2" PVC,3',
        'Pipa 2",3',
        '1, "dua"',
        ' "satu",2',
        'a"b"c,3',
    ],
)
def test_a_mark_inside_an_unquoted_cell_is_refused(line: str) -> None:
    assert codes_of(f"a,b\n1,2\n{line}\n4,5\n") == [("F022", 3)]


def test_text_after_a_closing_mark_is_refused_in_every_dialect() -> None:
    assert codes_of('a,b\n"1"x,2\n') == [("F016", 2)]
    # Without doubled marks the csv module itself takes what follows as part of the cell.
    assert codes_of('a,b\n"1"x,2\n', doubleQuote=False, escapeChar="\\") == [("F022", 2)]
    assert codes_of("a|b\n1'|2\n", delimiter="|", quoteChar="'") == [("F022", 2)]


@pytest.mark.parametrize(
    ("line", "dialect"),
    [
        ('"a ""b"" c",2', {}),
        ('"a,b\nc",""', {}),
        ('1, "dua, tiga"', {"skipInitialSpace": True}),
        ('a\\"b,2', {"escapeChar": "\\"}),
        ('Pipa 2" PVC,2', {"quoteChar": ""}),
        ('Pipa 2" PVC,2', {"quoteChar": "'"}),
    ],
)
def test_good_form_is_read(line: str, dialect: dict[str, Any]) -> None:
    assert codes_of(f"a,b\n{line}\n", **dialect) == []


def test_a_file_full_of_stray_marks_is_told_once_it_is_clear() -> None:
    found = codes_of("a,b\n" + 'x"y,1\n' * (STRAY_LIMIT + 50))
    assert [code for code, _ in found] == ["F022"] * STRAY_LIMIT + ["T031"]


CELLS = st.text(st.sampled_from("ab ,\"\n'"), max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_what_the_csv_module_writes_keeps_to_the_form(rows: list[tuple[str, str, str]]) -> None:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    assert not [code for code, _ in codes_of(target.getvalue()) if code == "F022"]


@given(st.text(st.sampled_from('ab,"'), min_size=1, max_size=14))
def test_what_passes_has_one_reading_alone(line: str) -> None:
    """Read strictly or leniently, a record that passes has the same cells."""
    if QuoteForm({}).find_stray([line]) is None and not codes_of(line):
        assert next(csv.reader([line], strict=True)) == next(csv.reader([line]))
        bare = [cell for cell in _split(line) if not cell.startswith('"')]
        assert not any('"' in cell for cell in bare)


def _split(line: str) -> list[str]:
    """Cells as written, parted at commas outside of quotation."""
    cells, inside = [""], False
    for sign in line:
        inside ^= sign == '"'
        if sign == "," and not inside:
            cells.append("")
        else:
            cells[-1] += sign
    return cells


@pytest.mark.parametrize(
    ("line", "width", "cells"),
    [
        ('1,Pipa 2" PVC,5', 3, ["1", 'Pipa 2" PVC', "5"]),
        ('1,"Pipa 2" PVC",5', 3, ["1", 'Pipa 2" PVC', "5"]),
        ('1,Meja 12" x 8" kayu,5', 3, ["1", 'Meja 12" x 8" kayu', "5"]),
        ('1,$78.07"Table, Round 48"""', 3, None),
        ('1,a "b, c",5', 3, None),
        ('1,"a" b,3', 3, None),
        ('1,"ab"",3', 3, None),
    ],
)
def test_only_a_sole_reading_is_offered(line: str, width: int, cells: list[str] | None) -> None:
    found = find_sole_reading(line, ",", '"', width)
    assert (found and [content for _, _, content in found]) == cells


def test_requoting_changes_the_stray_cells_alone() -> None:
    text = '"a",b,c\r\n1,"x, y",2\r\n3,Pipa 2" PVC,4\r\n'
    found = requote(text, {}, 3)
    assert found is not None
    ((start, end, new),) = found.edits
    assert (text[start:end], new) == ('Pipa 2" PVC', '"Pipa 2"" PVC"')


def test_fix_offers_the_quoted_cell_and_nothing_where_it_is_in_doubt() -> None:
    resource = make_resource("data", ("a", "b", "c"))

    def mend(text: str) -> str:
        from collections import Counter

        return mend_csv(text.encode(), "data.csv", resource, {}, lambda _: Counter()).after.decode()

    assert mend('a,b,c\n1,Pipa 2" PVC,3\n') == 'a,b,c\n1,"Pipa 2"" PVC",3\n'
    doubtful = 'a,b,c\n1,Pipa 2" PVC,3\n1,$78.07"Table, Round 48"""\n'
    assert mend(doubtful) == doubtful


@given(st.text(st.sampled_from('a1,"\n\r '), max_size=30), st.integers(2, 4))
def test_requoted_text_is_in_good_form_and_keeps_every_other_sign(text: str, width: int) -> None:
    found = requote(text, {}, width)
    if found is None:
        return
    for start, end, new in found.edits:
        assert text[start:end].replace('"', "") == new.replace('"', "")
