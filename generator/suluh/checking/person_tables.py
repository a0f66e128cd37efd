"""Tables with a row for each person: a column of names, or of persons' numbers, and their data beside it.

Cells are looked at before names. What officials, managers and firms are named for is not refused here: see
`public_roles`. Grounds: UU 27/2022 article 4.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from suluh.checking.column_words import (
    DataKind,
    column_name,
    data_kind,
    data_kinds,
    has_word,
    kind_by_values,
    phrases_of,
    words_of,
)
from suluh.checking.name_shapes import (
    BODY,
    PERSON,
    REGION,
    UNKNOWN,
    ColumnShape,
    name_kind,
    sample_columns,
    shape_of,
    without_age,
    without_rest,
)
from suluh.checking.personal_columns import is_of_office
from suluh.checking.public_roles import Role, role_of

_ADDRESS = re.compile(
    r"(?:jl|jln|jalan|dusun|dsn|lorong|lrg|gang|gg|perum|perumahan|btn|kp|kampung|blok|rt)\b", re.I
)
_POINT = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3,}°?(?: ?[,; ] ?-?[0-9]{1,3}[.,][0-9]{3,}°?)?")
_AGE_WITHIN = re.compile(r"[/|;]\s*[0-9]{1,3}\s*(?:th|thn|tahun)\b", re.I)
_BARE_NUMBER = re.compile(r"[0-9]{8,18}")
_MOSTLY = 0.6
MOST_PEOPLE = 12
"""Columns of names whose role is looked at: a table with more is one of persons by the first of them."""
_BODIES = 0.95
_MANY_ROWS = 20


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its place, its name, a sample of its cells, what they name, what they tell of a person."""

    at: int
    name: str
    cells: Sequence[str]
    shape: ColumnShape
    kind: DataKind | None = None


@dataclass(frozen=True, slots=True)
class PersonTable:
    """Columns that name persons, and (column, meaning) of what stands beside them; `is_named` if by names."""

    at: int
    names: tuple[str, ...]
    data: tuple[tuple[str, str], ...]
    is_named: bool


def read_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[TableColumn]:
    """The columns of a table with what a sample of their cells names."""
    samples = sample_columns(len(header), rows)
    return [
        TableColumn(at, name, cells, shape_of(cells), _kind_of(name, cells))
        for at, (name, cells) in enumerate(zip(header, samples, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class Persons:
    """What a table tells of persons: `table` where it must be refused; `private` where names have no role."""

    table: PersonTable | None
    private: bool
    public: bool


def find_persons(columns: Sequence[TableColumn], path: str, rows: int) -> Persons:
    """The persons of a table and whether their data may be published.

    `path` is the file's: a folder named `penerima-bantuan` tells the topic of a table of bare names.
    """
    people = [column for column in columns if names_persons(column, columns)]
    private, table = False, None
    for column in people[:MOST_PEOPLE]:
        role = role_of(column, columns, rows)
        private |= not role.is_public
        data = _data_beside(column, people, columns, role)
        if not role.is_public and not data:
            data = _topic_of(column, path)
        if data and table is None:
            table = PersonTable(
                column.at, tuple(table_column.name for table_column in people), data, is_named=True
            )
    if not people:
        return Persons(_find_by_number(columns), private=False, public=False)
    return Persons(table, private, public=not private and table is None)


def name_bodies(columns: Sequence[TableColumn], names: Sequence[str]) -> bool:
    """Whether those of the columns that hold names at all hold names of bodies or regions."""
    named = [
        column
        for column in columns
        if column.name in names and has_word(column.name, "kata_nama") and column.cells
    ]
    return bool(named) and all(table_column.shape.share(BODY, REGION) >= _BODIES for table_column in named)


def names_persons(column: TableColumn, columns: Sequence[TableColumn] = ()) -> bool:
    """Whether the cells of a column are names of persons, one in each row or nearly."""
    phrases, shape = phrases_of(column_name(column.name)), column.shape
    is_name = not phrases.isdisjoint(words_of("kata_nama"))
    persons, maybe = shape.share(PERSON), shape.share(PERSON, UNKNOWN)
    if shape.share(BODY) > 0.5 or not shape.filled:
        return False
    if is_name and not phrases.isdisjoint(words_of("pasti")):
        return shape.share(PERSON, UNKNOWN, REGION) + shape.initials >= 0.5
    if shape.filled >= _MANY_ROWS and shape.distinct < 0.3:
        return False
    if is_name and not phrases.isdisjoint(words_of("mungkin") | words_of("peran")):
        return persons >= 0.1 and maybe >= 0.5
    if shape.initials >= 0.5 and shape.distinct >= 0.7 and not phrases.isdisjoint(words_of("pasti")):
        return True
    if not phrases.isdisjoint(words_of("mungkin") | words_of("pasti") | words_of("peran")):
        return persons >= 0.25 and maybe >= 0.5
    if not phrases.isdisjoint(words_of("benda")):
        return False
    if is_name:
        return (persons >= 0.3 and maybe >= 0.5) or _is_of_persons(column, columns)
    return persons >= 0.6 and maybe >= 0.85


def _is_of_persons(column: TableColumn, columns: Sequence[TableColumn]) -> bool:
    """Whether unfamiliar names, or initials, stand beside what only persons have."""
    if column.shape.share(PERSON, UNKNOWN) + column.shape.initials < 0.8 or column.shape.distinct < 0.7:
        return False
    own = {"agama", "suku", "pernikahan", "pekerjaan", "pendidikan", "jenis_kelamin", "umur", "keluarga"}
    kinds = {kind.key for other in columns if other is not column and (kind := other.kind)}
    found = kinds & (own | {"nomor"})
    alone = {"kekerasan", "keluarga", "nomor", "pernikahan"}
    return bool(kinds & alone) or (len(found) > 1 and not found <= {"jenis_kelamin", "umur"})


def _data_beside(
    column: TableColumn, people: Sequence[TableColumn], columns: Sequence[TableColumn], role: Role
) -> tuple[tuple[str, str], ...]:
    """(column, meaning) of data of the persons named, as far as their role does not make it public."""
    found = [
        (other.name, kind)
        for other in columns
        if other not in people
        and (kind := other.kind)
        and not role.allows(kind, other.name)
        and not (kind.key in ("lokasi", "telepon") and is_of_office(other.name))
    ]
    found += [
        (other.name, kind)
        for other in people
        if other is not column
        and (kind := data_kind(other.name))
        and kind.key in ("keluarga", "kekerasan")
        and not role.is_public
    ]
    if not role.is_public:
        found += [(column.name, kind) for kind in _within_names(column)]
    weak = {kind.key for _, kind in found if kind.is_weak}
    if all(kind.is_weak for _, kind in found) and len(weak) < 2:
        return ()
    return tuple((name, kind.meaning) for name, kind in found)


def _within_names(column: TableColumn) -> list[DataKind]:
    """What stands in one column with the names: `nama/umur`, `Nama (45 th)`."""
    kinds = [kind for kind in data_kinds() if kind.key == "umur"]
    aged = sum(
        (without_age(cell) != cell or bool(_AGE_WITHIN.search(cell.removeprefix(without_rest(cell)))))
        and name_kind(cell) in (PERSON, UNKNOWN)
        for cell in column.cells
    )
    return kinds if aged >= 0.5 * len(column.cells) else []


def _kind_of(name: str, cells: Sequence[str]) -> DataKind | None:
    """What a column tells of a person, by its name, then by its cells."""
    kind = data_kind(name) or kind_by_values(cells)
    if kind is not None or not cells:
        return kind
    each = Counter(cells).items()
    places = sum(count for cell, count in each if _ADDRESS.match(cell) or _POINT.fullmatch(cell))
    return data_kind("alamat") if places >= _MOSTLY * len(cells) else None


def _topic_of(column: TableColumn, path: str) -> tuple[tuple[str, str], ...]:
    """A topic that is data of a person in itself, told by the names of column, file and folder."""
    parts = [column_name(part.rpartition(".")[0] or part) for part in path.split("/")[-2:]]
    phrases = frozenset().union(*(phrases_of(part) for part in parts), phrases_of(column_name(column.name)))
    if not phrases.isdisjoint(words_of("topik_bukan")):
        return ()
    told = sorted(phrases & words_of("topik"))
    return ((column.name, f"daftar {told[0].replace('_', ' ')}"),) if told else ()


def _find_by_number(columns: Sequence[TableColumn]) -> PersonTable | None:
    """A table whose rows are persons by a number or by initials that each of them has."""
    marked = [
        column for column in columns if has_word(column.name, "tunggal") or has_word(column.name, "identitas")
    ]
    for column in marked[:MOST_PEOPLE]:
        if not column.cells or has_word(column.name, "badan"):
            continue
        phrases = phrases_of(column_name(column.name))
        numbers = sum(bool(_BARE_NUMBER.fullmatch(cell.strip("' "))) for cell in column.cells)
        if not phrases.isdisjoint(words_of("tunggal")) and numbers >= _MOSTLY * len(column.cells):
            return PersonTable(column.at, (column.name,), ((column.name, "nomor identitas"),), is_named=False)
        if (
            phrases.isdisjoint(words_of("identitas"))
            or column.shape.distinct < 0.5
            or has_word(column.name, "benda")
        ):
            continue
        kinds = [
            (other.name, kind)
            for other in columns
            if other is not column and (kind := other.kind) and kind.key != "nomor"
        ]
        weak = {kind.key for _, kind in kinds if kind.is_weak}
        if any(not kind.is_weak for _, kind in kinds) or len(weak) > 1:
            data = tuple((name, kind.meaning) for name, kind in kinds)
            return PersonTable(column.at, (column.name,), data, is_named=False)
    return None
