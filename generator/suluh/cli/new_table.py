"""The table of a new dataset: read from a file and inferred, or taken from a standard."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from suluh.checking.project import Checked, check_project
from suluh.cli.finding_text import print_findings
from suluh.cli.speech import run_language, say
from suluh.intake.column_inference import infer_columns
from suluh.intake.column_readings import ColumnReading, TableReading
from suluh.intake.descriptor_draft import describe_inferred
from suluh.intake.doubts import Doubt
from suluh.intake.joined_lists import CodeLists
from suluh.publishing.descriptor_form import describe_standard_columns
from suluh.reading.csv_text import sniff_delimiter
from suluh.reading.region_list import load_regions
from suluh.reading.schemas import EMPTY_STATES
from suluh.reading.standard_schemas import read_standard_schema
from suluh.reading.submitted_tables import read_table
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import (
    DataPackage,
    ForeignKey,
    JenisInformasi,
    Klasifikasi,
    Resource,
    Schema,
    StatusData,
    Table,
)
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

FORMATS = (".csv", ".tsv", ".xlsx", ".ods")
POINT_MEANINGS = ("desimal", "ribuan", "teks")


@dataclass(frozen=True, slots=True)
class Project:
    """What the project has already: all that was checked, and what columns of a name refer to."""

    settings: Settings
    checked: Checked
    packages: Sequence[DataPackage]
    codes: Mapping[str, tuple[ForeignKey, frozenset[str]]]

    @property
    def lists(self) -> CodeLists:
        """What columns of a new table may refer to."""
        return CodeLists(load_regions(), self.settings.wilayah, self.codes)


@dataclass(frozen=True, slots=True)
class Draft:
    """Columns and keys of the new table, and the file that holds its rows."""

    fields: list[dict[str, Any]]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    table: Table | None
    dialect: Mapping[str, Any]
    columns: Sequence[ColumnReading] = ()


def read_project(settings: Settings) -> Project:
    """The project as it is checked, with the codes that its columns refer to."""
    checked = check_project(settings)
    packages = [package.package for package in checked.valid]
    tables = {package.package.name: package.tables for package in checked.valid}
    codes: dict[str, tuple[ForeignKey, frozenset[str]]] = {}
    for package in packages:
        for resource in package.resources:
            for key in resource.schema.foreign_keys:
                known = _codes_of(key, tables)
                if known and len(key.fields) == 1:
                    codes.setdefault(key.fields[0], (key, known))
    return Project(settings, checked, packages, codes)


def _codes_of(key: ForeignKey, tables: Mapping[str, Mapping[str, Table]]) -> frozenset[str]:
    """The codes of the dataset that a key of one column refers to; none for the list of regions."""
    there = tables.get(key.package, {})
    table = there.get(key.resource) or next(iter(there.values()), None)
    if table is None or key.reference_fields[0] not in table.header:
        return frozenset()
    return frozenset(table.column(key.reference_fields[0]))


def draft_from_file(project: Project, file: Path, flags: Mapping[str, Any]) -> Draft:
    """The file's columns, inferred where its cells leave no doubt. Raises UsageError where they do."""
    table, dialect = _read_file(project.settings, file, flags)
    names = [name.strip() for name in table.header]
    if not all(names) or len(set(names)) < len(names) or list(table.header) != names:
        told = N_(
            "Judul kolom ada yang kosong, ganda, atau berspasi di tepi. Rapikan dulu, atau sebutkan barisnya "
            "dengan --header-row. Yang terbaca: %(names)s"
        )
        raise click.UsageError(say(told, names=", ".join(repr(name) for name in table.header)))
    points = _pairs("--point", flags["point"], POINT_MEANINGS)
    signs = _pairs("--sign", flags["sign"], EMPTY_STATES)
    answers = {f"tanda:{sign}": meaning for sign, meaning in signs.items()}
    for column, meaning in points.items():
        answers |= {f"titik:{column}": meaning, f"koma:{column}": meaning}
    reading = infer_columns(table, project.lists, answers)
    while reading.doubts:
        _ask_back(reading.doubts, answers)
        reading = infer_columns(table, project.lists, answers)
    reading = _without_rewriting(reading)
    standard = flags["standar"]
    known = read_standard_schema(standard).fields if standard else ()
    titles = {field.name: field.title for field in known}
    fields = describe_inferred(reading.columns, titles)
    for field in fields:
        stated = next((other_field for other_field in known if other_field.name == field["name"]), None)
        if stated is not None:
            field |= {"type": stated.type}
            field |= {"description": stated.description} if stated.description else {}
    return Draft(fields, reading.primary_key, reading.references, table, dialect, reading.columns)


def _without_rewriting(reading: TableReading) -> TableReading:
    """Columns that only a recipe could read stay text."""
    columns = tuple(
        replace(column, type="string", form={}, missing=()) if column.rewritten else column
        for column in reading.columns
    )
    return replace(reading, columns=columns)


def draft_from_standard(project: Project, standard: str) -> Draft:
    """The standard's columns, with references to the lists that the project has."""
    schema = read_standard_schema(standard)
    fields = describe_standard_columns(schema)
    names = [field.name for field in schema.fields]
    keys = [
        ForeignKey((name,), key.package, key.resource, key.reference_fields)
        for name, (key, _) in project.codes.items()
        if name in names
    ]
    if "kode_wilayah" in names:
        keys.append(ForeignKey(("kode_wilayah",), "wilayah", "wilayah", ("kode",)))
    return Draft(fields, schema.primary_key, tuple(keys), None, {})


def _read_file(settings: Settings, file: Path, flags: Mapping[str, Any]) -> tuple[Table, dict[str, Any]]:
    """The file as a table, and the dialect that reads it. Raises UsageError with findings where it cannot."""
    suffix = file.suffix.lower()
    if suffix not in FORMATS:
        told = N_("%(path)s: yang dapat dibaca %(names)s.")
        raise click.UsageError(say(told, path=file.name, names=", ".join(FORMATS)))
    dialect: dict[str, Any] = {"headerRows": [flags["header_row"]]} if flags["header_row"] else {}
    encoding = flags["encoding"] or "utf-8"
    kind = suffix.removeprefix(".").replace("tsv", "csv")
    if kind == "csv":
        text = file.read_bytes()[:65_536].decode(encoding, errors="replace")
        delimiter = sniff_delimiter(text.removeprefix("\ufeff"))
        dialect |= {"delimiter": delimiter} if delimiter != "," else {}
    elif flags["sheet"]:
        dialect["sheet"] = flags["sheet"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve() / "datasets" / "x" / "x"
        folder.mkdir(parents=True)
        shutil.copyfile(file, folder / f"x{suffix}")
        resource = Resource(
            *("x", "", (f"x{suffix}",), kind, Schema(()), Klasifikasi.PUBLIK),
            encoding=encoding,
            dialect=dialect,
        )
        package = DataPackage(
            *("x", "x", "datasets/x/x", "datasets/x/x/datapackage.yaml", "", "", Klasifikasi.PUBLIK),
            *(StatusData.SEMENTARA, JenisInformasi.BERKALA, (resource,)),
        )
        place = replace(settings, root=Path(scratch).resolve())
        table, findings = read_table(place, package, resource)
    if table is None or has_errors(findings) or not table.rows:
        placed = [
            replace(finding, place=replace(finding.place, path=file.name, resource=""))
            for finding in findings
        ]
        print_findings(placed, run_language())
        text = N_("%(path)s tidak dapat dibaca sebagai tabel; perbaiki hal di atas dahulu.")
        raise click.UsageError(say(text, path=file.name))
    return table, dialect


def _ask_back(doubts: Sequence[Doubt], answers: dict[str, str]) -> None:
    """Ask what no cell can tell and note the answers; off a terminal, a UsageError that names the flags."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    lines = []
    for doubt in doubts:
        kind, _, name = doubt.key.partition(":")
        words = [choice.word for choice in doubt.choices]
        if terminal:
            chosen = click.prompt(
                say(doubt.text, **doubt.values), type=click.Choice(words), default=doubt.likely or None
            )
            answers[doubt.key] = str(chosen)
        elif kind in ("titik", "koma"):
            lines.append(f"  {' | '.join(f'--point {name}={word}' for word in words)}")
        elif kind == "tanda":
            flag = f'--sign "{name}=ARTI"'
            told = say("%(flag)s, dengan ARTI: %(names)s", flag=flag, names=", ".join(EMPTY_STATES))
            lines.append(f"  {told}")
        else:
            answers[doubt.key] = doubt.likely or words[0]
    if lines:
        raise click.UsageError(
            "\n".join([say("Ada yang tidak dapat disimpulkan dari isinya; sebutkan:"), *dict.fromkeys(lines)])
        )


def _pairs(flag: str, given: Sequence[str], allowed: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        name, sign, value = text.rpartition("=")
        if not sign or value not in allowed:
            raise click.UsageError(
                say(
                    "%(flag)s: tulis NAMA=ARTI, dengan ARTI salah satu dari %(names)s.",
                    flag=flag,
                    names=", ".join(allowed),
                )
            )
        pairs[name] = value
    return pairs
