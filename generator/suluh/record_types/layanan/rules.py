"""Do services say what they cost and how long they take, and do licences add up?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.nearest_names import nearest_names
from suluh.checking.places import Places
from suluh.checking.stock_flow_rules import check_flow
from suluh.checking.thread_rows import note_cell
from suluh.record_types.layanan.columns import LICENCES, SERIES
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record


def check_services(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """A fee has a legal basis, and a promised time its unit."""
    for record in records:
        if (record.number("biaya") or 0) > 0 and not record.text("dasar_hukum"):
            yield note_cell("Y006", record, "dasar_hukum", places, biaya=record.text("biaya"))
        if (record.number("waktu") is None) != (not record.text("satuan_waktu")):
            yield note_cell("Y007", record, "satuan_waktu", places, waktu=record.text("waktu") or "–")


def check_licences(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Stock and flow of licences, and whether their service is in the catalogue where there is one."""
    yield from check_flow(records, places, LICENCES, SERIES)
    services = {record.text("id_layanan") for record in lookups.records.get("layanan", ())}
    seen: set[str] = set()
    for record in records:
        service = record.text("id_layanan")
        if services and service and service not in services and service not in seen:
            seen.add(service)
            yield note_cell("Y012", record, "id_layanan", places, dekat=nearest_names(service, services))
