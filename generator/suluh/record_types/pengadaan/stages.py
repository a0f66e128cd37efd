"""Words of procurement that rules, pages and the open-contracting file share."""

from __future__ import annotations

STAGES = ("rencana", "proses", "kontrak", "selesai", "batal")
"""The states of a package, in order of time; the last is where it may end at any time."""

CONTRACTED = ("kontrak", "selesai")
OWN_WORK = "swakelola"
"""The method without a supplier."""

CATEGORIES = {"barang": "goods", "konstruksi": "works", "konsultansi": "services", "jasa_lain": "services"}
"""OCDS `mainProcurementCategory`."""

METHODS = {
    "tender": "open",
    "seleksi": "selective",
    "e_purchasing": "direct",
    "pengadaan_langsung": "direct",
    "penunjukan_langsung": "direct",
    "swakelola": "limited",
    "dikecualikan": "limited",
}
"""OCDS `procurementMethod`."""

TENDER_STATUS = {
    "rencana": "planned",
    "proses": "active",
    "kontrak": "complete",
    "selesai": "complete",
    "batal": "cancelled",
}
"""OCDS `tender/status`."""
