"""`datasets/penarikan.csv`: the ledger of retractions, which only ever grows.

A line for each digest of what was withdrawn: `tanggal,jenis,nama,folder,sidik`. It holds no byte of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from suluh.reading.paths import SLUG, is_link, read_text, relative_path
from suluh.reading.report_tombstones import is_report_name
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.retractions import DATASET, EDITION, REPORT, LedgerLine
from suluh.vocabulary.settings import Settings

LEDGER_NAME = "penarikan.csv"
HEADER = "tanggal,jenis,nama,folder,sidik"
LEDGER_LIMIT = 16 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOLDER = re.compile(r"[A-Za-z0-9._/-]{1,400}")


def ledger_path(settings: Settings) -> Path:
    """Where the ledger lies, or would."""
    return settings.datasets_dir / LEDGER_NAME


def read_ledger(settings: Settings) -> tuple[tuple[LedgerLine, ...], list[Finding]]:
    """The lines of today's ledger, none where there is no file; V015 for each that cannot be followed."""
    path = ledger_path(settings)
    if not path.exists() and not is_link(path):
        return (), []
    place = Place(relative_path(settings.root, path))
    text, wrong = (None, []) if is_link(path) else read_text(path, place, limit=LEDGER_LIMIT)
    if text is None:
        return (), wrong or [Finding("V015", place, value=LEDGER_NAME)]
    lines, faults = parse_ledger(text)
    return lines, [Finding("V015", Place(place.path, line=number), value=said) for number, said in faults]


def parse_ledger(text: str) -> tuple[tuple[LedgerLine, ...], list[tuple[int, str]]]:
    """Lines as they can be read, and (number, text) of those that cannot."""
    rows = text.removeprefix("\ufeff").splitlines()
    found: dict[LedgerLine, None] = {}
    faults = []
    for number, row in enumerate(rows, start=1):
        if number == 1 and row == HEADER:
            continue
        line = _read_line(row) if number > 1 else None
        if line is not None:
            found[line] = None
        elif row.strip() or number == 1:
            faults.append((number, row[:80]))
    return tuple(found), faults


def write_ledger(lines: Iterable[LedgerLine], *, headed: bool) -> str:
    """The lines as they stand in the file, the header above them where it begins with them."""
    rows = (
        ",".join((line.date.isoformat(), line.kind, line.name, line.folder, line.digest)) for line in lines
    )
    return "\n".join([*([HEADER] if headed else []), *rows, ""])


def _read_line(row: str) -> LedgerLine | None:
    parts = row.split(",")
    if len(parts) != len(HEADER.split(",")):
        return None
    day, kind, name, folder, digest = parts
    named = is_report_name(name) if kind == REPORT else bool(SLUG.fullmatch(name))
    if kind not in (DATASET, EDITION, REPORT) or not named:
        return None
    if not _DIGEST.fullmatch(digest) or not _FOLDER.fullmatch(folder):
        return None
    try:
        return LedgerLine(date.fromisoformat(day), kind, name, folder, digest)
    except ValueError:
        return None
