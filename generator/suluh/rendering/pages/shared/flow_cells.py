"""A stock and its flow as cells of a table to download."""

from __future__ import annotations

from suluh.vocabulary.figures import State
from suluh.vocabulary.page_numbers import NumberColumn, Value
from suluh.vocabulary.stock_flow import Flow

FLOW_COLUMNS = (
    NumberColumn("sisa_awal", "Belum selesai pada awalnya"),
    NumberColumn("diterima", "Diterima"),
    NumberColumn("selesai", "Selesai"),
    NumberColumn("diarsipkan", "Diarsipkan"),
    NumberColumn("sisa_akhir", "Belum selesai pada akhirnya"),
    NumberColumn("dalam_tenggat", "Selesai dalam tenggat"),
    NumberColumn("bagian_dalam_tenggat", "Selesai dalam tenggat dari yang selesai", "persen"),
)


def flow_cells(flow: Flow) -> tuple[Value, ...]:
    """A flow as the cells of `FLOW_COLUMNS`."""
    within: Value = State.BELUM_DILAPORKAN if flow.within is None else flow.within
    share: Value = State.TIDAK_BERLAKU if flow.within_share is None else flow.within_share
    return flow.opening, flow.incoming, flow.finished, flow.other, flow.closing, within, share
