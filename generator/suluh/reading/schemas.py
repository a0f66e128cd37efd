"""Table Schema as submitted → `Schema` with `Field`s, forgiving in shape and strict in meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suluh.reading.notes import Notes, read_klasifikasi
from suluh.reading.safe_yaml import line_of
from suluh.reading.state_columns import fold_fields
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field, ForeignKey, Klasifikasi, MissingValue, Schema

FIELD_TYPES = (
    "string",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
    "time",
    "year",
    "yearmonth",
    "duration",
    "list",
    "array",
    "object",
    "geopoint",
    "geojson",
    "any",
)
EMPTY_STATES = tuple(state.value for state in State if state is not State.NILAI)
_BLANK = (MissingValue(""),)


def read_schema(raw: Mapping[str, Any], inherited: object, parent: Klasifikasi, notes: Notes) -> Schema:
    """The schema of one resource; `inherited` is the package's `missingValues`, None where it has none."""
    missing = read_missing_values(raw.get("missingValues", inherited), notes)
    if "fieldsMatch" in raw:
        _check_fields_match(raw["fieldsMatch"], notes)
    fields = _read_fields(raw.get("fields"), missing, parent, notes)
    fields, states = fold_fields(fields, notes)
    names = [field.name for field in fields]
    primary = read_names(raw.get("primaryKey"), "primaryKey", names, notes)
    unique: list[tuple[str, ...]] = []
    stated = raw.get("uniqueKeys")
    for entry in stated if isinstance(stated, list) else []:
        unique.append(read_names(entry, "uniqueKeys", names, notes))
    if stated is not None and not isinstance(stated, list):
        notes.add("P020", kunci="uniqueKeys", kolom=str(stated), ada=", ".join(names))
    foreign = _read_foreign_keys(raw.get("foreignKeys"), names, notes)
    # In what we publish, references to other datasets stand under a key of their own.
    foreign += _read_foreign_keys(raw.get("rujukan"), names, notes)
    return Schema(fields, primary, tuple(key for key in unique if key), foreign, raw, states)


def fields_match(schema: Schema) -> str:
    """How columns are matched: `exact` (same order) or `equal` (any order)."""
    stated = schema.descriptor.get("fieldsMatch", "exact")
    word = stated[0] if isinstance(stated, list) and len(stated) == 1 else stated
    return "equal" if word == "equal" else "exact"


def read_names(raw: object, key: str, known: list[str], notes: Notes) -> tuple[str, ...]:
    """Column names of a key, given as text or list; unknown ones are findings and make it empty."""
    if raw is None:
        return ()
    names = [raw] if isinstance(raw, str) else raw
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        notes.add("P020", kunci=key, kolom=str(raw), ada=", ".join(known))
        return ()
    unknown = [name for name in names if name not in known]
    for name in unknown:
        notes.add("P020", field_name=name, kunci=key, kolom=name, ada=", ".join(known))
    return () if unknown else tuple(names)


def read_missing_values(raw: object, notes: Notes, field_name: str = "") -> tuple[MissingValue, ...]:
    """Texts that stand for no value with their state; `belum dilaporkan` where no label is given."""
    if raw is None:
        return _BLANK
    if not isinstance(raw, list):
        notes.add("P022", field_name=field_name, value=str(raw), label=", ".join(EMPTY_STATES))
        return _BLANK
    found: dict[str, MissingValue] = {}
    for entry in raw:
        value, label = entry, State.BELUM_DILAPORKAN.value
        if isinstance(entry, dict):
            value, label = entry.get("value"), entry.get("label", label)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or label not in EMPTY_STATES or value in found:
            shown = str(entry.get("label", value) if isinstance(entry, dict) else entry)
            notes.add("P022", field_name=field_name, value=shown, label=", ".join(EMPTY_STATES))
            continue
        found[value] = MissingValue(value, label)
    return tuple(found.values())


def _check_fields_match(raw: object, notes: Notes) -> None:
    word = raw[0] if isinstance(raw, list) and len(raw) == 1 else raw
    if word not in ("exact", "equal"):
        notes.add("P034", value=str(raw))


def _read_fields(
    raw: object, missing: tuple[MissingValue, ...], parent: Klasifikasi, notes: Notes
) -> tuple[Field, ...]:
    if not isinstance(raw, list) or not raw:
        notes.add("P016")
        return ()
    fields: dict[str, Field] = {}
    for number, entry in enumerate(raw, start=1):
        name = entry.get("name") if isinstance(entry, dict) else None
        if isinstance(name, int) and not isinstance(name, bool):
            name = str(name)
        if not isinstance(entry, dict) or not isinstance(name, str) or not name.strip():
            notes.add("P017", nomor=str(number), kolom="-")
            continue
        # Readers of CSV take blanks around a title away, and then find no such column.
        if name in fields or name != name.strip():
            notes.add("P017", field_name=name, nomor=str(number), kolom=name, line=line_of(entry, "name"))
        if name in fields:
            continue
        fields[name] = _read_field(name, entry, missing, parent, notes)
    return tuple(fields.values())


def _read_field(
    name: str,
    raw: Mapping[str, Any],
    missing: tuple[MissingValue, ...],
    parent: Klasifikasi,
    notes: Notes,
) -> Field:
    kind = raw.get("type", "string")
    if kind not in FIELD_TYPES:
        notes.add(
            "P018", field_name=name, value=str(kind), line=line_of(raw, "type"), ada=", ".join(FIELD_TYPES)
        )
        kind = "string"
    if "missingValues" in raw:
        missing = read_missing_values(raw["missingValues"], notes, name)
    constraints = raw.get("constraints", {})
    if not isinstance(constraints, dict):
        notes.add("P019", field_name=name, batasan="constraints", line=line_of(raw, "constraints"))
        constraints = {}
    return Field(
        name=name,
        type=kind,
        title=_text(raw, "title"),
        description=_text(raw, "description"),
        satuan=_text(raw, "satuan"),
        format=_text(raw, "format") or "default",
        klasifikasi=read_klasifikasi(raw, parent, notes, name),
        constraints=constraints,
        missing_values=missing,
        decimal_char=_text(raw, "decimalChar") or ".",
        group_char=_text(raw, "groupChar"),
        descriptor=raw,
    )


def _read_foreign_keys(raw: object, names: list[str], notes: Notes) -> tuple[ForeignKey, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        notes.add("P021")
        return ()
    keys: list[ForeignKey] = []
    for entry in raw:
        reference = entry.get("reference") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(reference, dict):
            notes.add("P021")
            continue
        columns = read_names(entry.get("fields"), "foreignKeys", names, notes)
        there = reference.get("fields")
        there = [there] if isinstance(there, str) else there
        parts = [reference.get("package") or "", reference.get("resource") or ""]
        texts = all(isinstance(part, str) for part in parts)
        listed = isinstance(there, list) and all(isinstance(name, str) for name in there)
        if not texts or not listed or (columns and len(columns) != len(there or [])):
            notes.add("P021", field_name=", ".join(columns), line=line_of(entry, "reference"))
        elif columns:
            keys.append(ForeignKey(columns, parts[0], parts[1], tuple(there or ())))
    return tuple(keys)


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""
