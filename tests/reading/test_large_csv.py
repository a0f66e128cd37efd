"""A large CSV that is read in pieces is the table that reading it whole gives, or is left to that."""

from __future__ import annotations

import csv
import io
import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_settings
from suluh.reading import large_csv, packed_rows, submitted_tables
from suluh.reading.large_csv import read_large
from suluh.reading.packed_rows import PackedRows, RowPacker
from suluh.reading.submitted_tables import ReadFile, read_table
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Schema, Table

SIGNS = "ab1;,\"' \t#\r\n\ufeff\u00e9"
CELLS = st.text(st.sampled_from(SIGNS), max_size=6)
PLAIN = st.lists(
    st.tuples(*[st.text(st.sampled_from("ab12 \u00e9"), min_size=1, max_size=4)] * 2), max_size=30
)
TEXTS = st.one_of(
    st.lists(st.sampled_from([*SIGNS, "\x00", "<<<<<<< x", "base64"]), max_size=60).map("".join),
    st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=5).map(
        lambda rows: "\n".join(
            ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
        )
    ),
    PLAIN.map(lambda rows: "a,b\n" + "".join(f"{one},{two}\n" for one, two in rows)),
    PLAIN.map(lambda rows: "\ufeffa,b\r\n" + "\r\n".join(f'"{one}",{two}' for one, two in rows)),
)
DIALECTS: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "delimiter": st.sampled_from([",", ";", "\t"]),
        "headerRows": st.sampled_from([[1], [2]]),
        "header": st.booleans(),
        "commentChar": st.just("#"),
        "quoteChar": st.sampled_from(['"', "'"]),
        "doubleQuote": st.booleans(),
        "skipInitialSpace": st.booleans(),
    },
)


def read(
    root: Path, dialect: Mapping[str, Any], *, large: bool
) -> tuple[Table | None, list[Finding], list[ReadFile]]:
    """What reading the file `a.csv` gives, in pieces of a few bytes or as a whole."""
    handed: list[ReadFile] = []
    schema = Schema(fields=(make_field("a"), make_field("b")))
    resource = make_resource("a", schema=schema, dialect=dict(dialect), paths=("a.csv",))
    given_settings = make_settings(root=root, datasets_dir=root / "datasets")
    package = make_package(folder="datasets/x/a", resources=(resource,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submitted_tables, "LARGE", 0 if large else 10**9)
        patch.setattr(large_csv, "_PIECE", 40)
        patch.setattr(packed_rows, "SOON_VARIOUS", 2)
        patch.setattr(packed_rows, "MOST_KNOWN", 3)
        patch.setattr(packed_rows, "HELD", 20)
        table, findings = read_table(given_settings, package, resource, hand_on=handed.append)
    return table, findings, handed


@given(text=TEXTS, dialect=DIALECTS)
@example(text="a,b\n1,2\n\n3,4\n", dialect={})
@example(text="a,b\n1,2\n3,4\n\n\n", dialect={})
@example(text="a,b\n1,2,3\n4\n", dialect={})
@example(text="a\n\n1\n", dialect={})
@example(text='a,b\n"1\n2",3\n', dialect={})
@example(text="a,b\n1\r2,3\n", dialect={})
@settings(max_examples=300, deadline=None)
def test_in_pieces_as_whole(
    text: str, dialect: Mapping[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "besar"
    folder = root / "datasets/x/a"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.csv").write_bytes(text.encode())
    whole, told, handed = read(root, dialect, large=False)
    pieces, again, others = read(root, dialect, large=True)
    assert again == told and (pieces is None) == (whole is None)
    assert [file.whole for file in others] == [file.whole for file in handed]
    if whole is not None and pieces is not None:
        assert (pieces.header, [*pieces.rows]) == (whole.header, [*whole.rows])
        assert [*pieces.lines] == [*whole.lines] and pieces.numbers == whole.numbers
    for file, other in zip(handed, others, strict=True):
        if other.large is not None:
            assert [record.cells for record in file.records] == [other.large.header, *other.large.rows]
            assert not told, "a file of which anything is told is read whole"


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_plain_tables_are_read_in_pieces(tmp_path: Path, ending: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=ending or "\n").writerows(
        [("a", "b"), *((str(n), f"x,{n % 3}") for n in range(50))]
    )
    file = tmp_path / "a.csv"
    file.write_bytes(stream.getvalue().removesuffix("\n" if not ending else "").encode())
    size = file.stat().st_size
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_csv, "_PIECE", 64)
        found = read_large(file, {}, size=size, room=1_000)
    assert found is not None and len(found.rows) == 50 and found.rows[49] == ("49", "x,1")
    assert read_large(file, {}, size=size, room=50) is None, "what is too much is told by reading it whole"
    assert read_large(file, {}, size=size + 1, room=1_000) is None, "a file that changes just now is no table"


def packed(rows: list[tuple[str, ...]], width: int, step: int = 3) -> PackedRows:
    packer = RowPacker(width)
    for start in range(0, len(rows), step):
        packer.add([*zip(*rows[start : start + step], strict=True)])
    return packer.finish()


@given(
    rows=st.lists(
        st.tuples(*[st.sampled_from(["", "1", "2", "33", "07", "x", "y\u00e9", "7" * 20])] * 3), max_size=20
    ),
    known=st.integers(1, 8),
)
@settings(max_examples=100, deadline=None)
def test_packed_rows_are_the_rows(rows: list[tuple[str, ...]], known: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_rows, "SOON_VARIOUS", 1)
        patch.setattr(packed_rows, "MOST_KNOWN", known)
        patch.setattr(packed_rows, "HELD", 30)
        held = packed(rows, 3)
        assert [*held] == rows and len(held) == len(rows)
        assert all(held[at] == row for at, row in enumerate(rows))
        assert [*held[1:5]] == rows[1:5] and [*held[::2]] == rows[::2] and [*held[:-1]] == rows[:-1]
        assert [*held.take_columns([2, 0])] == [(row[2], row[0]) for row in rows]
        for at in range(3):
            column, cells = held.column_at(at), [row[at] for row in rows]
            assert [*column] == cells and {*column.distinct()} == {*cells}
            assert {*cells} - {*column.odd()} <= {"1", "2", "33"}
            assert [*column.places_of({"1", "x"})] == [
                n for n, cell in enumerate(cells) if cell in ("1", "x")
            ]
            texts = {cell: f"<{cell}>" for cell in cells}
            assert [*column.rewrite(texts)] == [f"<{cell}>" for cell in cells]
            assert [cell for block in column.blocks() for cell in block] == cells
        joined = held.with_columns([held.column_at(1), ["z"] * len(rows)])
        assert [*joined] == [(row[1], "z") for row in rows]
        assert [*pickle.loads(pickle.dumps(held))] == rows, "another process has no file of ours"
    with pytest.raises(IndexError):
        held[len(rows)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone")
def test_what_a_fork_adds_to_a_shelf_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_rows, "HELD", 0)
    shelf = packed_rows.Shelf()
    first = shelf.put(b"sebelum")
    take, give = os.pipe()
    child = os.fork()
    if child == 0:
        own = shelf.put(b"anak")
        os.write(give, shelf.get(first) + shelf.get(own))
        os._exit(0)
    own = shelf.put(b"induk")
    os.waitpid(child, 0)
    assert os.read(take, 100) == b"sebelumanak"
    assert (shelf.get(first), shelf.get(own)) == (b"sebelum", b"induk")
    os.close(take)
    os.close(give)
