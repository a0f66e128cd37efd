"""A cell is a number or the state that stands in its place; a blank is never 0."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_cleared, make_dataset, make_field, make_resource, make_table
from suluh.linking.cell_figures import key_figures
from suluh.vocabulary.cells import read_cell
from suluh.vocabulary.figures import State

MISSING = {"": "belum dilaporkan", "-": "tidak berlaku", "x": "dirahasiakan", "n/a": "tidak tersedia"}


@pytest.mark.parametrize(("text", "state"), [(text, State(label)) for text, label in MISSING.items()])
def test_each_declared_mark_keeps_its_own_state(text, state):
    cell = read_cell(make_field("jumlah", type="integer", missing_values=MISSING), text)
    assert (cell.state, cell.value) == (state, None)


def test_zero_is_a_value():
    assert read_cell(make_field("jumlah", type="integer"), "0").value == Decimal(0)


def test_a_blank_text_is_not_reported_rather_than_empty():
    assert read_cell(make_field("nama"), "").state is State.BELUM_DILAPORKAN


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**25), max_value=10**25))
def test_money_is_exact_in_either_number_form(value):
    english = make_field("nilai", type="number")
    indonesian = make_field("nilai", type="number", decimal_char=",", group_char=".")
    text = f"{value:,.2f}"
    swapped = text.translate(str.maketrans(",.", ".,"))

    assert read_cell(english, f"{value:.2f}").value == value
    assert read_cell(indonesian, swapped).value == value


def make_population(rows):
    fields = (
        make_field("kode"),
        make_field("tahun", type="year"),
        make_field("total", type="integer", title="Penduduk", satuan="jiwa"),
    )
    cleared = make_cleared(
        {"penduduk": make_table([one.name for one in fields], rows)},
        name="penduduk",
        resources=(make_resource("penduduk", fields),),
        descriptor={
            "angka_kunci": [{"nilai": "total", "label": "Penduduk"}, {"nilai": "tidak-ada"}, "salah"]
        },
    )
    return make_dataset(cleared)


def test_the_newest_row_gives_the_key_figure():
    dataset = make_population([("01", "2024", "7"), ("01", "2023", "5"), ("02", "2025", "9")])

    [figure] = key_figures(dataset, [0, 1])

    assert (figure.label, figure.value, figure.unit, figure.note) == ("Penduduk", Decimal(7), "jiwa", "2024")


def test_an_unreported_key_figure_says_so():
    [figure] = key_figures(make_population([("01", "2024", "")]), [0])
    assert (figure.state, figure.value) == (State.BELUM_DILAPORKAN, None)


def test_no_row_gives_no_figure():
    assert key_figures(make_population([]), []) == []
