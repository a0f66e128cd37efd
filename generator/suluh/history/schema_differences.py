"""Two descriptions of a table compared, and whether whoever reads the table must adapt."""

from __future__ import annotations

from collections.abc import Iterator

from suluh.history.comparison import SchemaChange
from suluh.vocabulary.package import Field, Resource

_COMPATIBLE = {("integer", "number")}
"""Changes of type that every reader of the old type survives."""


def compare_schemas(before: Resource, after: Resource) -> tuple[SchemaChange, ...]:
    """Every change of columns and keys, breaking ones first."""
    old = {field.name: field for field in before.schema.fields}
    new = {field.name: field for field in after.schema.fields}
    changes = [SchemaChange("kolom_hilang", name, breaking=True) for name in old if name not in new]
    changes += [SchemaChange("kolom_baru", name) for name in new if name not in old]
    for name in new:
        if name in old:
            changes += _compare_fields(old[name], new[name])
    if before.schema.primary_key != after.schema.primary_key:
        keys = [", ".join(resource.schema.primary_key) for resource in (before, after)]
        changes.append(SchemaChange("kunci", "", keys[0], keys[1], breaking=True))
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        changes.append(SchemaChange("urutan"))
    return tuple(sorted(changes, key=lambda change: not change.breaking))


def _compare_fields(old: Field, new: Field) -> Iterator[SchemaChange]:
    if old.type != new.type:
        compatible = (old.type, new.type) in _COMPATIBLE
        yield SchemaChange("jenis", new.name, old.type, new.type, breaking=not compatible)
    if old.satuan != new.satuan:
        yield SchemaChange("satuan", new.name, old.satuan, new.satuan, breaking=bool(old.satuan))
    for kind, name, other in (
        ("tanda_desimal", old.decimal_char, new.decimal_char),
        ("tanda_ribuan", old.group_char, new.group_char),
    ):
        if old.is_number and new.is_number and name != other:
            yield SchemaChange(kind, new.name, name, other, breaking=True)
    yield from _compare_choices(old, new)
    if (old.title, old.description) != (new.title, new.description):
        yield SchemaChange("keterangan", new.name)


def _compare_choices(old: Field, new: Field) -> Iterator[SchemaChange]:
    """Choices that may now occur and did not, and states whose sign changed."""
    before, after = _choices(old), _choices(new)
    if before != after:
        yield SchemaChange("pilihan", new.name, ", ".join(before), ", ".join(after))
    if old.missing_values != new.missing_values:
        signs = [
            ", ".join(
                f"{missing_value.value or '∅'} = {missing_value.label}"
                for missing_value in some.missing_values
            )
            for some in (old, new)
        ]
        yield SchemaChange("tanda_kosong", new.name, signs[0], signs[1], breaking=True)


def _choices(field: Field) -> tuple[str, ...]:
    listed = field.constraints.get("enum")
    return tuple(str(choice) for choice in listed) if isinstance(listed, (list, tuple)) else ()
