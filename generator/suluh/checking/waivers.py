"""Reviewed exceptions: `datasets/pengecualian.yaml` says which finding may stay, why, and until when.

The value itself is never written down, only a keyed hash. Its key is drawn out of the project's salt and
the value slowly, since the numbers it stands for are few enough to be tried one after the other.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from suluh.checking.grounds import GROUND_KEYS, Ground, read_ground
from suluh.checking.personal_data import Evidence
from suluh.reading.paths import is_link, read_text, relative_path
from suluh.reading.safe_yaml import SIZE_LIMIT, line_of, load_yaml
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.settings import Settings

WAIVERS_FILE = "pengecualian.yaml"
ENTRY_KEYS = ("kode", "path", "kolom", "alasan", "nilai_hmac", "sampai")
REVIEWED_TABLES = "tidak_perlu_ditutup"
"""Key of the tables whose small counts may stand: read by `reviewed_tables`, without a salt."""
FILE_KEYS = ("garam", "pengecualian", "dasar", "tidak_dipindai", REVIEWED_TABLES)
WAIVABLE = re.compile(r"I00[1-9]|I01[0-6]|I02[3-5]|T028|T101|W03[5-9]")
ROUNDS = 20_000
_SALT = re.compile(r"[0-9a-f]{32,128}")
_HASH = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One reviewed exception; `line` is where it stands in the file."""

    kode: str
    path: str
    kolom: str
    nilai_hmac: str
    sampai: date
    line: int | None


@dataclass(frozen=True, slots=True)
class Waivers:
    """The file as read. `unscanned` are folders outside of the data that `--staged` leaves alone."""

    path: str
    garam: str = ""
    entries: tuple[Waiver, ...] = ()
    grounds: tuple[Ground, ...] = ()
    unscanned: tuple[str, ...] = ()


def read_waivers(root: Path, datasets_dir: Path) -> tuple[Waivers, list[Finding]]:
    """The project's waivers, none where there is no file; an entry that is not whole counts for nothing."""
    file = datasets_dir / WAIVERS_FILE
    path = relative_path(root, file)
    if is_link(file) or not file.is_file():
        return Waivers(path), []
    text, findings = read_text(file, Place(path), limit=SIZE_LIMIT)
    if text is None:
        return Waivers(path), findings
    return parse_waivers(text, path)


def parse_waivers(text: str, path: str) -> tuple[Waivers, list[Finding]]:
    """Waivers from the text of their file."""
    raw, findings = load_yaml(text, path)
    if findings:
        return Waivers(path), findings
    if not isinstance(raw, dict) or set(raw) - set(FILE_KEYS):
        return Waivers(path), [_broken(path, None, ", ".join(FILE_KEYS))]
    if set(raw) <= {REVIEWED_TABLES}:
        return Waivers(path), []
    salt = raw.get("garam")
    if not isinstance(salt, str) or not _SALT.fullmatch(salt):
        return Waivers(path), [_broken(path, line_of(raw, "garam"), "garam")]
    entries: list[Waiver] = []
    for entry in _list(raw, "pengecualian", path, findings):
        waiver = _read_entry(entry)
        entries += [waiver] if waiver else []
        findings += [] if waiver else [_broken(path, line_of(entry, "kode"), ", ".join(ENTRY_KEYS))]
    grounds: list[Ground] = []
    for entry in _list(raw, "dasar", path, findings):
        ground = read_ground(entry)
        grounds += [ground] if ground else []
        findings += [] if ground else [_broken(path, line_of(entry, "jenis"), ", ".join(GROUND_KEYS))]
    unscanned: list[str] = []
    for entry in _list(raw, "tidak_dipindai", path, findings):
        if set(entry) == {"path", "alasan"} and all(
            isinstance(item, str) and item for item in entry.values()
        ):
            unscanned.append(entry["path"].rstrip("/") + "/")
        else:
            findings.append(_broken(path, line_of(entry, "path"), "path, alasan"))
    return Waivers(path, salt, tuple(entries), tuple(grounds), tuple(unscanned)), findings


def apply_waivers(
    evidence: Iterable[Evidence], waivers: Waivers, today: date, is_whole: bool = True
) -> list[Finding]:
    """The findings that no waiver covers, and those about waivers that are over or cover nothing.

    `is_whole` says that all files were looked at: only then can a waiver be said to cover nothing.
    """
    stated: dict[tuple[str, str, str], list[Waiver]] = {}
    for waiver in waivers.entries:
        stated.setdefault((waiver.kode, waiver.path, waiver.kolom), []).append(waiver)
    used: set[Waiver | Ground] = set()
    findings: list[Finding] = []
    for proof in evidence:
        if proof.ground:
            continue
        place = proof.finding.place
        candidates = stated.get((proof.finding.code, place.path, place.field), [])
        covering: list[Waiver | Ground] = [
            waiver for waiver in candidates if _covers(waiver, proof, waivers.garam)
        ]
        covering += [ground for ground in waivers.grounds if ground.covers(proof.finding)]
        used |= set(covering)
        if not any(entry.sampai >= today for entry in covering):
            findings.append(proof.finding)
    exceptions: list[Waiver | Ground] = [*waivers.entries, *waivers.grounds]
    for exception in exceptions:
        findings += _tell_exception(exception, waivers.path, today, is_whole and exception not in used)
    return findings


def _tell_exception(entry: Waiver | Ground, path: str, today: date, is_unused: bool) -> Iterator[Finding]:
    """That an exception is over, or covers nothing."""
    where = Place(path, line=entry.line)
    kind = entry.kode if isinstance(entry, Waiver) else entry.jenis
    details = {"kode": kind, "jalur": entry.path, "kolom_asal": entry.kolom or "-"}
    if entry.sampai < today:
        yield Finding("I021", where, details={**details, "sampai": entry.sampai})
    elif is_unused:
        yield Finding("I022", where, Severity.WARNING, details=details)


def waive_findings(
    findings: Iterable[Finding], evidence: Iterable[Evidence], settings: Settings
) -> list[Finding]:
    """All findings of a run, those of the scan among them, as the project's waivers leave them."""
    waivers, more = read_waivers(settings.root, settings.datasets_dir)
    others: list[Finding] = []
    proofs = list(evidence)
    for finding in findings:
        if WAIVABLE.fullmatch(finding.code):
            proofs.append(Evidence(finding, finding.value or ""))
        else:
            others.append(finding)
    return others + more + apply_waivers(proofs, waivers, settings.as_of.day)


@lru_cache(maxsize=10_000)
def hash_value(kode: str, text: str, garam: str) -> str:
    """The keyed hash of a waived value, 32 hex digits."""
    key = hashlib.pbkdf2_hmac("sha256", text.encode(), bytes.fromhex(garam), ROUNDS)
    return hmac.new(key, kode.encode(), "sha256").hexdigest()[:32]


def _covers(waiver: Waiver, proof: Evidence, garam: str) -> bool:
    return hmac.compare_digest(waiver.nilai_hmac, hash_value(waiver.kode, proof.text, garam))


def _read_entry(entry: Mapping[str, Any]) -> Waiver | None:
    texts = {key: entry.get(key) for key in ENTRY_KEYS}
    if set(entry) - set(ENTRY_KEYS) or not all(isinstance(text, str) for text in texts.values()):
        return None
    try:
        until = date.fromisoformat(entry["sampai"])
    except ValueError:
        return None
    known = WAIVABLE.fullmatch(entry["kode"]) and _HASH.fullmatch(entry["nilai_hmac"])
    if not known or not entry["path"] or len(entry["alasan"].strip()) < 10:
        return None
    line = line_of(entry, "kode")
    return Waiver(entry["kode"], entry["path"], entry["kolom"], entry["nilai_hmac"], until, line)


def _list(raw: Mapping[str, Any], key: str, path: str, findings: list[Finding]) -> list[Mapping[str, Any]]:
    stated = raw.get(key) or []
    if isinstance(stated, list) and all(isinstance(entry, dict) for entry in stated):
        return stated
    findings.append(_broken(path, line_of(raw, key), key))
    return []


def _broken(path: str, line: int | None, expected: str) -> Finding:
    return Finding("I020", Place(path, line=line), details={"ada": expected})
