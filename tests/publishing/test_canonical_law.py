"""What any check lets in goes out in one form: valid for the reference reader, equal in every file."""

from __future__ import annotations

import json
import os
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow.parquet as pq
import pytest
from canonical_inputs import Made, accept, tables
from csvw import CSVW
from frictionless import Package
from hypothesis import HealthCheck, event, given, settings

from builders import make_dataset, make_instansi, make_settings
from suluh.publishing.canonical_table import CanonicalTable, canonical_table, make_reader
from suluh.publishing.distributions import write_distributions
from suluh.publishing.ndjson_file import write_ndjson
from suluh.vocabulary.download_format import Outgoing
from suluh.vocabulary.package import ClearedPackage

EXAMPLES = int(os.environ.get("SULUH_CANONICAL_EXAMPLES", "60"))


def publish(cleared: ClearedPackage, folder: Path) -> CanonicalTable:
    """All downloads laid into a folder, and the table that they hold."""
    for made in write_distributions(cleared, make_instansi(), make_settings()):
        (folder / made.file_name).parent.mkdir(exist_ok=True)
        with (folder / made.file_name).open("wb") as stream:
            made.artifact.write(stream)
    # Only large tables go out in lines.
    outgoing = Outgoing(make_dataset(cleared), make_settings(), {}, cleared.package.resources[0].name)
    with (folder / "isi.ndjson").open("wb") as stream:
        write_ndjson(stream, outgoing)
    return canonical_table(cleared, cleared.package.resources[0])


def as_read(value: object) -> object:
    """A value of frictionless as ours is: points, months, lists and durations are their text here."""
    return value if isinstance(value, (int, bool, Decimal, date, datetime, time, str)) else None


def check_all(folder: Path, table: CanonicalTable) -> None:
    """Every law of one published package."""
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for field in described["resources"][0]["schema"]["fields"]:
        assert not {"groupChar", "decimalChar", "bareNumber", "trueValues", "falseValues"} & set(field)
        assert field["format"] == "default" or field["type"] in ("string", "geojson")
    with package.resources[0] as resource:
        rows = [[row[field.name] for field in table.fields] for row in resource.row_stream]
    values = list(table.values())
    for mine, theirs in zip(values, rows, strict=True):
        for field, own, other in zip(table.fields, mine, theirs, strict=True):
            assert (own is None) == (other is None), (field, own, other)
            if field.type in ("string", "integer", "number", "boolean", "date", "datetime", "time", "year"):
                assert own == other, (field, own, other)
    compare_json(folder, table, values)
    compare_sheet(folder, table, values)
    compare_columns(folder, table, values)
    described_on_the_web = CSVW(str(folder / "isi.csv-metadata.json"), validate=True)
    assert described_on_the_web.is_valid


def compare_columns(folder: Path, table: CanonicalTable, values: list[tuple[object, ...]]) -> None:
    """Parquet: the same values, as texts where no type of it has them exactly."""
    found = pq.read_table(folder / "isi.parquet")
    columns = [column.to_pylist() for column in found.columns]
    for mine, theirs in zip(values, zip(*columns, strict=True), strict=True):
        for field, own, other in zip(table.fields, mine, theirs, strict=True):
            if isinstance(other, str) and own is not None and not isinstance(own, str):
                other = make_reader(field)(other)
            assert own == other and (own is None) == (other is None), (field, own, other)


def compare_json(folder: Path, table: CanonicalTable, values: list[tuple[object, ...]]) -> None:
    """JSON and NDJSON as a reader in JavaScript has them: every number is a double."""
    whole = json.loads((folder / "isi.json").read_text(encoding="utf-8"), parse_int=float)["resources"][0]
    lines = (folder / "isi.ndjson").read_text(encoding="utf-8").split("\n")[:-1]
    for rows in (whole["rows"], [json.loads(line, parse_int=float) for line in lines]):
        for row, mine in zip(rows, values, strict=True):
            for field, own in zip(table.fields, mine, strict=True):
                found = row[field.name]
                if own is None or isinstance(own, bool):
                    assert found is own
                elif isinstance(own, (int, Decimal)):
                    assert Decimal(found if isinstance(found, str) else repr(found)) == own
                else:
                    assert isinstance(found, str)


def compare_sheet(folder: Path, table: CanonicalTable, values: list[tuple[object, ...]]) -> None:
    """The workbook: numbers within its reach are numbers, and nothing else is."""
    sheet = openpyxl.load_workbook(folder / "isi.xlsx")["isi"]
    width = len(table.fields)
    for number, mine in enumerate(values, start=2):
        cells = [sheet.cell(number, place + 1).value for place in range(width)]
        for own, found in zip(mine, cells, strict=True):
            if isinstance(own, (int, Decimal)) and not isinstance(own, bool):
                assert Decimal(str(found)) == own
            elif own is None:
                assert found is None or isinstance(found, str)
            elif isinstance(own, bool):
                assert found is own
            elif isinstance(found, datetime):
                assert found.date() == own


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_what_is_let_in_goes_out_in_one_form(made: Made) -> None:
    cleared = accept(made)
    event("let in" if cleared else "refused")
    if cleared is None:
        return
    with TemporaryDirectory() as folder:
        check_all(Path(folder), publish(cleared, Path(folder)))


LOCAL = Made(
    [
        {"name": "kode", "type": "string"},
        {"name": "tanggal", "type": "date", "format": "%d/%m/%Y"},
        {"name": "aktif", "type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak"]},
        {"name": "harga", "type": "integer", "groupChar": ".", "bareNumber": False},
        {"name": "rasio", "type": "number", "decimalChar": ","},
    ],
    [("A", "05/03/2025", "ya", "Rp 1.500.000", "12,5"), ("B", "31/12/2025", "tidak", "Rp 750.000", "0,25")],
)
GROUPED = Made(
    [{"name": "kode", "type": "string"}, {"name": "nilai", "type": "integer", "groupChar": "."}],
    [("A", "1.001"), ("B", "12.500.000"), ("C", "999")],
)
LARGE = Made(
    [{"name": "kode", "type": "string"}, {"name": "nilai", "type": "integer"}],
    [("A", "9007199254740993"), ("B", "479386071891505153"), ("C", "123456789012345678901")],
)
SYLK = Made(
    [
        {"name": "ID", "type": "string"},
        {"name": "NAMA", "type": "string"},
        {"name": "NILAI", "type": "integer"},
    ],
    [("1", "Pasar", "10"), ("2", "Terminal", "20")],
)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (LOCAL, "A,2025-03-05,true,1500000,12.5\r\nB,2025-12-31,false,750000,0.25\r\n"),
        (GROUPED, "A,1001\r\nB,12500000\r\nC,999\r\n"),
        (LARGE, "A,9007199254740993\r\nB,479386071891505153\r\nC,123456789012345678901\r\n"),
        (SYLK, "1,Pasar,10\r\n2,Terminal,20\r\n"),
    ],
)
def test_known_inputs_have_their_one_form(made: Made, text: str, tmp_path: Path) -> None:
    cleared = accept(made)
    assert cleared is not None
    check_all(tmp_path, publish(cleared, tmp_path))
    data = (tmp_path / "isi.csv").read_bytes()
    assert data.decode().partition("\r\n")[2] == text
    assert not data.startswith((b"ID", b"\xef\xbb\xbf"))


def test_a_list_without_a_delimiter_is_refused_and_breaks_nothing() -> None:
    assert accept(Made([{"name": "k", "type": "list", "delimiter": ""}], [("a",)])) is None


def test_an_example_that_is_no_year_is_left_out(tmp_path: Path) -> None:
    cleared = accept(Made([{"name": "k", "type": "year", "example": "10000"}], [("2025",)]))
    assert cleared is not None
    check_all(tmp_path, publish(cleared, tmp_path))
