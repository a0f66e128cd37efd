"""Do budgets add up: printed totals with their parts, and no account counted together with what it holds?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from suluh.checking.places import Places
from suluh.checking.record_rules.known import Known
from suluh.checking.thread_rows import fail_cell, note_cell
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.stated_totals import compare_totals
from suluh.vocabulary.threads import Record


def check_totals(records: Sequence[Record], places: Places, known: Known) -> Iterator[Finding]:
    """A warning for each stated total that its parts do not come to."""
    for one in compare_totals(records, known.records):
        if not one.difference or one.reckoned is None:
            continue
        details = {
            "jumlah": _rupiah(one.stated),
            "terhitung": _rupiah(one.reckoned),
            "selisih": _rupiah(one.difference),
            "baris": str(one.parts),
        }
        yield note_cell("A022", one.record, "jumlah", places, **details)


def check_budget_rows(records: Sequence[Record], places: Places, known: Known) -> Iterator[Finding]:
    """An error for each account that is written beside the accounts within it: its sum would count twice."""
    found: dict[tuple[str, str, str], dict[str, Record]] = {}
    for record in records:
        code = normalise_code(record.text("kode_sub_kegiatan"))
        key = (record.text("tahun"), record.text("instansi"), code)
        found.setdefault(key, {}).setdefault(record.text("kode_rekening"), record)
    for accounts in found.values():
        told: set[str] = set()
        for code in accounts:
            above = next((one for one in _above(code) if one in accounts), None)
            if above is not None and above not in told:
                told.add(above)
                yield fail_cell("A023", accounts[above], "kode_rekening", places, rincian=code)


def _above(code: str) -> Iterator[str]:
    """The accounts that hold an account: `5` and `5.1` for `5.1.02`."""
    parts = code.split(".")
    yield from (".".join(parts[:length]) for length in range(1, len(parts)))


def _rupiah(amount: Decimal) -> str:
    """Rupiah with points between thousands."""
    return f"{amount:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
