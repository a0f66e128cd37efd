"""Which columns of a table of complaints say what came in, was finished and is left."""

from __future__ import annotations

from suluh.vocabulary.stock_flow import FlowColumns

COMPLAINTS = FlowColumns(
    "sisa_awal", "diterima", ("selesai",), ("arsip",), "sisa_akhir", "dalam_tenggat", "median_hari"
)
SERIES = ("instansi", "saluran", "jenis")
"""Columns that name a series of quarters."""
