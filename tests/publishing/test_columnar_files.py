"""The door to DuckDB: exact values, the same bytes, nothing in a file but what can be read of it."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suluh.publishing import columnar_files
from suluh.publishing.columnar_files import ROWS_OF_GROUP, ColumnarColumn, open_columns, write_columns
from suluh.vocabulary.forked_processes import closing_at_end

TEXTS = [
    *("", "a", "a\r\nb", "a\nb", "a\rb", '"q"', 'a""b', "😀", " x ", "nul\0x", "\ufeffbom", "\u2028", "\t"),
    *("\\N", "NULL", "null", "'", "\x1f\x01", "=1+1", ",", ",,", '",', "x" * 70_000),
]


def write(
    columns: Sequence[ColumnarColumn],
    rows: Sequence[Sequence[str | None]],
    metadata: Mapping[str, str] | None = None,
) -> bytes:
    stream = io.BytesIO()
    write_columns(stream, columns, rows, metadata=metadata or {})
    return stream.getvalue()


def read(content: bytes) -> list[dict[str, object]]:
    """The rows as an independent reader has them."""
    rows: list[dict[str, object]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return rows


def test_a_text_comes_out_as_it_went_in_and_no_value_is_no_text() -> None:
    rows: list[tuple[str | None]] = [(text,) for text in TEXTS] + [(None,)]
    content = write([ColumnarColumn("t")], rows)
    assert [row["t"] for row in read(content)] == [*TEXTS, None]
    assert content == write([ColumnarColumn("t")], rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8) | st.none(), st.text(max_size=8) | st.none()), max_size=8))
def test_any_text_does(rows: list[tuple[str | None, str | None]]) -> None:
    content = write([ColumnarColumn("a"), ColumnarColumn("b")], rows)
    assert [tuple(row.values()) for row in read(content)] == rows
    with open_columns(BytesIO(content)) as file:
        assert file.made_of_these


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("BIGINT", ["0", "-9223372036854775808", "9223372036854775807"]),
        ("DECIMAL(38,4)", ["0.0001", "-" + "9" * 34 + ".9999"]),
        ("DECIMAL(38,0)", ["9" * 38]),
        ("DATE", ["0001-01-01", "9999-12-31"]),
        ("TIMESTAMP", ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999999"]),
        ("BOOLEAN", ["true", "false"]),
    ],
)
def test_the_ends_of_every_type_are_exact(kind: str, texts: list[str]) -> None:
    content = write([ColumnarColumn("v", kind)], [(text,) for text in texts])
    with open_columns(BytesIO(content)) as file:
        assert file.columns == (ColumnarColumn("v", kind),)
        assert [row[0] for block in file.rows for row in block] == texts


def test_a_text_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        write([ColumnarColumn("v", "BIGINT")], [("satu",)])


def test_names_and_keys_are_texts_whatever_stands_in_them() -> None:
    names = ['a"b', "'; DROP TABLE x; --", "nul\0", "é 😀", "a,b"]
    keys = {"it's {x} \0": "\"; ' é", "b": ""}
    content = write([ColumnarColumn(name) for name in names], [["1"] * 5], keys)
    with open_columns(BytesIO(content)) as file:
        assert [column.name for column in file.columns] == names and file.metadata == keys


def test_rows_stand_in_groups_that_can_be_fetched_one_by_one() -> None:
    rows = [(str(number), f"teks {number % 77}") for number in range(2 * ROWS_OF_GROUP + 1)]
    content = write([ColumnarColumn("n", "BIGINT"), ColumnarColumn("t")], rows)
    found = pq.ParquetFile(io.BytesIO(content))
    assert [found.metadata.row_group(group).num_rows for group in range(3)] == [
        *(ROWS_OF_GROUP, ROWS_OF_GROUP, 1)
    ]
    assert found.metadata.row_group(0).column(0).compression == "SNAPPY"
    assert found.read_row_group(1).column("n")[0].as_py() == ROWS_OF_GROUP
    with open_columns(BytesIO(content)) as file:
        assert file.made_of_these


def test_what_is_in_a_file_besides_its_values_is_seen() -> None:
    content = write([ColumnarColumn("t")], [("Alamanda",), ("Bakung",)], {"judul": "Contoh"})
    place = content.rindex(b"Alamanda")
    assert content.index(b"Alamanda") < place, "it stands among the values and in the statistics"
    for changed in (
        content[:place] + b"Cempakaa" + content[place + 8 :],
        content[:4] + b"Dahlia" + content[4:],
        content.replace(b"DuckDB", b"Ayudia"),
    ):
        try:
            with open_columns(BytesIO(changed)) as file:
                assert not file.made_of_these
        except ValueError:
            pass
    with pytest.raises(ValueError, match="Parquet"), open_columns(BytesIO(b"PAR1 bukan")):
        pass


def test_a_database_that_broke_down_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with columnar_files._connected() as (_, folder):
        first = folder.parent
    with pytest.raises(KeyError), columnar_files._connected() as (_, folder):
        assert folder.parent == first
        raise KeyError("nothing of the database's")
    with pytest.raises(ValueError, match="fault"), columnar_files._connected() as (_, folder):
        columnar_files._ROOMS[os.getpid()].connection.close()
        raise ValueError("a fault of its own")
    with columnar_files._connected() as (connection, folder):
        assert connection.execute("SELECT 2").fetchone() == (2,)
        assert folder.parent != first and list(folder.iterdir()) == []


@pytest.fixture
def _forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar_files, "_STARTED", -1)
    monkeypatch.setattr(columnar_files, "_ROOMS", {})


@pytest.mark.usefixtures("_forked")
def test_a_process_forked_for_its_work_keeps_one_database_until_it_ends() -> None:
    with closing_at_end():
        folders = []
        for _ in range(2):
            with columnar_files._connected() as (connection, folder):
                assert connection.execute("SELECT 2").fetchone() == (2,)
                folders.append(folder)
        first, second = folders
        assert first != second and first.parent == second.parent
        assert list(first.parent.iterdir()) == []
    assert not first.parent.exists() and not columnar_files._ROOMS


@pytest.mark.usefixtures("_forked")
def test_a_process_that_says_no_farewell_leaves_nothing() -> None:
    with columnar_files._connected() as (connection, folder):
        assert connection.execute("SELECT 2").fetchone() == (2,)
        assert folder.is_dir()
    assert not folder.parent.exists()


def test_the_library_sees_its_own_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    with columnar_files._connected() as (connection, folder):
        (folder / "a.csv").write_text("a\n1\n", encoding="utf-8")
        assert connection.execute("SELECT a FROM read_csv(?)", [str(folder / "a.csv")]).fetchall() == [(1,)]
        for statement in (
            f"SELECT * FROM read_csv('{tmp_path / 'a.csv'}')",
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT * FROM read_parquet('https://contoh.example/a.parquet')",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "COPY (SELECT 1) TO 'keluar.csv'",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
