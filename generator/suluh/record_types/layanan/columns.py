"""Which columns of a table of licences say what came in, was decided and is left."""

from __future__ import annotations

from suluh.vocabulary.stock_flow import FlowColumns

LICENCES = FlowColumns(
    "sisa_awal", "masuk", ("terbit", "ditolak"), (), "sisa_akhir", "dalam_janji", "median_hari"
)
SERIES = ("instansi", "jenis_izin")
"""Columns that name a series of quarters."""
