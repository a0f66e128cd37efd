"""The files of a record type: a schema that frictionless reads, and an example that fits it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from frictionless import Resource, Schema

from builders import make_settings
from suluh.publishing.standard_files import write_standard_files
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from thread_builders import make_records


def read(artifact):
    stream = io.BytesIO()
    artifact.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", list_standards())
def test_every_schema_is_a_table_schema(name):
    (artifact,) = write_standard_files(name, (), make_settings())
    schema = Schema.from_descriptor(json.loads(read(artifact)))
    assert schema.fields and "\n" not in schema.description


@pytest.mark.parametrize("name", list_standards())
def test_every_schema_says_key_references_and_law(name):
    stated = json.loads(read(*write_standard_files(name, (), make_settings())))
    standard = define_standard(name)
    assert stated["primaryKey"] == list(standard.key)
    assert [one["name"] for one in stated["regulation"]] == [
        basis.regulation.name for basis in standard.legal_bases
    ]
    references = [one["reference"]["resource"] for one in stated.get("references", ())]
    assert references == [key.resource for key in standard.references]
    assert {one["role"] for one in stated["fields"]} == {column.role.value for column in standard.columns}


def test_frictionless_refuses_a_row_twice_by_the_schema_alone_and_takes_rows_with_blank_parts():
    """A table without its package: revenue has no sub kegiatan, and nothing else needs to be there."""
    stated = json.loads(read(*write_standard_files("anggaran", (), make_settings())))
    names = [one["name"] for one in stated["fields"]]
    rows = [
        dict.fromkeys(names, "") | {"tahun": "2025", "instansi": "x", "kode_rekening": code} for code in "456"
    ]
    table = [names, *([row[name] for name in names] for row in rows)]
    schema = Schema.from_descriptor(stated)
    assert Resource(data=table, schema=schema).validate().valid
    report = Resource(data=[*table, table[1]], schema=Schema.from_descriptor(stated)).validate()
    assert [kind for (kind,) in report.flatten(["type"])] == ["primary-key"]


def test_the_example_has_the_first_rows_of_what_was_published():
    rows = [{"tahun": 2025, "id_usulan": number, "uraian": "Jalan, lebar"} for number in range(9)]
    schema, example = write_standard_files("usulan", make_records("usulan", rows), make_settings())
    told = list(csv.DictReader(io.StringIO(read(example).decode())))
    assert [one["id_usulan"] for one in told] == ["0", "1", "2", "3", "4"]
    assert {one["uraian"] for one in told} == {"Jalan, lebar"}
    assert list(told[0]) == [one["name"] for one in json.loads(read(schema))["fields"]]
