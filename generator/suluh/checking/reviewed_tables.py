"""Tables whose small counts a reviewer let stand: `tidak_perlu_ditutup` in `datasets/pengecualian.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from suluh.checking.waivers import REVIEWED_TABLES, WAIVERS_FILE
from suluh.reading.paths import is_link, read_text, relative_path
from suluh.reading.safe_yaml import SIZE_LIMIT, line_of, load_yaml
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.settings import Settings

REQUIRED = ("dataset", "tabel", "kolom", "alasan", "peninjau", "tanggal")
KNOWN = (*REQUIRED, "sampai")
SHORTEST = 10
"""So many signs has a reason at least."""


@dataclass(frozen=True, slots=True)
class ReviewedTable:
    """A reviewer's word that these columns of a table need not be closed; `until` None holds without end."""

    folder: str
    resource: str
    columns: tuple[str, ...]
    reason: str
    reviewer: str
    day: date
    until: date | None
    line: int | None


def read_reviewed_tables(settings: Settings) -> tuple[tuple[ReviewedTable, ...], list[Finding]]:
    """All words that hold today; K115 for what is not whole, K116 for what is over."""
    file = settings.datasets_dir / WAIVERS_FILE
    path = relative_path(settings.root, file)
    if is_link(file) or not file.is_file():
        return (), []
    text, broken = read_text(file, Place(path), limit=SIZE_LIMIT)
    raw, more = load_yaml(text, path) if text is not None else (None, [])
    if broken or more or not isinstance(raw, dict):
        return (), []  # told where the other waivers are read
    today = settings.as_of.day
    stated = raw.get(REVIEWED_TABLES) or []
    if not isinstance(stated, list):
        return (), [_refuse(path, line_of(raw, REVIEWED_TABLES))]
    found: list[ReviewedTable] = []
    findings: list[Finding] = []
    for entry in stated:
        reviewed_table = _read_entry(entry, today) if isinstance(entry, dict) else None
        if reviewed_table is None:
            line = line_of(entry, "dataset") if isinstance(entry, dict) else line_of(raw, REVIEWED_TABLES)
            findings.append(_refuse(path, line))
        elif reviewed_table.until is not None and reviewed_table.until < today:
            findings.append(_tell_idle(path, reviewed_table, "@review_over"))
        else:
            found.append(reviewed_table)
    return tuple(found), findings


def list_idle(
    reviewed: Iterable[ReviewedTable], used: Iterable[ReviewedTable], settings: Settings
) -> list[Finding]:
    """K116 for each word that lets nothing stand: its table is closed, gone, or has no small counts."""
    path = relative_path(settings.root, settings.datasets_dir / WAIVERS_FILE)
    covering = set(used)
    return [
        _tell_idle(path, reviewed_table, "@review_idle")
        for reviewed_table in reviewed
        if reviewed_table not in covering
    ]


def _read_entry(entry: Mapping[str, Any], today: date) -> ReviewedTable | None:
    if set(entry) - set(KNOWN) or not set(REQUIRED) <= set(entry):
        return None
    columns = entry["kolom"]
    texts = [entry[key] for key in REQUIRED if key != "kolom"]
    if not all(isinstance(text, str) and text.strip() for text in texts) or not isinstance(columns, list):
        return None
    day, until = _read_day(entry["tanggal"]), _read_day(entry.get("sampai"))
    listed = bool(columns) and all(isinstance(column, str) and column for column in columns)
    if day is None or day > today or (until is None and "sampai" in entry) or not listed:
        return None
    if len(entry["alasan"].strip()) < SHORTEST:
        return None
    return ReviewedTable(
        folder=entry["dataset"].strip("/"),
        resource=entry["tabel"],
        columns=tuple(columns),
        reason=entry["alasan"].strip(),
        reviewer=entry["peninjau"].strip(),
        day=day,
        until=until,
        line=line_of(entry, "dataset"),
    )


def _read_day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _refuse(path: str, line: int | None) -> Finding:
    return Finding("K115", Place(path, line=line), details={"ada": ", ".join(REQUIRED)})


def _tell_idle(path: str, reviewed_table: ReviewedTable, reason: str) -> Finding:
    details = {"dataset": reviewed_table.folder, "tabel": reviewed_table.resource, "sebab": reason}
    return Finding("K116", Place(path, line=reviewed_table.line), Severity.WARNING, details=details)
