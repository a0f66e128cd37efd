"""The numbers of pages as tables by kind and year: exact, streamed, and never a blank without its reason."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_settings
from number_tables import write
from suluh.publishing import page_number_files
from suluh.publishing.earlier_files import EarlierFiles, beside_earlier, find_earlier_file
from suluh.publishing.excel_csv_file import protect
from suluh.publishing.page_number_files import write_page_numbers
from suluh.publishing.page_number_forms import write_numbers_csv
from suluh.publishing.page_number_tables import list_number_tables
from suluh.vocabulary.download_format import OutgoingNumbers
from suluh.vocabulary.figures import State
from suluh.vocabulary.formula_signs import as_text
from suluh.vocabulary.package import StatusData
from suluh.vocabulary.page_numbers import NumberColumn, NumbersLater, PageNumbers, Value
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Page

COLUMNS = (NumberColumn("instansi", "Instansi"), NumberColumn("pagu", "Pagu", "rupiah"))
STATUSES = {"anggaran": StatusData.SIMULASI, "luas": StatusData.TETAP, "pagu": StatusData.SEMENTARA}
PAGE = Page("dasbor/2025/", "dasbor", "Dasbor 2025", "", body=str, simulated=True)
CSV, EXCEL = "data/angka/dasbor-2025.csv", "data/angka/excel/dasbor-2025.zip"


def make_page(address: str, *rows: tuple[Value, ...], kind: str = "dasbor") -> Page:
    numbers = PageNumbers(COLUMNS, rows, (("anggaran",),) * len(rows))
    return replace(PAGE, address=address, numbers=NumbersLater(kind, lambda: numbers))


def write_all(*pages: Page) -> Mapping[str, str]:
    files = write_page_numbers(pages, make_settings(), STATUSES)
    return {artifact.address: read_text(write(artifact)) for artifact in files}


def read_text(content: bytes) -> str:
    """What a file says, or the one that is packed in it."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = archive.namelist()
        return archive.read(name).decode()


def write_one(*rows: tuple[Value, ...]) -> Mapping[str, str]:
    return write_all(make_page("dasbor/2025/", *rows))


def test_a_page_without_numbers_has_no_files() -> None:
    assert write_page_numbers([PAGE], make_settings(), STATUSES) == ()


@pytest.mark.parametrize(("most", "times"), [(200_000, 1), (1, 2)])
def test_numbers_are_worked_out_once_for_all_forms(
    monkeypatch: pytest.MonkeyPatch, most: int, times: int
) -> None:
    """Of a table that is too large to wait they are worked out again: the files are the same."""
    monkeypatch.setattr(page_number_files, "MOST_KEPT", most)
    asked: list[str] = []

    def ask(page: Page) -> Page:
        later = page.numbers
        assert later is not None
        return replace(
            page, numbers=NumbersLater(later.kind, lambda: (asked.append(page.address), later.make())[1])
        )

    pages = [make_page("dasbor/2025/tw1/", ("Dinas", 1)), make_page("dasbor/2025/tw2/", ("Dinas", 2))]
    said = write_all(*map(ask, pages))
    once = 1  # the descriptor asks the first page for its columns
    assert asked.count("dasbor/2025/tw2/") == times
    assert asked.count("dasbor/2025/tw1/") == times + once
    assert said[EXCEL].count("dasbor/2025/tw2/") == said[CSV].count("dasbor/2025/tw2/") == 1


def list_amounts(amounts: tuple[int, ...]) -> PageNumbers:
    rows = tuple(("Dinas", amount) for amount in amounts)
    return PageNumbers(COLUMNS, rows, (("anggaran",),) * len(rows))


def list_amounts_otherwise(amounts: tuple[int, ...]) -> PageNumbers:
    return list_amounts(amounts[::-1])


def keep(address: str, *amounts: int) -> Page:
    return replace(PAGE, address=address, numbers=NumbersLater.of("dasbor", list_amounts, amounts))


def keys_of(
    *pages: Page, statuses: Mapping[str, StatusData] = STATUSES, settings: Settings | None = None
) -> Mapping[str, str]:
    """By which keys the files of these pages are known."""
    earlier = EarlierFiles(Path())
    with beside_earlier(earlier):
        for file in write_page_numbers(pages, settings or make_settings(), statuses):
            find_earlier_file(file.address, file.rests_on)
    return earlier.keys


def test_a_file_is_known_by_all_that_its_numbers_are_made_of() -> None:
    first, second = keep("dasbor/2025/tw1/", 1, 2), keep("dasbor/2025/tw2/", 3)
    known = keys_of(first, second)
    assert set(known) == {CSV, EXCEL} and len(set(known.values())) == 2
    assert keys_of(keep("dasbor/2025/tw1/", 1, 2), second) == known
    others = [
        keys_of(second, first),
        keys_of(first),
        keys_of(first, keep("dasbor/2025/tw2/", 4)),
        keys_of(first, keep("dasbor/2025/tw3/", 3)),
        keys_of(first, replace(second, numbers=NumbersLater.of("dasbor", list_amounts_otherwise, (3,)))),
        keys_of(first, second, statuses={**STATUSES, "anggaran": StatusData.TETAP}),
        keys_of(first, second, settings=make_settings(language="en")),
    ]
    assert all(other[name] != known[name] for other in others for name in (CSV, EXCEL))


def test_a_table_with_a_page_that_does_not_say_what_it_rests_on_is_made_each_time() -> None:
    assert keys_of(keep("dasbor/2025/tw1/", 1), make_page("dasbor/2025/tw2/", ("Dinas", 2))) == {}


def test_a_form_that_somebody_brought_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = page_number_files.list_number_files()
    brought = page_number_files.NumberFile("Baris", "data/angka/baris/", ".txt", lambda *_: None)
    monkeypatch.setattr(page_number_files, "list_number_files", lambda: (*ours, brought))
    assert set(keys_of(keep("dasbor/2025/", 1))) == {CSV, EXCEL}


def test_a_function_that_may_see_more_than_its_value_is_refused() -> None:
    def reckon(amounts: tuple[int, ...]) -> PageNumbers:
        return list_amounts(amounts)

    class Holder:
        seen = (1,)

        def reckon(self, amounts: tuple[int, ...]) -> PageNumbers:
            return list_amounts((*self.seen, *amounts))

    bound = Holder().reckon
    for inner in (reckon, bound, partial(list_amounts), lambda amounts: list_amounts(amounts)):
        with pytest.raises(ValueError, match="may see more"):
            NumbersLater.of("dasbor", inner, (1,))


def test_rows_name_their_page_and_say_that_figures_are_invented() -> None:
    files = write_one(("Dinas", Decimal("1.50")), ("Badan", State.BELUM_DILAPORKAN), ("Kantor", 0))
    assert files[CSV] == (
        "halaman,instansi,pagu,keterangan,status_data,dataset\r\n"
        "dasbor/2025/,Dinas,1.5,,simulasi,anggaran\r\n"
        "dasbor/2025/,Badan,,pagu: belum dilaporkan,simulasi,anggaran\r\n"
        "dasbor/2025/,Kantor,0,,simulasi,anggaran\r\n"
    )


def test_excel_with_indonesian_settings_opens_the_other_file() -> None:
    files = write_one(
        ("Dinas 1.2", Decimal("1.50")), ("Badan; pusat", State.BELUM_DILAPORKAN), ("74.71", 1000)
    )
    assert files[EXCEL] == (
        "\ufeffhalaman;instansi;pagu;keterangan;status_data;dataset\r\n"
        "dasbor/2025/;Dinas 1.2;1,5;;simulasi;anggaran\r\n"
        'dasbor/2025/;"Badan; pusat";;pagu: belum dilaporkan;simulasi;anggaran\r\n'
        'dasbor/2025/;"=""74.71""";1000;;simulasi;anggaran\r\n'
    )


def test_pages_of_a_kind_and_year_stand_in_one_table() -> None:
    pages = [
        make_page("dasbor/2025/tw1/", ("Dinas", 1)),
        make_page("dasbor/2024/tw1/", ("Dinas", 2)),
        make_page("dasbor/2025/tw2/", ("Dinas", 3)),
        make_page("dasbor/", ("Dinas", 4)),
        make_page("wilayah/74.72.2025/", ("Dinas", 5)),
    ]
    tables = {table.stem: [page.address for page, _ in table.parts] for table in list_number_tables(pages)}
    assert tables == {
        "dasbor": ["dasbor/", "wilayah/74.72.2025/"],
        "dasbor-2024": ["dasbor/2024/tw1/"],
        "dasbor-2025": ["dasbor/2025/tw1/", "dasbor/2025/tw2/"],
    }
    assert write_all(*pages)[CSV].count("\r\n") == 3


def test_a_descriptor_says_what_columns_mean_and_the_reference_validator_agrees(tmp_path: Path) -> None:
    pages = [
        make_page("dasbor/2025/", ("Dinas", Decimal("1.5")), ("Badan", State.BELUM_DILAPORKAN)),
        make_page("dasbor/", ("Kantor", Fraction(1, 3))),
    ]
    for address, text in write_all(*pages).items():
        if not address.startswith("data/angka/excel/"):
            (tmp_path / address.rpartition("/")[2]).write_text(text, encoding="utf-8", newline="")
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in described["resources"]] == ["dasbor", "dasbor-2025"]
    fields = {field["name"]: field for field in described["resources"][0]["schema"]["fields"]}
    assert fields["pagu"] == {"name": "pagu", "type": "number", "title": "Pagu", "satuan": "rupiah"}
    assert "Alamat halaman" in fields["halaman"]["title"]
    report = frictionless.Package.from_descriptor(described, basepath=str(tmp_path)).validate()
    assert report.valid, report.flatten()


def test_a_page_may_have_tables_of_two_kinds() -> None:
    page = make_page("dasbor/2025/", ("Dinas", 1))
    assert page.numbers is not None
    other = replace(page.numbers, kind="lain")
    files = write_all(replace(page, numbers=replace(page.numbers, more=(other,))))
    assert files["data/angka/lain-2025.csv"] == files[CSV]


def test_pages_are_written_one_after_the_other() -> None:
    """None is made before the one ahead of it was written: ten thousand need no memory."""
    stream, seen = io.BytesIO(), []

    def make(number: int) -> OutgoingNumbers:
        seen.append(stream.getvalue().count(b"\r\n"))
        numbers = PageNumbers(COLUMNS, (("Dinas", number),), (("anggaran",),))
        return OutgoingNumbers(numbers, STATUSES, PAGE, make_settings())

    write_numbers_csv(stream, map(make, range(3)))
    assert seen == [0, 2, 3]


def test_other_columns_in_one_kind_are_our_own_fault() -> None:
    odd = PageNumbers((NumberColumn("lain", "Lain"),), ((1,),), ((),))
    pages = [
        make_page("dasbor/2025/", ("Dinas", 1)),
        replace(PAGE, address="dasbor/2025/x/", numbers=NumbersLater("dasbor", lambda: odd)),
    ]
    with pytest.raises(ValueError, match="dasbor/2025/x/ have other columns"):
        write_all(*pages)


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.decimals(allow_nan=False, allow_infinity=False, places=4),
)
def test_numbers_and_texts_come_back_as_they_went_in(name: str, amount: Decimal) -> None:
    files = write_one((name, amount))
    row = list(csv.reader(io.StringIO(files[CSV], newline="")))[1]
    assert (row[1], Decimal(row[2])) == (as_text(name), amount)
    excel = list(csv.reader(io.StringIO(files[EXCEL].removeprefix("\ufeff"), newline=""), delimiter=";"))[1]
    assert (excel[1], Decimal(excel[2].replace(",", "."))) == (protect(name), amount)


def test_a_fraction_has_ten_decimals() -> None:
    files = write_one(("Dinas", Fraction(200, 3)))
    assert ",66.6666666667," in files[CSV] and ";66,6666666667;" in files[EXCEL]


@pytest.mark.parametrize("name", ["halaman", "instansi", "keterangan", "status_data", "dataset"])
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
    stream = io.BytesIO()
    write_numbers_csv(stream, [OutgoingNumbers(numbers, STATUSES, PAGE, make_settings())])
    assert stream.getvalue().decode().endswith(f"Dinas,1,,{status},{'; '.join(datasets)}\r\n")
