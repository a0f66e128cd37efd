"""What is read once is handed on: the rules of a package, and the files that were read as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import make_field, make_package, make_resource, make_settings
from small_site import TABLE, copy_small_site, edit
from suluh.checking import personal_files
from suluh.checking.disclosure_rules import check_disclosure
from suluh.checking.package_tables import TableStore
from suluh.checking.personal_data import scan_file
from suluh.checking.personal_files import ScannedTables
from suluh.checking.project import check_project
from suluh.publishing.whole_check import check_whole
from suluh.reading import disclosure_keys
from suluh.reading.disclosure_keys import disclosure_of, read_rules
from suluh.reading.site_settings import read_settings
from suluh.reading.submissions import read_grids
from suluh.reading.submitted_tables import ReadFile, read_table
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import Schema
from suluh.vocabulary.settings import Settings

CELLS = st.text(st.sampled_from("ab1;,\"' \t#\r\n\ufeff\u00e9"), max_size=6)
TEXTS = st.one_of(
    st.text(st.sampled_from("ab1;,\"' \t#\r\n\ufeff\u00e9|"), max_size=60),
    st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=5).map(
        lambda rows: "\n".join(
            ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
        )
    ),
)
DIALECTS: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "delimiter": st.sampled_from([",", ";", "\t"]),
        "headerRows": st.sampled_from([[1], [2], [3]]),
        "header": st.booleans(),
        "commentChar": st.just("#"),
        "quoteChar": st.sampled_from(['"', "'"]),
        "doubleQuote": st.booleans(),
        "skipInitialSpace": st.booleans(),
    },
)


@given(text=TEXTS, dialect=DIALECTS)
@example(text="a,b\r1,2\r\r3,4\r\n", dialect={})
@example(text="\ufeff\ufeffa,b\n1,2\n", dialect={})
@example(text="atas\n\na;b\n1;2\n", dialect={"delimiter": ";", "headerRows": [3]})
@example(text="a;b;c,d\n1;2;3,4\n", dialect={})
@example(text='a,b\n"x\ny",2\n3\n', dialect={"delimiter": ","})
def test_records_that_are_handed_on_are_what_the_scan_would_read(
    text: str, dialect: Mapping[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "sekali"
    folder = root / "datasets/dinas-contoh/contoh"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "contoh.csv").write_bytes(text.encode())
    schema = Schema(fields=(make_field("a"), make_field("b")))
    resource = make_resource("contoh", schema=schema, dialect=dict(dialect))
    handed: list[ReadFile] = []
    settings = make_settings(root=root, datasets_dir=root / "datasets")
    read_table(settings, make_package(resources=(resource,)), resource, hand_on=handed.append)
    for file in handed:
        if file.whole:
            plain = read_grids(file.path, file.data, dialect)
            assert _told(read_grids(file.path, file.data, dialect, records=file.records)) == _told(plain)


def _told(read: Any) -> Any:
    grids, findings = read
    return [
        (grid.header, [tuple(row) for row in grid.rows], list(grid.lines), grid.header_line) for grid in grids
    ], findings


def test_no_table_is_parsed_again_for_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small_site(tmp_path / "situs")
    edit(root, TABLE, "Keluarga A", "081234567890")
    settings, _ = read_settings(root)
    assert settings is not None
    once = check_project(settings)
    asked: Counter[str] = Counter()

    def scan(path: str, *arguments: Any, **options: Any) -> Any:
        asked[path] += 1
        assert options.get("records") is not None or not path.startswith("datasets/dinas-sosial/bantuan/b")
        return scan_file(path, *arguments, **options)

    monkeypatch.setattr(personal_files, "scan_file", scan)
    assert check_project(settings).findings == once.findings
    assert any(finding.code.startswith("I") for finding in once.findings)
    assert set(asked.values()) == {1} and asked[TABLE] == 1
    monkeypatch.setattr(personal_files, "scan_file", scan_file)
    monkeypatch.setattr(ScannedTables, "of", lambda self, path, dialect: None)
    assert check_project(settings).findings == once.findings, "the same as by looking anew"


def test_the_time_of_the_scan_is_not_that_of_reading(tmp_path: Path) -> None:
    settings, _ = read_settings(copy_small_site(tmp_path / "situs"))
    assert settings is not None
    store = TableStore(settings, {})
    before = store.budget._begun
    with store.budget.apart():
        sum(range(3_000_000))
    assert store.budget._begun > before


RULE = {"pengungkapan": {"hasil": "publik", "buang": ["tidak-ada"]}}


def test_rules_are_read_once_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    package = make_package(resources=(make_resource("contoh", descriptor=RULE),))
    (resource,) = package.resources
    read: list[str] = []
    real = disclosure_keys._read_disclosure

    def spy(package: Any, resource: Any) -> Any:
        read.append(resource.name)
        return real(package, resource)

    monkeypatch.setattr(disclosure_keys, "_read_disclosure", spy)
    for _ in range(5):
        assert disclosure_of(package, resource) is None
    told = [finding.code for finding in check_disclosure(package)]
    assert told.count("K104") == 1 and read == ["contoh"]
    other = replace(package, title="Lain")
    assert disclosure_of(other, resource) is None and read == ["contoh", "contoh"]


def test_rules_of_two_tables_of_one_name_are_a_refusal() -> None:
    twice = make_package(resources=(make_resource("contoh"), make_resource("contoh", descriptor=RULE)))
    assert [disclosure_of(twice, resource) for resource in twice.resources] == [None, None]
    assert disclosure_of(twice, make_resource("asing")) is None
    assert read_rules(make_package()).findings == ()


def settings_of(root: Path) -> Settings:
    settings, findings = read_settings(root)
    assert settings is not None, findings
    return settings


def test_a_file_in_which_nothing_was_found_is_not_scanned_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_small_site(tmp_path / "situs")
    settings = settings_of(root)
    looked: Counter[str] = Counter()

    def scan(path: str, *arguments: Any, **named: Any) -> Any:
        looked[path] += 1
        return scan_file(path, *arguments, **named)

    monkeypatch.setattr(personal_files, "scan_file", scan)

    def check() -> tuple[Finding, ...]:
        looked.clear()
        return check_whole(settings).findings

    assert check() == () and looked[TABLE] == 1
    assert check() == () and looked[TABLE] == 0
    edit(root, TABLE, "Keluarga A", "NIK 7472010107900003")
    for _ in range(2):
        assert "I001" in {finding.code for finding in check()} and looked[TABLE] == 1
    edit(root, TABLE, "NIK 7472010107900003", "Keluarga A")
    assert check() == () and looked[TABLE] == 0
