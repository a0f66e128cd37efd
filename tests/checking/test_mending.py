"""Mending changes what it names and nothing else, ends after one step, and brings no new finding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_site import SMALL_SITE, TABLE, copy_small_site
from suluh.checking import large_mending
from suluh.checking.code_forms import index_forms, read_date
from suluh.checking.large_mending import ChangedMeanwhileError, mend_large
from suluh.checking.mendable import judge_text, list_code_columns, mend_project
from suluh.checking.mending import Mend, Mended, mend_csv
from suluh.checking.package_tables import TableStore, check_table
from suluh.checking.references import References
from suluh.reading import large_csv
from suluh.reading.packages import read_packages
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.package import Table

SETTINGS, _ = read_settings(SMALL_SITE)
assert SETTINGS is not None
PACKAGES = {one.name: one for one in read_packages(SETTINGS)[0]}
STORE = TableStore(SETTINGS, PACKAGES)
REFERENCES = References(load_regions(), load_former_codes(), PACKAGES, STORE.table_of)
PACKAGE = PACKAGES["bantuan"]
RESOURCE = PACKAGE.resources[0]
list_codes = cache(partial(list_code_columns, PACKAGE, RESOURCE, REFERENCES))
HEADER = "kode_wilayah,tahun,jumlah,rata,tanggal,jenis,penerima,kegiatan"
ROW = '74.72.01.1007,2025,120,"1,5",2025-05-10,beras,Keluarga A,1.06.02.2.01'


def judge(text: str) -> Counter[tuple[str, str]]:
    found = judge_text(text, PACKAGE, RESOURCE, REFERENCES)
    return Counter((one.code, one.place.field) for one in found)


def mend(data: bytes) -> Mended:
    mended = mend_csv(data, TABLE, RESOURCE, list_codes(), judge)
    large = mend_by_columns(data)
    if large is not None:
        assert large == (mended.after, mended.mends, mended.counts)
    return mended


def mend_by_columns(data: bytes) -> tuple[bytes, tuple[Mend, ...], Mapping[tuple[str, str], int]] | None:
    """What mending would make of the file, were it large: its bytes, the changes, and how many cells."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_mending, "LARGE", 0)
        patch.setattr(large_mending, "_PIECE", 64)
        patch.setattr(large_csv, "_PIECE", 100)
        file = Path(folder) / "a.csv"
        file.write_bytes(data)
        large = mend_large(file, TABLE, RESOURCE, list_codes(), judge_table)
        if large is None:
            return None
        target = io.BytesIO()
        large.write(target)
        assert large.changed == (target.getvalue() != data)
        return target.getvalue(), large.mends, large.counts


def judge_table(table: Table) -> Counter[tuple[str, str]]:
    found = check_table(PACKAGE, RESOURCE, table, REFERENCES)
    return Counter((one.code, one.place.field) for one in found)


def mend_text(*lines: str) -> str:
    return mend("\n".join((*lines, "")).encode()).after.decode()


def test_a_clean_file_stays_byte_for_byte() -> None:
    data = (SMALL_SITE / TABLE).read_bytes()
    assert mend(data).after == data and not mend(data).mends


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ([ROW], []),
        ([ROW, ROW.replace("1007", "1012 ")], ["blanks"]),
        (["\ufeff", ROW.replace("74.72.01.1007,2025", '"7472011007",2025.0')], ["bom", "code", "tail"]),
        ([ROW + "\r", ROW.replace("1007", "1012"), ROW], ["line_ends"]),
        ([ROW + "\r", ROW.replace("74.72.01.1007", "7472011012")], ["line_ends", "code"]),
    ],
)
def test_a_large_file_is_mended_by_its_columns(lines: list[str], kinds: list[str]) -> None:
    mark = lines[0] == "\ufeff"
    rows = lines[1:] if mark else lines
    data = "\n".join(["\ufeff" * mark + HEADER, *rows, ""]).encode()
    found = mend_by_columns(data)
    assert found is not None and [one.kind for one in found[1]] == kinds
    assert mend(data).after == found[0]


@pytest.mark.parametrize(
    "data", [f"{HEADER}\n\n", f"{HEADER}\n{ROW}\n\r\n", f"{HEADER},\n{ROW},\n", f"{HEADER}\n{ROW}\n,,,,,,,\n"]
)
def test_a_large_file_in_no_good_form_is_mended_as_a_whole(data: str) -> None:
    assert mend_by_columns(data.encode()) is None


def test_a_file_that_is_another_one_by_now_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_mending, "LARGE", 0)
    file = tmp_path / "a.csv"
    file.write_text(f"{HEADER}\n{ROW.replace('1007', '1007 ')}\n", encoding="utf-8")
    large = mend_large(file, TABLE, RESOURCE, list_codes(), judge_table)
    assert large is not None and large.changed
    file.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        large.write(io.BytesIO())


def test_of_many_cells_the_first_are_named_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_mending, "MOST_NAMED", 2)
    rows = "\n".join(ROW.replace("1007", "1007 ") for _ in range(5))
    found = mend_by_columns(f"{HEADER}\n{rows}\n".encode())
    assert found is not None and [one.line for one in found[1]] == [2, 3]
    assert found[2] == {("blanks", "kode_wilayah"): 5}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("7472011007,2025", "74.72.01.1007,2025"),
        ("74.72.01.1007 ,2025", "74.72.01.1007,2025"),
        ("7472011007.0,2025.0", "74.72.01.1007,2025"),
        ('" 74.72.01.1007",2025', '"74.72.01.1007",2025'),
        ("74-72-01-1007,2025", "74.72.01.1007,2025"),
        ("74.72.01.9999,2025", "74.72.01.9999,2025"),  # there is no such code
        ("74.1,2025", "74.1,2025"),  # 74.01 or 74.10
        ("Katobengke,2025", "Katobengke,2025"),
    ],
)
def test_codes_take_the_form_of_the_one_that_exists(before: str, after: str) -> None:
    rest = ROW.partition(",2025")[2]
    assert mend_text(HEADER, before + rest) == f"{HEADER}\n{after}{rest}\n"


def test_older_forms_of_activities_are_mended() -> None:
    assert mend_text(HEADER, ROW.replace("1.06.02.2.01", "1.06.02.02.01")) == f"{HEADER}\n{ROW}\n"


def test_numbers_dates_and_free_text_are_never_touched() -> None:
    row = ROW.replace("120", " 120 ").replace("Keluarga A", " Keluarga A ")
    assert mend_text(HEADER, row) == f"{HEADER}\n{row}\n"


def test_blanks_go_where_they_are_refused_and_mean_nothing() -> None:
    row = ROW.replace(",2025,", ", 2025,").replace("2025-05-10", '"2025-05-10 "').replace("beras", "beras ")
    assert judge_text(f"{HEADER}\n{row}\n", PACKAGE, RESOURCE, REFERENCES)
    assert mend_text(HEADER, row) == f"{HEADER}\n{ROW}\n".replace("2025-05-10", '"2025-05-10"')
    other = ROW.replace("beras", "jagung ")  # no choice, so nobody knows what was meant
    assert mend_text(HEADER, other) == f"{HEADER}\n{other}\n"


def test_nothing_is_mended_that_would_make_a_row_a_twin() -> None:
    twin = ROW.replace("2025-05-10", "2025-05-12").replace("74.72.01.1007", "7472011007")
    assert mend_text(HEADER, ROW, twin) == f"{HEADER}\n{ROW}\n{twin}\n"


def test_encoding_marks_and_line_ends() -> None:
    plain = f"{HEADER}\n{ROW}\n"
    assert mend(plain.encode("utf-8-sig")).after == plain.encode()
    assert mend(plain.encode("utf-16")).after == plain.encode()
    assert mend(f"{HEADER}\r\n{ROW}\n{ROW.replace('1007', '1012')}\n".encode()).after.count(b"\r") == 0
    crlf = plain.replace("\n", "\r\n").encode()
    assert mend(crlf).after == crlf


def test_empty_rows_and_columns_at_the_end_go() -> None:
    assert mend_text(f"{HEADER},,", f"{ROW},,", ",,,,,,,,,", "") == f"{HEADER}\n{ROW}\n"
    inside = f"{HEADER}\n,,,,,,,\n{ROW}\n"
    assert mend(inside.encode()).after.decode() == inside


def test_what_is_no_csv_is_left_alone() -> None:
    for data in (b"", b"PK\x03\x04" + bytes(40), b"\xff\xfe\x00", f'{HEADER}\n"{ROW}\n'.encode()):
        assert mend(data).after == data


CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "74.72.01.1007", "7472011012", " 74.72", "7.472.01", "1.06.02.02.01", "2025", "beras", '"']
    ),
    st.text(alphabet='a1 .,;"\n\r\t\u00e9\ufeff=', max_size=6),
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    width = draw(st.integers(7, 10))
    rows = [[*HEADER.split(","), "", ""][:width]]
    rows += draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4))
    text = io.StringIO(newline="")
    for row in rows:
        csv.writer(text, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerow(row)
    start = draw(st.sampled_from(["", "\ufeff"]))
    end = draw(st.sampled_from(["", "\n", "\n\n", "\r\n", "\n\r\n", "\r\n\n", ",,,\n"]))
    return (start + text.getvalue() + end).encode()


@given(files())
def test_mending_ends_after_one_step_and_changes_only_what_it_names(data: bytes) -> None:
    mended = mend(data)
    assert mend(mended.after).after == mended.after
    before, after = data.decode("utf-8-sig").lstrip("\ufeff"), mended.after.decode()
    assert not judge(after) - judge(before)
    old = [one for one in csv.reader(io.StringIO(before, newline="")) if any(map(str.strip, one))]
    new = [one for one in csv.reader(io.StringIO(after, newline="")) if any(map(str.strip, one))]
    named = {(one.before, one.after) for one in mended.mends if one.column}
    assert len(old) == len(new)
    for one, other in zip(old, new, strict=True):
        assert not any(map(str.strip, one[len(other) :]))
        assert all(a == b or (a, b) in named for a, b in zip(one, other, strict=False))


def test_the_whole_project_is_gone_through(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    (root / TABLE).write_bytes(b"\xef\xbb\xbf" + (root / TABLE).read_bytes())
    project, _ = read_settings(root)
    assert project is not None
    assert [one.path for one in mend_project(project) if one.changed] == [TABLE]
    assert [one.path for one in mend_project(project, [root / "datasets" / "referensi"]) if one.changed] == []


def test_forms_of_codes() -> None:
    forms = index_forms(frozenset(["74.72.01", "74.01", "74.10", "5.02.01", "007", "1234567890123456"]))
    assert forms.recover("7.472.01") == "74.72.01"
    assert forms.recover("74.1") == "" and forms.recover("7") == "007"
    assert forms.recover_exponent("1,23456789E+15") == "1234567890123456"
    assert forms.recover_exponent("1,3E+15") == ""
    day = read_date("05/02/2001")
    assert day is not None and forms.recover_date(day) == "5.02.01"
    assert [read_date(one) for one in ("31/02/2001", "x", "1-Foo")] == [None, None, None]


def test_tails_of_decimals_go_where_no_number_has_its_own() -> None:
    text = ROW.replace(",120,", ",120.0,").replace("2025,", "2025.0,", 1)
    assert mend_text(HEADER, text) == f"{HEADER}\n{ROW}\n"


def test_an_office_s_own_file_is_left_alone(tmp_path: Path) -> None:
    """What a recipe reads is the office's source: its line ends and blanks are not ours to mend."""
    root = copy_small_site(tmp_path / "situs")
    descriptor = root / TABLE.replace("bantuan.csv", "datapackage.yaml")
    text = descriptor.read_text(encoding="utf-8")
    descriptor.write_text(text.replace("path: bantuan.csv", "path: bantuan.csv\n    cara_baca: {}"), "utf-8")
    (root / TABLE).write_bytes(b"\xef\xbb\xbf" + (root / TABLE).read_bytes())
    project, _ = read_settings(root)
    assert project is not None
    assert TABLE not in [mended.path for mended in mend_project(project)]
