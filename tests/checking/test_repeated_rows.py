"""A row counts once: in its table, in all tables of its type, however it is written."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_table
from small_site import HERE, copy_small_site
from suluh import record_types
from suluh.checking.explanations import describe
from suluh.checking.project import check_project
from suluh.checking.repeated_rows import KEY_CODES, MOST_DESCRIBED, check_repeated_rows
from suluh.checking.validation import validate_table
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.findings import Finding, Severity
from suluh.vocabulary.package import Klasifikasi, MissingValue, Schema, Table

SITES = ("alur", "tujuan", "pengadaan", "pelayanan", "kinerja", "kegiatan", "dokumen")
REPEATS = KEY_CODES | {"A025", "A026"}
LACKING = {
    "jumlah_anggaran": [
        ["2024", "dinas-sosial", "", "1.06.02", "5", "murni", "100000000", "APBD 2024, halaman 3"],
        ["2024", "", "", "", "5", "murni", "900000000", "APBD 2024, halaman 1"],
    ],
    "padanan": [["sub_kegiatan", "1.06.02.2.01.0009", "1.06.02.2.01.0001", "2024", "Perda 1 Tahun 2024"]],
    "laporan": [
        ["Kegiatan", "dinas-sosial", "2024", "1", "2024-04-10", "Ringkasan", "publik", "tetap", "berkala"]
    ],
}
"""Rows of the types that no small site has, without the columns that follow."""
ALL = list_standards()
HOMES = Path(record_types.__file__).parent


def lay_out(root: Path) -> Path:
    """A project with a table of every record type, none of whose descriptors states a key."""
    copy_small_site(root)
    for name in SITES:
        shutil.copytree(HERE / "sites" / name, root, dirs_exist_ok=True)
    model = root / "datasets/dinas-sosial/alur/datapackage.yaml"
    described = yaml.safe_load(model.read_text(encoding="utf-8"))
    folder = root / "datasets/dinas-sosial/lainnya"
    folder.mkdir()
    described |= {"name": "lainnya", "resources": []}
    for standard, rows in LACKING.items():
        fields = load_standard(standard)["fields"][: len(rows[0])]
        plain = [{"name": one["name"], "type": one["type"]} for one in fields]
        table = {"name": standard.replace("_", "-"), "path": f"{standard}.csv", "standar": standard}
        described["resources"].append({**table, "schema": {"fields": plain}})
        write_rows(folder / f"{standard}.csv", [[one["name"] for one in fields], *rows])
    write_yaml(folder / "datapackage.yaml", described)
    for path in root.glob("datasets/*/*/datapackage.yaml"):
        package = yaml.safe_load(path.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if "standar" in resource:
                resource["schema"].pop("primaryKey", None)
        write_yaml(path, package)
    return root


def write_yaml(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(json.loads(json.dumps(value, default=str))), encoding="utf-8")


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def each_table(root: Path) -> list[tuple[Path, dict[str, Any], dict[str, Any]]]:
    """The descriptor's file, the package and one resource of it, for every table of a record type."""
    found = []
    for path in sorted(root.glob("datasets/*/*/datapackage.yaml")):
        package = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [(path, package, one) for one in package["resources"] if "standar" in one]
    return found


def find_repeats(root: Path) -> dict[str, list[Finding]]:
    """Errors about repeated rows, by the record type of the table that they are in."""
    settings, _ = read_settings(root)
    assert settings is not None
    standards = {
        (str((path.parent / one["path"]).relative_to(root)), one["name"]): one["standar"]
        for path, _, one in each_table(root)
    }
    found: dict[str, list[Finding]] = {}
    for finding in check_project(settings).findings:
        standard = standards.get((finding.place.path, finding.place.resource))
        if standard is not None and finding.code in REPEATS and finding.severity is Severity.ERROR:
            found.setdefault(standard, []).append(finding)
    return found


def paste_into_itself(root: Path) -> None:
    for path, _, resource in each_table(root):
        header, *rows = read_rows(path.parent / resource["path"])
        write_rows(path.parent / resource["path"], [header, *rows, *rows])


def put_into_second_resource(root: Path) -> None:
    for path in sorted({path for path, _, _ in each_table(root)}):
        package = yaml.safe_load(path.read_text(encoding="utf-8"))
        for resource in [one for one in package["resources"] if "standar" in one]:
            copy = f"salinan-{resource['path']}"
            shutil.copy(path.parent / resource["path"], path.parent / copy)
            package["resources"].append({**resource, "name": f"salinan-{resource['name']}", "path": copy})
        write_yaml(path, package)


def put_into_second_dataset(root: Path) -> None:
    for path in sorted({path for path, _, _ in each_table(root)}):
        package = yaml.safe_load(path.read_text(encoding="utf-8"))
        package |= {"name": f"z-{package['name']}"}
        package["resources"] = [one for one in package["resources"] if "standar" in one]
        folder = path.parent.parent / package["name"]
        shutil.copytree(path.parent, folder)
        write_yaml(folder / "datapackage.yaml", package)


WAYS: dict[str, Callable[[Path], None]] = {
    "pasted into itself": paste_into_itself,
    "in a second resource": put_into_second_resource,
    "in a second dataset": put_into_second_dataset,
}


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    return find_repeats(lay_out(tmp_path_factory.mktemp("utuh") / "situs"))


@pytest.fixture(scope="module", params=list(WAYS))
def repeated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Finding]]:
    root = lay_out(tmp_path_factory.mktemp("ganda") / "situs")
    WAYS[request.param](root)
    return find_repeats(root)


def test_the_project_has_every_type_and_none_of_them_twice(
    tmp_path: Path, as_it_is: dict[str, list[Finding]]
) -> None:
    assert {resource["standar"] for _, _, resource in each_table(lay_out(tmp_path / "situs"))} == set(ALL)
    assert as_it_is == {}


@pytest.mark.parametrize("standard", ALL)
def test_rows_that_stand_twice_are_refused_and_both_are_told(
    standard: str, repeated: dict[str, list[Finding]]
) -> None:
    found = repeated.get(standard, [])
    assert found
    for finding in found:
        words = describe(finding)
        assert finding.details.get("baris_lain", "").strip("@") and words.hint
        assert finding.details["baris_lain"] in words.message


def keyed(name: str, standard: str, rows: Sequence[Sequence[str]], **closed: Klasifikasi) -> Any:
    """A package with one table of a record type, its columns all public unless told."""
    fields = load_standard(standard)["fields"]
    header = [one["name"] for one in fields]
    schema = Schema(
        tuple(
            make_field(one["name"], type=one["type"], klasifikasi=closed.get(one["name"], Klasifikasi.PUBLIK))
            for one in fields
        )
    )
    resource = make_resource(standard, schema=schema, standar=standard)
    package = make_package(name=name, resources=(resource,), folder=f"datasets/x/{name}")
    filled = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    return package, make_table(header, filled)


def tell(*parts: tuple[Any, Table], findings: Sequence[Finding] = ()) -> list[Finding]:
    tables = {package.name: {package.resources[0].name: table} for package, table in parts}
    return check_repeated_rows([one for one, _ in parts], lambda package: tables[package.name], findings)


def example_rows(standard: str) -> list[list[str]]:
    """The rows that come with a record type, their cells in the order of its columns."""
    files = [HOMES / standard / "example.csv", *HOMES.glob(f"*/{standard}.csv")]
    (path,) = [one for one in files if one.is_file()]
    header, *rows = read_rows(path)
    names = [one["name"] for one in load_standard(standard)["fields"]]
    return [[row[header.index(name)] if name in header else "" for name in names] for row in rows]


@pytest.mark.parametrize("standard", sorted(set(ALL) - {"laporan"}))
def test_the_example_rows_of_a_type_stand_once_and_no_more(standard: str) -> None:
    rows = example_rows(standard)
    once = keyed("a", standard, rows)
    assert rows and tell(once) == []
    (finding,) = tell(keyed("a", standard, [*rows, *rows]))
    count = len(rows)
    assert (finding.code, finding.place.row) == ("A025", count + 1)
    found = tell(once, keyed("b", standard, rows))
    assert [one.code for one in found] == ["A026", "A030"]
    assert found[1].details["jumlah"] == str(count)


BUDGET = ["2025", "dinas-x", "", "1.06.02.2.01.0001", "5.1.02", "Belanja", "PAD", "1000"]


def budget(**cells: str) -> list[str]:
    names = [one["name"] for one in load_standard("anggaran")["fields"]]
    row = dict(zip(names, BUDGET, strict=False)) | cells
    return [row.get(name, "") for name in names]


@pytest.mark.parametrize(
    "cells",
    [
        {"sub_unit": "Puskesmas Wajo"},
        {"tahun": "2024"},
        {"kode_rekening": "5.1.03"},
        {"sumber_dana": "DAU"},
        {"kode_sub_kegiatan": ""},
        {"instansi": "dinas-y"},
    ],
)
def test_what_differs_in_any_part_of_the_key_is_another_row(cells: dict[str, str]) -> None:
    assert tell(keyed("a", "anggaran", [budget(), budget(**cells)])) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"murni": "999"},
        {"nama_rekening": "Nama lain"},
        {"sumber_dana": " pad "},
        {"kode_rekening": " 5.1.02 "},
        {"kode_rekening": "5.1.002"},
        {"kode_sub_kegiatan": "1.06.02.02.01.0001"},
        {"instansi": "Dinas-X"},
        {"sumber_dana": "PA\u200bD"},
        {"sumber_dana": "\uff30\uff21\uff24"},
    ],
)
def test_one_key_written_in_two_ways_is_one_row(cells: dict[str, str]) -> None:
    (finding,) = tell(keyed("a", "anggaran", [budget(), budget(**cells)]))
    assert (finding.code, finding.place.row, finding.details["baris_lain"]) == ("A025", 2, "1")
    assert "sub_unit" in describe(finding).hint


@pytest.mark.parametrize(("one", "other"), [("1", "01"), ("7", "7.0"), ("1000", "1E3")])
def test_numbers_are_one_by_what_they_say(one: str, other: str) -> None:
    rows = [["2025", one, "dinas-x"], ["2025", other, "dinas-x"]]
    assert [finding.code for finding in tell(keyed("a", "kehadiran", rows))] == ["A025"]


def test_a_blank_part_is_a_value_whatever_stands_for_blank() -> None:
    package, table = keyed("a", "anggaran", [budget(sub_unit=""), budget(sub_unit="-")])
    schema = package.resources[0].schema
    fields = [
        make_field(one.name, type=one.type, missing_values=(MissingValue(""), MissingValue("-")))
        for one in schema.fields
    ]
    resource = make_resource("anggaran", schema=Schema(tuple(fields)), standar="anggaran")
    package = make_package(name="a", resources=(resource,))
    assert [finding.code for finding in tell((package, table))] == ["A025"]


@pytest.mark.parametrize("nothing", ["-", "–", " . ", "--", "\u00a0/"])
def test_a_dash_says_no_more_than_a_blank(nothing: str) -> None:
    found = tell(keyed("a", "anggaran", [budget(sub_unit=""), budget(sub_unit=nothing)]))
    assert [finding.code for finding in found] == ["A025"]


def test_rows_without_a_needed_part_are_told_elsewhere() -> None:
    assert tell(keyed("a", "anggaran", [budget(kode_rekening=""), budget(kode_rekening="")])) == []


def test_a_pasted_table_is_one_finding() -> None:
    rows = [budget(kode_rekening=f"5.1.{number:02}") for number in range(1, 41)]
    (finding,) = tell(keyed("a", "anggaran", [*rows, *rows]))
    assert (finding.details["baris"], finding.details["baris_lain"]) == ("41–80", "1–40")
    words = describe(finding)
    assert "Baris 41–80 mengulang baris 1–40 (seluruh isinya sama)" in words.message
    assert words.hint.startswith("Hapus salah satunya.")


def test_the_same_key_with_other_amounts_asks_which_is_right() -> None:
    (finding,) = tell(keyed("a", "anggaran", [budget(), budget(murni="999")]))
    assert "kuncinya sama, isi lainnya berbeda" in describe(finding).message
    assert describe(finding).hint.startswith("Jadikan satu baris")


def test_two_datasets_tell_which_table_and_row() -> None:
    first, second = (
        keyed("a", "anggaran", [budget()]),
        keyed("b", "anggaran", [budget(tahun="2024"), budget()]),
    )
    finding, beside = tell(first, second)
    assert (finding.code, finding.place.path, finding.place.row) == ("A026", "datasets/x/b/anggaran.csv", 2)
    assert "sudah ada di datasets/x/a/anggaran.csv baris 1" in describe(finding).message
    assert (beside.code, beside.place.path, beside.severity) == (
        "A030",
        "datasets/x/a/anggaran.csv",
        Severity.WARNING,
    )
    assert "1 baris tabel ini tertulis lagi di datasets/x/b/anggaran.csv" in describe(beside).message


def test_a_copy_without_a_column_that_may_be_blank_is_a_copy() -> None:
    whole, (package, table) = keyed("a", "anggaran", [budget()]), keyed("b", "anggaran", [budget()])
    kept = [name for name in table.header if name not in ("sub_unit", "nama_rekening")]
    fields = tuple(one for one in package.resources[0].schema.fields if one.name in kept)
    resource = make_resource("anggaran", schema=Schema(fields), standar="anggaran")
    package = make_package(name="b", resources=(resource,), folder="datasets/x/b")
    cells = [[row[table.header.index(name)] for name in reversed(kept)] for row in table.rows]
    found = tell(whole, (package, make_table(list(reversed(kept)), cells)))
    assert [finding.code for finding in found] == ["A026", "A030"]


def test_tables_of_other_years_stand_side_by_side() -> None:
    years = [keyed(f"a{year}", "anggaran", [budget(tahun=str(year))]) for year in (2023, 2024, 2025)]
    assert tell(*years) == []


def test_a_closed_table_beside_the_public_one_counts_nowhere_and_is_looked_at_alone() -> None:
    public, (closed, table) = keyed("a", "anggaran", [budget()]), keyed("b", "anggaran", [budget()])
    resource = make_resource(
        "anggaran",
        schema=closed.resources[0].schema,
        standar="anggaran",
        klasifikasi=Klasifikasi.TERBATAS,
    )
    closed = make_package(name="b", resources=(resource,), folder="datasets/x/b")
    assert tell(public, (closed, table)) == []
    twice = make_table(list(table.header), [*table.rows, *table.rows])
    assert [finding.place.path for finding in tell(public, (closed, twice))] == ["datasets/x/b/anggaran.csv"]


def test_a_key_that_is_closed_is_not_shown() -> None:
    part = keyed("a", "anggaran", [budget(), budget()], sumber_dana=Klasifikasi.RAHASIA)
    (finding,) = tell(part)
    assert finding.value == "(dirahasiakan)"
    assert "PAD" not in describe(finding).message


def test_a_row_that_is_told_already_is_not_told_again() -> None:
    part = keyed("a", "anggaran", [budget(), budget()])
    (finding,) = tell(part)
    told = Finding("T014", finding.place)
    assert tell(part, findings=[told]) == [told]


def test_of_a_pasted_table_one_finding_is_told_in_place_of_one_for_each_row() -> None:
    rows = [budget(kode_rekening=f"5.1.{number:02}") for number in range(1, 6)]
    part = keyed("a", "anggaran", [*rows, *rows])
    (pasted,) = tell(part)
    each = [Finding("T014", replace(pasted.place, row=row)) for row in range(6, 11)]
    elsewhere = [Finding("T014", replace(pasted.place, row=2)), Finding("T011", pasted.place)]
    assert tell(part, findings=[*each, *elsewhere]) == [*elsewhere, pasted]


def test_a_hundred_are_told_and_the_rest_counted() -> None:
    rows = [
        row
        for number in range(MOST_DESCRIBED + 50)
        for row in [budget(nama_rekening="", kode_rekening=f"5.1.{number}")] * 2
    ]
    found = tell(keyed("a", "anggaran", rows))
    assert len(found) == MOST_DESCRIBED + 1
    assert (found[-1].code, found[-1].details["jumlah"]) == ("A027", "50")


@given(
    st.lists(st.integers(0, 40), min_size=0, max_size=60),
    st.lists(st.integers(0, 40), min_size=0, max_size=60),
    st.randoms(use_true_random=False),
)
def test_every_row_beyond_the_first_of_its_key_is_told_once(
    first: list[int], second: list[int], chance: random.Random
) -> None:
    """Over two tables in whatever order: rows told are all rows less the distinct keys."""
    parts = [
        keyed(name, "anggaran", [budget(kode_rekening=f"5.1.{number}") for number in numbers])
        for name, numbers in (("a", first), ("b", second))
    ]
    found = tell(*parts)
    rows = 0
    for finding in found:
        if finding.code == "A030":
            continue
        if finding.code == "A027":
            rows += int(finding.details["jumlah"])
        else:
            begin, _, end = finding.details["baris"].partition("–")
            rows += int(end or begin) - int(begin) + 1
    assert rows == len(first) + len(second) - len({*first, *second})


CELL = st.sampled_from(["", "a", "b"])


@given(st.lists(st.tuples(st.sampled_from(["2024", "2025"]), CELL, CELL), max_size=12))
def test_frictionless_finds_the_same_rows(rows: list[tuple[str, str, str]]) -> None:
    """Of keys that are written in one way; blank parts are values there as well."""
    table = [budget(tahun=year, sub_unit=unit, kode_sub_kegiatan=code) for year, unit, code in rows]
    package, cells = keyed("a", "anggaran", table)
    key = load_standard("anggaran")["primaryKey"]
    schema = Schema(package.resources[0].schema.fields, primary_key=tuple(key))
    stated = make_resource("anggaran", schema=schema)
    theirs = validate_table(make_package(name="a", resources=(stated,)), stated, cells) if rows else []
    ours: set[int] = set()
    for finding in tell((package, cells)):
        begin, _, end = finding.details["baris"].partition("–")
        ours |= set(range(int(begin), int(end or begin) + 1))
    assert ours == {finding.place.row for finding in theirs if finding.code == "T014"}


def test_a_report_under_another_name_is_refused(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    (report,) = sorted((root / "content/laporan").glob("*/*.md"))[:1]
    copy = report.with_name("2024-tw4.md")
    assert not copy.exists()
    shutil.copy(report, copy)
    settings, _ = read_settings(root)
    assert settings is not None
    path = str(copy.relative_to(root))
    assert [
        one
        for one in check_project(settings).findings
        if one.place.path == path and one.severity is Severity.ERROR
    ]
