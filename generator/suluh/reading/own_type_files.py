"""The record types of a site's own: `standar/<name>.yaml` beside its `mkdocs.yml`.

Each is judged alone by the closed list and then together with the others: names, sections and what keys
refer to. Only types without a fault are handed on.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from suluh.reading.laws import load_regulations
from suluh.reading.own_type_schema import OwnTypeReader, load_own_type_keys
from suluh.reading.paths import is_link, list_folder, read_text
from suluh.reading.safe_yaml import load_yaml
from suluh.reading.standard_list import load_built_in
from suluh.record_types import built_in_types, list_built_in_sections
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER, OwnTypes, section_of
from suluh.vocabulary.reserved_names import is_reserved

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_NOTES = ("README.md", "BACA.md")
_LISTS: Mapping[str, tuple[str, ...]] = {"wilayah": ("kode",), "nomenklatur": ("kode",)}
"""What a key may refer to besides record types, and its columns."""


def read_own_types(folder: Path) -> tuple[OwnTypes, list[Finding]]:
    """The types in `folder`/standar by name, without those that have errors, and all findings."""
    home = folder / OWN_TYPES_FOLDER
    if is_link(home):
        return {}, [Finding("F005", Place(OWN_TYPES_FOLDER), details={"jalur": OWN_TYPES_FOLDER})]
    if not home.is_dir():
        return {}, [] if not home.exists() else [Finding("P060", Place(OWN_TYPES_FOLDER))]
    most = load_own_type_keys()["paling_banyak"]["jenis"]
    entries = [path for path in list_folder(home) if path.name not in _NOTES]
    if len(entries) > most:
        details = {"jumlah": str(len(entries)), "batas": str(most)}
        return {}, [Finding("P068", Place(OWN_TYPES_FOLDER), details=details)]
    read = [_read_file(path) for path in entries]
    schemas = {file.name: file.schema for file in read if file.schema}
    for file in read:
        if file.schema and not file.reader.findings:
            _Judge(file.name, file.schema, file.reader, schemas).judge()
    findings = [finding for file in read for finding in file.reader.findings]
    sound = {file.name: complete(file.schema) for file in read if file.schema and not file.reader.findings}
    return _without_dangling(sound), findings


def find_proposed(root: Path, home: Path) -> list[Finding]:
    """What a submission in `root` brings along, where `home` has the types in force: its faults, and U015.

    None of it is used: it counts once it lies beside the settings.
    """
    if root == home:
        return []
    proposed, findings = read_own_types(root)
    in_force, _ = read_own_types(home)
    names = sorted(name for name in {*proposed, *in_force} if proposed.get(name) != in_force.get(name))
    if not (root / OWN_TYPES_FOLDER).is_dir():
        return findings
    places = [Place(f"{OWN_TYPES_FOLDER}/{name}.yaml") for name in names]
    return [*findings, *(Finding("U015", place, Severity.WARNING) for place in places)]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the folder: the type's name, what was understood, and who noted what was not."""

    name: str
    schema: Mapping[str, Any]
    reader: OwnTypeReader


def _read_file(path: Path) -> _File:
    shown = f"{OWN_TYPES_FOLDER}/{path.name}"
    reader = OwnTypeReader(shown)
    place = Place(shown)
    name = path.name.removesuffix(".yaml")
    if is_link(path):
        reader.findings.append(Finding("F005", place, details={"jalur": path.name}))
    elif path.name == name or not stat.S_ISREG(path.lstat().st_mode):
        reader.findings.append(Finding("P060", place))
    elif not _NAME.fullmatch(name) or not 2 <= len(name) <= 40 or is_reserved(name):
        reader.findings.append(Finding("P060", place, value=name))
    if reader.findings:
        return _File(name, {}, reader)
    limits = load_own_type_keys()["paling_banyak"]
    text, findings = read_text(path, place, limit=limits["byte"])
    whole: Any = None
    if text is not None:
        whole, findings = load_yaml(text, shown, size_limit=limits["byte"], node_limit=limits["isian_berkas"])
    reader.findings += findings
    return _File(name, reader.read(whole) if not findings else {}, reader)


def complete(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with what a type has whether or not it says so: version, section, what roles refer to."""
    keys = [dict(entry) for entry in schema.get("foreignKeys", ())]
    told = {name for key in keys for name in key["fields"] if len(key["fields"]) == 1}
    for field in schema["fields"]:
        reference = load_own_type_keys()["acuan_peran"].get(field.get("role"))
        if reference is not None and field["name"] not in told:
            keys.append({"fields": [field["name"]], "reference": dict(reference)})
    needed = [*schema.get("wajib", ()), *schema["primaryKey"]]
    return {
        "version": "1",
        **schema,
        "wajib": list(dict.fromkeys(needed)),
        **({"foreignKeys": keys} if keys else {}),
    }


def _without_dangling(sound: dict[str, dict[str, Any]]) -> OwnTypes:
    """The types without those that refer to one with faults, however far."""
    while True:
        known = {*sound, *built_in_types(), *_LISTS}
        lost = [
            name
            for name, schema in sound.items()
            if any(entry["reference"]["resource"] not in known for entry in schema.get("foreignKeys", ()))
        ]
        if not lost:
            return sound
        for name in lost:
            del sound[name]


class _Judge:
    """What one type must be beside the shape of its keys."""

    def __init__(
        self, name: str, schema: Mapping[str, Any], reader: OwnTypeReader, others: Mapping[str, Any]
    ) -> None:
        self.name, self.schema, self.reader, self.others = name, schema, reader, others
        self.fields: dict[str, Mapping[str, Any]] = {}
        self.roles: Mapping[str, list[str]] = load_own_type_keys()["peran"]

    def judge(self) -> None:
        """Note every fault."""
        self._judge_names()
        for field in self.schema["fields"]:
            self._judge_field(field)
        self._judge_roles()
        for key in ("wajib", "primaryKey"):
            self._judge_columns(self.schema.get(key, ()), key)
        for key in self.schema.get("foreignKeys", ()):
            self._judge_reference(key)
        for number, regulation in enumerate(self.schema.get("regulation", ()), start=1):
            if not {"id", "title"} & set(regulation):
                self._note("P063", f"regulation.{number}", kunci="title")
            if "id" in regulation and regulation["id"] not in load_regulations():
                known, stated = ", ".join(load_regulations()), regulation["id"]
                self._note("P067", f"regulation.{number}.id", value=stated, kunci="regulation", ada=known)
        if self.schema.get("since", 0) > self.schema.get("until", 9999):
            until = str(self.schema["until"])
            self._note("P069", "since", value=str(self.schema["since"]), isi=f"until {until}")

    def _note(self, code: str, field: str, *, value: str | None = None, **details: str) -> None:
        self.reader.note(code, field, None, value=value, **details)

    def _judge_names(self) -> None:
        section = section_of(self.name, self.schema)
        taken = set(list_built_in_sections()) | {"templat", "cari", "en", "id"}
        twins = [name for name, entry in self.others.items() if section_of(name, entry) == section]
        if self.name in (*built_in_types(), *_LISTS):
            self._note("P061", "-", value=self.name, lain="@own_built_in")
        elif section in taken or is_reserved(section):
            self._note("P061", "section", value=section, lain="@own_section")
        elif twins[0] != self.name:
            self._note("P061", "section", value=section, lain=f"{OWN_TYPES_FOLDER}/{twins[0]}.yaml")

    def _judge_field(self, field: Mapping[str, Any]) -> None:
        name, kind, role = field["name"], field["type"], field.get("role", "")
        here = f"fields.{name}"
        kinds = load_own_type_keys()["isi"]
        if name in self.fields:
            self._note("P067", here, value=name, kunci="fields", kolom=name, ada="@own_once")
        self.fields[name] = field
        if kind not in kinds:
            self._note("P065", f"{here}.type", value=kind, ada=", ".join(kinds))
        elif role and kind not in self.roles.get(role, ()):
            known = self.roles.get(role)
            said = role if known is None else f"{role} ({kind})"
            self._note("P065", f"{here}.role", value=said, ada=", ".join(known or self.roles))
        measured = role == "measure"
        if measured != ("unit" in field) or measured != ("summable" in field):
            self._note("P066", here, value=name)
        self._judge_constraints(field, here)

    def _judge_constraints(self, field: Mapping[str, Any], here: str) -> None:
        limits = field.get("constraints", {})
        numeric = field["type"] in ("integer", "number", "year")
        texts = [entry for entry in ("enum", "pattern", "maxLength") if entry in limits]
        if (not numeric and {"minimum", "maximum"} & set(limits)) or (
            field["type"] not in ("string", "integer") and texts
        ):
            self._note("P069", f"{here}.constraints", value=", ".join(limits), isi=field["type"])
        elif _is_empty_range(limits):
            self._note("P069", f"{here}.constraints", value="minimum > maximum", isi=field["type"])

    def _judge_roles(self) -> None:
        given = [field.get("role") for field in self.schema["fields"]]
        for role in load_own_type_keys()["sekali"]:
            if given.count(role) > 1:
                self._note("P065", "fields", value=f"{given.count(role)} × {role}", ada=f"1 × {role}")
        most = load_own_type_keys()["paling_banyak"]["waktu"]
        if given.count("time") > most:
            self._note("P065", "fields", value=f"{given.count('time')} × time", ada=f"{most} × time")

    def _judge_columns(self, names: Iterable[str], key: str) -> None:
        listed = list(names)
        for name in listed:
            if name not in self.fields or listed.count(name) > 1:
                self._note("P067", key, value=name, kunci=key, kolom=name, ada=", ".join(self.fields))

    def _judge_reference(self, key: Mapping[str, Any]) -> None:
        self._judge_columns(key["fields"], "foreignKeys")
        target, there = key["reference"]["resource"], key["reference"]["fields"]
        columns = self._columns_of(target)
        if columns is None:
            known = ", ".join(sorted({*_LISTS, *built_in_types(), *self.others}))
            self._note("P067", "foreignKeys", value=target, kunci="resource", kolom=target, ada=known)
        elif len(there) != len(key["fields"]) or not set(there) <= set(columns):
            names = ", ".join(there)
            self._note("P067", "foreignKeys", value=names, kunci=target, kolom=names, ada=", ".join(columns))

    def _columns_of(self, target: str) -> tuple[str, ...] | None:
        if target in _LISTS:
            return _LISTS[target]
        schema = self.others.get(target) or (load_built_in(target) if target in built_in_types() else None)
        if schema is None:
            return None
        return tuple(field["name"] for field in schema.get("fields", ()) if "name" in field)


def _is_empty_range(limits: Mapping[str, Any]) -> bool:
    """Whether no number can be as large as the minimum and as small as the maximum."""
    if not {"minimum", "maximum"} <= set(limits):
        return False
    return Decimal(str(limits["minimum"])) > Decimal(str(limits["maximum"]))
