"""Rows of a long table that add up others of it: the province among its kabupaten, `Semua` among kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.intake.column_readings import ColumnReading, TableReading, line_of_row
from suluh.intake.doubts import Choice, Doubt
from suluh.intake.joined_lists import BY_CODE
from suluh.intake.number_reading import make_field
from suluh.intake.shape_words import begins_with, read_mark
from suluh.intake.stated_sums import is_rate
from suluh.reading.place_names import split_kind
from suluh.reading.rewritten_cells import rewrite_cell
from suluh.vocabulary.package import Table
from suluh.vocabulary.typed_cells import make_form
from suluh.words.saying import N_

SKIP, KEEP = "lewati", "ikut"
_MOST_REGIONS, _MOST_TEXTS = 3, 400
_MOSTLY, _STRONG = 0.8, 7
_Numbers = Sequence[Decimal | None]
_Measures = Mapping[str, _Numbers]


@dataclass(frozen=True, slots=True)
class WholeRows:
    """Texts of a column whose rows are the whole of others.

    `share` of their figures are the sums of the others', from 0 to 1.
    """

    column: str
    texts: tuple[str, ...]
    lines: tuple[int, ...]
    share: float

    @property
    def key(self) -> str:
        """The key of the doubt about them."""
        return f"lewati:{self.column}"


def find_whole_rows(table: Table, reading: TableReading, codes: Sequence[str]) -> list[WholeRows]:
    """The wholes among a table's rows, by the region codes of its rows (empty without) and by its figures."""
    measures = _read_measures(table, reading)
    if not measures or len(table.rows) < 3:
        return []
    found = _by_regions(table, reading, codes, measures) if codes else None
    if found is not None:
        return [found]
    named = [reading.column(name) for name in reading.primary_key]
    wholes = (
        _by_figures(table, column, [other.name for other in named if other is not column], measures)
        for column in named
        if column.role in ("kategori", "teks", "tempat") and 3 <= column.distinct <= _MOST_TEXTS
    )
    return [whole for whole in wholes if whole is not None]


def ask_whole(whole: WholeRows) -> Doubt:
    """Whether the rows are left out."""
    shown = ", ".join(f"“{text}”" if text else "“”" for text in whole.texts[:5])
    text = (
        N_("Baris dengan %(texts)s di kolom %(column)s berisi jumlah baris lain. Ikut dibaca?")
        if whole.share >= _MOSTLY
        else N_("Baris dengan %(texts)s di kolom %(column)s melingkupi wilayah baris lain. Ikut dibaca?")
    )
    return Doubt(
        whole.key,
        text,
        {"texts": shown, "column": whole.column},
        (
            Choice(SKIP, N_("lewati: jumlahnya dapat dihitung dari baris lain")),
            Choice(KEEP, N_("ikut: baris ini data tersendiri")),
        ),
        SKIP if whole.share > 0 else KEEP,
    )


def codes_of_rows(table: Table, reading: TableReading) -> Sequence[str]:
    """The code of each row's region, empty where none is known; nothing where no column tells it."""
    made = reading.places.into if reading.places is not None else ""
    if made in table.header:
        return table.column(made)
    for column in reading.columns:
        joined = column.joined
        if joined is not None and joined.name == "wilayah" and joined.way == BY_CODE and not column.constant:
            return [cell.strip() for cell in table.column(column.name)]
    return ()


def _read_measures(table: Table, reading: TableReading) -> dict[str, _Numbers]:
    """The numbers of each column of amounts that add up; None for a cell that is none."""
    found: dict[str, _Numbers] = {}
    for column in reading.columns:
        if column.role != "ukuran" or column.type not in ("integer", "number") or column.unit == "persen":
            continue
        if is_rate(column.name) or column.name not in table.header:
            continue
        read = _reader(column)
        texts = table.column(column.name)
        known = {text: read(text) for text in set(texts)}
        found[column.name] = [known[text] for text in texts]
    return found


def _reader(column: ColumnReading) -> Callable[[str], Decimal | None]:
    form = make_form(make_field(column.name, column.type, column.form))

    def read(text: str) -> Decimal | None:
        plain = rewrite_cell(column.rewritten, text) if column.rewritten else text
        value = form.read(plain.strip()) if plain.strip() else None
        return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None

    return read


def _by_regions(
    table: Table, reading: TableReading, codes: Sequence[str], measures: _Measures
) -> WholeRows | None:
    """Few rows of a region that holds those of most others, and rows of the nation beside them."""
    levels = Counter(code.count(".") for code in codes if code)
    if not levels:
        return None
    level = max(levels, key=lambda depth: levels[depth])
    above = {code for code in codes if code and code.count(".") < level}
    inside: Counter[str] = Counter()
    for code in codes:
        numbers = code.split(".")
        inside.update([".".join(numbers[:depth]) for depth in range(1, len(numbers))])
    holding = {code for code in above if inside[code] > 1}
    rows = [at for at, code in enumerate(codes) if code in holding]
    names = _name_columns(table, reading)
    rows += [
        at
        for at, code in enumerate(codes)
        if not code and _names_wider([table.rows[at][name] for name in names], level)
    ]
    if not rows or len({codes[at] for at in rows}) > _MOST_REGIONS or 2 * len(rows) > len(codes):
        return None
    column = _telling_column(table, reading, rows)
    if not column:
        return None
    parts = [at for at, code in enumerate(codes) if code.count(".") == level and code]
    share = _share_of_sums(table, reading, rows, parts, measures)
    texts = dict.fromkeys(table.column(column)[at].strip() for at in rows)
    return WholeRows(column, tuple(texts), tuple(line_of_row(table, at) for at in rows), share)


def _name_columns(table: Table, reading: TableReading) -> list[int]:
    """Places of columns that name regions; where none does, those of texts."""
    placed = tuple(reading.places.columns) if reading.places is not None else ()
    if placed:
        return [table.header.index(name) for name in placed if name in table.header]
    return [
        table.header.index(column.name)
        for column in reading.columns
        if column.name in table.header and column.type == "string" and column.role in ("teks", "kategori")
    ]


def _names_wider(cells: Sequence[str], level: int) -> bool:
    """Whether what a row says of its place is wider than that level: all of its names are."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(_is_wider(cell, level) for cell in filled)


def _is_wider(cell: str, level: int) -> bool:
    """Whether a name is the nation's, or of a kind of region above that level (0 for provinces)."""
    kind = split_kind(cell)[0]
    return bool(begins_with("negara", cell)) or (kind == "provinsi" and level > 0)


def _telling_column(table: Table, reading: TableReading, rows: Sequence[int]) -> str:
    """A column whose texts in these rows stand in no other row; one of places first."""
    inside = set(rows)
    placed = tuple(reading.places.columns) if reading.places is not None else ()
    ordered = sorted(reading.columns, key=lambda column: (column.name not in placed, column.joined is None))
    for column in ordered:
        if column.type != "string" or column.name not in table.header:
            continue
        cells = [cell.strip() for cell in table.column(column.name)]
        mine = {cells[at] for at in inside}
        if not any(cell in mine for at, cell in enumerate(cells) if at not in inside):
            return column.name
    return ""


def _share_of_sums(
    table: Table, reading: TableReading, rows: Sequence[int], parts: Sequence[int], measures: _Measures
) -> float:
    """How many figures of the rows are the sum of the parts that are like them in time and kind."""
    placed = tuple(reading.places.columns) if reading.places is not None else ()
    regional = {*placed, *(c.name for c in reading.columns if c.role in ("tempat", "kode"))}
    others = [
        table.column(name) for name in reading.primary_key if name not in regional and name in table.header
    ]
    sums: dict[tuple[tuple[str, ...], str], Decimal] = {}
    for at in parts:
        group = tuple(column[at] for column in others)
        for name, numbers in measures.items():
            sums[group, name] = sums.get((group, name), Decimal(0)) + (numbers[at] or 0)
    tried = fitting = 0
    for at in rows:
        group = tuple(column[at] for column in others)
        for name, numbers in measures.items():
            if numbers[at]:
                tried += 1
                fitting += numbers[at] == sums.get((group, name))
    return fitting / tried if tried else 0.0


def _by_figures(
    table: Table, column: ColumnReading, others: Sequence[str], measures: _Measures
) -> WholeRows | None:
    """The one text whose figures are the sum of all others' in nearly every group of rows."""
    cells = [cell.strip() for cell in table.column(column.name)]
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, key in enumerate(_keys(table, others)):
        groups.setdefault(key, []).append(at)
    tried: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    fitting: Counter[str] = Counter()
    for rows in groups.values():
        for numbers in measures.values():
            total = sum((numbers[at] or Decimal(0) for at in rows), Decimal(0))
            for at in rows if len(rows) > 2 and total else ():
                tried[cells[at]] += 1
                if (own := numbers[at]) and 2 * own == total:
                    fitting[cells[at]] += 1
                    weight[cells[at]] += len(str(abs(int(own))))
    likely = [
        text
        for text, count in fitting.items()
        if count >= _MOSTLY * tried[text] and (weight[text] >= _STRONG or read_mark(text))
    ]
    if len(likely) != 1 or (len(groups) == 1 and not _is_whole_word(likely[0])):
        return None
    rows = [at for at, cell in enumerate(cells) if cell == likely[0]]
    return WholeRows(column.name, (likely[0],), tuple(line_of_row(table, at) for at in rows), 1.0)


def _is_whole_word(text: str) -> bool:
    """Whether a text says that it is all of something; without other rows alike only figures speak else."""
    return bool(read_mark(text) or begins_with("seluruh", text) or begins_with("negara", text))


def _keys(table: Table, names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    if not names:
        return [()] * len(table.rows)
    return zip(*(table.column(name) for name in names), strict=True)
