"""The one door to DuckDB: Parquet written from rows of text within a memory limit, and read back whole.

DuckDB sees a folder of its own and nothing else of the machine or the network: no extension is loaded, no
file but ours is opened, and what a submission says never becomes part of a statement that is not quoted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from filecmp import cmp as compare_files
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from suluh.vocabulary.columns import ROWS_AT_ONCE, Written
from suluh.vocabulary.forked_processes import closed_at_end

if TYPE_CHECKING:
    import duckdb


MEMORY_LIMIT = "256MB"
"""What DuckDB may hold in memory; beyond it, it works on disk."""
ROWS_OF_GROUP = 20_480
"""Rows of a row group, which is the least that a range read fetches: whole vectors of DuckDB's, some 1 MB."""
CODEC = "snappy"
"""Every reader of Parquet has it."""
_SETTINGS = {
    "threads": "1",
    "memory_limit": MEMORY_LIMIT,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # What is known of the values would change how they are packed: a file read back would be another one.
    "disabled_optimizers": "statistics_propagation",
}
_EXACT = re.compile(r"BIGINT|VARCHAR|BOOLEAN|DATE|TIMESTAMP|DECIMAL\([0-9]+,[0-9]+\)")
"""Types whose values are all in their texts."""
_LONGEST_LINE = 1024 * 1024
_QUOTE, _QUOTED = '"', '""'
_OPTIONS = f"FORMAT parquet, COMPRESSION {CODEC}, ROW_GROUP_SIZE {ROWS_OF_GROUP}, WRITE_BLOOM_FILTER false"


@dataclass(frozen=True, slots=True)
class ColumnarColumn:
    """A column of a columnar file: its name, and its type in SQL's words (`BIGINT`, `DECIMAL(18,2)`)."""

    name: str
    type: str = "VARCHAR"


@dataclass(frozen=True, slots=True)
class ColumnarFile:
    """A columnar file on disk, open to be read.

    `metadata` are its own keys and texts; `statistics` the lowest and highest value of each column in each
    row group as text, with the column's name before them; `creator` names the program that wrote it.
    """

    columns: tuple[ColumnarColumn, ...]
    metadata: Mapping[str, str]
    statistics: tuple[tuple[str, ...], ...]
    creator: str
    rows: Iterator[Sequence[tuple[str, ...]]]
    """Blocks of rows, each cell as text, empty where there is no value."""
    made_of_these: bool
    """Whether the file is, byte for byte, what `write_columns` makes of its own rows and metadata."""


def write_columns(
    stream: BinaryIO,
    columns: Sequence[ColumnarColumn],
    rows: Iterable[Sequence[str | None]],
    *,
    metadata: Mapping[str, str],
) -> None:
    """A table as Parquet: the same bytes each time. None is no value, an empty text is one.

    Each text must be exactly a value of its column's type (for `DECIMAL(p,s)` at most `s` decimals), or it
    is rounded; names must differ in more than upper and lower case. Raises ValueError for a text of
    another type.
    """
    with _connected() as (connection, folder):
        made = _write_file(connection, folder, columns, rows, metadata)
        with made.open("rb") as file:
            copyfileobj(file, stream)


@contextmanager
def open_columns(content: BinaryIO) -> Iterator[ColumnarFile]:
    """A Parquet file to be read whole, while the context lasts. Raises ValueError where it is none."""
    import duckdb  # late: slow to import

    with _connected() as (connection, folder):
        source = folder / "terbit.parquet"
        with source.open("wb") as file:
            copyfileobj(content, file)
        try:
            yield _read_file(connection, source)
        except duckdb.Error as wrong:
            raise ValueError("no readable Parquet file") from wrong


def _write_file(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    columns: Sequence[ColumnarColumn],
    rows: Iterable[Sequence[str | None]],
    metadata: Mapping[str, str],
) -> Path:
    """The table as a file in the folder."""
    import duckdb  # late: slow to import

    source, target = folder / "baris.csv", folder / "tabel.parquet"
    longest = _write_rows(source, rows)
    selected = ", ".join(
        f"CAST(c{place} AS {column.type}) AS {_quote_name(column.name)}"
        for place, column in enumerate(columns)
    )
    try:
        _copy_rows(
            connection, f"{selected} FROM {_reading_of(len(columns), longest)}", (source, target), metadata
        )
    except duckdb.ConversionException as wrong:
        raise ValueError("a text is no value of its column") from wrong
    return target


def _copy_rows(
    connection: duckdb.DuckDBPyConnection,
    selected: str,
    files: tuple[Path, Path],
    metadata: Mapping[str, str],
) -> None:
    """Rows of one file as a Parquet file; `selected` is all of a statement behind its SELECT."""
    keys = ", ".join(f"{_quote_text(key)}: ?" for key in metadata)
    options = f"{_OPTIONS}, KV_METADATA {{{keys}}}" if keys else _OPTIONS
    # Names are quoted and types our own; all else is a parameter.
    statement = f"COPY (SELECT {selected}) TO ? ({options})"
    connection.execute(statement, [*map(str, files), *metadata.values()])


def _read_file(connection: duckdb.DuckDBPyConnection, source: Path) -> ColumnarFile:
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(source)]).fetchall()
    columns = tuple(ColumnarColumn(str(row[0]), str(row[1])) for row in described)
    pairs = connection.execute(
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(source)]
    ).fetchall()
    metadata = {str(key): str(value) for key, value in pairs}
    statistics = connection.execute(
        "SELECT path_in_schema, stats_min_value, stats_max_value, stats_min, stats_max"
        " FROM parquet_metadata(?)",
        [str(source)],
    ).fetchall()
    creators = connection.execute("SELECT created_by FROM parquet_file_metadata(?)", [str(source)]).fetchall()
    again = source.parent / "lagi.parquet"
    selected = ", ".join(_quote_name(column.name) for column in columns)
    _copy_rows(connection.cursor(), f"{selected} FROM read_parquet(?)", (source, again), metadata)
    return ColumnarFile(
        columns,
        metadata,
        tuple(tuple("" if text is None else str(text) for text in row) for row in statistics),
        str(creators[0][0]),
        _read_texts(connection, source, columns),
        # A value of another type may hold more than its text says.
        made_of_these=all(_EXACT.fullmatch(column.type) for column in columns)
        and compare_files(source, again, shallow=False),
    )


def _read_texts(
    connection: duckdb.DuckDBPyConnection, source: Path, columns: Sequence[ColumnarColumn]
) -> Iterator[Sequence[tuple[str, ...]]]:
    for block in _read_blocks(connection, source, columns):
        yield [tuple(text or "" for text in row) for row in block]


def _read_blocks(
    connection: duckdb.DuckDBPyConnection, source: Path, columns: Sequence[ColumnarColumn]
) -> Iterator[Sequence[tuple[str | None, ...]]]:
    selected = ", ".join(map(_as_text, columns))
    statement = f"SELECT {selected} FROM read_parquet(?)"  # noqa: S608  (names are quoted)
    found = connection.cursor().execute(statement, [str(source)])
    while block := found.fetchmany(ROWS_AT_ONCE):
        yield block


def _as_text(column: ColumnarColumn) -> str:
    """A column in SQL as text, a decimal without zeros that say nothing, as the CSV has it."""
    text = f"CAST({_quote_name(column.name)} AS VARCHAR)"
    if column.type == "TIMESTAMP":
        return f"replace({text}, ' ', 'T')"
    if column.type.startswith("DECIMAL") and not column.type.endswith(",0)"):
        return f"rtrim(rtrim({text}, '0'), '.')"
    return text


def _write_rows(path: Path, rows: Iterable[Sequence[str | None]]) -> int:
    """The rows as a CSV for DuckDB alone; returns the bytes of the longest line.

    A value stands in quotation marks and no value is nothing at all. A cell of ours goes before each row, or
    a blank one of a single column would be a blank line.
    """
    longest = 0
    quoted = Written(lambda text: f'"{text.replace(_QUOTE, _QUOTED)}"')
    left = iter(rows)
    with path.open("wb") as file:
        while some := [*islice(left, ROWS_AT_ONCE)]:
            lines = [
                f"0,{','.join(['' if text is None else quoted[text] for text in row])}\r\n".encode()
                for row in some
            ]
            longest = max(longest, *map(len, lines))
            file.writelines(lines)
    return longest


def _reading_of(width: int, longest: int) -> str:
    line = max(longest, _LONGEST_LINE)
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ("r", *(f"c{place}" for place in range(width))))
    return (
        f"read_csv(?, auto_detect=false, header=false, columns={{{columns}}}, delim=',', quote='\"',"
        f" escape='\"', new_line='\\r\\n', nullstr='', allow_quoted_nulls=false, parallel=false,"
        f" max_line_size={line}, buffer_size={4 * line})"
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """A database in memory, and the folder that is all it may touch."""

    folder: TemporaryDirectory[str]
    connection: duckdb.DuckDBPyConnection

    def is_sound(self) -> bool:
        """Whether it still answers: after a fault of its own a database answers nothing more."""
        import duckdb  # late: slow to import

        try:
            return self.connection.execute("SELECT 1").fetchone() == (1,)
        except duckdb.Error:
            return False

    def close(self) -> None:
        """Nothing of it is left."""
        self.connection.close()
        self.folder.cleanup()


_STARTED = os.getpid()
"""The process that was started with this module, whose end removes its folder."""
_ROOMS: dict[int, _Room] = {}
"""By process: a forked one has its own, and leaves those of the processes before it alone."""


@contextmanager
def _connected() -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A connection to a database, and an empty folder; besides its neighbours it may touch nothing else.

    A process keeps its database: to start one takes longer than to write most tables.
    """
    process, leaving = os.getpid(), closed_at_end()
    kept = process == _STARTED or leaving is not None
    room = _ROOMS.get(process) or _open_room()
    if kept and process not in _ROOMS:
        _ROOMS[process] = room
        if leaving is not None:
            leaving.callback(_leave_room, process)
    try:
        with TemporaryDirectory(dir=room.folder.name) as folder, closing(room.connection.cursor()) as cursor:
            yield cursor, Path(folder)
    except Exception:
        if not room.is_sound():
            _ROOMS.pop(process, None)
        raise
    finally:
        if not kept:
            room.close()


def _leave_room(process: int) -> None:
    room = _ROOMS.pop(process, None)
    if room is not None:
        room.close()


def _open_room() -> _Room:
    import duckdb  # late: slow to import

    folder = TemporaryDirectory(ignore_cleanup_errors=True)  # what was made there is with whoever asked
    place = _quote_text(folder.name)
    connection = duckdb.connect(config=dict(_SETTINGS))
    connection.execute(f"SET temp_directory = {place}")
    connection.execute(f"SET allowed_directories = [{place}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return _Room(folder, connection)


def _quote_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _quote_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
