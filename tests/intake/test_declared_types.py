"""Every table of the example project, read without its descriptor, gets the types that the descriptor has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from suluh.intake.column_inference import infer_columns
from suluh.intake.joined_lists import CodeLists
from suluh.reading.packages import read_packages
from suluh.reading.region_list import load_regions
from suluh.reading.site_settings import read_settings
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.package import DataPackage, ForeignKey, Resource, Schema, Table
from suluh.vocabulary.settings import Settings

ROOT = Path(__file__).parent.parent.parent
MOST_ROWS = 3_000
LOSSLESS = {("number", "integer")}
"""What the descriptor calls a number and holds whole numbers alone: the values are the same."""


@cache
def project() -> tuple[Settings, Mapping[tuple[str, str], tuple[DataPackage, Resource]]]:
    settings, _ = read_settings(ROOT)
    assert settings is not None
    packages, _ = read_packages(settings)
    found = {
        (package.name, resource.name): (package, resource)
        for package in packages
        for resource in package.resources
        if resource.format == "csv" and resource.turunan is None and resource.paths
    }
    return settings, found


@cache
def read_submitted(package: str, resource: str) -> Table | None:
    settings, found = project()
    table, _ = read_table(settings, *found[package, resource])
    return table


@cache
def lists() -> CodeLists:
    settings, found = project()
    codes: dict[str, tuple[ForeignKey, frozenset[str]]] = {}
    for _, resource in found.values():
        for key in resource.schema.foreign_keys:
            there = next((pair for pair in found if pair[0] == key.package), None)
            if there is None or len(key.fields) != 1:
                continue
            table = read_submitted(*there)
            if table is not None and key.reference_fields[0] in table.header:
                codes.setdefault(key.fields[0], (key, frozenset(table.column(key.reference_fields[0]))))
    return CodeLists(load_regions(), settings.wilayah, codes)


@pytest.mark.parametrize(("package", "resource"), sorted(project()[1]))
def test_types_are_those_of_the_descriptor(package: str, resource: str) -> None:
    schema: Schema = project()[1][package, resource][1].schema
    table = read_submitted(package, resource)
    assert table is not None
    table = Table(table.header, table.rows[:MOST_ROWS])
    reading = infer_columns(table, lists())
    wrong = []
    for column in reading.columns:
        field = schema.field_named(column.name)
        if field is None or not column.filled:
            continue
        if field.type != column.type and (field.type, column.type) not in LOSSLESS:
            wrong.append(f"{column.name}: {field.type}, read as {column.type}")
        assert column.agreeing == column.filled or field.type == "string", column
    assert not wrong
    # Marks that stand for no value are asked, and nothing else of good files.
    assert {doubt.key.partition(":")[0] for doubt in reading.doubts} <= {"tanda"}
