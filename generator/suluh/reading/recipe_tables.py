"""Tables of resources whose files a recipe reads, with findings at the cells of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath

from suluh.reading.applied_recipe import apply_recipe
from suluh.reading.budget import Budget
from suluh.reading.compared_totals import ReadNumber, read_plain_number
from suluh.reading.paths import confined_file, read_bytes
from suluh.reading.raw_sheets import read_raw_sheets, sheet_name
from suluh.reading.raw_text import StatedForm
from suluh.reading.recipe_misfits import tell_skipped, tell_totals
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.reading.source_faults import find_source_faults, mark_decimals
from suluh.reading.source_places import cell_place
from suluh.vocabulary.findings import MASK, Finding, Place, has_errors
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource, Table
from suluh.vocabulary.raw_sheet import RawSheet
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.shaped_table import Shaped, UnsettledPlace
from suluh.vocabulary.typed_cells import make_form

FILE_LIMIT = 500 * 1024 * 1024
MOST_TOLD = 100
"""Names of places that are told one by one."""
_QUOTING = frozenset(("D011", "D014", "F036", "F039"))
"""Findings that show texts of the file."""


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The sheets of a resource's files, and of each sheet the path of its file from the root."""

    sheets: tuple[RawSheet, ...]
    paths: dict[str, str]


def read_recipe_table(
    settings: Settings, package: DataPackage, resource: Resource, budget: Budget
) -> tuple[Table | None, list[Finding]]:
    """The table that a resource's recipe makes of its files, in the order of the schema's columns.

    None with findings where the recipe does not fit what is there. Nothing of the files beside the table
    is shown of a resource that is not wholly public.
    """
    if resource.recipe is None or not resource.recipe.is_usable:
        return None, []  # told at the descriptor
    shaped, source, findings = shape_resource(settings, package, resource, budget)
    place = Place(
        f"{package.folder}/{resource.paths[0]}" if resource.paths else package.folder, resource.name
    )
    if shaped is None:
        return None, findings
    if shaped.too_large:
        return None, [*findings, budget.too_many_cells(place)]
    own = [*shaped.findings, *tell_totals(shaped.totals, place)]
    findings += [_hide_texts(finding, resource) for finding in own]
    if shaped.table is None or has_errors(shaped.findings):
        return None, findings
    table = _with_origins(shaped.table, source) if len(resource.paths) > 1 else shaped.table
    findings += find_source_faults(table, shaped.kinds, source.sheets, resource, place)
    findings += _tell_unsettled(table, shaped.unsettled, resource, place)
    numbers = [field.name for field in resource.schema.fields if field.is_number]
    findings += tell_skipped(shaped.skipped, numbers, place, all_public=_is_public(resource))
    return _in_order(mark_decimals(table, shaped.kinds, resource), resource), findings


def shape_resource(
    settings: Settings, package: DataPackage, resource: Resource, budget: Budget
) -> tuple[Shaped | None, SourceFiles, list[Finding]]:
    """What the recipe makes of the files, with all that it leaves out; None where a file cannot be read."""
    assert resource.recipe is not None
    source, findings = read_source_files(settings, package, resource, budget)
    place = Place(
        f"{package.folder}/{resource.paths[0]}" if resource.paths else package.folder, resource.name
    )
    if source is None:
        return None, SourceFiles((), {}), findings
    recipe = resource.recipe
    if len(resource.paths) > 1 and not recipe.sheets:
        recipe = replace(recipe, sheets=tuple(sheet.name for sheet in source.sheets))
    shaped = apply_recipe(
        source.sheets,
        recipe,
        place=place,
        expected=[field.name for field in resource.schema.fields],
        read_number=_number_reader(resource, source.sheets),
        room=budget.room,
    )
    return shaped, source, findings


def read_source_files(
    settings: Settings, package: DataPackage, resource: Resource, budget: Budget
) -> tuple[SourceFiles | None, list[Finding]]:
    """The sheets of all files of a resource; of several files each is named after its own."""
    findings: list[Finding] = []
    sheets: list[RawSheet] = []
    paths: dict[str, str] = {}
    encoding = resource.encoding if resource.descriptor.get("encoding") else ""
    stated = StatedForm(str(resource.dialect.get("delimiter", "")), encoding)
    held = 0
    for path in resource.paths:
        named_at = Place(package.descriptor_path, resource.name, field="path")
        file, more = confined_file(settings.root, package.folder, path, named_at)
        findings += more
        place = Place(f"{package.folder}/{path}", resource.name)
        data, more = read_bytes(file, place, limit=FILE_LIMIT) if file is not None else (None, [])
        findings += more
        if data is None:
            continue
        own, more = read_raw_sheets(
            PurePosixPath(path).name, data, place=place, room=budget.room, stated=stated
        )
        findings += more
        held += sum(len(sheet.rows) * sheet.width for sheet in own)
        if held > budget.room:
            return None, [*findings, budget.too_many_cells(place)]
        if len(resource.paths) > 1:
            own = [replace(sheet, name=sheet_name(path, sheet)) for sheet in own]
        sheets += own
        paths |= {sheet.name: place.path for sheet in own}
    if has_errors(findings) or not sheets:
        return None, findings
    return SourceFiles(tuple(sheets), paths), findings


def _number_reader(resource: Resource, sheets: Sequence[RawSheet]) -> ReadNumber:
    """Numbers by the schema's forms; as workbooks hold them where the file is one."""
    forms = {field.name: make_form(field) for field in resource.schema.fields if field.is_number}
    is_workbook = any(sheet.kinds for sheet in sheets)
    rewritten = resource.recipe.rewritten if resource.recipe is not None else {}

    def read(name: str, text: str) -> Decimal | None:
        if name in rewritten:
            text = rewrite_cell(rewritten[name], text)
        plain = read_plain_number(name, text) if is_workbook else None
        if plain is not None:
            return plain
        form = forms.get(name)
        value = form.read(text) if form is not None and text else None
        return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None

    return read


def _is_public(resource: Resource) -> bool:
    """Whether every column of the resource is public."""
    levels = {resource.klasifikasi, *(field.klasifikasi for field in resource.schema.fields)}
    return levels == {Klasifikasi.PUBLIK}


def _hide_texts(finding: Finding, resource: Resource) -> Finding:
    """The finding without texts of the file, unless every column of the resource is public."""
    if _is_public(resource):
        return finding
    if finding.code == "F037":
        shown = dict.fromkeys(("jumlah", "hitung"), MASK)
        return replace(finding, details={**finding.details, **shown})
    if finding.code in _QUOTING:
        shown = {key: MASK for key in ("ada", "isi", "lebih") if key in finding.details}
        return replace(finding, details={**finding.details, **shown})
    return finding


def _tell_unsettled(
    table: Table, unsettled: Sequence[UnsettledPlace], resource: Resource, place: Place
) -> list[Finding]:
    """P071 for each text that names no region for certain, at the first row that has it."""
    places = resource.recipe.places if resource.recipe else None
    findings: dict[str, Finding] = {}
    for missed in unsettled:
        if missed.text in findings or len(findings) == MOST_TOLD or places is None:
            continue
        row = table.rows[missed.row]
        names = [name for name in places.columns if name in table.header]
        column = next((name for name in names if row[table.header.index(name)].strip() == missed.text), "")
        field = resource.schema.field_named(column)
        public = field is not None and field.klasifikasi is Klasifikasi.PUBLIK
        details = {"kolom": column, "mungkin": ", ".join(missed.codes) or "@no_region_like_it"}
        where = cell_place(table, missed.row, column, place)
        findings[missed.text] = Finding("P071", where, value=missed.text if public else MASK, details=details)
    return list(findings.values())


def _with_origins(table: Table, source: SourceFiles) -> Table:
    """The table with the file of each row, where there are several."""
    assert table.source is not None
    origins = tuple((section.first_row, source.paths[section.sheet]) for section in table.source.sections)
    return replace(table, origins=origins)


def _in_order(table: Table, resource: Resource) -> Table:
    """The table with its columns as the schema has them, where it has just those: their order is ours."""
    names = tuple(field.name for field in resource.schema.fields)
    if names == table.header or sorted(names) != sorted(table.header) or len(set(names)) < len(names):
        return table
    places = [table.header.index(name) for name in names]
    rows = [tuple([row[place] for place in places]) for row in table.rows]
    source = table.source.take_columns(places) if table.source is not None else None
    return replace(table, header=names, rows=rows, source=source)
