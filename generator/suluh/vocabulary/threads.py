"""The thread: what was asked, planned, budgeted and done about one sub kegiatan of an agency in a year.

Records are rows of the tables that follow the standards `usulan`, `rencana`, `anggaran` and
`realisasi`. Amounts are Decimal and add up exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from fractions import Fraction

from suluh.vocabulary.cells import Cell, is_blank, read_cell, read_number
from suluh.vocabulary.codes import ACCOUNT, shorten_account
from suluh.vocabulary.figures import State
from suluh.vocabulary.package import Field
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.typed_cells import make_form

STANDARDS = ("usulan", "rencana", "anggaran", "realisasi")
QUARTERS = (1, 2, 3, 4)

# More digits than any sum of cells can have, and an error rather than a rounded rupiah.
_EXACT = Context(prec=120, traps=[Inexact])
_FURTHEST = 40


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Source:
    """The table that records come from: its standard, its place, and its columns with their index."""

    standard: str
    dataset: str
    resource: str
    columns: Mapping[str, tuple[int, Field]] = field(hash=False)
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `row` is its index in the table, from 0; cells are as submitted.

    A cell is read when it is first asked for, and once: pages ask for the same ones again and again.
    """

    source: Source
    row: int
    cells: tuple[str, ...]
    _read: dict[str, Cell] = field(default_factory=dict, init=False, repr=False, compare=False)
    _numbers: dict[str, Decimal | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_other_than(self, record: Record) -> bool:
        """Whether it is another row: of another table, or elsewhere in the same one."""
        return (self.source, self.row) != (record.source, record.row)

    @property
    def standard(self) -> str:
        """The record type it follows."""
        return self.source.standard

    @property
    def dataset(self) -> str:
        """The dataset's address under `/data/`."""
        return self.source.dataset

    @property
    def simulated(self) -> bool:
        """Whether it is an invented example."""
        return self.source.simulated

    @property
    def values(self) -> dict[str, str]:
        """All cells by column, as submitted."""
        return {name: self.cells[at] for name, (at, _) in self.source.columns.items()}

    def cell(self, name: str) -> Cell:
        """A column's cell; not available where the table has no such column."""
        cell = self._read.get(name)
        if cell is None:
            place = self.source.columns.get(name)
            cell = (
                Cell("", State.TIDAK_TERSEDIA) if place is None else read_cell(place[1], self.cells[place[0]])
            )
            self._read[name] = cell
        return cell

    def text(self, name: str) -> str:
        """A column's text, trimmed; empty where it stands for no value.

        A day is ISO, however it came, and an account is written as until 2025, so that both forms are one.
        """
        place = self.source.columns.get(name)
        if place is None or is_blank(place[1], self.cells[place[0]]):
            return ""
        text = self.cells[place[0]].strip()
        if name == ACCOUNT:
            return shorten_account(text)
        if place[1].type == "date" and place[1].format != "default":
            return make_form(place[1]).canonical(text) or text
        return text

    def number(self, name: str) -> Decimal | None:
        """A column's number; None where it has none, which is never 0."""
        if name not in self._numbers:
            self._numbers[name] = self._read_number(name)
        return self._numbers[name]

    def _read_number(self, name: str) -> Decimal | None:
        place = self.source.columns.get(name)
        if place is None or not place[1].is_number or is_blank(place[1], self.cells[place[0]]):
            return None
        value = read_number(place[1], self.cells[place[0]])
        return value if value is None or _is_reckonable(value) else None

    def whole(self, name: str) -> int:
        """A column's year or quarter; 0 where it is no whole number."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _is_reckonable(value: Decimal) -> bool:
    """Whether a number is of a size that anything has: `1E999999` is told as an error, not reckoned with."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_FURTHEST and value.adjusted() <= _FURTHEST


class Station(StrEnum):
    """Where a thread passes, in order."""

    USULAN = "usulan"
    RENCANA = "rencana"
    ANGGARAN = "anggaran"
    KEGIATAN = "kegiatan"
    HASIL = "hasil"


class StationState(StrEnum):
    """What is known at a station. Nothing reported is never the same as nothing done."""

    ADA = "ada"
    SEBAGIAN = "sebagian"
    BELUM_DILAPORKAN = "belum dilaporkan"
    TIDAK_ADA = "tidak ada"
    TIDAK_DAPAT_DIHITUNG = "tidak dapat dihitung"


@dataclass(frozen=True, slots=True, order=True)
class ThreadKey:
    """What joins records: year, agency's slug and the sub kegiatan's normalised code."""

    tahun: int
    instansi: str
    kode: str

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        return f"alur/{self.tahun}/{self.instansi}/{self.kode}/"


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing to know ("hal yang perlu diketahui"): the finding's code, and details for its sentence.

    The public's sentence is `rendering.thread_sentences.SENTENCES[code]`. `records` are the rows it rests on.
    """

    code: str
    details: Mapping[str, str | int | Decimal | Fraction] = field(default_factory=dict, hash=False)
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Thread:
    """All records of one key, each in the order of its tables.

    `name` is the sub kegiatan's official name, or its code. `due` is the last quarter of the
    year whose deadline is past (0 for none): what is owed until then and is not there is missing, what lies
    beyond is not yet due. `obliged` are the quarters of the year that its agency reports on at all.
    `through` is the last quarter that anybody reported on for that year (0 for none); it says how far
    figures reach, and nothing of who is late. `five_year_targets` are what a five-year plan
    wants of indicators by their keys, and `five_year_ceiling` its rupiah, where a yearly plan does not.
    `matters` follow from all of that and from the years before: two threads are the same without them.
    """

    key: ThreadKey
    name: str
    usulan: tuple[Record, ...] = ()
    rencana: tuple[Record, ...] = ()
    anggaran: tuple[Record, ...] = ()
    realisasi: tuple[Record, ...] = ()
    through: int = 0
    due: int = 0
    obliged: tuple[int, ...] = QUARTERS
    matters: tuple[Matter, ...] = field(default=(), compare=False)
    five_year_targets: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    five_year_ceiling: Decimal | None = None

    def with_matters(self, matters: tuple[Matter, ...]) -> Thread:
        """The same thread with what is to be known about it."""
        return replace(self, matters=matters)

    def tell_matters(self, matters: tuple[Matter, ...]) -> None:
        """Fill in what is to be known: for whoever joins it alone, before anybody else has it.

        What was reckoned of it to find its matters is kept beside this very value: a copy would have none.
        """
        object.__setattr__(self, "matters", matters)

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        return self.key.address

    @property
    @remembered
    def simulated(self) -> bool:
        """Whether any of its records is an invented example."""
        records = (*self.usulan, *self.rencana, *self.anggaran, *self.realisasi)
        return any(record.source.simulated for record in records)

    @property
    @remembered
    def datasets(self) -> frozenset[str]:
        """The datasets that its plan, its budget and its reports come from."""
        return frozenset(record.dataset for record in (*self.rencana, *self.anggaran, *self.realisasi))

    @property
    @remembered
    def pagu_indikatif(self) -> Decimal | None:
        """The plan's ceiling in rupiah, all rows together; None where none is stated."""
        return total(self.rencana, "pagu_indikatif")

    @property
    @remembered
    def pagu_renstra(self) -> Decimal | None:
        """The Renstra's rupiah: as the yearly plan states it, else as the five-year plan does."""
        stated = total(self.rencana, "pagu_renstra")
        return self.five_year_ceiling if stated is None else stated

    @property
    @remembered
    def murni(self) -> Decimal | None:
        """The original budget in rupiah."""
        return total(self.anggaran, "murni")

    @property
    @remembered
    def budget(self) -> Decimal | None:
        """The budget in force in rupiah: each account's latest of murni, pergeseran, perubahan."""
        return add_exactly(budget_in_force(record) for record in self.anggaran)

    @property
    def spent(self) -> Decimal | None:
        """Rupiah spent in all reported quarters; None where no quarter has an amount."""
        return self.spent_until(QUARTERS[-1])

    def in_quarter(self, quarter: int) -> tuple[Record, ...]:
        """The records about one quarter."""
        return self._quarters().get(quarter, ())

    @remembered
    def _quarters(self) -> Mapping[int, tuple[Record, ...]]:
        groups: dict[int, list[Record]] = {}
        for record in self.realisasi:
            groups.setdefault(record.whole("triwulan"), []).append(record)
        return {quarter: tuple(some) for quarter, some in groups.items()}

    @remembered
    def spent_in(self, quarter: int) -> Decimal | None:
        """Rupiah spent in one quarter; None where it was not reported."""
        return total(self.in_quarter(quarter), "realisasi_keuangan")

    @remembered
    def spent_until(self, quarter: int) -> Decimal | None:
        """Rupiah spent in the quarters up to and with one; None where none was reported."""
        return add_exactly(self.spent_in(number) for number in QUARTERS if number <= quarter)

    @property
    @remembered
    def reported(self) -> tuple[int, ...]:
        """Quarters with a reported result or amount, ascending."""
        return tuple(number for number in QUARTERS if any(map(has_report, self.in_quarter(number))))

    @property
    @remembered
    def stations(self) -> Mapping[Station, StationState]:
        """What is known at each of the five stations; a quarter that is not yet due is not missing."""
        here, absent = StationState.ADA, StationState.TIDAK_ADA
        unreported = StationState.BELUM_DILAPORKAN
        done = StationState.SEBAGIAN if self.missing else here
        results = [record for record in self.realisasi if record.number("realisasi_fisik") is not None]
        targets = [record for record in self.rencana if record.number("target")]
        outcome = here if targets else StationState.TIDAK_DAPAT_DIHITUNG
        return {
            Station.USULAN: here if self.usulan else absent,
            Station.RENCANA: here if self.rencana else absent,
            Station.ANGGARAN: here if self.budget is not None else absent,
            Station.KEGIATAN: done if self.reported else unreported,
            Station.HASIL: outcome if results else unreported,
        }

    @property
    def owes(self) -> bool:
        """Whether reports are waited for: only what has a budget in force owes any."""
        return self.budget is not None

    @property
    def horizon(self) -> int:
        """The last quarter that pages, forms and charts run to: due or reported by anybody; 0 for none."""
        return max(self.due, self.through)

    def awaits(self, quarter: int) -> bool:
        """Whether a report of a quarter counts among those waited for: one that is owed, or came unasked."""
        return self.owes and (quarter in self.obliged or quarter in self.reported)

    @property
    def owed(self) -> tuple[int, ...]:
        """Quarters past their deadline that it owes a report of, ascending; none beyond."""
        return tuple(quarter for quarter in self.obliged if quarter <= self.due) if self.owes else ()

    @property
    def missing(self) -> tuple[int, ...]:
        """Those that it did not report."""
        reported = self.reported
        return tuple(quarter for quarter in self.owed if quarter not in reported)


def add_exactly(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum without rounding of the amounts that are there; None where none is."""
    found: Decimal | None = None
    for amount in amounts:
        if amount is not None:
            found = amount if found is None else _EXACT.add(found, amount)
    return found


def total(records: Iterable[Record], column: str) -> Decimal | None:
    """The exact sum of a column over the records that have a number there; None where none has."""
    return add_exactly(record.number(column) for record in records)


def budget_in_force(record: Record) -> Decimal | None:
    """A budget row's latest amount: perubahan, else pergeseran, else murni."""
    return record.number(column_in_force(record))


def column_in_force(record: Record) -> str:
    """The column in which a budget row's latest amount stands, the original one where it has none."""
    columns = ("perubahan", "pergeseran", "murni")
    return next((column for column in columns if record.number(column) is not None), columns[-1])


def has_budget(record: Record) -> bool:
    """Whether a budget row has an amount in force, 0 included."""
    return budget_in_force(record) is not None


def has_report(record: Record) -> bool:
    """Whether a realisation row reports anything: a result or an amount, 0 included."""
    return record.number("realisasi_fisik") is not None or record.number("realisasi_keuangan") is not None


def datasets_of(threads: Iterable[Thread]) -> tuple[str, ...]:
    """The datasets that the threads' rows of plan, budget and result come from, each once."""
    return tuple(sorted({name for thread in threads for name in thread.datasets}))
