"""Columns that are values of one thing, side by side: what they would be as rows, and how likely that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from suluh.intake.column_facets import MEASURE, TIME_FACETS, ColumnFacets, has_days, measure_name, read_facets
from suluh.intake.derived_columns import DerivedColumn
from suluh.intake.header_lines import Layout
from suluh.intake.measured_columns import is_mixed, measure_columns
from suluh.intake.shape_words import begins_with, words
from suluh.intake.title_facts import find_facets, find_measure
from suluh.vocabulary.reading_recipe import Unpivot

CATEGORY = "kategori"
_MACHINE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FEW = 3


class Likelihood(Enum):
    """How likely it is that such columns are meant as rows."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class WideReading:
    """Columns (by place) that are laid below each other as `unpivot` says.

    `asked` is a new column without a name in the file, `derived` are columns of sums, left out.
    """

    columns: tuple[int, ...]
    unpivot: Unpivot
    likelihood: Likelihood
    asked: str = ""
    derived: tuple[DerivedColumn, ...] = ()


def find_wide(
    layout: Layout,
    data: Sequence[int],
    derived: Sequence[DerivedColumn],
    *,
    plain: bool,
    merged: Sequence[int] = (),
) -> WideReading | None:
    """The columns to be laid below each other; None where each is a measure of its own.

    `plain` says that nothing else about the sheet needs a recipe; texts of `merged` columns are filled down.
    """
    sums = {entry.column for entry in derived}
    measures = [column for column in measure_columns(layout, data) if column not in {*sums, *merged}]
    by_day = any(has_days(layout.levels[column]) for column in measures)
    facets = {column: read_facets(layout.levels[column], by_day=by_day) for column in measures}
    varying = _varying(facets)
    group = [
        column for column in measures if varying and all(kind in facets[column].values for kind in varying)
    ]
    if len(group) < 2:
        return _find_matrix(layout, measures, derived)
    others = [column for column in measures if column not in group]
    stems = _varying_stems([facets[column].stem for column in group])
    values = {
        column: (*((stem,) if any(stems) else ()), *(facets[column].values[kind] for kind in varying))
        for column, stem in zip(group, stems, strict=True)
    }
    if len(set(values.values())) < len(group) or (any(stems) and not all(stems)):
        return None
    likelihood = _Group(
        tuple(layout.names[column] for column in group),
        tuple(facets[column] for column in group),
        varying,
        tuple(stems),
        has_others=bool(others),
        has_sums=bool(sums),
        is_deep=len(layout.header) > 1,
        is_plain=plain,
    ).weigh()
    if likelihood is None:
        return None
    left = [
        column for column, texts in enumerate(layout.levels) if texts and column not in {*measures, *sums}
    ]
    if any(is_mixed(layout, data, column, varying, merged=column in merged) for column in left):
        likelihood = Likelihood.POSSIBLE
    category = _category_name(layout, group, stems) if any(stems) else ""
    into = (*((category or CATEGORY,) if any(stems) else ()), *varying)
    common = [text for text in facets[group[0]].stem if all(text in facets[c].stem for c in group)]
    return WideReading(
        tuple(group),
        _unpivot(layout, group, into, values, measure=_measure(layout, common, stems), sums=sums),
        likelihood,
        asked="" if category or not any(stems) else CATEGORY,
        derived=tuple(entry for entry in derived if set(entry.parts) <= {*group, *sums}),
    )


def _unpivot(
    layout: Layout,
    group: Sequence[int],
    into: tuple[str, ...],
    values: Mapping[int, tuple[str, ...]],
    *,
    measure: str,
    sums: Collection[int],
) -> Unpivot:
    names = layout.names
    gone = {*group, *sums, *_headings_of_columns(layout, into)}
    taken = {name.casefold() for column, name in enumerate(names) if column not in gone}
    fresh = tuple(name if name not in taken else f"{name}_kolom" for name in into)
    return Unpivot(
        columns=tuple(names[column] for column in group),
        into=fresh,
        measure=measure if measure.casefold() not in {*taken, *fresh} else "nilai",
        values={names[column]: values[column] for column in group},
    )


def _headings_of_columns(layout: Layout, into: Sequence[str]) -> list[int]:
    """Columns of texts whose name is what heads the columns beside them: `Tahun` over names of rows."""
    return [
        column
        for column in range(layout.width)
        if column not in layout.numbers
        and layout.levels[column]
        and any(slug(part) in into for part in re.split(r"[/\\]", layout.levels[column][-1]))
    ]


def name_labels(layout: Layout, into: Sequence[str]) -> dict[str, str]:
    """New names of columns whose name heads the columns beside them: `uraian`, or what else it says."""
    names: dict[str, str] = {}
    for column in _headings_of_columns(layout, into):
        parts = [part.strip() for part in re.split(r"[/\\]", layout.levels[column][-1])]
        rest = [part for part in parts if part and slug(part) not in into]
        names[layout.names[column]] = rest[0] if rest else "uraian"
    return names


def _varying(facets: Mapping[int, ColumnFacets]) -> tuple[str, ...]:
    """Facets of more than one value, those of time last, from long to short."""
    kinds: dict[str, set[str]] = {}
    for entry in facets.values():
        for kind, value in entry.values.items():
            kinds.setdefault(kind, set()).add(value)
    varied = [kind for kind, values in kinds.items() if len(values) > 1]
    rank = {kind: place for place, kind in enumerate(TIME_FACETS, 1)}
    return tuple(sorted(varied, key=lambda kind: rank.get(kind, 0)))


def _varying_stems(stems: Sequence[tuple[str, ...]]) -> list[str]:
    """For each column what its stem has beyond those of all: empty everywhere where they are alike."""
    common = [text for text in stems[0] if all(text in stem for stem in stems)]
    return [" ".join(text for text in stem if text not in common) for stem in stems]


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns that may be one measure: what their names say, and what stands beside them."""

    names: tuple[str, ...]
    facets: tuple[ColumnFacets, ...]
    varying: tuple[str, ...]
    stems: tuple[str, ...]
    has_others: bool
    has_sums: bool
    is_deep: bool
    is_plain: bool

    def weigh(self) -> Likelihood | None:
        """How likely they are one measure; None where they plainly are not."""
        timed = any(kind in TIME_FACETS for kind in self.varying)
        bare = not any(entry.stem for entry in self.facets)
        count = len(self.names)
        machine = self.is_plain and all(map(_MACHINE_NAME.fullmatch, self.names))
        if self.has_others:
            return Likelihood.POSSIBLE if timed and bare and count >= _FEW and not machine else None
        if any(stem and begins_with("ukuran", stem) for stem in self.stems):
            return Likelihood.POSSIBLE if count > _FEW else None
        if machine and not timed:
            return None
        if timed and not self.is_deep and not bare and count < _FEW:
            return Likelihood.POSSIBLE
        if timed or self.is_deep or self.has_sums or "kelompok_umur" in self.varying:
            return Likelihood.SURE
        return Likelihood.LIKELY


def _category_name(layout: Layout, group: Sequence[int], stems: Sequence[str]) -> str:
    """The name of a column for what the stems are: of a list, else of the title."""
    if all(stem.casefold() in words("jenjang") for stem in stems):
        return "jenjang"
    return _titled_facet(layout, group)


def _titled_facet(layout: Layout, group: Sequence[int]) -> str:
    stated = find_facets(text for _, text in layout.titles)
    others = " ".join(
        layout.names[column] for column in range(layout.width) if column not in group
    ).casefold()
    left = [facet for facet in stated if facet not in others and not begins_with("kolom_waktu", facet)]
    return slug(left[0]) if len(left) == 1 and len(stated) > 1 else ""


def _find_matrix(
    layout: Layout, measures: Sequence[int], derived: Sequence[DerivedColumn]
) -> WideReading | None:
    """Kinds of one thing side by side: under one heading, parted by the title, or with their sum beside."""
    parts = next((entry.parts for entry in derived if set(entry.parts) < set(measures)), ())
    titled = _titled_facet(layout, parts or measures)
    if parts and titled:
        # What is no part of the sum is no kind of the same, and would stand there for each of them.
        measures = parts
    if len(measures) < _FEW or not all(layout.levels[column] for column in measures):
        return None
    levels = [layout.levels[column] for column in measures]
    if _are_measures(levels):
        return None
    above = levels[0][0] if all(len(texts) == 2 and texts[0] == levels[0][0] for texts in levels) else ""
    sums = {entry.column for entry in derived}
    summed = any(set(entry.parts) == set(measures) for entry in derived)
    if not above and not titled and not summed:
        return None
    name = titled or (slug(above) if above and not begins_with("ukuran", above) else "")
    values = {column: (layout.levels[column][-1],) for column in measures}
    if len(set(values.values())) < len(values):
        return None
    kinds = [value for (value,) in values.values()]
    measure = _measure(layout, (above,) if above and begins_with("ukuran", above) else (), kinds)
    return WideReading(
        tuple(measures),
        _unpivot(layout, measures, (name or CATEGORY,), values, measure=measure, sums=sums),
        Likelihood.POSSIBLE
        if parts and titled
        else Likelihood.SURE
        if name and (summed or above)
        else Likelihood.LIKELY,
        asked="" if name else CATEGORY,
        derived=tuple(entry for entry in derived if set(entry.parts) <= set(measures)),
    )


def _are_measures(levels: Sequence[tuple[str, ...]]) -> bool:
    """Whether the names tell stages or measures of their own, as `Target`, `Realisasi`, and no kinds."""
    common = set(levels[0]).intersection(*levels)
    own = [[text for text in texts if text not in common] for texts in levels]
    lists = ("bukan_jenis", "ukuran")
    return sum(any(begins_with(name, text) for text in texts for name in lists) for texts in own) > 1


def _measure(layout: Layout, stem: Sequence[str], kinds: Sequence[str] = ()) -> str:
    """What the figures are called: by their stem, else by the titles, unless those name one of the kinds."""
    name = measure_name(stem)
    if name != MEASURE:
        return slug(name)
    titled = slug(find_measure(text for _, text in layout.titles) or name)
    return titled if not any(kind and titled.endswith(slug(kind)) for kind in kinds) else MEASURE


def slug(text: str) -> str:
    """A column's name in small letters with `_`: `Jenis Penyakit` is `jenis_penyakit`."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_") or CATEGORY
