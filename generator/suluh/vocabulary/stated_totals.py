"""Totals that a document states, beside the sum of the rows that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.vocabulary.codes import normalise_code
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
    near: dict[tuple[str, int, str], list[Record]] = {}
    for standard in ("anggaran", "rencana"):
        for row in rows.get(standard, ()):
            year, agency = row.whole("tahun"), row.text("instansi")
            for of_whom in {"", agency}:
                near.setdefault((standard, year, of_whom), []).append(row)
    for record in totals:
        stated, columns = record.number("jumlah"), STAGES.get(record.text("tahap"))
        if stated is None or columns is None:
            continue
        standard = "rencana" if columns == (PLANNED,) else "anggaran"
        candidates = near.get((standard, record.whole("tahun"), record.text("instansi")), ())
        parts = [row for row in candidates if _is_part(row, record)]
        yield StatedTotal(record, stated, add_exactly(_first(row, columns) for row in parts), len(parts))


def _is_part(row: Record, record: Record) -> bool:
    """Whether a row of the same year and agency belongs to what a total is of."""
    code = normalise_code(record.text("kode_nomenklatur"))
    unit = record.text(SUB_UNIT)
    if unit and row.text(SUB_UNIT) != unit:
        return False
    if code and not _starts(normalise_code(row.text("kode_sub_kegiatan")), code):
        return False
    account = record.text("kode_rekening") or _EXPENDITURE
    return row.standard == "rencana" or _starts(row.text("kode_rekening"), account)


def _starts(code: str, above: str) -> bool:
    """Whether a code is `above` or lies below it, part by part: `5.1` is not above `5.10`."""
    return code == above or code.startswith(f"{above}.")


def _first(row: Record, columns: Sequence[str]) -> Decimal | None:
    return next((amount for name in columns if (amount := row.number(name)) is not None), None)
