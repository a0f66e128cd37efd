"""What a record type is, in words: its columns, key, references, law and where its rows are shown."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import load_standard
from suluh.record_types import built_in_types, record_types
from suluh.vocabulary.own_types import say_stated
from suluh.vocabulary.record_types import Subject
from suluh.vocabulary.standards import REGIONS, Role, Standard, StandardColumn
from suluh.words.saying import N_, say_in, translate

ROLES = {
    Role.TIME: N_("waktu"),
    Role.PLACE: N_("tempat"),
    Role.AGENCY: N_("instansi"),
    Role.KEY: N_("pembeda baris"),
    Role.STATUS: N_("keadaan"),
    Role.LABEL: N_("keterangan"),
}
"""What each role but that of a measure is called."""
SUMMABLE, NOT_SUMMABLE = N_("ukuran, dapat dijumlahkan"), N_("ukuran, tidak untuk dijumlahkan")
_PAGES = {
    Subject.AGENCY: N_("halaman instansi"),
    Subject.REGION: N_("halaman wilayah"),
    Subject.THREAD: N_("halaman sub kegiatan"),
}


@dataclass(frozen=True, slots=True)
class TypeExplanation:
    """A record type in a language. `columns` pairs names with what they hold; `own` is of the site's own."""

    name: str
    title: str
    description: str
    own: bool
    columns: tuple[tuple[str, str], ...]
    key: str
    references: tuple[str, ...]
    laws: tuple[str, ...]
    validity: str
    shown: tuple[str, ...]


def explain_type(name: str, language: str) -> TypeExplanation | None:
    """What the record type `name` is, or None for one that neither Suluh nor the site being read has."""
    if name not in record_types():
        return None
    standard, stated = define_standard(name), load_standard(name)
    said = {field["name"]: say_stated(language, field, "title") for field in stated["fields"]}
    return TypeExplanation(
        name=name,
        title=say_stated(language, stated, "title"),
        description=say_stated(language, stated, "description"),
        own=name not in built_in_types(),
        columns=tuple(
            (column.name, f"{said[column.name] or column.name}; {_say_column(column, language)}")
            for column in standard.columns
        ),
        key=", ".join(standard.key),
        references=tuple(
            f"{', '.join(key.fields)} → {key.resource}" for key in standard.references if key.resource
        ),
        laws=tuple(str(basis) for basis in standard.legal_bases),
        validity=explain_validity(standard, language),
        shown=_list_shown(name, language),
    )


def explain_validity(standard: Standard, language: str) -> str:
    """The years that a type is for, as a sentence; empty where it has no bound."""
    since, until = standard.since, standard.until
    if since is not None and until is not None:
        return say_in(language, "Untuk tahun %(since)s sampai %(until)s.", since=str(since), until=str(until))
    if since is not None:
        return say_in(language, "Untuk tahun %(since)s dan sesudahnya.", since=str(since))
    if until is not None:
        return say_in(language, "Untuk tahun sampai %(until)s.", until=str(until))
    return ""


def _say_column(column: StandardColumn, language: str) -> str:
    if column.role is Role.MEASURE:
        said = translate(language, SUMMABLE if column.summable else NOT_SUMMABLE)
        parts = [f"{said} ({column.unit})"]
    else:
        parts = [translate(language, ROLES[column.role])]
    return ", ".join([*parts, translate(language, N_("wajib diisi"))] if column.required else parts)


def _list_shown(name: str, language: str) -> tuple[str, ...]:
    record_type = record_types()[name]
    pages = [translate(language, _PAGES[block.subject]) for block in record_type.blocks]
    if not record_type.is_table:
        return tuple(f"{section}/" for section in record_type.sections)
    addresses = [f"{section}/" for section in record_type.sections if section != REGIONS]
    return tuple(dict.fromkeys([*addresses, f"standar/{name}/", f"templat/{name}.xlsx", *pages]))
