"""Codes that a library of tables has written as decimals: 40402001.0."""

from __future__ import annotations

import re
from dataclasses import replace

from suluh.checking.places import Places, is_missing, sole_columns
from suluh.vocabulary.columns import cells_of, find_and_count, odd_of
from suluh.vocabulary.findings import MASK, Finding, Severity
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table

CODE_TAIL = re.compile(r"([0-9]{4,})\.0", re.ASCII)
"""A code with the tail; shorter ones may be codes of two parts."""
_NUMBER_TAIL = re.compile(r"([+-]?[0-9]+)\.0", re.ASCII)
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)


def check_decimal_tails(package: DataPackage, resource: Resource, table: Table) -> list[Finding]:
    """W032 at the first such cell of a text column in which all numbers have the tail."""
    places = Places(package, resource, table)
    findings: list[Finding] = []
    for name, at in sole_columns(table, resource).items():
        field = resource.schema.field_named(name)
        if field is None or field.type != "string":
            continue
        cells = cells_of(table.rows, at)
        tails = {cell for cell in odd_of(cells) if cell.endswith(".0") and CODE_TAIL.fullmatch(cell.strip())}
        first, count = find_and_count(cells, tails)
        if not count or not _have_all(table, at, field, count):
            continue
        cell = cells[first]
        public = field.klasifikasi is Klasifikasi.PUBLIK
        right = cell.strip().removesuffix(".0") if public else MASK
        finding = places.note("W032", first, field, cell, jumlah=str(count), asli=right)
        findings.append(replace(finding, severity=Severity.WARNING))
    return findings


def _have_all(table: Table, at: int, field: Field, tailed: int) -> bool:
    """Whether no number of the column is without the tail."""
    numbers = sum(
        1
        for cell in cells_of(table.rows, at)
        if cell[:1].isdecimal() and _FIGURES.fullmatch(cell.strip()) and not is_missing(cell, field)
    )
    return numbers == tailed


def without_tail(text: str, field: Field) -> str:
    """A code, a year or a whole number without its tail; empty where it has none, or may have none."""
    if field.type == "string":
        match = CODE_TAIL.fullmatch(text)
    elif field.type in ("year", "integer") and field.group_char != ".":
        match = _NUMBER_TAIL.fullmatch(text)
    else:
        return ""
    return match[1] if match else ""
