"""The keys that Suluh adds to a descriptor for its pages: notes, key figures, charts, what does not apply."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from suluh.reading.notes import Notes
from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Schema

REGION_LEVELS = ("provinsi", "kabupaten_kota", "kecamatan", "desa_kelurahan")
CHART_KINDS = ("batang", "garis")
CHART_SCOPES = ("provinsi", "kota", "semua")
DATE_KEYS = ("created", "modified", "dirubah")
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)
_KEY_FIGURE_KEYS = ("nilai", "label", "catatan")
_CHART_KEYS = ("jenis", "judul", "kategori", "nilai", "pembanding", "saring", "cakupan")


def check_page_keys(package: DataPackage) -> list[Finding]:
    """Findings for own keys of the wrong shape (P026) and columns that the first resource has not (P025)."""
    notes = Notes(package.descriptor_path)
    raw = package.descriptor
    schema = package.resources[0].schema if package.resources else Schema(())
    for key in DATE_KEYS:
        if isinstance(raw.get(key), (str, bool, int)) and not is_date(str(raw[key])):
            _refuse(raw, key, notes)
    if "tingkat_wilayah" in raw and raw["tingkat_wilayah"] not in REGION_LEVELS:
        _refuse(raw, "tingkat_wilayah", notes)
    for entry in _entries(raw, "catatan", notes):
        if not _texts(entry, ("judul", "isi"), ("judul", "isi")):
            _refuse(raw, "catatan", notes)
    for entry in _entries(raw, "perubahan", notes):
        if not _tells_change(entry):
            _refuse(raw, "perubahan", notes)
    for entry in _entries(raw, "angka_kunci", notes):
        if not _texts(entry, ("nilai", "label"), _KEY_FIGURE_KEYS):
            _refuse(raw, "angka_kunci", notes)
            continue
        _check_columns("angka_kunci", [entry["nilai"]], schema, raw, notes)
    for entry in _entries(raw, "grafik", notes):
        _check_chart(entry, schema, raw, notes)
    for entry in _entries(raw, "tidak_berlaku", notes):
        kinds = entry.get("jenis")
        listed = isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)
        if not listed or not isinstance(entry.get("alasan"), str) or set(entry) - {"jenis", "alasan"}:
            _refuse(raw, "tidak_berlaku", notes)
    return notes.findings


def _tells_change(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of the changelog has a whole day, a note, and notes in other languages at most."""
    day, told = str(entry.get("tanggal", "")), {key: entry[key] for key in entry if key != "tanggal"}
    named = all(re.fullmatch(r"catatan(_[a-z]{2,3})?", key) for key in told)
    texts = all(isinstance(text, str) and text.strip() for text in told.values())
    return is_date(day) and len(day) == len("2025-12-31") and "catatan" in told and named and texts


def is_date(text: str) -> bool:
    """Whether a text is a year, a month, a day or a moment that the calendar has."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day, clock = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
        time.fromisoformat(clock or "00:00")
    except ValueError:
        return False
    return True


def _check_chart(entry: Mapping[str, Any], schema: Schema, raw: Mapping[str, Any], notes: Notes) -> None:
    filters = entry.get("saring", {})
    texts = {key: value for key, value in entry.items() if key != "saring"}
    # A year in a filter may be written without quotes: it is compared as text all the same.
    plain = isinstance(filters, dict) and all(isinstance(item, (str, int)) for item in filters.values())
    whole = _texts(texts, ("jenis", "judul", "kategori", "nilai"), _CHART_KEYS)
    known = entry.get("jenis") in CHART_KINDS and entry.get("cakupan", "semua") in CHART_SCOPES
    if not (plain and whole and known):
        _refuse(raw, "grafik", notes)
        return
    names = [entry["kategori"], entry["nilai"], *filters]
    names += [entry["pembanding"]] if "pembanding" in entry else []
    _check_columns("grafik", names, schema, raw, notes)


def _entries(raw: Mapping[str, Any], key: str, notes: Notes) -> list[Mapping[str, Any]]:
    value = raw.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        _refuse(raw, key, notes)
        return []
    return value


def _texts(entry: Mapping[str, Any], required: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a mapping has the required keys, no unknown ones, and only texts."""
    complete = all(entry.get(key) for key in required) and not set(entry) - set(known)
    return complete and all(isinstance(value, (str, int)) for value in entry.values())


def _check_columns(key: str, names: list[str], schema: Schema, raw: Mapping[str, Any], notes: Notes) -> None:
    known = [field.name for field in schema.fields]
    for name in names:
        if name not in known:
            notes.add(
                "P025", field_name=key, value=str(name), line=line_of(raw, key), ada=", ".join(known) or "-"
            )


def _refuse(raw: Mapping[str, Any], key: str, notes: Notes) -> None:
    notes.add("P026", field_name=key, line=line_of(raw, key), contoh=f"@example_{key}")
