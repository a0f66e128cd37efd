"""A record type that has a home of its own is named nowhere else: whoever changes it works in one folder."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

import suluh
from record_builders import make_record_dataset
from suluh.checking.lookups import Lookups
from suluh.checking.record_tables import check_records
from suluh.checking.validation import validate_table
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import load_standard
from suluh.reading.standard_schemas import read_standard_schema
from suluh.record_types import list_folders, record_types
from suluh.vocabulary.record_types import RecordType

PACKAGE = Path(suluh.__file__).parent


def home_of(record_type: RecordType) -> Path:
    return next(folder for folder in list_folders() if folder.name == record_type.package.rpartition(".")[2])


def read_example(name: str) -> list[dict[str, str]]:
    """The example rows of a record type."""
    record_type = record_types()[name]
    text = (home_of(record_type) / record_type.example).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


TABLES = [name for name, record_type in record_types().items() if record_type.is_table]
ALONE = ("aduan", "kehadiran", "layanan", "pengadaan", "perizinan", "profil_desa")
"""Types that nothing else is made of. The names of the others are words of the field too, such as `kegiatan`,
or rooms of other pages are about them, such as `tujuan`."""
STRANGERS = (PACKAGE / "recount" / "hitung_ulang.py",)
"""What is run by people without this package, and knows its tables by themselves."""
IN_ROOMS = ("usulan", "rencana", "anggaran", "realisasi", "dokumen", "tujuan")
"""Types whose pages and forms lie in rooms outside, which tell of several types at once."""


@pytest.mark.parametrize("name", record_types())
def test_its_schema_and_its_parts_lie_in_its_home(name: str) -> None:
    record_type = record_types()[name]
    assert (home_of(record_type) / record_type.schema).is_file()
    parts = [record_type.rules, *(block.part for block in record_type.blocks)]
    if name not in IN_ROOMS:
        parts += [record_type.artifacts, *(section.pages for section in record_type.brings)]
    assert [part for part in parts if part and not part.startswith(f"{record_type.package}.")] == []


@pytest.mark.parametrize("name", ALONE)
def test_nothing_outside_of_its_home_names_it(name: str) -> None:
    homes = home_of(record_types()[name]).parent  # a type may refer to another one beside it
    quoted = re.compile(rf"""["'/]{name}["'/]""")
    for path in PACKAGE.rglob("*"):
        if path in STRANGERS:
            continue
        if path.suffix in (".py", ".html", ".css", ".js") and homes not in path.parents:
            assert not quoted.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("name", TABLES)
def test_its_example_rows_are_as_its_schema_and_rules_ask(name: str) -> None:
    package = record_types()[name].package
    together = [other for other in TABLES if record_types()[other].package == package]
    rows = {other: read_example(other) for other in together}
    assert rows[name] and list(rows[name][0]) == [field["name"] for field in load_standard(name)["fields"]]
    dataset = make_record_dataset(**rows)
    tables = dict(dataset.cleared.tables)
    resource = next(one for one in dataset.package.resources if one.standar == name)
    resource = replace(resource, schema=read_standard_schema(name))
    assert validate_table(dataset.package, resource, tables[name]) == []
    assert check_records([dataset.package], lambda package: tables, Lookups({}, load_regions())) == []
