"""Whatever was submitted is read as text, and nothing that it holds stops the reading."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suluh.checking.personal_data import scan_file
from suluh.reading.photo_places import has_position
from suluh.reading.submissions import decode_anything, list_submissions, read_grids

NIK = "7472015708900003"


def rows_of(path: str, data: bytes, **dialect: object) -> tuple[tuple[str, ...], list[list[str]]]:
    [grid] = read_grids(path, data, dialect)[0]
    return grid.header, [list(row) for row in grid.rows]


def test_hidden_files_are_listed_and_links_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "datasets" / "a"
    folder.mkdir(parents=True)
    for name in ("b.csv", ".tersembunyi", "~$b.xlsx"):
        (folder / name).write_bytes(b"x")
    with contextlib.suppress(OSError):
        (folder / "pintas").symlink_to(tmp_path)
    found = [
        path.name for path in list_submissions(tmp_path, [tmp_path / "datasets", tmp_path / "tidak-ada"])
    ]
    assert found == [".tersembunyi", "b.csv", "~$b.xlsx"]


def test_the_declared_dialect_is_followed_and_the_preamble_kept() -> None:
    data = b"Judul;panjang\r\nkode;isi\r\n01;a,b\r\n"
    assert rows_of("b.csv", data, headerRows=[2], delimiter=";") == (
        ("kode", "isi"),
        [["01", "a,b"], ["Judul", "panjang"]],
    )
    assert rows_of("b.csv", b"kode;isi\n01;x\n") == (("kode", "isi"), [["01", "x"]])
    assert rows_of("b.txt", b"kode;isi\n") == ((), [["kode;isi"], [""]])


def test_lines_are_physical_ones() -> None:
    [grid] = read_grids("b.csv", b'a,b\n"x\ny",1\n\n2,3\n')[0]
    assert (grid.header_line, list(grid.lines)) == (1, [2, 5])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_known_by_their_bytes(encoding: str) -> None:
    assert decode_anything("nama,Café\n".encode(encoding)).lstrip("\ufeff") == "nama,Café\n"


def test_a_number_across_the_cut_of_a_long_line_is_found() -> None:
    for before in range(19_980, 20_005):
        data = b"x" * before + NIK.encode() + b"y" * 100
        assert [one.finding.code for one in scan_file("content/a.md", data)][:1] == ["I001"]


@given(st.sampled_from(["b.csv", "b.md", "b.jpg", "b.tsv"]), st.binary(max_size=300))
def test_no_bytes_stop_the_scan(path: str, data: bytes) -> None:
    scan_file(path, data)
    scan_file(path, b"\xff\xd8\xff\xe1  Exif\x00\x00II*\x00" + data)
    has_position(b"MM\x00*" + data)


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=6))
def test_a_number_is_found_in_its_row_whatever_stands_around_it(rows: list[list[str]]) -> None:
    quoted = [["kode", "isi"], *rows, ["01", f"lihat {NIK}"]]
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in quoted)
    found = [one.finding.place for one in scan_file("b.csv", text.encode("utf-8", "replace"))]
    assert (len(rows) + 1, "isi") in {(place.row, place.field) for place in found}
