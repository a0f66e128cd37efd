"""The files of a record type: a schema that frictionless reads, and an example that fits it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from frictionless import Schema

from builders import make_settings
from suluh.publishing.standard_files import write_standard_files
from suluh.reading.standards import list_standards
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


def test_the_example_has_the_first_rows_of_what_was_published():
    rows = [{"tahun": 2025, "id_usulan": number, "uraian": "Jalan, lebar"} for number in range(9)]
    schema, example = write_standard_files("usulan", make_records("usulan", rows), make_settings())
    told = list(csv.DictReader(io.StringIO(read(example).decode())))
    assert [one["id_usulan"] for one in told] == ["0", "1", "2", "3", "4"]
    assert {one["uraian"] for one in told} == {"Jalan, lebar"}
    assert list(told[0]) == [one["name"] for one in json.loads(read(schema))["fields"]]
