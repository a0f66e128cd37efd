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
from suluh.publishing.page_number_forms import write_numbers_csv
from suluh.vocabulary.download_format import OutgoingNumbers
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import as_text
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, PageNumbers, Value
from suluh.vocabulary.site import Page

COLUMNS = (NumberColumn("instansi", "Instansi"), NumberColumn("pagu", "Pagu", "rupiah"))
STATUSES = {"anggaran": StatusData.SIMULASI, "luas": StatusData.TETAP, "pagu": StatusData.SEMENTARA}
ORIGIN = {"status_data": "simulasi", "dataset": ["anggaran"]}
PAGE = Page("dasbor/2025/", "dasbor", "Dasbor 2025", "", body=str, simulated=True)


def write(*rows: tuple[Value, ...]) -> Mapping[str, str]:
    numbers = PageNumbers(COLUMNS, rows, (("anggaran",),) * len(rows))
    files = {}
    for one in write_page_numbers(replace(PAGE, numbers=lambda: numbers), make_settings(), STATUSES):
        stream = io.BytesIO()
        one.write(stream)
        files[one.address] = stream.getvalue().decode()
    return files


def test_a_page_without_numbers_has_no_files() -> None:
    assert write_page_numbers(PAGE, make_settings(), STATUSES) == ()


def test_files_lie_at_the_page_and_say_that_figures_are_invented() -> None:
    files = write(("Dinas", Decimal("1.50")), ("Badan", State.BELUM_DILAPORKAN), ("Kantor", 0))
    assert files["dasbor/2025/angka.csv"] == (
        "instansi,pagu,keterangan,status_data,dataset\r\nDinas,1.5,,simulasi,anggaran\r\n"
        "Badan,,pagu: belum dilaporkan,simulasi,anggaran\r\nKantor,0,,simulasi,anggaran\r\n"
    )
    told = json.loads(files["dasbor/2025/angka.json"])
    assert told["status_data"] == "simulasi"
    assert told["kolom"][1] == {"nama": "pagu", "judul": "Pagu", "satuan": "rupiah"}
    assert told["sumber"][0].endswith("/data/anggaran/")
    assert told["baris"] == [
        {"instansi": "Dinas", "pagu": 1.5, **ORIGIN},
        {"instansi": "Badan", "pagu": None, "keadaan": {"pagu": "belum dilaporkan"}, **ORIGIN},
        {"instansi": "Kantor", "pagu": 0, **ORIGIN},
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


@pytest.mark.parametrize("name", ["instansi", "keterangan", "status_data", "dataset"])
def test_no_column_stands_twice(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        PageNumbers((*COLUMNS, NumberColumn(name, "Lagi")), (), ())


def test_every_row_names_its_sources() -> None:
    with pytest.raises(ValueError, match="2 rows"):
        PageNumbers(COLUMNS, (("Dinas", 1), ("Badan", 2)), (("anggaran",),))


@pytest.mark.parametrize(
    ("datasets", "status"),
    [
        (("luas",), "tetap"),
        (("luas", "pagu"), "sementara"),
        (("pagu", "anggaran", "luas"), "simulasi"),
        ((), ""),
    ],
)
def test_a_row_takes_the_weakest_status(datasets: tuple[str, ...], status: str) -> None:
    numbers = PageNumbers(COLUMNS, (("Dinas", 1),), (datasets,))
    outgoing = OutgoingNumbers(numbers, STATUSES, PAGE, make_settings())
    assert write_numbers_csv(outgoing).endswith(f"Dinas,1,,{status},{'; '.join(datasets)}\r\n")
