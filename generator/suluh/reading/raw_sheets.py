"""Any file that a clerk brings, as raw sheets: by what is in it, whatever its name says."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import PurePosixPath
from typing import Any

from suluh.reading.confined_files import pack_finding, unpack_finding
from suluh.reading.confinement import read_confined
from suluh.reading.file_kinds import name_kind
from suluh.reading.raw_text import StatedForm, decode_text, read_raw_text
from suluh.vocabulary.findings import Counted, Finding, Place
from suluh.vocabulary.raw_sheet import MergedCells, RawSheet

FILE_LIMIT = 64 * 1024 * 1024
"""Bytes of a file that is looked into in confinement."""
_TEXTS = ("csv", "text")


def read_raw_sheets(
    name: str,
    data: bytes,
    *,
    place: Place | None = None,
    room: int | None = None,
    stated: StatedForm | None = None,
) -> tuple[list[RawSheet], list[Finding]]:
    """All sheets of a file as texts where they stand, and what is wrong with it; nothing of it is run.

    Texts of cells are read here, by the delimiter and the encoding that fit them; workbooks, web pages
    and JSON in confinement (F301 to F303). F032 where the file is nothing that a table can be read from,
    with what to do. `name` is what findings name where no `place` is given. Of a text of cells no more is
    held than `room` cells and one record. `stated` is the form of a text where somebody said it.
    """
    place = place or Place(name)
    kind = name_kind(data)
    if kind == "unknown" and decode_text(data)[0] is not None:
        kind = "csv"  # UTF-16 without its mark
    if kind in _TEXTS:
        return read_raw_text(data, place, room=room, stated=stated)
    if kind == "empty":
        return [], [Finding("F008", place)]
    if kind not in _READERS:
        return [], [_refuse(kind, place)]
    if len(data) > FILE_LIMIT:
        return [], [Finding("F018", place, details={"batas": Counted(FILE_LIMIT // 1024, "kilobytes")})]
    request = {"kind": kind, "data": b64encode(data).decode("ascii"), "place": asdict(place)}
    answer, findings = read_confined(f"{__name__}:answer_raw_sheets", request, place)
    if answer is None:
        return [], findings
    return [_sheet_of(entry) for entry in answer["sheets"]], list(map(unpack_finding, answer["findings"]))


def read_raw_files(files: Sequence[tuple[str, bytes]]) -> tuple[list[RawSheet], list[Finding]]:
    """The sheets of several files below each other; each is then named after its file."""
    if len(files) == 1:
        return read_raw_sheets(*files[0])
    sheets: list[RawSheet] = []
    findings: list[Finding] = []
    for name, data in files:
        own, more = read_raw_sheets(name, data)
        findings += more
        sheets += [replace(sheet, name=sheet_name(name, sheet)) for sheet in own]
    return sheets, findings


def sheet_name(path: str, sheet: RawSheet) -> str:
    """The name of a sheet among those of several files: the file's, and its own behind it."""
    stem = PurePosixPath(path.replace("\\", "/")).stem
    return f"{stem} › {sheet.name}" if sheet.name else stem


def _refuse(kind: str, place: Place) -> Finding:
    if kind in ("unknown", "broken_archive"):
        return Finding("F035", place)
    return Finding("F032", place, details={"isi": f"@kind_{kind}", "saran": f"@mend_{kind}"})


def _read_xlsx(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    from suluh.reading.raw_workbooks import read_raw_xlsx  # openpyxl, in confinement alone

    return read_raw_xlsx(data, place)


def _read_ods(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    from suluh.reading.raw_workbooks import read_raw_ods

    return read_raw_ods(data, place)


def _read_xls(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    from suluh.reading.raw_biff import read_raw_xls  # xlrd, in confinement alone

    return read_raw_xls(data, place)


def _read_html(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    from suluh.reading.raw_html import read_raw_html

    return read_raw_html(data, place)


def _read_json(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    from suluh.reading.raw_json import read_raw_json

    return read_raw_json(data, place)


def _read_sheet_xml(data: bytes, place: Place) -> tuple[list[RawSheet], list[Finding]]:
    from suluh.reading.raw_sheet_xml import read_raw_sheet_xml

    return read_raw_sheet_xml(data, place)


_READERS: Mapping[str, Callable[[bytes, Place], tuple[list[RawSheet], list[Finding]]]] = {
    "xlsx": _read_xlsx,
    "ods": _read_ods,
    "xls": _read_xls,
    "html": _read_html,
    "sheet_xml": _read_sheet_xml,
    "json": _read_json,
}


def answer_raw_sheets(request: Mapping[str, Any]) -> dict[str, Any]:
    """In confinement: the sheets and the findings as JSON."""
    sheets, findings = _READERS[request["kind"]](b64decode(request["data"]), Place(**request["place"]))
    return {
        "sheets": [asdict(sheet) for sheet in sheets],
        "findings": [pack_finding(finding) for finding in findings],
    }


def _sheet_of(answer: Mapping[str, Any]) -> RawSheet:
    merged = tuple(MergedCells(**entry) for entry in answer["merged"])
    hidden = {name: tuple(answer[name]) for name in ("hidden_lines", "hidden_columns")}
    forms = {letter: tuple(named) for letter, named in answer["forms"].items()}
    return RawSheet(**{**answer, **hidden, "merged": merged, "forms": forms})
