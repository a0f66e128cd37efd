"""Does each row of a record type stand once, over all of its tables? What stands twice counts twice.

The type's key holds whether or not a descriptor repeats it. Tables that are published are looked at
together; one that is not counts nowhere, so it is looked at by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from suluh.checking.places import Places
from suluh.checking.row_keys import Key, KeyedTable, SeenKeys, key_table
from suluh.checking.standard_tables import TablesOf, walk_tables
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.vocabulary.findings import MASK, Finding, Severity
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.standards import Standard

MOST_DESCRIBED = 100
"""Findings about one table; one more says how many rows are left."""

SUB_UNIT = "sub_unit"
KEY_CODES = frozenset(("T013", "T014", "T020", "G004", "G012", "G020"))
"""Codes that say of a row that its key, or that of its descriptor, stands twice."""

_Row = tuple[str, str, int | None]
_Part = tuple[int, str]
"""The number of a table, and the file of it: a table may be of several."""


def check_repeated_rows(
    packages: Iterable[DataPackage], tables_of: TablesOf, findings: Sequence[Finding]
) -> list[Finding]:
    """`findings`, and one for each run of rows that stand twice, in one table or in two of the same type.

    A single row that `findings` tell of is left to them; of a run of rows, as when a table was pasted
    twice, the run's own finding takes the place of theirs.
    """
    reported = {_row_of(finding) for finding in findings if finding.code in KEY_CODES}
    found: list[Finding] = []
    covered: set[_Row] = set()
    for name, tables in _tables_by_standard(packages, tables_of).items():
        standard = define_standard(name)
        keyed = [table for places in tables if (table := key_table(places, standard)) is not None]
        public = [table for table in keyed if table.is_public]
        for group in (public, *([table] for table in keyed if not table.is_public)):
            found += _Comparison(standard, group, reported, covered).tell()
    kept = [
        finding for finding in findings if finding.code not in KEY_CODES or _row_of(finding) not in covered
    ]
    return kept + found


def _tables_by_standard(packages: Iterable[DataPackage], tables_of: TablesOf) -> Mapping[str, list[Places]]:
    found: dict[str, list[Places]] = {}
    for places in walk_tables(packages, tables_of, list_standards()):
        found.setdefault(places.resource.standar, []).append(places)
    return found


def _row_of(finding: Finding) -> _Row:
    return finding.place.path, finding.place.resource, finding.place.row


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows one after another that repeat rows one after another, all wholly or all in the key alone."""

    part: _Part
    start: int
    earlier_part: _Part
    earlier_start: int
    alike: bool
    length: int = 1

    def goes_on(self, following: _Run) -> bool:
        """Whether a run of one row is this one's next."""
        parts = (self.part, self.earlier_part, self.alike)
        next_rows = (self.start + self.length, self.earlier_start + self.length)
        return parts == (following.part, following.earlier_part, following.alike) and next_rows == (
            following.start,
            following.earlier_start,
        )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Tables whose rows count together; `covered` grows with the rows that runs of them tell of."""

    standard: Standard
    tables: Sequence[KeyedTable]
    reported: set[_Row]
    covered: set[_Row]

    def tell(self) -> Iterator[Finding]:
        """The findings, table by table: runs first, then how many rows are left."""
        repeated = self._find_repeated()
        if not repeated:
            return
        first: dict[Key, tuple[int, int]] = {}
        copied: Counter[tuple[_Part, _Part]] = Counter()
        for number, table in enumerate(self.tables):
            described = left = 0
            for run in _join_runs(self._repeats(number, table, repeated, first)):
                if run.part != run.earlier_part:
                    copied[run.earlier_part, run.part] += run.length
                if self._is_reported(run):
                    continue
                described += 1
                if described <= MOST_DESCRIBED:
                    yield self._describe(run)
                else:
                    left += run.length
            if left:
                place = table.places.of_header()
                yield Finding("A027", place, details={"jumlah": str(left)})
        for (earlier, later), rows in copied.items():
            yield self._tell_earlier(earlier, later, rows)

    def _tell_earlier(self, earlier: _Part, later: _Part, rows: int) -> Finding:
        """A warning beside the table that was there first: whoever looks at it alone learns of the other."""
        details = {"jumlah": str(rows), "tabel_lain": self._name_table(later, beside=earlier)}
        place = replace(self.tables[earlier[0]].places.of_header(), path=earlier[1])
        return Finding("A030", place, Severity.WARNING, details=details)

    def _name_table(self, part: _Part, *, beside: _Part) -> str:
        """A table's file, and which table of it where the other one is of the same file."""
        number, path = part
        return f"{path} ({self.tables[number].places.resource.name})" if path == beside[1] else path

    def _find_repeated(self) -> set[int]:
        seen = SeenKeys()
        for table in self.tables:
            for _, key in table.each_key():
                seen.add(key)
        return seen.repeated()

    def _repeats(
        self, number: int, table: KeyedTable, repeated: set[int], first: dict[Key, tuple[int, int]]
    ) -> Iterator[_Run]:
        """A run of one row for each row whose key an earlier one has; `first` grows with the others."""
        for index, key in table.each_key():
            if hash(key) not in repeated:
                continue
            where = (number, index)
            earlier = first.setdefault(key, where)
            if earlier == where:
                continue
            other = self.tables[earlier[0]]
            alike = _cells(other, earlier[1]) == _cells(table, index)
            here = (number, table.places.of_cell(index).path)
            there = (earlier[0], other.places.of_cell(earlier[1]).path)
            yield _Run(here, index, there, earlier[1], alike)

    def _is_reported(self, run: _Run) -> bool:
        """Whether a run is one row that is told elsewhere; the rows of a longer one are told by it alone."""
        places = self.tables[run.part[0]].places
        cells = (places.of_cell(index) for index in range(run.start, run.start + run.length))
        rows = {(place.path, place.resource, place.row) for place in cells}
        if run.length == 1:
            return not rows.isdisjoint(self.reported)
        self.covered.update(rows & self.reported)
        return False

    def _describe(self, run: _Run) -> Finding:
        table, earlier = self.tables[run.part[0]], self.tables[run.earlier_part[0]]
        columns = [column.field.name for column in table.columns]
        details = {
            "baris": _show_rows(table.places, run.start, run.length),
            "baris_lain": _show_rows(earlier.places, run.earlier_start, run.length),
            "kunci": ", ".join(columns),
            "sama": "@rows_alike" if run.alike else "@rows_of_one_key",
            "tindakan": "@drop_row" if run.alike else "@join_rows",
            "beda": "@tell_by_sub_unit" if SUB_UNIT in self.standard.key else "@tell_by_key",
        }
        code = "A025"
        if run.part != run.earlier_part:
            code = "A026"
            details["tabel_lain"] = self._name_table(run.earlier_part, beside=run.part)
        value = table.show(run.start) if table.shows_keys and earlier.shows_keys else MASK
        return Finding(code, table.places.of_cell(run.start, columns[0]), value=value, details=details)


def _join_runs(repeats: Iterable[_Run]) -> Iterator[_Run]:
    run: _Run | None = None
    for repeat in repeats:
        if run is not None and run.goes_on(repeat):
            run = replace(run, length=run.length + 1)
            continue
        if run is not None:
            yield run
        run = repeat
    if run is not None:
        yield run


def _cells(table: KeyedTable, index: int) -> dict[str, str]:
    """A row's cells by column, without blank ones: tables may have their columns in another order."""
    row = table.places.table.rows[index]
    return {name: cell.strip() for name, cell in zip(table.places.table.header, row, strict=True) if cell}


def _show_rows(places: Places, start: int, length: int) -> str:
    first, last = places.row_number(start), places.row_number(start + length - 1)
    return str(first) if length == 1 else f"{first}–{last}"
