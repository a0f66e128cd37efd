"""Can each official document be found and dated, and does it stand in the list once?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import fail_cell, name_other, note_cell
from suluh.reading.document_kinds import load_document_kinds
from suluh.vocabulary.documents import AGENCY, REGION, DocumentKind, PlanDocument, is_safe_link, read_document
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.threads import Record

FREE_YEARS = 2
"""How many years before or after its period a document may be signed: plans come before, reports after."""


def check_documents(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Findings about the rows of one table of documents; doubles may stand in another table."""
    ids: dict[str, Record] = {}
    same: dict[tuple[object, ...], Record] = {}
    for record in lookups.records.get("dokumen", records):
        document = read_document(record)
        ids.setdefault(document.id, record)
        same.setdefault(_identity(document), record)
    for record in records:
        document = read_document(record)
        if document.id and record.is_other_than(ids[document.id]):
            yield fail_cell("G012", record, "id", places, **name_other(ids[document.id], places))
        elif record.is_other_than(same[_identity(document)]):
            yield note_cell("G013", record, "nomor", places, lain=same[_identity(document)].text("id"))
        yield from _check_link(record, places)
        kind = load_document_kinds(document.since).get(document.kind)
        yield from _check_years(document, record, places, kind)
        yield from _check_owner(document, record, places, kind)


def _identity(document: PlanDocument) -> tuple[object, ...]:
    return (
        document.kind,
        document.agency,
        document.since,
        document.until,
        " ".join(document.number.casefold().split()),
    )


def _check_link(record: Record, places: Places) -> Iterator[Finding]:
    link = record.text("tautan")
    if not link:
        yield note_cell("G014", record, "tautan", places, judul=record.text("judul"))
    elif not is_safe_link(link):
        yield fail_cell("G010", record, "tautan", places)


def _check_years(
    document: PlanDocument, record: Record, places: Places, kind: DocumentKind | None
) -> Iterator[Finding]:
    if document.since and document.until and document.until < document.since:
        yield fail_cell("G005", record, "tahun_akhir", places, awal=str(document.since))
        return
    period = f"{document.since}-{document.until}"
    if (
        document.day is not None
        and not document.since - FREE_YEARS <= document.day.year <= document.until + FREE_YEARS
    ):
        yield note_cell("G011", record, "tanggal", places, masa=period)
    if kind is not None and kind.years == 1 and document.since != document.until:
        yield note_cell("G016", record, "tahun_akhir", places, jenis=kind.title, masa=period)


def _check_owner(
    document: PlanDocument, record: Record, places: Places, kind: DocumentKind | None
) -> Iterator[Finding]:
    if kind is None:
        return
    if kind.owner == AGENCY and not document.agency:
        yield note_cell("G015", record, "instansi", places, jenis=kind.title, milik="@owned_by_agency")
    if kind.owner == REGION and document.agency:
        yield note_cell("G015", record, "instansi", places, jenis=kind.title, milik="@owned_by_region")
