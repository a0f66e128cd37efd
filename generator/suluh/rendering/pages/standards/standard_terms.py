"""What a record type states beside its columns, in words: key, references, law, validity and roles."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.checking.type_explanations import NOT_SUMMABLE, ROLES, SUMMABLE, explain_validity
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.site import Link
from suluh.vocabulary.standards import NOMENCLATURE, REGIONS, LegalBasis, Role, StandardColumn


@dataclass(frozen=True, slots=True)
class KeyPart:
    """A column of the key; `optional` says that it may be blank, which counts as a value."""

    name: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose cells must be in a list or another record type, and where that is explained."""

    columns: str
    target: Link
    is_type: bool


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What a column is for, in words, and the unit of a measure as the type has it."""

    phrase: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """A regulation that the type follows; `url` is empty where its text was not looked at."""

    name: str
    article: str
    title: str
    status: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class StandardTerms:
    """The terms of a record type; `roles` are those of its columns by name."""

    key: tuple[KeyPart, ...]
    references: tuple[Reference, ...]
    laws: tuple[Law, ...]
    validity: str
    roles: dict[str, ColumnRole]


def explain_terms(studio: Studio, name: str) -> StandardTerms:
    """The terms of the record type `name`, in the site's language."""
    standard = define_standard(name)
    return StandardTerms(
        key=tuple(
            KeyPart(column.name, not column.required)
            for part in standard.key
            if (column := standard.column(part)) is not None
        ),
        references=tuple(
            Reference(", ".join(key.fields), _target(studio, key.resource), key.resource in list_standards())
            for key in standard.references
        ),
        laws=tuple(_explain_law(basis) for basis in standard.legal_bases),
        validity=explain_validity(standard, studio.settings.language),
        roles={column.name: _explain_role(studio, column) for column in standard.columns},
    )


def _target(studio: Studio, resource: str) -> Link:
    if resource == REGIONS:
        return Link(studio.say("kode wilayah Kemendagri"), "wilayah/")
    if resource == NOMENCLATURE:
        there = NOMENCLATURE in studio.catalog.datasets
        return Link(studio.say("nomenklatur perencanaan"), f"data/{NOMENCLATURE}/" if there else "")
    explained = resource in list_standards() and resource != "laporan"
    return Link(define_standard(resource).title, f"standar/{resource}/" if explained else "")


def _explain_law(basis: LegalBasis) -> Law:
    law = basis.regulation
    return Law(law.name, basis.article, law.title, law.status, basis.source, law.url)


def _explain_role(studio: Studio, column: StandardColumn) -> ColumnRole:
    if column.role is not Role.MEASURE:
        return ColumnRole(studio.say(ROLES[column.role]))
    if column.summable:
        return ColumnRole(studio.say(SUMMABLE), column.unit)
    return ColumnRole(studio.say(NOT_SUMMABLE), column.unit)
