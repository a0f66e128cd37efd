"""A page's numbers as files: exact, and never a blank without its reason."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_settings
from suluh.publishing.page_number_files import write_page_numbers
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import as_text
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Page

COLUMNS = (NumberColumn("instansi", "Instansi"), NumberColumn("pagu", "Pagu", "rupiah"))
PAGE = Page("dasbor/2025/", "dasbor", "Dasbor 2025", "", body=str, simulated=True)


def write(*rows: tuple[Value, ...]) -> Mapping[str, str]:
    numbers = PageNumbers(COLUMNS, rows, ("anggaran",))
    files = {}
    for one in write_page_numbers(replace(PAGE, numbers=lambda: numbers), make_settings()):
        stream = io.BytesIO()
        one.write(stream)
        files[one.address] = stream.getvalue().decode()
    return files


def test_a_page_without_numbers_has_no_files() -> None:
    assert write_page_numbers(PAGE, make_settings()) == ()


def test_files_lie_at_the_page_and_say_that_figures_are_invented() -> None:
    files = write(("Dinas", Decimal("1.50")), ("Badan", State.BELUM_DILAPORKAN), ("Kantor", 0))
    assert files["dasbor/2025/angka.csv"] == (
        "instansi,pagu,keterangan,status_data\r\nDinas,1.5,,simulasi\r\n"
        "Badan,,pagu: belum dilaporkan,simulasi\r\nKantor,0,,simulasi\r\n"
    )
    told = json.loads(files["dasbor/2025/angka.json"])
    assert told["status_data"] == "simulasi"
    assert told["kolom"][1] == {"nama": "pagu", "judul": "Pagu", "satuan": "rupiah"}
    assert told["sumber"][0].endswith("/data/anggaran/")
    assert told["baris"] == [
        {"instansi": "Dinas", "pagu": 1.5},
        {"instansi": "Badan", "pagu": None, "keadaan": {"pagu": "belum dilaporkan"}},
        {"instansi": "Kantor", "pagu": 0},
    ]


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
)
def test_numbers_and_texts_come_back_as_they_went_in(name: str, amount: Decimal) -> None:
    files = write((name, amount))
    row = list(csv.reader(io.StringIO(files["dasbor/2025/angka.csv"], newline="")))[1]
    assert (row[0], Decimal(row[1])) == (as_text(name), amount)
    told = json.loads(files["dasbor/2025/angka.json"], parse_float=Decimal)["baris"][0]
    assert (told["instansi"], told["pagu"]) == (name, amount)


def test_a_fraction_has_ten_decimals() -> None:
    assert ",66.6666666667," in write(("Dinas", Fraction(200, 3)))["dasbor/2025/angka.csv"]


@pytest.mark.parametrize("name", ["instansi", "keterangan", "status_data"])
def test_no_column_stands_twice(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        PageNumbers((*COLUMNS, NumberColumn(name, "Lagi")), ())
