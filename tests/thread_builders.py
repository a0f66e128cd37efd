"""Small thread tables for tests: name the columns that matter, the rest is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from builders import make_cleared, make_dataset, make_field, make_resource, make_table
from suluh.linking.thread_joining import join_threads
from suluh.reading.deadlines import due_date
from suluh.reading.standard_list import load_standard
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Schema, StatusData
from suluh.vocabulary.reporting_duty import EVERY_QUARTER, ReportingDuty
from suluh.vocabulary.thread_book import ThreadBook, read_following
from suluh.vocabulary.threads import Record, Thread

CODE = "1.06.02.2.01.0001"
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "usulan": {"tahap": "kabupaten_kota", "hasil": "diakomodasi", "id_usulan": "U-1", "uraian": "Contoh"},
    "rencana": {
        "indikator": "Orang dilatih",
        "satuan": "orang",
        "target": 100,
        "arah": "naik",
        "rumus": "r_per_t",
        "agregasi": "jumlah",
    },
    "anggaran": {"kode_rekening": "5.1.02", "murni": 1000},
    "realisasi": {"triwulan": 1, "indikator": "Orang dilatih"},
    "padanan": {},
    "indikator": {},
    "capaian": {},
    "dokumen": {},
    "tujuan": {},
    "target_lima_tahun": {},
}
SHARED = {"tahun": 2024, "instansi": "dinas-contoh", "kode_sub_kegiatan": CODE}

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def make_thread_dataset(rows: Rows, name: str = "alur", **overrides: Any) -> Dataset:
    """A dataset with a table for each standard in `rows`; None and left-out columns are blank cells."""
    tables, resources = {}, []
    for standard, some in rows.items():
        fields = load_standard(standard)["fields"]
        filled = [{**SHARED, **DEFAULTS[standard], **row} for row in some]
        cells = [[_show(row.get(field["name"])) for field in fields] for row in filled]
        tables[standard] = make_table([field["name"] for field in fields], cells)
        schema = Schema(fields=tuple(make_field(field["name"], type=field["type"]) for field in fields))
        resources.append(make_resource(standard, schema=schema, standar=standard))
    status = overrides.pop("status_data", StatusData.TETAP)
    return make_dataset(make_cleared(tables, name=name, resources=tuple(resources), status_data=status))


def make_book(
    names: Mapping[str, str] | None = None,
    *,
    day: date | None = None,
    duty: ReportingDuty = EVERY_QUARTER,
    **rows: Sequence[Mapping[str, Any]],
) -> ThreadBook:
    """The threads of such a dataset, with their matters, as of a `day`."""
    return join_threads([make_thread_dataset(rows)], names, day=day or day_after(rows), duty=duty)


def day_after(rows: Rows) -> date:
    """The day after the deadline of the last quarter that rows report on; last year's third for none."""
    told = [{**SHARED, **DEFAULTS["realisasi"], **row} for row in rows.get("realisasi", ())]
    quarters = [
        (int(row["tahun"]), int(row["triwulan"]))
        for row in told
        if str(row["tahun"]) in map(str, range(2000, 2100)) and str(row["triwulan"]) in ("1", "2", "3", "4")
        if row.get("realisasi_fisik") is not None or row.get("realisasi_keuangan") is not None
    ]
    year, quarter = max(quarters, default=(int(SHARED["tahun"]) - 1, 3))
    return due_date(year, quarter) + timedelta(days=1)


def make_thread(**rows: Sequence[Mapping[str, Any]]) -> Thread:
    """The only thread of such a dataset."""
    (thread,) = make_book(None, **rows).threads.values()
    return thread


def make_records(standard: str, rows: Sequence[Mapping[str, Any]]) -> list[Record]:
    """The records of one table."""
    dataset = make_thread_dataset({standard: rows})
    return list(read_following(dataset.package, dataset.cleared.tables, (standard,)))


def codes_of(thread: Thread) -> list[str]:
    """Codes of the thread's matters."""
    return [one.code for one in thread.matters]


def _show(value: Any) -> str:
    return "" if value is None else str(value)
