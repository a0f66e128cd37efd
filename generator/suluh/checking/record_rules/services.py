"""Do statistics of services add up: what was left, came in and left again; who says what?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from suluh.checking.places import Places
from suluh.checking.record_rules.known import Known
from suluh.checking.thread_rows import fail_cell, note_cell
from suluh.reading.village_variables import load_variables
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.stock_flow import COMPLAINTS, LICENCES, FlowColumns, read_flow
from suluh.vocabulary.threads import Record

SMALLEST = 5
"""Counts of persons from 1 up to below this would point at single persons."""

SUPERVISION = "pengawasan"
_COUNTS = ("sisa_awal", "diterima", "selesai", "arsip", "sisa_akhir")


def check_complaints(records: Sequence[Record], places: Places, known: Known) -> Iterator[Finding]:
    """Stock and flow of complaints; no count of alleged misconduct so small that it tells of persons."""
    yield from _check_flow(records, places, COMPLAINTS, ("instansi", "saluran", "jenis"))
    for record in records:
        if record.text("jenis") != SUPERVISION:
            continue
        small = [name for name in _COUNTS if 0 < (record.number(name) or 0) < SMALLEST]
        if small:
            yield fail_cell("Y005", record, small[0], places, batas=str(SMALLEST))


def check_licences(records: Sequence[Record], places: Places, known: Known) -> Iterator[Finding]:
    """Stock and flow of licences, and whether their service is in the catalogue where there is one."""
    yield from _check_flow(records, places, LICENCES, ("instansi", "jenis_izin"))
    services = {one.text("id_layanan") for one in known.records.get("layanan", ())}
    told: set[str] = set()
    for record in records:
        service = record.text("id_layanan")
        if services and service and service not in services and service not in told:
            told.add(service)
            yield note_cell("Y012", record, "id_layanan", places, dekat=_nearest(service, services))


def _check_flow(
    records: Sequence[Record], places: Places, columns: FlowColumns, key: Sequence[str]
) -> Iterator[Finding]:
    """Each row's stock adds up, and begins where the quarter before ended."""
    ends: dict[tuple[object, ...], Record] = {}
    for record in records:
        ends[(*(record.text(name) for name in key), _period(record))] = record
    for record in records:
        flow = read_flow(record, columns)
        if flow.closing != flow.expected:
            details = {"harap": str(flow.expected), "hitungan": columns.formula}
            yield fail_cell("Y001", record, columns.closing, places, **details)
        if flow.within is not None and flow.within > flow.finished:
            yield fail_cell("Y003", record, columns.within, places, paling=str(flow.finished))
        if flow.median is not None and not flow.finished:
            yield note_cell("Y004", record, columns.median, places)
        before = ends.get((*(record.text(name) for name in key), _period(record) - 1))
        if before is not None and (left := read_flow(before, columns).closing) != flow.opening:
            details = {"harap": str(left), "baris_lain": str(places.row_number(before.row))}
            yield note_cell("Y002", record, columns.opening, places, **details)


def _period(record: Record) -> int:
    return record.whole("tahun") * 4 + record.whole("triwulan")


def check_services(records: Sequence[Record], places: Places, known: Known) -> Iterator[Finding]:
    """A fee has a legal basis, and a promised time its unit."""
    for record in records:
        if (record.number("biaya") or 0) > 0 and not record.text("dasar_hukum"):
            yield note_cell("Y006", record, "dasar_hukum", places, biaya=record.text("biaya"))
        if (record.number("waktu") is None) != (not record.text("satuan_waktu")):
            yield note_cell("Y007", record, "satuan_waktu", places, waktu=record.text("waktu") or "–")


def check_village_profiles(records: Sequence[Record], places: Places, known: Known) -> Iterator[Finding]:
    """Variables are those of the list, in its units."""
    told: set[str] = set()
    for record in records:
        name, variables = record.text("variabel"), load_variables(record.whole("tahun"))
        variable = variables.get(name)
        if variable is None:
            if name not in told:
                told.add(name)
                yield fail_cell("Y010", record, "variabel", places, dekat=_nearest(name, variables))
        elif record.text("satuan") != variable.unit:
            yield fail_cell("Y011", record, "satuan", places, harap=variable.unit, variabel=name)


def _nearest(text: str, names: Mapping[str, object] | set[str]) -> str:
    """The name most like a text, or a few of them all."""
    near = get_close_matches(text, list(names), n=1)
    return near[0] if near else ", ".join(sorted(names)[:5])
