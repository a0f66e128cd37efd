"""Do procurements stay within plan and budget, in order of time, and tell of their contract?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, note_cell
from suluh.record_types.pengadaan.stages import CONTRACTED, OWN_WORK
from suluh.vocabulary.codes import normalise_code
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record, add_exactly, budget_in_force

_Key = tuple[int, str, str]


def check_procurements(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Each package by itself, then the packages of a sub kegiatan against its budget."""
    budgets = _sum_budgets(lookups.records.get("anggaran", ()))
    packages: dict[_Key, list[Record]] = {}
    for record in records:
        yield from _check_amounts(record, places)
        yield from _check_dates(record, places)
        yield from _check_later_dates(record, places)
        yield from _check_status(record, places)
        if record.text("kode_sub_kegiatan") and record.text("status") != "batal":
            packages.setdefault(_key(record), []).append(record)
    for key, some in packages.items() if budgets else ():
        planned, budget = add_exactly(record.number("pagu") for record in some), budgets.get(key)
        details = {"kode": key[2], "instansi": key[1], "tahun": str(key[0])}
        if budget is None:
            yield note_cell("Q005", some[0], "kode_sub_kegiatan", places, **details)
        elif planned is not None and planned > budget:
            more = {"jumlah": f"{planned:f}", "anggaran": f"{budget:f}"}
            yield note_cell("Q002", some[0], "pagu", places, **details, **more)


def _key(record: Record) -> _Key:
    code = normalise_code(record.text("kode_sub_kegiatan"))
    return record.whole("tahun"), record.text("instansi"), code


def _sum_budgets(records: Sequence[Record]) -> dict[_Key, Decimal]:
    found: dict[_Key, Decimal] = {}
    for record in records:
        amount = budget_in_force(record)
        if record.text("kode_sub_kegiatan") and amount is not None:
            found[_key(record)] = add_exactly((found.get(_key(record)), amount)) or Decimal(0)
    return found


def _check_amounts(record: Record, places: Places) -> Iterator[Finding]:
    ceiling, estimate, price = (record.number(name) for name in ("pagu", "hps", "nilai_kontrak"))
    if ceiling is not None and estimate is not None and estimate > ceiling:
        yield note_cell("Q001", record, "hps", places, batas=ceiling, nama_batas="pagu")
    limits = [(amount, name) for amount, name in ((estimate, "hps"), (ceiling, "pagu")) if amount is not None]
    if price is not None and limits and price > limits[0][0]:
        limit, name = limits[0]
        yield note_cell("Q001", record, "nilai_kontrak", places, batas=limit, nama_batas=name)


def _check_dates(record: Record, places: Places) -> Iterator[Finding]:
    """ISO dates compare as texts."""
    order = [(name, record.text(name)) for name in ("rencana_mulai", "tanggal_kontrak", "tanggal_selesai")]
    stated = [(name, text) for name, text in order if text]
    for (before, earlier), (after, later) in pairwise(stated):
        if later < earlier and (before, after) != ("rencana_mulai", "tanggal_kontrak"):
            yield fail_cell("Q003", record, after, places, sebelum=before, tanggal=earlier)


def _check_later_dates(record: Record, places: Places) -> Iterator[Finding]:
    """Neither an amendment nor the handover comes before the contract."""
    signed = record.text("tanggal_kontrak")
    for column in ("tanggal_adendum", "tanggal_serah_terima"):
        if signed and record.text(column) and record.text(column) < signed:
            yield fail_cell("Q003", record, column, places, sebelum="tanggal_kontrak", tanggal=signed)


def _check_status(record: Record, places: Places) -> Iterator[Finding]:
    status, price = record.text("status"), record.number("nilai_kontrak")
    if status in CONTRACTED and record.text("metode") != OWN_WORK:
        missing = [name for name in ("nilai_kontrak", "penyedia", "tanggal_kontrak") if not record.text(name)]
        if missing:
            details = {"keadaan": status, "kolom": ", ".join(missing)}
            yield note_cell("Q004", record, missing[0], places, **details)
    elif status in ("rencana", "proses") and price is not None:
        yield note_cell("Q006", record, "status", places)
