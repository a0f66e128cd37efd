"""Tables that are proved right by their columns; frictionless is asked, and loaded, for all others."""

from __future__ import annotations

from collections.abc import Sequence

from suluh.checking.column_proofs import find_unproven
from suluh.checking.places import Places, sole_columns
from suluh.checking.plain_cells import is_plain
from suluh.checking.table_proofs import Proof, places_of_keys, prove_columns
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.limits import Limits
from suluh.vocabulary.package import DataPackage, Field, Resource, Table


def check_schema(package: DataPackage, resource: Resource) -> list[Finding]:
    """Findings about fields that frictionless could not work with; nothing of fields described plainly."""
    if all(map(is_plain, resource.schema.fields)):
        return []
    from suluh.checking import validation

    return validation.check_schema(package, resource)


def validate_table(
    package: DataPackage, resource: Resource, table: Table, limits: Limits | None = None
) -> list[Finding]:
    """Every error in the table's declared columns, as `checking.validation` tells of them."""
    columns = sole_columns(table, resource)
    fields = [field for field in resource.schema.fields if field.name in columns]
    if not fields or not table.rows:
        return []
    proof = None
    if all(map(is_plain, fields)) and len({field.name for field in fields}) == len(fields):
        proof = prove_columns(Places(package, resource, table), fields, columns, limits)
        if not proof.clock.is_over and _is_sound(proof, fields, resource):
            return []
    from suluh.checking import validation

    return validation.validate_table(package, resource, table, limits, proof)


def _is_sound(proof: Proof, fields: Sequence[Field], resource: Resource) -> bool:
    """Whether all columns are proved, every pattern fits, and no row is empty or shares a key."""
    if len(proof.columns) < len(fields) or proof.patterns.find_rows():
        return False
    key = resource.schema.primary_key
    is_whole = {*key} <= proof.columns.keys()
    keys = places_of_keys(fields, key if is_whole else ())
    return not find_unproven([proof.columns[field.name] for field in fields], keys)
