"""Totals that a document states, beside the sum of the rows that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.vocabulary.codes import is_within, normalise_code
from suluh.vocabulary.threads import Record, add_exactly

TOTALS = "jumlah_anggaran"
SUB_UNIT = "sub_unit"
PLANNED = "pagu_indikatif"
STAGES: Mapping[str, tuple[str, ...]] = {
    PLANNED: (PLANNED,),
    "murni": ("murni",),
    "pergeseran": ("pergeseran", "murni"),
    "perubahan": ("perubahan", "pergeseran", "murni"),
}
"""By stage the columns whose first amount counts: what was not changed keeps the amount before."""

_EXPENDITURE = "5"


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total as stated, and the exact sum of its `parts` rows; `reckoned` is None without any."""

    record: Record
    stated: Decimal
    reckoned: Decimal | None
    parts: int

    @property
    def tahun(self) -> int:
        """The year it is of."""
        return self.record.whole("tahun")

    @property
    def instansi(self) -> str:
        """The agency it is of; empty for the whole region."""
        return self.record.text("instansi")

    @property
    def difference(self) -> Decimal:
        """What was stated less what the parts come to; 0 where there is no part to compare with."""
        return self.stated - self.reckoned if self.reckoned is not None else Decimal(0)


def compare_totals(totals: Iterable[Record], rows: Mapping[str, Sequence[Record]]) -> Iterator[StatedTotal]:
    """Each stated total with the sum of its parts; `rows` are those of `anggaran` and `rencana`."""
    near: dict[tuple[str, int, str], list[_Row]] = {}
    for standard in ("anggaran", "rencana"):
        for row in rows.get(standard, ()):
            year, agency = row.whole("tahun"), row.text("instansi")
            for of_whom in {"", agency}:
                near.setdefault((standard, year, of_whom), []).append(_read_row(row))
    for record in totals:
        stated, columns = record.number("jumlah"), STAGES.get(record.text("tahap"))
        if stated is None or columns is None:
            continue
        standard = "rencana" if columns == (PLANNED,) else "anggaran"
        candidates = near.get((standard, record.whole("tahun"), record.text("instansi")), ())
        belongs = _is_part_of(record)
        parts = [row.record for row in candidates if belongs(row)]
        yield StatedTotal(record, stated, add_exactly(_first(row, columns) for row in parts), len(parts))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what says whether it is part of a total, read once for all totals; a plan has no account."""

    record: Record
    unit: str
    code: str
    account: str | None


def _read_row(row: Record) -> _Row:
    account = None if row.standard == "rencana" else row.text("kode_rekening")
    return _Row(row, row.text(SUB_UNIT), normalise_code(row.text("kode_sub_kegiatan")), account)


def _is_part_of(record: Record) -> Callable[[_Row], bool]:
    """Asks of a row of the same year and agency whether it belongs to what a total is of."""
    code = normalise_code(record.text("kode_nomenklatur"))
    unit, account = record.text(SUB_UNIT), record.text("kode_rekening") or _EXPENDITURE

    def belongs(row: _Row) -> bool:
        if (unit and row.unit != unit) or (code and not is_within(row.code, code)):
            return False
        return row.account is None or is_within(row.account, account)

    return belongs


def _first(row: Record, columns: Sequence[str]) -> Decimal | None:
    return next((amount for name in columns if (amount := row.number(name)) is not None), None)
