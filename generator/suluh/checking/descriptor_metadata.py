"""Does the descriptor say what Satu Data Indonesia asks, as texts and lists?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from suluh.checking.disclosure_rules import is_wholly_secret
from suluh.checking.file_names import list_files
from suluh.checking.report_forms import FORM_MARK
from suluh.reading.notes import Notes
from suluh.reading.packages import TEXT_KEYS
from suluh.reading.safe_yaml import line_of
from suluh.reading.standard_list import list_standards, load_standard
from suluh.vocabulary.findings import Detail, Finding, Place, Severity
from suluh.vocabulary.open_definition import OPEN_DEFINITION
from suluh.vocabulary.package import FORMER_NAMES, STANDAR_DATA_KEYS, DataPackage, Klasifikasi, Resource
from suluh.vocabulary.reserved_names import is_device, is_reserved
from suluh.vocabulary.settings import Settings

SECRET_KEYS = ("title", "produsen")
"""What is required of a package that is wholly `rahasia`: no more is needed to list its exclusion."""

REQUIRED_KEYS = (
    *STANDAR_DATA_KEYS,
    "sources",
    "licenses",
    "status_data",
    "jenis_informasi",
)
"""Besides `name`, `klasifikasi` and `resources`, whose absence is told by reading."""

PER_FIELD_KEYS = ("klasifikasi_isian", "ukuran", "satuan")
"""Required keys that may stand on every column instead."""

OWN_KEYS = (
    "topik",
    "catatan",
    "perubahan",
    "tingkat_wilayah",
    "angka_kunci",
    "grafik",
    "tidak_berlaku",
    "konfirmasi_susut",
    "dasar_pengecualian",
    "konsekuensi",
    "jangka_waktu",
    "judul_boleh_tampil",
    "jangka_waktu_simpan",
    "dirubah",
    "modified",
    FORMER_NAMES,
)
NOTE_SUFFIXES = ("", ".md", ".txt", ".yaml", ".yml", ".json")


def check_metadata(package: DataPackage) -> list[Finding]:
    """Findings for required keys that are missing and for values of the wrong kind."""
    notes = Notes(package.descriptor_path)
    raw = package.descriptor
    if is_reserved(package.name):
        notes.add("P031", field_name="name", value=package.name, line=line_of(raw, "name"))
    for resource in package.resources:
        if is_device(resource.name):  # the API has a file of its name
            notes.add("P031", field_name="resources", value=resource.name, line=line_of(raw, "resources"))
    for key in SECRET_KEYS if is_wholly_secret(package) else REQUIRED_KEYS:
        if _is_blank(raw.get(key)) and not _stands_on_every_field(package, key):
            notes.add("P007", field_name=key)
    for key in TEXT_KEYS:
        if not _is_blank(raw.get(key)) and not isinstance(raw[key], str):
            notes.add("P008", field_name=key, line=line_of(raw, key), harapan="@text")
    for key, entry_keys in (("sources", ("title", "path")), ("licenses", ("name", "path"))):
        _check_entries(raw, key, entry_keys, notes)
    _note_open(package, notes)
    return notes.findings


def check_unused_files(package: DataPackage, settings: Settings) -> list[Finding]:
    """A warning for each file that no resource names, notes aside: none of them is published."""
    if is_wholly_secret(package):
        return []  # every file beside it is an error of its own
    named = {path for resource in package.resources for path in resource.paths}
    findings = []
    for name in list_files(settings.root / package.folder):
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in NOTE_SUFFIXES and name not in named:
            findings.append(Finding("P032", Place(f"{package.folder}/{name}"), Severity.WARNING))
    return findings


def check_names(packages: Iterable[DataPackage]) -> list[Finding]:
    """A finding for each dataset whose name another agency's dataset has too: addresses are shared."""
    by_name: dict[str, list[DataPackage]] = {}
    for package in packages:
        by_name.setdefault(package.name.casefold(), []).append(package)
    findings = []
    for twins in by_name.values():
        for package in twins if len(twins) > 1 else ():
            others = ", ".join(twin.folder for twin in twins if twin is not package)
            place = Place(package.descriptor_path, field="name")
            findings.append(Finding("P006", place, value=package.name, details={"lain": others}))
    return findings


def check_standard(package: DataPackage, resource: Resource) -> list[Finding]:
    """Findings for a resource that claims a record type and lacks its columns or has them in another type."""
    if not resource.standar:
        return []
    known = list_standards()
    if resource.standar not in known:
        place = Place(package.descriptor_path, resource.name, field="standar")
        return [Finding("P028", place, value=resource.standar, details={"ada": ", ".join(known)})]
    standard = load_standard(resource.standar)
    required = standard.get("wajib", ())
    findings = []
    for column in standard["fields"]:
        field = resource.schema.field_named(column["name"])
        where = Place(package.descriptor_path, resource.name, field=column["name"])
        details = {"standar": resource.standar, "jenis": f"@{column['type']}"}
        if field is None and column["name"] in required:
            findings.append(Finding("P029", where, details=details))
        elif field is not None and not _is_of_type(field.type, column["type"]):
            findings.append(Finding("P029", where, value=field.type, details=details))
    return findings


def _is_of_type(stated: str, asked: str) -> bool:
    """Whether a column's type is the one asked for; whole numbers are numbers."""
    return stated == asked or (stated, asked) == ("integer", "number")


def _is_blank(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _stands_on_every_field(package: DataPackage, key: str) -> bool:
    """Whether every column that holds a number (or every column, where none does) says it itself."""
    if key not in PER_FIELD_KEYS:
        return False
    fields = [field for resource in package.resources for field in resource.schema.fields]
    asked = [field for field in fields if field.is_number] or fields
    return bool(asked) and all(not _is_blank(field.descriptor.get(key)) for field in asked)


def _check_entries(raw: Mapping[str, Any], key: str, entry_keys: tuple[str, ...], notes: Notes) -> None:
    """Lists of mappings, each with at least one of two texts."""
    entries = raw.get(key)
    if _is_blank(entries):
        return
    good = isinstance(entries, list) and all(
        isinstance(entry, dict) and any(isinstance(entry.get(entry_key), str) for entry_key in entry_keys)
        for entry in entries
    )
    if not good:
        notes.add("P035", field_name=key, line=line_of(raw, key), ada=", ".join(entry_keys))


def _note_open(package: DataPackage, notes: Notes) -> None:
    """C005 for each key that is still as the form has it; W044 where the package may not be published yet.

    W044 too for a definition that nobody has written: it is true, and says too little.
    """
    raw = package.descriptor
    left = [key for key, value in raw.items() if _holds_form(value, key)]
    if raw.get("klasifikasi") == Klasifikasi.PUBLIK:
        for key in left:
            notes.add("C005", field_name=key, line=line_of(raw, key))
        left = []
    left += ["definisi"] if package.text("definisi").endswith(OPEN_DEFINITION) else []
    if left:
        place = Place(package.descriptor_path, line=line_of(raw, left[0]), field=left[0])
        details: dict[str, Detail] = {"kunci": ", ".join(left)}
        notes.findings.append(Finding("W044", place, Severity.WARNING, details=details))


def _holds_form(value: object, key: str) -> bool:
    """Whether the value, or a text of its entries, is still a place to fill in."""
    entries = value if isinstance(value, list) and key != "resources" else [value]
    texts = [text for entry in entries for text in (entry.values() if isinstance(entry, dict) else [entry])]
    return any(isinstance(text, str) and text.startswith(FORM_MARK) for text in texts)
