"""The columns of a template: what may be chosen in each, what to tell who fills it in, and an example.

Choices come from what is published: values that the schema lists, the site's own region with its
parts, and the codes of the datasets that a column refers to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from suluh.checking.example_rows import EXAMPLE_MARK
from suluh.reading.official_codes import Government, official_indicator
from suluh.reading.standard_definitions import define_standard
from suluh.record_types import load_part, record_types
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.columns import distinct_of
from suluh.vocabulary.package import Field, ForeignKey, Resource, Schema, Table
from suluh.vocabulary.region import Regions

CHOICE_LIMIT = 5_000
REGION_PACKAGE = "wilayah"
NAME_COLUMNS = ("nama", "uraian", "title")
LEVEL_COLUMN = "tingkat"
NOMENCLATURE = "nomenklatur"
INDICATOR, SUB_KEGIATAN = "indikator", "kode_sub_kegiatan"
OFFERED = (INDICATOR,)
"""Columns whose choices are offered, and any other text is right too."""
KINDS = {
    "string": "teks",
    "integer": "bilangan bulat",
    "number": "angka",
    "boolean": "true atau false",
    "date": "tanggal seperti 2025-07-10",
    "year": "tahun seperti 2025",
}
EXAMPLES = {
    "integer": "10",
    "number": "1.5",
    "boolean": "true",
    "date": "2025-07-10",
    "year": "2025",
    "yearmonth": "2025-07",
    "datetime": "2025-07-10T08:30:00",
    "time": "08:30:00",
}


_ListChoices = Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a cell may have, and what it means where the value alone does not say."""

    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column to fill in. `closed` says that nothing but the choices is right."""

    field: Field
    choices: tuple[Choice, ...] = ()
    closed: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceSource:
    """Where choices of codes come from; `references` maps a column's name to what it mostly refers to."""

    catalog: Catalog
    regions: Regions
    home: str
    references: Mapping[str, ForeignKey]

    @classmethod
    def of_site(cls, catalog: Catalog, regions: Regions, home: str) -> ChoiceSource:
        """The source for a site; what a column of a name refers to is learnt from its datasets."""
        found: dict[str, ForeignKey] = {}
        codes = _codes_of_types()
        for name in sorted(catalog.datasets):
            for resource in catalog.datasets[name].package.resources:
                for key in resource.schema.foreign_keys:
                    if key.package and len(key.fields) == 1:
                        found.setdefault(key.fields[0], key)
        for name in sorted(catalog.datasets):
            for resource in catalog.datasets[name].package.resources:
                if resource.standar in codes:
                    code, column = codes[resource.standar]
                    found.setdefault(column, ForeignKey((column,), name, resource.name, (code,)))
        if NOMENCLATURE in catalog.datasets:
            found.setdefault(SUB_KEGIATAN, ForeignKey((SUB_KEGIATAN,), NOMENCLATURE, "", ("kode",)))
        region = ForeignKey(("kode_wilayah",), REGION_PACKAGE, REGION_PACKAGE, ("kode",))
        return cls(catalog, regions, home, {"kode_wilayah": region, **found})

    def list_choices(self, field: Field, key: ForeignKey | None, level: int = 0) -> tuple[Choice, ...]:
        """What a cell of the field may hold; empty where that is not a list. `level` is that of regions."""
        listed = field.constraints.get("enum")
        if isinstance(listed, (list, tuple)):
            return tuple(Choice(str(entry)) for entry in listed)
        categories = field.descriptor.get("categories")
        if isinstance(categories, list):
            return tuple(_as_choice(category) for category in categories)
        if field.type == "boolean":
            return (Choice("true"), Choice("false"))
        if key is None:
            return _known_codes(field.name)
        if key.package == REGION_PACKAGE:
            return self._regions(level)
        return self._codes(field.name, key)

    def list_indicators(self) -> tuple[Choice, ...]:
        """The national list's indicators of all sub kegiatan that the site's tables name, with units."""
        codes = {
            cell
            for dataset in self.catalog.datasets.values()
            for table in dataset.cleared.tables.values()
            if SUB_KEGIATAN in table.header
            for cell in distinct_of(table.column(SUB_KEGIATAN))
        }
        government = Government.of_region(self.home)
        found = ((code, official_indicator(code, government)) for code in sorted(codes))
        listed = {stated.name: f"{code}; {stated.unit}".rstrip("; ") for code, stated in found if stated}
        return tuple(Choice(name, text) for name, text in list(listed.items())[:CHOICE_LIMIT])

    def _regions(self, level: int) -> tuple[Choice, ...]:
        home = self.regions.get(self.home)
        parts = [*([home] if home else []), *self.regions.within(self.home)]
        fitting = [region for region in parts if level in (0, region.level)] or parts
        return tuple(Choice(region.kode, region.full_name) for region in fitting[:CHOICE_LIMIT])

    def _codes(self, column: str, key: ForeignKey) -> tuple[Choice, ...]:
        dataset = self.catalog.datasets.get(key.package)
        table = _table_of(dataset, key) if dataset else None
        if table is None or key.reference_fields[0] not in table.header:
            return ()
        records = table.records()
        level = column.removeprefix("kode_")
        # A column `kode_program` means the rows whose level is `program`, where the list tells levels.
        fitting = [record for record in records if record.get(LEVEL_COLUMN) == level] or records
        name = next((name_column for name_column in NAME_COLUMNS if name_column in table.header), "")
        code = key.reference_fields[0]
        found = {entry[code]: entry.get(name, "") for entry in fitting if entry[code].strip()}
        return tuple(Choice(value, text) for value, text in list(found.items())[:CHOICE_LIMIT])


def plan_columns(
    schema: Schema,
    source: ChoiceSource,
    *,
    level: int = 0,
    example: Mapping[str, str] | None = None,
    standard: str = "",
) -> tuple[TemplateColumn, ...]:
    """The schema's columns with their choices and an example row, whose first cell is the mark.

    `example` holds cells of a real row by column; the rest is what `standard` gives as an example, or
    made up by type.
    """
    own_code = _codes_of_types().get(standard, ("",))[0]
    whole = standard in record_types() and record_types()[standard].of_whole_region
    own = {key.fields[0]: key for key in schema.foreign_keys if len(key.fields) == 1}
    columns, listed = [], _listed_columns()
    for index, field in enumerate(schema.fields):
        known = None if own or field.name == own_code else source.references.get(field.name)
        key = own.get(field.name) or known
        choices = source.list_choices(field, key, level)
        if field.name == INDICATOR and schema.field_named(SUB_KEGIATAN) is not None:
            choices = choices or source.list_indicators()
        deepest = key is not None and key.package == REGION_PACKAGE and not whole
        shown = (example or {}).get(field.name) or _make_example(field, choices[-1:] if deepest else choices)
        columns.append(
            TemplateColumn(
                field=field,
                choices=choices,
                closed=key is None and bool(choices) and field.name not in (*OFFERED, *listed),
                example=shown if index else EXAMPLE_MARK,
            )
        )
    return tuple(columns)


def describe_column(column: TemplateColumn) -> str:
    """What belongs in the column, in a few short sentences for who fills it in."""
    field = column.field
    parts = [field.description or field.title or field.name]
    kind = KINDS.get(field.type, field.type)
    unit = f" ({field.satuan})" if field.satuan and field.satuan != "tidak berlaku" else ""
    if column.choices:
        parts.append("Pilih dari daftar; artinya ada di lembar kode" if column.choices[0].name else "Pilih")
    else:
        parts.append(f"Isi: {kind}{unit}")
    if field.is_number:
        low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
        parts += [f"Paling kecil {low}"] if low is not None else []
        parts += [f"Paling besar {high}"] if high is not None else []
    parts.append(
        "Wajib diisi" if field.constraints.get("required") is True else _say_blank(field) or "Boleh kosong"
    )
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts)


def example_of(resource: Resource, table: Table) -> Mapping[str, str]:
    """Cells of the table's first row, for the resource's columns."""
    if not table.rows:
        return {}
    names = {field.name for field in resource.schema.fields}
    pairs = zip(table.header, table.rows[0], strict=True)
    return {name: text for name, text in pairs if name in names}


def level_of(dataset: Dataset, resource: Resource) -> int:
    """The level of region of a dataset's main table; 0 for its other tables."""
    return dataset.region_level if resource is dataset.package.resources[0] else 0


def _table_of(dataset: Dataset, key: ForeignKey) -> Table | None:
    resources = dataset.package.resources
    wanted: Iterable[Resource] = (resource for resource in resources if key.resource in ("", resource.name))
    resource = next(iter(wanted), None)
    return dataset.cleared.tables.get(resource.name) if resource else None


def _codes_of_types() -> Mapping[str, tuple[str, str]]:
    """By record type that others refer to: its column of codes, and how the others name it."""
    found: dict[str, tuple[str, str]] = {}
    for name in record_types():
        for key in define_standard(name).references:
            if len(key.fields) == 1 and key.resource in record_types() and key.resource != name:
                found.setdefault(key.resource, (key.reference_fields[0], key.fields[0]))
    return found


def _known_codes(column: str) -> tuple[Choice, ...]:
    """Codes that come with Suluh, such as what villages report, with its unit."""
    list_choices = _listed_columns().get(column)
    return tuple(Choice(code, name) for code, name in list_choices()) if list_choices else ()


def _listed_columns() -> Mapping[str, _ListChoices]:
    """Columns whose values come with Suluh, by what lists them: record types bring them."""
    choices = (pair for record_type in record_types().values() for pair in record_type.choices)
    return {column: cast(_ListChoices, load_part(part)) for column, part in choices}


def _as_choice(entry: object) -> Choice:
    if isinstance(entry, dict):
        return Choice(str(entry.get("value", "")), str(entry.get("label", "")))
    return Choice(str(entry))


def _make_example(field: Field, choices: Sequence[Choice]) -> str:
    given = field.descriptor.get("example")
    if isinstance(given, (str, int)) and not isinstance(given, bool):
        return str(given)
    if choices:
        return choices[0].value
    low = field.constraints.get("minimum")
    if field.is_number and isinstance(low, int) and low > 10:
        return str(low)
    text = EXAMPLES.get(field.type, "contoh")
    return text.replace(".", field.decimal_char) if field.type == "number" else text


def _say_blank(field: Field) -> str:
    """What an empty cell means, and what other signs stand for no value."""
    blank = next(
        (missing_value.label for missing_value in field.missing_values if missing_value.value == ""), ""
    )
    signs = [
        f"tanda “{missing_value.value}” berarti {missing_value.label}"
        for missing_value in field.missing_values
        if missing_value.value
    ]
    return "; ".join([*([f"Kosong berarti {blank}"] if blank else []), *signs])
