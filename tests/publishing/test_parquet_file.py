"""Parquet: the type that holds every value exactly, the same for every client, and what it says of itself."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_package,
    make_resource,
    make_settings,
    make_table,
)
from suluh.publishing.parquet_file import choose_type, describe_outgoing, tell_apart, write_parquet
from suluh.vocabulary.download_format import Outgoing
from suluh.vocabulary.package import StatusData

FIELDS = {
    "kode": make_field("kode"),
    "jumlah": make_field("jumlah", type="integer", satuan="orang"),
    "besar": make_field("besar", type="integer"),
    "nilai": make_field(
        "nilai", type="number", missing_values={"": "belum dilaporkan", "-": "tidak berlaku"}
    ),
    "liar": make_field("liar", type="number"),
    "tanggal": make_field("tanggal", type="date"),
    "jam": make_field("jam", type="datetime"),
    "aktif": make_field("aktif", type="boolean"),
    "tahun": make_field("tahun", type="year"),
}
ROWS = [
    ("01", "5", "1", "1.5", "1e400", "0001-01-01", "2025-03-05T10:00:00", "true", "2025"),
    ("0=1", "", "9" * 30, "-", "2", "9999-12-31", "", "false", "0001"),
    ("", "-7", "-3", "", "0.5", "", "9999-12-31T23:59:59", "", ""),
]
VALUES: list[tuple[object, ...]] = [
    *[
        ("01", 5, Decimal(1), Decimal("1.5"), None, date(1, 1, 1), datetime(2025, 3, 5, 10), True, 2025),
        ("0=1", None, Decimal("9" * 30), None, None, date(9999, 12, 31), None, False, 1),
        (None, -7, Decimal(-3), None, None, None, datetime(9999, 12, 31, 23, 59, 59), None, None),
    ]
]


def make_outgoing(**overrides: object) -> Outgoing:
    package = make_package(resources=(make_resource("contoh", FIELDS.values()),), **overrides)
    cleared = make_cleared({"contoh": make_table(list(FIELDS), ROWS)}, package=package)
    return Outgoing(make_dataset(cleared), make_settings(), {}, "contoh")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "contoh.parquet"
    with path.open("wb") as stream:
        write_parquet(stream, make_outgoing(status_data=StatusData.SIMULASI))
    return path


def as_values(rows: object) -> list[tuple[object, ...]]:
    """Rows of a client without the column that stays text, and with a column of states left out."""
    assert isinstance(rows, list)
    names = list(FIELDS)
    return [tuple(None if name == "liar" else row[name] for name in names) for row in rows]


def test_every_client_reads_the_same_values(file: Path) -> None:
    assert as_values(pq.read_table(file).to_pylist()) == VALUES
    assert as_values(polars.read_parquet(file).to_dicts()) == VALUES
    found = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(file)])
    names = [column[0] for column in found.description]
    assert as_values([dict(zip(names, row, strict=True)) for row in found.fetchall()]) == VALUES
    frame = pandas.read_parquet(file)
    assert list(frame["kode"])[:2] == ["01", "0=1"] and list(frame["besar"]) == [row[2] for row in VALUES]
    assert frame["jumlah"].sum() == -2 and frame["nilai"][0] == Decimal("1.5")


def test_states_stand_beside_their_numbers(file: Path) -> None:
    assert pq.read_table(file).column("nilai_keadaan").to_pylist() == [
        None,
        "tidak berlaku",
        "belum dilaporkan",
    ]


def test_a_column_without_an_exact_type_stays_text_and_says_so(file: Path) -> None:
    column = pq.read_table(file).column("liar")
    assert column.to_pylist()[1:] == ["2.0", "0.5"] and Decimal(column[0].as_py()) == Decimal("1e400")
    assert describe_outgoing(make_outgoing()) == {"kolom_teks": {"liar": "number"}}


def test_the_file_says_what_it_is(file: Path) -> None:
    keys = {key.decode(): text.decode() for key, text in pq.read_metadata(file).metadata.items()}
    assert keys["title"].startswith("DATA CONTOH (SIMULASI)") and keys["simulasi"] == "true"
    assert keys["status_data"] == "simulasi" and json.loads(keys["satuan"]) == {"jumlah": "orang"}
    assert json.loads(keys["licenses"])[0]["name"] == "CC-BY-4.0" and json.loads(keys["sources"])
    assert json.loads(keys["kolom_teks"]) == {"liar": "number"}


def test_the_same_bytes_each_time(file: Path) -> None:
    again = io.BytesIO()
    write_parquet(again, make_outgoing(status_data=StatusData.SIMULASI))
    assert again.getvalue() == file.read_bytes()


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        ("integer", [], "BIGINT"),
        ("integer", ["9223372036854775808"], "DECIMAL(38,0)"),
        ("integer", ["1" + "0" * 38], "VARCHAR"),
        ("integer", ["-" + "9" * 38], "DECIMAL(38,0)"),
        ("integer", ["satu"], "VARCHAR"),
        ("number", [], "DECIMAL(18,0)"),
        ("number", ["0.5", "10"], "DECIMAL(18,1)"),
        ("number", ["1" * 18 + ".5"], "DECIMAL(38,1)"),
        ("number", ["1" * 38, "0.1"], "VARCHAR"),
        ("number", ["0." + "1" * 38], "DECIMAL(38,38)"),
        ("number", ["1E+400"], "VARCHAR"),
        ("number", ["NaN"], "VARCHAR"),
        ("datetime", ["2025-03-05T10:00:00Z"], "VARCHAR"),
        ("datetime", ["2025-03-05T10:00:00.25"], "TIMESTAMP"),
        ("boolean", ["ya"], "VARCHAR"),
        ("string", ["1"], "VARCHAR"),
        ("time", ["10:00:00"], "VARCHAR"),
    ],
)
def test_a_type_is_chosen_that_holds_every_value(kind: str, texts: list[str], expected: str) -> None:
    assert choose_type(make_field("x", type=kind), texts) == expected


def test_names_that_are_one_to_some_programs_are_told_apart() -> None:
    assert tell_apart(["a", "A", "a_2", "B", ""]) == ("a", "A_2", "a_2_2", "B", "kolom")
