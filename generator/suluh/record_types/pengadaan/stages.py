"""Words of procurement that rules, pages and the open-contracting files share."""

from __future__ import annotations

STAGES = ("rencana", "proses", "kontrak", "selesai", "batal")
"""The states of a package, in order of time; the last is where it may end at any time."""

CONTRACTED = ("kontrak", "selesai")
OWN_WORK = "swakelola"
"""The method without a supplier."""

CATEGORIES = {"barang": "goods", "konstruksi": "works", "konsultansi": "services", "jasa_lain": "services"}
"""OCDS `mainProcurementCategory`."""

FURTHER_CATEGORIES = {"konsultansi": "consultingServices"}
"""OCDS `additionalProcurementCategories`, where the main one says less than our word."""

METHODS = {
    "tender": "open",
    "seleksi": "selective",
    "e_purchasing": "direct",
    "pengadaan_langsung": "direct",
    "penunjukan_langsung": "direct",
}
"""OCDS `procurementMethod`; own work and what is exempt have none, and stand in the details alone."""

TENDER_STATUS = {"proses": "active", "kontrak": "complete", "selesai": "complete", "batal": "cancelled"}
"""OCDS `tender/status` once a package is more than planned."""
