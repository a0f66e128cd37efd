"""A figure and its five states, never mixed and never 0 by default."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from suluh.vocabulary.package import StatusData


class State(StrEnum):
    """What a cell says. The words are also the labels of `missingValues` in a descriptor."""

    NILAI = "nilai"
    BELUM_DILAPORKAN = "belum dilaporkan"
    TIDAK_BERLAKU = "tidak berlaku"
    DIRAHASIAKAN = "dirahasiakan"
    TIDAK_TERSEDIA = "tidak tersedia"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with unit, basis and date; `value` is None in every state but NILAI.

    `note` says as of when or why not; `dataset`, `resource`, `column` and `row` (an index from 0) name the
    cell that it comes from.
    """

    label: str
    state: State
    value: Decimal | None = None
    unit: str = ""
    note: str = ""
    dataset: str = ""
    resource: str = ""
    column: str = ""
    row: int = 0
    status: StatusData = StatusData.TETAP
