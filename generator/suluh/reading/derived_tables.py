"""Tables that are computed from others and name their source rows: `turunan` in a descriptor.

Everything stays text from end to end: a key `01` never meets a key `1`, and an amount is the
very text that its source has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suluh.reading.safe_yaml import line_of
from suluh.vocabulary.findings import Finding, Place, has_errors
from suluh.vocabulary.package import Resource, Table

if TYPE_CHECKING:
    import pandas as pd

TablesOf = Callable[[str], Table | None]
"""Gives the main table of a dataset by name, or None where it is unknown or has errors."""

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
    frames: list[pd.DataFrame] = []
    for measure in recipe.measures:
        frame, more = _measure_frame(measure, recipe.keys, tables_of(measure.dataset), place)
        findings += more
        frames += [] if frame is None else [frame]
    bridge, more = _crosswalk_frame(recipe, tables_of, place)
    findings += more
    if has_errors(findings):
        return None, findings
    joined = frames[0]
    for frame in frames[1:]:
        joined = joined.merge(frame, how="outer", on=list(recipe.keys))
    if bridge is not None:
        joined = joined.merge(bridge, how="left", on=list(recipe.crosswalk_keys), indicator="_ada")
        findings += _note_unknown_keys(joined, recipe, place)
    joined = joined.astype(object).where(joined.notna(), None)
    _fill_gaps(joined, recipe)
    joined = joined.fillna("").astype(str)
    joined = joined.sort_values(list(recipe.order or recipe.keys), kind="stable")
    return _take_columns(joined, resource, place, findings)


def _take_columns(
    joined: pd.DataFrame, resource: Resource, place: Place, findings: list[Finding]
) -> tuple[Table | None, list[Finding]]:
    header = tuple(field.name for field in resource.schema.fields)
    there = [str(column) for column in joined.columns if column != "_ada"]
    for name in header:
        if name not in there:
            details = {"kolom": name, "ada": ", ".join(there)}
            where = Place(place.path, place.resource, field=name)
            findings = [*findings, Finding("D006", where, details=details)]
    if has_errors(findings):
        return None, findings
    rows = [tuple(row) for row in joined[list(header)].itertuples(index=False, name=None)]
    return Table(header=header, rows=rows, header_line=0), findings


def _measure_frame(
    measure: Measure, keys: tuple[str, ...], table: Table | None, place: Place
) -> tuple[pd.DataFrame | None, list[Finding]]:
    if table is None:
        return None, [Finding("D002", place, details={"dataset": measure.dataset})]
    missing = [name for name in (*keys, measure.kolom) if name not in table.header]
    if missing:
        return None, [_unknown_column(measure.dataset, name, table, place) for name in missing]
    import pandas as pd  # late: slow to import, and few tables are derived

    frame = pd.DataFrame({name: table.column(name) for name in keys}, dtype=object)
    frame[measure.name] = pd.Series(table.column(measure.kolom), dtype=object)
    if measure.row_column:
        numbers = [str(number) for number in range(1, len(table.rows) + 1)]
        frame[measure.row_column] = pd.Series(numbers, dtype=object)
    return frame, _note_twins(frame, keys, measure.dataset, "D004", place)


def _crosswalk_frame(
    recipe: Recipe, tables_of: TablesOf, place: Place
) -> tuple[pd.DataFrame | None, list[Finding]]:
    if not recipe.crosswalk:
        return None, []
    table = tables_of(recipe.crosswalk)
    if table is None:
        return None, [Finding("D002", place, details={"dataset": recipe.crosswalk})]
    wanted = [*recipe.crosswalk_keys, *recipe.taken]
    missing = [name for name in wanted if name not in table.header]
    if missing:
        return None, [_unknown_column(recipe.crosswalk, name, table, place) for name in missing]
    import pandas as pd  # late: slow to import, and few tables are derived

    frame = pd.DataFrame({name: table.column(name) for name in wanted}, dtype=object)
    return frame, _note_twins(frame, recipe.crosswalk_keys, recipe.crosswalk, "D009", place)


def _note_twins(
    frame: pd.DataFrame, keys: tuple[str, ...], dataset: str, code: str, place: Place
) -> list[Finding]:
    """A finding for each row whose key the source already has; values are not shown, only the row."""
    twins = frame.index[frame.duplicated(list(keys))]
    return [
        Finding(
            code,
            place,
            details={"dataset": dataset, "baris_sumber": str(index + 1), "kunci": ", ".join(keys)},
        )
        for index in twins
    ]


def _note_unknown_keys(joined: pd.DataFrame, recipe: Recipe, place: Place) -> list[Finding]:
    unknown = joined[joined["_ada"] == "left_only"]
    details = {"dataset": recipe.crosswalk, "kunci": ", ".join(recipe.crosswalk_keys)}
    return [Finding("D005", place, details={**details, "jumlah": str(len(unknown))})] if len(unknown) else []


def _fill_gaps(joined: pd.DataFrame, recipe: Recipe) -> None:
    """Writes the declared text where a source has no row and the named columns have the named texts."""
    for name, rule in (recipe.gaps or {}).items():
        affected = joined[name].isna()
        for column, text in rule.items():
            if column != "isi" and column in joined:
                affected &= joined[column].fillna("") == text
        joined.loc[affected, name] = rule.get("isi", "")


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
