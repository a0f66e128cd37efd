"""Tables that are computed from others and name their source rows: `turunan` in a descriptor.

Everything stays text from end to end: a key `01` never meets a key `1`, and an amount is the
very text that its source has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.package import Resource, Table

TablesOf = Callable[[str], Table | None]
"""Gives the main table of a dataset by name, or None where it is unknown or has errors."""

_Key = tuple[str, ...]
_KEYS = ("jenis", "kunci", "lewat", "ukuran", "urut", "tanpa")


@dataclass(frozen=True, slots=True)
class Measure:
    """One amount of a derived table: column `kolom` of `dataset`, its row numbers in `row_column`."""

    name: str
    dataset: str
    kolom: str
    row_column: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a table is joined: measures over keys, through a crosswalk, in an order, with texts for gaps."""

    keys: tuple[str, ...]
    measures: tuple[Measure, ...]
    crosswalk: str = ""
    crosswalk_keys: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    gaps: Mapping[str, Mapping[str, str]] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of all datasets that it reads."""
        names = [measure.dataset for measure in self.measures]
        return tuple(dict.fromkeys([*names, self.crosswalk] if self.crosswalk else names))

    def origins(self, column: str) -> tuple[tuple[str, str], ...]:
        """Which (dataset, column) an output column is taken from; row numbers come from none."""
        if column in self.taken:
            return ((self.crosswalk, column),)
        if column in self.keys:
            return tuple((measure.dataset, column) for measure in self.measures)
        return tuple((measure.dataset, measure.kolom) for measure in self.measures if measure.name == column)


def read_recipe(resource: Resource, path: str) -> tuple[Recipe | None, list[Finding]]:
    """The recipe under `turunan` of a resource, or None with findings at the descriptor `path`."""
    raw: Mapping[str, Any] = resource.turunan or {}
    findings: list[Finding] = []

    def refuse(key: str) -> None:
        place = Place(path, resource.name, line=line_of(raw, key), field=f"turunan.{key}")
        findings.append(Finding("D001", place, details={"kunci": key}))

    for key in raw:
        if key not in _KEYS:
            refuse(key)
    if raw.get("jenis") != "gabung":
        refuse("jenis")
    keys = _names(raw.get("kunci"))
    if not keys:
        refuse("kunci")
    order = _names(raw.get("urut", []))
    if order is None:
        refuse("urut")
    measures = _read_measures(raw.get("ukuran"))
    if not measures:
        refuse("ukuran")
    through = raw.get("lewat", {})
    crosswalk = _read_crosswalk(through) if through else ("", (), ())
    if crosswalk is None:
        refuse("lewat")
    gaps = _read_gaps(raw.get("tanpa", {}), [measure.name for measure in measures or ()])
    if gaps is None:
        refuse("tanpa")
    if findings or not keys or not measures or crosswalk is None or order is None:
        return None, findings
    return Recipe(keys, measures, *crosswalk, order=order, gaps=gaps), findings


def derive_table(
    resource: Resource, tables_of: TablesOf, path: str = ""
) -> tuple[Table | None, list[Finding]]:
    """The joined table of a resource with `turunan`, columns in the schema's order, or None with findings.

    An outer join of the measures over the keys: a row for each key that any source has. Row
    numbers count data rows of the source from 1. A key that a source has twice, or that the
    crosswalk does not know, is a finding.
    """
    recipe, findings = read_recipe(resource, path)
    if recipe is None:
        return None, findings
    place = Place(path, resource.name, field="turunan")
    parts: list[_Part] = []
    for measure in recipe.measures:
        part, more = _measure_part(measure, recipe.keys, tables_of(measure.dataset), place)
        findings += more
        parts += [] if part is None else [part]
    bridge, more = _crosswalk_part(recipe, tables_of, place)
    findings += more
    if has_errors(findings):
        return None, findings
    columns = _sole_names([*recipe.keys, *(name for part in (*parts, bridge) for name in part.columns)])
    needed = (*recipe.crosswalk_keys, *recipe.order, *(field.name for field in resource.schema.fields))
    findings += [
        Finding("D006", replace(place, field=name), details={"kolom": name, "ada": ", ".join(columns)})
        for name in dict.fromkeys(needed)
        if name not in columns
    ]
    if has_errors(findings):
        return None, findings
    rows = _join(recipe, parts, bridge)
    findings += _note_unknown_keys(rows, bridge, recipe, place)
    if has_errors(findings):
        return None, findings
    _fill_gaps(rows, recipe)
    rows.sort(key=lambda row: [row.get(name, "") for name in recipe.order or recipe.keys])
    header = tuple(field.name for field in resource.schema.fields)
    cells = [tuple(row.get(name, "") for name in header) for row in rows]
    return Table(header, cells, header_line=0), findings


@dataclass(frozen=True, slots=True)
class _Part:
    """What one source adds: the names of its columns, and their cells by the key of each of its rows."""

    columns: tuple[str, ...] = ()
    rows: Mapping[_Key, Mapping[str, str]] = field(default_factory=dict)


def _measure_part(
    measure: Measure, keys: tuple[str, ...], table: Table | None, place: Place
) -> tuple[_Part | None, list[Finding]]:
    if table is None:
        return None, [Finding("D002", place, details={"dataset": measure.dataset})]
    missing = [name for name in (*keys, measure.kolom) if name not in table.header]
    if missing:
        return None, [_unknown_column(measure.dataset, name, table, place) for name in missing]
    found = list(zip(*map(table.column, keys), strict=True))
    numbered = {measure.row_column} if measure.row_column else set()
    rows = {
        key: {measure.name: cell, **{name: str(number) for name in numbered}}
        for number, (key, cell) in enumerate(zip(found, table.column(measure.kolom), strict=True), 1)
    }
    part = _Part((measure.name, *numbered), rows)
    return part, _note_twins(found, keys, measure.dataset, "D004", place)


def _crosswalk_part(recipe: Recipe, tables_of: TablesOf, place: Place) -> tuple[_Part, list[Finding]]:
    if not recipe.crosswalk:
        return _Part(), []
    table = tables_of(recipe.crosswalk)
    if table is None:
        return _Part(), [Finding("D002", place, details={"dataset": recipe.crosswalk})]
    missing = [name for name in (*recipe.crosswalk_keys, *recipe.taken) if name not in table.header]
    if missing:
        return _Part(), [_unknown_column(recipe.crosswalk, name, table, place) for name in missing]
    found = list(zip(*map(table.column, recipe.crosswalk_keys), strict=True))
    taken = [table.column(name) for name in recipe.taken]
    rows = {
        key: {name: cells[at] for name, cells in zip(recipe.taken, taken, strict=True)}
        for at, key in enumerate(found)
    }
    twins = _note_twins(found, recipe.crosswalk_keys, recipe.crosswalk, "D009", place)
    return _Part(recipe.taken, rows), twins


def _note_twins(
    found: Sequence[_Key], keys: tuple[str, ...], dataset: str, code: str, place: Place
) -> list[Finding]:
    """A finding for each row whose key the source already has; values are not shown, only the row."""
    seen: set[_Key] = set()
    twins = []
    for number, key in enumerate(found, 1):
        if key in seen:
            details = {"dataset": dataset, "baris_sumber": str(number), "kunci": ", ".join(keys)}
            twins.append(Finding(code, place, details=details))
        seen.add(key)
    return twins


def _sole_names(names: Sequence[str]) -> list[str]:
    """The names that stand for one column alone: of two with one name neither could be meant."""
    return [name for name, count in Counter(names).items() if count == 1]


def _join(recipe: Recipe, parts: Sequence[_Part], bridge: _Part) -> list[dict[str, str]]:
    """A row for each key of any part, with what each part and the crosswalk have; what none has is left out.

    Keys of one source stay in its order, those of several are sorted.
    """
    found = list(parts[0].rows) if len(parts) == 1 else sorted({key for part in parts for key in part.rows})
    rows = []
    for key in found:
        row = dict(zip(recipe.keys, key, strict=True))
        for part in parts:
            row |= part.rows.get(key, {})
        row |= bridge.rows.get(tuple(row.get(name, "") for name in recipe.crosswalk_keys), {})
        rows.append(row)
    return rows


def _note_unknown_keys(
    rows: Sequence[Mapping[str, str]], bridge: _Part, recipe: Recipe, place: Place
) -> list[Finding]:
    if not recipe.crosswalk:
        return []
    keys = [tuple(row.get(name, "") for name in recipe.crosswalk_keys) for row in rows]
    unknown = sum(key not in bridge.rows for key in keys)
    details = {"dataset": recipe.crosswalk, "kunci": ", ".join(recipe.crosswalk_keys)}
    return [Finding("D005", place, details={**details, "jumlah": str(unknown)})] if unknown else []


def _fill_gaps(rows: Sequence[dict[str, str]], recipe: Recipe) -> None:
    """Writes the declared text where a source has no row and the named columns have the named texts."""
    for name, rule in (recipe.gaps or {}).items():
        asked = [(column, text) for column, text in rule.items() if column != "isi"]
        for row in rows:
            if name not in row and all(row.get(column, "") == text for column, text in asked):
                row[name] = rule.get("isi", "")


def _unknown_column(dataset: str, column: str, table: Table, place: Place) -> Finding:
    return Finding(
        "D003", place, details={"dataset": dataset, "kolom_sumber": column, "ada": ", ".join(table.header)}
    )


def _names(raw: object) -> tuple[str, ...] | None:
    names = [raw] if isinstance(raw, str) else raw
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(names)


def _read_measures(raw: object) -> tuple[Measure, ...] | None:
    if not isinstance(raw, dict):
        return None
    measures: list[Measure] = []
    for name, entry in raw.items():
        if not isinstance(entry, dict) or set(entry) - {"dataset", "kolom", "baris"}:
            return None
        dataset, kolom, row = entry.get("dataset"), entry.get("kolom"), entry.get("baris", "")
        if not (isinstance(dataset, str) and isinstance(kolom, str) and isinstance(row, str)):
            return None
        measures.append(Measure(name, dataset, kolom, row))
    return tuple(measures)


def _read_crosswalk(raw: object) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    if not isinstance(raw, dict) or set(raw) - {"dataset", "kunci", "ambil"}:
        return None
    dataset, keys, taken = raw.get("dataset"), _names(raw.get("kunci")), _names(raw.get("ambil"))
    return (dataset, keys, taken) if isinstance(dataset, str) and keys and taken else None


def _read_gaps(raw: object, measures: list[str]) -> Mapping[str, Mapping[str, str]] | None:
    if not isinstance(raw, dict):
        return None
    for name, rule in raw.items():
        texts = isinstance(rule, dict) and all(isinstance(text, str) for text in rule.values())
        if name not in measures or not texts:
            return None
    return raw
