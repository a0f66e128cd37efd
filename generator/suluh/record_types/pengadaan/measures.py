"""What procurement amounts to: how many packages have a contract, and at what share of their ceilings."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from suluh.measuring.shares import share_of
from suluh.record_types.pengadaan.stages import CONTRACTED
from suluh.vocabulary.threads import Record, add_exactly


def count_contracted(records: Iterable[Record]) -> int:
    """How many packages have a contract or are finished."""
    return sum(record.text("status") in CONTRACTED for record in records)


def contract_share(records: Iterable[Record]) -> Fraction | None:
    """Contracts in per cent of their ceilings, of those packages that have both; None where none has."""
    both = [
        record for record in records if record.number("nilai_kontrak") is not None and record.number("pagu")
    ]
    price = add_exactly(record.number("nilai_kontrak") for record in both)
    return share_of(price, add_exactly(record.number("pagu") for record in both))
