"""A large CSV that is read in pieces is the table that reading it whole gives, or is left to that."""

from __future__ import annotations

import csv
import io
import os
import pickle
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_settings
from suluh.assembly.egress_rules import find_secrets
from suluh.checking import large_measures
from suluh.checking.alike_keys import find_alike
from suluh.checking.large_measures import may_leap, tally_kinds
from suluh.checking.personal_screen import find_doubtful
from suluh.reading import alike_rows, block_shelf, known_cells, large_csv, submitted_tables
from suluh.reading.csv_quotes import QuoteForm
from suluh.reading.digit_cells import is_short_number, read_digits, read_short_numbers
from suluh.reading.large_csv import read_large
from suluh.reading.packed_rows import PackedRows, RowPacker
from suluh.reading.parted_lines import part_lines, part_quoted_lines
from suluh.reading.submitted_tables import ReadFile, read_table
from suluh.vocabulary import columns
from suluh.vocabulary.columns import ChosenRows, blocks_of, bounding_of, find_and_count
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
        patch.setattr(known_cells, "SOON_VARIOUS", 2)
        patch.setattr(known_cells, "MOST_KNOWN", 3)
        patch.setattr(block_shelf, "HELD", 20)
        table, findings = read_table(given_settings, package, resource, hand_on=handed.append)
    return table, findings, handed


@given(text=TEXTS, dialect=DIALECTS)
@example(text="a,b\n1,2\n\n3,4\n", dialect={})
@example(text="a,b\n1,2\n3,4\n\n\n", dialect={})
@example(text="a,b\n1,2,3\n4\n", dialect={})
@example(text="a\n\n1\n", dialect={})
@example(text='a,b\n"1\n2",3\n', dialect={})
@example(text="a,b\n1\r2,3\n", dialect={})
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


def test_a_file_in_good_form_may_be_larger_than_one_that_is_read_whole(tmp_path: Path) -> None:
    folder = tmp_path / "datasets/x/a"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("a,b\n" + "1,2\n" * 30, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submitted_tables, "FILE_LIMIT", 20)
        table, findings, _ = read(tmp_path, {}, large=True)
        assert table is not None and len(table.rows) == 30 and not findings
        _, findings, _ = read(tmp_path, {}, large=False)
        assert [finding.code for finding in findings] == ["F018"]
        patch.setattr(submitted_tables, "LARGE_LIMIT", 20)
        _, findings, _ = read(tmp_path, {}, large=True)
        assert [finding.code for finding in findings] == ["F018"]


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
def test_packed_rows_are_the_rows(rows: list[tuple[str, ...]], known: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known_cells, "SOON_VARIOUS", 1)
        patch.setattr(known_cells, "MOST_KNOWN", known)
        patch.setattr(block_shelf, "HELD", 30)
        held = packed(rows, 3)
        assert [*held] == rows and len(held) == len(rows)
        assert all(held[at] == row for at, row in enumerate(rows))
        assert [*held[1:5]] == rows[1:5] and [*held[::2]] == rows[::2] and [*held[:-1]] == rows[:-1]
        assert [*held.take_columns([2, 0])] == [(row[2], row[0]) for row in rows]
        none = held.take_columns([])
        assert [*none] == [none[at] for at in range(len(none))] == none[:] == [() for _ in rows]
        assert [*none.without([*range(0, len(rows), 2)])] == [() for _ in rows[1::2]]
        for at in range(3):
            column, cells = held.column_at(at), [row[at] for row in rows]
            assert [*column] == cells and {*column.distinct()} == {*cells}
            assert {*cells} - {*column.odd()} <= {"1", "2", "33"}
            assert [*column.places_of({"1", "x"})] == [
                n for n, cell in enumerate(cells) if cell in ("1", "x")
            ]
            texts = {cell: f"<{cell}>" for cell in cells}
            assert [*column.rewrite(texts)] == [f"<{cell}>" for cell in cells]
            alike = column.rewrite({cell: cell.strip("x\u00e923") for cell in cells})
            few = [cell.strip("x\u00e923") for cell in cells]
            assert {text: [*places] for text, places in alike.group().items()} == {
                text: [n for n, cell in enumerate(few) if cell == text] for text in few
            }
            assert [*alike] == few and sum(count for _, count in alike.tally()) == len(few)
            assert [cell for block in column.blocks() for cell in block] == cells
        joined = held.with_columns([held.column_at(1), ["z"] * len(rows)])
        assert [*joined] == [(row[1], "z") for row in rows]
        assert [*pickle.loads(pickle.dumps(held))] == rows, "another process has no file of ours"
    with pytest.raises(IndexError):
        held[len(rows)]


def test_cells_of_one_block_are_asked_for_without_parting_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_cells, "SOON_VARIOUS", 1)
    monkeypatch.setattr(known_cells, "MOST_KNOWN", 1)
    cells = [f"sel {n}" for n in range(12)]
    column = packed([(cell,) for cell in cells], 1, step=6).column_at(0)
    asked: list[int] = []
    get = block_shelf.Shelf.get

    def noting(shelf: block_shelf.Shelf, number: int) -> bytes:
        asked.append(number)
        return get(shelf, number)

    monkeypatch.setattr(block_shelf.Shelf, "get", noting)
    assert [column[at] for at in range(12)] == cells and asked == [0, 1]


@pytest.mark.parametrize("known", [1, 100])
@pytest.mark.parametrize("held", [0, 10**6])
def test_what_leaves_the_process_has_nothing_that_was_left_out(
    known: int, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_cells, "SOON_VARIOUS", known)
    monkeypatch.setattr(known_cells, "MOST_KNOWN", known)
    monkeypatch.setattr(block_shelf, "HELD", held)
    rows = packed([(f"terbuka-{n}", f"TUTUP-{n}", "LAMA" if n % 2 else "AWAL") for n in range(12)], 3)
    gone = [4, *range(6, 9)]
    open_rows = rows.without(gone).take_columns([0, 2])
    coarse = open_rows.column_at(1).rewrite({"LAMA": "baru", "AWAL": "baru"})
    narrowed = open_rows.with_columns([open_rows.column_at(0), coarse])
    told = [(f"terbuka-{n}", "baru") for n in range(12) if n not in gone]
    assert narrowed[0] == told[0]
    closed = [b"TUTUP", b"LAMA", b"AWAL", *(b"terbuka-%d" % number for number in gone)]
    chosen = ChosenRows(narrowed, [1, 3])
    for thing, rest in ((narrowed, told), (coarse, ["baru"] * 8), (chosen, [told[1], told[3]])):
        sent = pickle.dumps(thing)
        assert [text for text in closed if text in sent] == []
        assert [*pickle.loads(sent)] == rest
    assert b"terbuka-0" not in pickle.dumps(chosen)
    again = pickle.loads(pickle.dumps(narrowed))
    assert [*again.without([0])] == told[1:]
    assert [*again.with_columns([again.column_at(1)])] == [("baru",)] * 8


CELL = st.sampled_from(
    ["", "0", "1", "7", "12", "1000", "999999999999999", "07", "x", "y\u00e9", "1.5", "-3", "8" * 16]
)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), max_size=24)


def hold(patch: pytest.MonkeyPatch, rows: list[tuple[str, ...]], known: int) -> PackedRows:
    """Rows held by columns of which so many cells are known, in blocks of four."""
    patch.setattr(known_cells, "SOON_VARIOUS", known)
    patch.setattr(known_cells, "MOST_KNOWN", known)
    return packed(rows, 3, step=4)


@given(rows=ROWS, known=st.integers(1, 12), wanted=st.lists(CELL, unique=True, max_size=4))
def test_columns_answer_as_lists_do(rows: list[tuple[str, ...]], known: int, wanted: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        held = hold(patch, rows, known)
    gone = {*range(0, len(rows), 3)}
    kept = held.without(gone)
    assert [*kept] == [row for at, row in enumerate(rows) if at not in gone] and len(kept) == len([*kept])
    chosen = ChosenRows(held, range(0, len(rows), 2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "CHOSEN_AT_ONCE", 3)
        assert (
            [*chosen] == rows[::2] == [row for block in blocks_of(chosen) for row in zip(*block, strict=True)]
        )
        assert [*ChosenRows(held.take_columns([]), [0, 1])] == [(), ()]
    for at in range(3):
        column, cells = held.column_at(at), [row[at] for row in rows]
        counts: Counter[str] = Counter()
        for cell, count in column.tally():
            counts[cell] += count
        assert +counts == Counter(cells)
        assert [column.count(cell) for cell in wanted] == [cells.count(cell) for cell in wanted]
        assert column.pick(range(0, len(rows), 2)) == cells[::2] and not column.pick([])
        assert find_and_count(column, wanted) == find_and_count(cells, wanted)
        places = [wanted.index(cell) if cell in wanted else -1 for cell in cells]
        assert [place for block in column.match(wanted) for place in block] == places
        groups = {cell: [n for n, other in enumerate(cells) if other == cell] for cell in cells}
        assert {cell: [*found] for cell, found in column.group().items()} == groups
        texts = [cell for text in column.odd_texts() for cell in text.split("\x00")]
        assert {*texts} == {*column.odd()} <= {*cells}
        left_out = {int(cell) for cell in {*cells} - {*texts}}
        span = column.short_numbers()
        assert (span is None and not left_out) or (span is not None and span[0] <= min(left_out | {span[0]}))
        assert {*texts, *column.numbers_below(100)} >= {cell for cell in cells if len(cell) < 3}
        assert {*bounding_of(column)} <= {*cells} and column.count_signs() == sum(map(len, cells))
        numbers = [int(cell) for cell in cells if cell.isdecimal() and str(int(cell)) == cell]
        assert not column.rises or (numbers == sorted({*numbers}) and len(numbers) == len(cells))


@given(rows=ROWS, known=st.integers(1, 12), run=st.sampled_from([1, 3, 100]))
def test_rows_alike_are_found(rows: list[tuple[str, ...]], known: int, run: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        held = hold(patch, rows, known)
        patch.setattr(alike_rows, "RUN", run)
        held_columns = [held.column_at(at) for at in range(3)]
        for parts in ([0], [0, 1], [2, 0, 1]):
            keys = [tuple(row[at] for at in parts) for row in rows]
            alike = [n for n, key in enumerate(keys) if keys.count(key) > 1]
            assert find_alike([held_columns[at] for at in parts]) == alike
            assert find_alike([[row[at] for row in rows] for at in parts]) == alike
        values = {cell: len(cell) for row in rows for cell in row}
        lengths = [(len(row[0]), row[1]) for row in rows]
        alike = [n for n, key in enumerate(lengths) if lengths.count(key) > 1]
        assert find_alike(held_columns[:2], [values, None]) == alike
    with pytest.raises(TypeError):
        find_alike([packed([("1",)], 1).column_at(0)] * 2, [{"1": []}, None])


@given(
    numbers=st.lists(
        st.one_of(st.integers(0, 3000), st.sampled_from([10, 100, 1000, 5, 10**6, 10**9])), max_size=40
    ),
    many=st.integers(0, 30),
    known=st.sampled_from([1, 10**6]),
)
@example(numbers=[100000, 7], many=20, known=1)
@example(numbers=[1000], many=20, known=1)
def test_magnitudes_let_every_leap_through(numbers: list[int], many: int, known: int) -> None:
    cells = [*map(str, numbers), *(str(100 + number) for number in range(many)), "1.5"]
    field = make_field("a", type="number")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known_cells, "SOON_VARIOUS", known)
        patch.setattr(known_cells, "MOST_KNOWN", known)
        column = packed([(cell,) for cell in cells], 1, step=4).column_at(0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_measures, "_may_leap_roughly", lambda *_: True)
        exact = may_leap(column, field)
    assert may_leap(column, field) or not exact


@given(rows=ROWS, known=st.integers(1, 12), wanted=st.lists(CELL, unique=True, min_size=1, max_size=4))
def test_kinds_of_rows_are_counted(rows: list[tuple[str, ...]], known: int, wanted: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        held = hold(patch, rows, known)
    every = sorted({row[0] for row in rows})
    picked = [row[:2] for row in rows if row[1] in wanted]
    first = {row[:2]: at for at, row in reversed([*enumerate(rows)])}
    expected = {(first[key], key[1]): count for key, count in Counter(picked).items()}
    assert tally_kinds([(held.column_at(0), every), (held.column_at(1), wanted)]) == expected


@given(
    cells=st.lists(
        st.one_of(st.integers(0, 10**16).map(str), st.text("0123456789x-/:", max_size=17)), min_size=1
    )
)
@example(cells=["0", "9", "99999999", "100000000", "999999999999999"])
@example(cells=["1234567890123456"])
@example(cells=["12", "01"])
@settings(deadline=None)
def test_digits_are_read_as_numbers(cells: list[str]) -> None:
    parted = part_lines("".join(f"{cell},\n" for cell in cells).encode(), ord(","), 100)
    assert parted is not None
    numbers, others = read_digits(parted.column(0)), read_short_numbers(cells)
    short = all(map(is_short_number, cells))
    assert (numbers is not None) == (others is not None) == short
    if numbers is not None and others is not None:
        assert [*map(str, numbers.tolist())] == [*map(str, others.tolist())] == cells


QUOTED = st.lists(
    st.lists(st.text(st.sampled_from('a",\n\u00e9 '), max_size=4), min_size=1, max_size=3), min_size=1
)


@given(rows=QUOTED, quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
@example(rows=[["", '"'], ['""', ","]], quoting=csv.QUOTE_ALL)
@settings(max_examples=300, deadline=None)
def test_cells_in_quotation_marks_are_parted_as_the_csv_module_parts_them(
    rows: list[list[str]], quoting: Literal[0, 1]
) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n", quoting=quoting).writerows(rows)
    text = stream.getvalue()
    plain = {len(row) for row in rows} == {len(rows[0])} and not any(
        "\n" in cell for row in rows for cell in row
    )
    parted = part_quoted_lines(text.encode(), ord(","), ord('"'), 100)
    assert (parted is not None) == (plain and "\n\n" not in f"\n{text}")
    if parted is not None:
        assert [*zip(*(parted.column(at).texts() for at in range(parted.width)), strict=True)] == [
            tuple(row) for row in rows
        ]
        assert [parted.joined(at).decode().split("\x00") for at in range(parted.width)] == [
            [*column] for column in zip(*rows, strict=True)
        ]


@given(text=st.text(st.sampled_from('a",\n'), min_size=1, max_size=12))
@example(text='a"b",c')
@example(text='"a"b,c')
@example(text='"a')
@settings(max_examples=500, deadline=None)
def test_marks_in_other_places_are_left_to_the_csv_module(text: str) -> None:
    parted = part_quoted_lines(f"{text}\n".encode(), ord(","), ord('"'), 100)
    if parted is not None:
        lines = text.split("\n")
        assert not any(QuoteForm({}).find_stray([line]) for line in lines)
        assert [*zip(*(parted.column(at).texts() for at in range(parted.width)), strict=True)] == [
            tuple(row) for row in csv.reader(lines, strict=True)
        ]


@given(numbers=st.lists(st.integers(0, 10**15 - 1), min_size=1, max_size=40))
def test_nothing_personal_and_no_key_is_in_short_numbers(numbers: list[int]) -> None:
    text = "\x1e".join(map(str, numbers))
    assert not [*find_doubtful(text)] and not [*find_secrets(text.replace("\x1e", "\n"))]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone")
def test_what_a_fork_adds_to_a_shelf_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_shelf, "HELD", 0)
    shelf = block_shelf.Shelf()
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
