"""A record type that has a home of its own is named nowhere else: whoever changes it works in one folder."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

import suluh
from record_builders import make_record_dataset
from suluh.checking.record_rules.known import Known
from suluh.checking.records import check_records
from suluh.checking.validation import validate_table
from suluh.reading.regions import load_regions
from suluh.reading.standard_schemas import read_standard_schema
from suluh.reading.standards import load_standard
from suluh.record_types import list_folders, record_types
from suluh.vocabulary.record_types import RecordType

PACKAGE = Path(suluh.__file__).parent


def home_of(record_type: RecordType) -> Path:
    return next(folder for folder in list_folders() if folder.name == record_type.package.rpartition(".")[2])


def is_at_home(record_type: RecordType) -> bool:
    """Whether the schema and every part lie in the type's own folder."""
    parts = [record_type.rules, record_type.artifacts, *(block.part for block in record_type.blocks)]
    parts += [section.pages for section in record_type.brings]
    own = all(part.startswith(f"{record_type.package}.") for part in parts if part)
    return own and (home_of(record_type) / record_type.schema).is_file()


WORDS_OF_THE_FIELD = ("capaian", "indeks", "indikator", "kegiatan")
"""Names of types that are words of the field too, for columns or levels of the nomenclature."""
AT_HOME = [name for name, record_type in record_types().items() if is_at_home(record_type)]
EXAMPLES = [name for name, kind in record_types().items() if (home_of(kind) / kind.example).is_file()]


def test_these_have_a_home() -> None:
    services = {"aduan", "kehadiran", "layanan", "perizinan", "profil_desa"}
    assert services | {"capaian", "indeks", "indikator", "kegiatan", "pengadaan"} <= set(AT_HOME)


@pytest.mark.parametrize("name", [name for name in AT_HOME if name not in WORDS_OF_THE_FIELD])
def test_nothing_outside_of_its_home_names_it(name: str) -> None:
    homes = home_of(record_types()[name]).parent  # a type may refer to another one beside it
    quoted = re.compile(rf"""["'/]{name}["'/]""")
    for path in PACKAGE.rglob("*"):
        if path.suffix in (".py", ".html", ".css", ".js") and homes not in path.parents:
            assert not quoted.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_example_rows_are_as_its_schema_and_rules_ask(name: str) -> None:
    text = (home_of(record_types()[name]) / record_types()[name].example).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows and list(rows[0]) == [field["name"] for field in load_standard(name)["fields"]]
    dataset = make_record_dataset(**{name: rows})
    tables = dict(dataset.cleared.tables)
    resource = replace(dataset.package.resources[0], schema=read_standard_schema(name))
    assert validate_table(dataset.package, resource, tables[name]) == []
    assert check_records([dataset.package], lambda package: tables, Known({}, load_regions())) == []
