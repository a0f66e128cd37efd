"""Which columns of a table count people, about which sensitive subject, and how many cells are small."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from suluh.checking.large_measures import tally_kinds
from suluh.reading.sensitive_topics import (
    Counted,
    find_topics,
    find_topics_of_description,
    find_topics_of_name,
    is_bare,
    is_event_of,
    list_topics,
    load_columns,
    plain_words,
    tell_counted,
    tell_counted_of_title,
    usual_threshold,
)
from suluh.reading.standard_list import load_standard
from suluh.record_types import built_in_types
from suluh.vocabulary.cells import read_number
from suluh.vocabulary.columns import Column, distinct_of
from suluh.vocabulary.package import DataPackage, Field, Klasifikasi, Resource, Table

MOST_KINDS = 1_000
"""A column with more different cells than this has no categories but names or numbers."""
_SHORT, _SURELY_LARGE = 3, 1_000
"""A whole number of more than so many figures is at least so large."""
_COUNT = re.compile(r"0|[1-9][0-9]{0,6}")
_TEXTS = ("topik", "tema", "theme", "konsep", "ukuran")
_SENTENCES = ("definisi", "ringkasan", "abstrak")


@dataclass(frozen=True, slots=True)
class SmallCounts:
    """A public column with `count` cells from 1 to `threshold` - 1 that stand for people.

    `topic` is the key of the sensitive subject, and `word` what told of it; both empty where it is none.
    """

    column: str
    count: int
    threshold: int
    topic: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the cells of a table say row by row: topics of its categories, and what is counted."""

    topics: Sequence[tuple[Sequence[str], Mapping[str, Mapping[str, str]]]]
    counted: Sequence[tuple[Sequence[str], Mapping[str, Counted]]]

    def topics_of(self, row: int, about: Mapping[str, str]) -> Mapping[str, str]:
        """The topics of a row: its table's and its categories'."""
        found = dict(about)
        for cells, topics in self.topics:
            found = {**topics[cells[row]], **found}
        return found

    def tell_apart(self, cells: Sequence[str], small: Collection[str]) -> Mapping[tuple[int, str], int]:
        """How many rows with a small number say the same, by (the first of them, the number's text)."""
        if not small:
            return {}
        if isinstance(cells, Column):
            kinds = [(column, [*known]) for column, known in (*self.topics, *self.counted)]
            return tally_kinds([*kinds, (cells, [*small])])
        parts = [*(column for column, _ in self.topics), *(column for column, _ in self.counted), cells]
        picks = bytearray(text in small for text in cells)
        rows: dict[tuple[str, ...], int] = {}
        numbers: Counter[tuple[str, ...]] = Counter()
        for row, kind in enumerate(zip(*parts, strict=True)):
            if picks[row]:
                rows.setdefault(kind, row)
                numbers[kind] += 1
        return {(rows[kind], kind[-1]): number for kind, number in numbers.items()}

    def counted_in(self, row: int) -> Counted:
        """What the row says its numbers count: things and measures before people, since a unit decides."""
        kinds = [counted[cells[row]] for cells, counted in self.counted]
        order = (Counted.NOTHING, Counted.THINGS, Counted.PEOPLE, Counted.EVENTS)
        return next((counted for counted in order if counted in kinds), Counted.UNKNOWN)


def list_small_counts(
    package: DataPackage, resource: Resource, table: Table, treated: Collection[str] = ()
) -> list[SmallCounts]:
    """Every public or treated column with small counts of people: those of a sensitive subject first."""
    about = find_table_topics(package, resource)
    rows = _read_rows(resource, table)
    found = []
    for field in _list_numbers(resource, table, treated):
        own = {**about, **_name_topics(field)}
        small_counts = _look_at(_tell(package, resource, field), field, table.column(field.name), own, rows)
        if small_counts is not None:
            found.append(small_counts)
    return sorted(found, key=lambda counts: (not counts.topic, -counts.threshold))


def find_table_topics(package: DataPackage, resource: Resource) -> dict[str, str]:
    """The topics that a table is about by its own words, the dataset's and those of what it is divided by."""
    found: dict[str, str] = {}
    raw = package.descriptor.get("keywords")
    keywords = [entry for entry in raw if isinstance(entry, str)] if isinstance(raw, list) else []
    titles = [resource.title, package.title, resource.name, package.name, *keywords]
    for text in [*titles, *(package.text(key) for key in _TEXTS)]:
        found = {**find_topics(text), **found}
    described = str(resource.descriptor.get("description") or "")
    for text in (described, package.description, *(package.text(key) for key in _SENTENCES)):
        found = {**find_topics_of_description(text), **found}
    for field in resource.schema.fields:
        if field.klasifikasi is Klasifikasi.PUBLIK and not _may_count(field):
            found = {**_name_topics(field), **found}
    return found


def _name_topics(field: Field) -> dict[str, str]:
    return {
        **find_topics_of_description(field.description),
        **find_topics_of_name(field.title),
        **find_topics_of_name(field.name),
    }


def _may_count(field: Field) -> bool:
    return field.type in ("integer", "number") and tell_counted(field.name) is not Counted.NOTHING


def _list_numbers(resource: Resource, table: Table, treated: Collection[str]) -> Iterator[Field]:
    """Public columns of whole numbers that are no keys; texts too where their name says what they count.

    Columns of a type that comes with Suluh are known to count no sensitive thing; nobody knows that of a
    site's own types.
    """
    known = {name for key in resource.schema.foreign_keys for name in key.fields}
    if resource.standar in built_in_types() and not built_in_types()[resource.standar].is_general:
        known |= {str(entry["name"]) for entry in load_standard(resource.standar)["fields"]}
    for field in resource.schema.fields:
        shown = field.klasifikasi is Klasifikasi.PUBLIK or field.name in treated
        if not shown or field.name in known:
            continue
        if field.name not in table.header or field.type not in ("integer", "number", "string"):
            continue
        if field.type == "string" and not _is_count_as_text(resource, table, field):
            continue
        yield field


def _is_count_as_text(resource: Resource, table: Table, field: Field) -> bool:
    """Whether a text column holds counts: plain whole numbers that are no code and no category."""
    if field.name in resource.schema.primary_key:
        return False
    if tell_counted(field.name) in (Counted.NOTHING, Counted.THINGS):
        return False
    blank = {missing_value.value for missing_value in field.missing_values}
    seen = False
    for text in distinct_of(table.column(field.name)):
        if text in blank:
            continue
        if not _COUNT.fullmatch(text.strip()):
            return False
        seen = True
    return seen


def _look_at(
    told: _Told, field: Field, cells: Sequence[str], about: Mapping[str, str], rows: _Rows
) -> SmallCounts | None:
    topics_of = list_topics()
    most = max(usual_threshold(), *(topic.threshold for topic in topics_of.values()))
    small = _read_small(field, cells, most, even_shares=bool(rows.counted))
    if small is None:
        return None  # shares or amounts, not counts
    counts: dict[tuple[str, int, str], int] = {}
    for (index, text), number in rows.tell_apart(cells, small).items():
        topics = rows.topics_of(index, about)
        topic = max(topics, key=lambda name: (topics_of[name].threshold, name), default="")
        if not told.are_people(
            rows.counted_in(index), about if topic in about else {}, sensitive=bool(topic)
        ):
            continue
        threshold = topics_of[topic].threshold if topic else usual_threshold()
        if small[text] < threshold:
            kind = (topic, threshold, topics.get(topic, ""))
            counts[kind] = counts.get(kind, 0) + number
    if not counts:
        return None
    some = {kind: count for kind, count in counts.items() if kind[0]} or counts
    topic, threshold, word = max(some, key=lambda kind: (kind[1], some[kind]))
    return SmallCounts(field.name, sum(some.values()), threshold, topic, word)


def _read_small(field: Field, cells: Sequence[str], most: int, *, even_shares: bool) -> dict[str, int] | None:
    """Whole numbers of the column above 0 and below `most`; None where not all are whole, and all must be."""
    blank = {missing_value.value for missing_value in field.missing_values}
    plain = field.type == "integer" and most <= _SURELY_LARGE
    small: dict[str, int] = {}
    for text in _distinct_small(cells) if plain else distinct_of(cells):
        if plain and len(text) > _SHORT and text[0] != "0" and text.isascii() and text.isdecimal():
            continue
        value = _read_whole(field, text)
        if value is None and text not in blank and not even_shares:
            return None
        if value is not None and 0 < value < most:
            small[text] = value
    return small


def _distinct_small(cells: Sequence[str]) -> Iterable[str]:
    """The distinct cells, of a large column without short numbers that are surely large."""
    if isinstance(cells, Column):
        return chain(cells.odd(), cells.numbers_below(_SURELY_LARGE))
    return distinct_of(cells)


def _read_whole(field: Field, text: str) -> int | None:
    value = read_number(field, text)
    return int(value) if value is not None and value == value.to_integral_value() else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a column's name, its unit, and the titles around it say it counts, with the text that says so."""

    name: tuple[Counted, str]
    unit: tuple[Counted, str]
    around: tuple[Counted, str]

    def are_people(self, row: Counted, about: Mapping[str, str], *, sensitive: bool) -> bool:
        """Whether a number stands for people; what nobody can tell does where the subject is sensitive."""
        kind, text = self.name
        if kind is Counted.UNKNOWN and row is not Counted.UNKNOWN:
            kind, text = row, ""
        if kind is Counted.UNKNOWN:
            kind, text = self.unit if self.unit[0] is not Counted.UNKNOWN else self.around
        if kind is Counted.PEOPLE or not sensitive:
            return kind is Counted.PEOPLE
        if kind is Counted.THINGS:
            # A column `smp` of a table of children counts children, not schools.
            people = (Counted.PEOPLE, Counted.EVENTS)
            bare = text == self.name[1] and is_bare(text)
            meant = self.unit[0] in people or (self.unit[0] is Counted.UNKNOWN and self.around[0] in people)
            return (bare and meant) or any(is_event_of(topic, text) for topic in about)
        return kind in (Counted.EVENTS, Counted.UNKNOWN)


def _tell(package: DataPackage, resource: Resource, field: Field) -> _Told:
    around = [(tell_counted_of_title(text), text) for text in (resource.title, package.title)]
    unit = tell_counted(package.text("satuan"))
    # Where a title names a place and the unit is people, it is people of that place.
    around.insert(0 if unit in (Counted.PEOPLE, Counted.EVENTS) else 2, (unit, package.text("satuan")))
    if find_topics_of_name(field.name):
        # A column `hiv` says more than a title that names a place.
        around = [pair for pair in around if pair[0] is not Counted.THINGS or pair[0] is unit]
    named = [(tell_counted(text), text) for text in (field.name, field.title)]
    return _Told(_first(named), (tell_counted(field.satuan), field.satuan), _first(around))


def _first(told: Sequence[tuple[Counted, str]]) -> tuple[Counted, str]:
    return next((pair for pair in told if pair[0] is not Counted.UNKNOWN), (Counted.UNKNOWN, ""))


def _is_category(field: Field) -> bool:
    kind = tell_counted(field.name)
    divided = any(part in load_columns("golongan") for part in plain_words(field.name).split())
    return divided or kind not in (Counted.THINGS, Counted.NOTHING)


def _read_rows(resource: Resource, table: Table) -> _Rows:
    topics: list[tuple[Sequence[str], Mapping[str, Mapping[str, str]]]] = []
    counted: list[tuple[Sequence[str], Mapping[str, Counted]]] = []
    units, labels = load_columns("kolom_satuan"), load_columns("kolom_uraian")
    keys = {name for key in resource.schema.foreign_keys for name in key.fields}
    for field in resource.schema.fields:
        if field.klasifikasi is not Klasifikasi.PUBLIK or field.name not in table.header:
            continue
        if field.type not in ("string", "any") or field.name in keys:
            continue
        name = field.name.casefold()
        read = name in units or name in labels
        if not read and not _is_category(field):
            continue  # names of schools, activities, places
        cells = table.column(field.name)
        if isinstance(cells, Column) and cells.is_various:
            continue
        kinds = set(distinct_of(cells))
        if len(kinds) > MOST_KINDS:
            continue
        if read:
            counted.append((cells, {text: tell_counted(text) for text in kinds}))
        found = {text: find_topics_of_name(text) for text in kinds} if name not in units else {}
        if any(found.values()):
            topics.append((cells, found))
    return _Rows(topics, counted)
