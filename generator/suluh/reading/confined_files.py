"""Workbooks, large descriptors and prose, read in confinement: JSON goes there, JSON comes back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from suluh.reading.confinement import read_confined
from suluh.reading.safe_yaml import SIZE_LIMIT, LocatedDict, load_json, load_yaml
from suluh.vocabulary.findings import Counted, Detail, Finding, Place, Severity
from suluh.vocabulary.package import (
    DataPackage,
    Field,
    JenisInformasi,
    Klasifikasi,
    Resource,
    Schema,
    StatusData,
    Table,
)
from suluh.vocabulary.settings import Settings

SMALL_TEXT = 32 * 1024
"""Bytes up to which YAML and JSON are parsed at once: that takes less time than to ask."""
SMALL_PROSE = 2_000
"""Characters of Markdown that cannot keep a parser busy for long."""

_HERE = "suluh.reading.confined_files"
_SIGNS = ("decimalChar", "groupChar")


def read_workbook(
    settings: Settings, package: DataPackage, resource: Resource
) -> tuple[Table | None, list[Finding]]:
    """What `reading.workbooks.read_workbook` makes of the file, found out in confinement."""
    path = resource.paths[0] if resource.paths else ""
    request = {
        "root": str(settings.root),
        "folder": package.folder,
        "descriptor_path": package.descriptor_path,
        "name": resource.name,
        "path": path,
        "format": resource.format,
        "dialect": dict(resource.dialect),
        "klasifikasi": resource.klasifikasi.value,
        "fields": [
            [field.name, field.type, field.format, field.klasifikasi.value, field.decimal_char, stated]
            for field in resource.schema.fields
            for stated in [_list_stated(field, package)]
        ],
    }
    place = Place(f"{package.folder}/{path}", resource.name)
    answer, findings = read_confined(f"{_HERE}:answer_workbook", request, place)
    if findings:
        return None, findings
    return _table_of(answer["table"]), [unpack_finding(entry) for entry in answer["findings"]]


def load_submitted(text: str, path: str) -> tuple[Any, list[Finding]]:
    """The YAML (or, by the ending of `path`, JSON) value in `text`; a large one is parsed in confinement."""
    if not SMALL_TEXT < len(text) <= SIZE_LIMIT:
        return _load(text, path)
    answer, findings = read_confined(f"{_HERE}:answer_text", {"text": text, "path": path}, Place(path))
    if findings:
        return None, findings
    return _unpack(answer["value"]), [unpack_finding(entry) for entry in answer["findings"]]


def try_prose(text: str, path: str, task: str) -> list[Finding]:
    """F301 to F303 for Markdown that would keep the build busy or break it; `task` is what renders it."""
    if len(text) <= SMALL_PROSE:
        return []
    return read_confined(task, text, Place(path))[1]


def answer_workbook(request: Mapping[str, Any]) -> dict[str, Any]:
    """In confinement: the table and the findings as JSON."""
    from suluh.reading import opendocument, workbooks  # openpyxl, in this process alone

    fields = tuple(
        Field(
            name,
            type=kind,
            format=pattern,
            klasifikasi=Klasifikasi(level),
            decimal_char=mark,
            descriptor=stated,
        )
        for name, kind, pattern, level, mark, stated in request["fields"]
    )
    resource = Resource(
        name=request["name"],
        title="",
        paths=(request["path"],) if request["path"] else (),
        format=request["format"],
        schema=Schema(fields),
        klasifikasi=Klasifikasi(request["klasifikasi"]),
        dialect=request["dialect"],
    )
    package = DataPackage(
        name="",
        instansi="",
        folder=request["folder"],
        descriptor_path=request["descriptor_path"],
        title="",
        description="",
        klasifikasi=Klasifikasi.RAHASIA,
        status_data=StatusData.SIMULASI,
        jenis_informasi=JenisInformasi.BERKALA,
        resources=(resource,),
    )
    settings = Settings(root=Path(request["root"]), site_name="", wilayah="")
    read = opendocument.read_opendocument if resource.format == "ods" else workbooks.read_workbook
    table, findings = read(settings, package, resource)
    parts = {field.name: getattr(table, field.name) for field in dataclasses.fields(table)} if table else None
    return {"table": parts, "findings": [pack_finding(finding) for finding in findings]}


def _list_stated(column: Field, package: DataPackage) -> dict[str, str]:
    """What reading asks of a column: signs of its numbers, and their unit, its own or the package's."""
    signs = {key: str(column.descriptor[key]) for key in _SIGNS if key in column.descriptor}
    return {**signs, "satuan": str(column.descriptor.get("satuan") or package.text("satuan"))}


def answer_text(request: Mapping[str, str]) -> dict[str, Any]:
    """In confinement: the value with its line numbers, and the findings."""
    value, findings = _load(request["text"], request["path"])
    return {"value": _pack(value), "findings": [pack_finding(finding) for finding in findings]}


def _load(text: str, path: str) -> tuple[Any, list[Finding]]:
    return load_json(text, path) if path.lower().endswith(".json") else load_yaml(text, path)


def _table_of(answer: Mapping[str, Any] | None) -> Table | None:
    if answer is None:
        return None
    return Table(
        **{
            **answer,
            "header": tuple(answer["header"]),
            "rows": [tuple(row) for row in answer["rows"]],
            "origins": tuple((index, path) for index, path in answer["origins"]),
        }
    )


def unpack_finding(answer: Mapping[str, Any]) -> Finding:
    """The finding that `pack_finding` made JSON of."""
    place, severity = Place(**answer["place"]), Severity(answer["severity"])
    details = {name: _detail_of(value) for name, value in answer["details"].items()}
    return Finding(**{**answer, "place": place, "severity": severity, "details": details})


_KINDS: Mapping[str, Callable[[str], int | Decimal | Fraction | date]] = {
    "int": int,
    "Decimal": Decimal,
    "Fraction": Fraction,
    "date": date.fromisoformat,
}


def pack_finding(finding: Finding) -> dict[str, Any]:
    """As JSON: a text among its details is itself, any other value a list of its kind and its parts."""
    details = {name: _pack_detail(value) for name, value in finding.details.items()}
    return {**asdict(finding), "details": details}


def _pack_detail(value: Detail) -> str | list[str]:
    if isinstance(value, str):
        return value
    if isinstance(value, Counted):
        return [*_pack_detail(value.count), value.unit]
    return [type(value).__name__, str(value)]


def _detail_of(packed: str | list[str]) -> Detail:
    if isinstance(packed, str):
        return packed
    kind, text, *unit = packed
    value = _KINDS[kind](text)
    return Counted(value, unit[0]) if unit and isinstance(value, int | Decimal) else value


def _pack(value: Any) -> Any:
    """A value whose mappings become lists, so that the lines of their keys come along."""
    if isinstance(value, dict):
        lines = value.lines if isinstance(value, LocatedDict) else {}
        return {"m": [[key, lines.get(key), _pack(entry)] for key, entry in value.items()]}
    if isinstance(value, list):
        return [_pack(entry) for entry in value]
    return value


def _unpack(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpack(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    mapping = LocatedDict()
    for key, line, entry in value["m"]:
        mapping[key] = _unpack(entry)
        if line is not None:
            mapping.lines[key] = line
    return mapping
