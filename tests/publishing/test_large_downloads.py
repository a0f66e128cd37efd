"""What is too large for a form is told and not tried, and no writer needs more than a few rows at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_cleared, make_resource, make_table
from small_site import copy_small_site
from suluh.history.past_states import measure_tables, write_tables
from suluh.pipeline import build_site
from suluh.publishing import excel_csv_file, formats, json_file
from suluh.publishing.api import record_files
from suluh.publishing.csv_file import TABLE_FORMS
from suluh.reading.packed_rows import RowPacker
from suluh.reading.site_settings import read_settings
from suluh.vocabulary import columns
from suluh.vocabulary.columns import blocks_of, write_cells
from suluh.vocabulary.download_format import Room
from suluh.vocabulary.site import Site

ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=3)), max_size=12)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small site, where a JSON has room for three cells, Excel for one row, and the API for one."""
    settings, _ = read_settings(copy_small_site(tmp_path_factory.mktemp("besar") / "situs"))
    assert settings is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_file, "FORMAT", replace(json_file.FORMAT, room=Room(cells=3)))
        patch.setattr(excel_csv_file, "FORMAT", replace(excel_csv_file.FORMAT, room=Room(rows=1)))
        patch.setattr(record_files, "MOST_ROWS", 1)
        formats._load.cache_clear()
        formats._by_name.cache_clear()
        made, checked = build_site(settings)
        assert made is not None, checked.findings
        yield made
    formats._load.cache_clear()
    formats._by_name.cache_clear()


def read(site: Site, address: str) -> dict[str, object]:
    stream = io.BytesIO()
    next(file for file in site.artifacts if file.address == address).write(stream)
    found: dict[str, object] = json.loads(stream.getvalue())
    return found


def test_a_form_without_room_is_missing_and_the_descriptor_says_why(site: Site) -> None:
    names = {file.address for file in site.artifacts}
    assert "data/bantuan/bantuan.csv" in names and "data/bantuan/bantuan.parquet" in names
    assert not {"data/bantuan/bantuan.json", "data/bantuan/excel/bantuan.zip"} & names
    assert read(site, "data/bantuan/datapackage.json")["tidak_dibuat"] == [
        {"format": "csv (excel)", "tabel": "bantuan", "alasan": "lebih dari 1 baris"},
        {"format": "json", "alasan": "lebih dari 3 sel"},
    ]


def test_the_page_says_what_is_missing(site: Site) -> None:
    page = next(page for page in site.pages if page.address == "data/bantuan/")
    assert "JSON tidak dibuat: tabelnya lebih dari 3 sel." in page.body()
    assert "CSV (Excel) (bantuan) tidak dibuat: tabelnya lebih dari 1 baris." in page.body()


def test_a_table_that_the_api_does_not_part_is_named_there_without_its_rows(site: Site) -> None:
    listed = read(site, "api/v1/dataset.json")["isi"]
    assert isinstance(listed, list)
    tables = {table["tabel"]: table for dataset in listed for table in dataset["tabel"]}
    large = tables["bantuan/bantuan"]
    assert large["baris"] == 2 and not large.get("catatan")
    assert not any("catatan/bantuan/" in file.address for file in site.artifacts)


@given(rows=ROWS, at_once=st.integers(1, 5), known=st.integers(1, 3))
def test_cells_are_written_column_by_column_as_one_by_one(
    rows: list[tuple[str, str]], at_once: int, known: int
) -> None:
    writers = (str.upper, lambda text: f"<{text}>")
    expected = [tuple(write(text) for write, text in zip(writers, row, strict=True)) for row in rows]
    packer = RowPacker(2)
    for start in range(0, len(rows), at_once):
        packer.add([*zip(*rows[start : start + at_once], strict=True)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "ROWS_AT_ONCE", at_once)
        patch.setattr(columns, "MOST_WRITTEN", known)
        for held in (rows, packer.finish()):
            assert [*write_cells(held, writers)] == expected
            assert [row for block in blocks_of(held) for row in zip(*block, strict=True)] == rows
    assert [*write_cells([(), ()], [])] == [(), ()]


def test_tables_are_measured_as_they_are_written(tmp_path: Path) -> None:
    resource = make_resource("satu", ["kode", "isi"])
    table = make_table(["kode", "isi"], [(str(number), "a,b") for number in range(5_000)])
    cleared = make_cleared({"satu": table}, resources=(resource,))
    written = write_tables(cleared, TABLE_FORMS.canonical)
    measured = measure_tables(cleared, TABLE_FORMS.canonical)
    assert measured == {name: (sha256(data).hexdigest(), len(data)) for name, data in written.items()}
