"""Did each activity happen when and where its row says, within its budget, and can its files be shown?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from suluh.checking.lookups import Lookups
from suluh.checking.places import Places
from suluh.checking.thread_rows import note_cell
from suluh.reading.activity_photos import read_photo
from suluh.reading.pdf_attachments import read_attachment
from suluh.reading.region_areas import is_within
from suluh.vocabulary.cells import list_entries
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.thread_book import key_of
from suluh.vocabulary.threads import Record, ThreadKey, add_exactly, budget_in_force

PHOTO, WORDS, PRICE = "foto", "teks_foto", "nilai_kontrak"
ATTACHMENT, TITLE = "lampiran", "judul_lampiran"
LATITUDE, LONGITUDE = "lintang", "bujur"


def check_activities(records: Sequence[Record], places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Findings about dates, positions, contracts, threads and files of the activities of one table."""
    budgets = budgets_by_key(lookups)
    planned = {*budgets, *(key for record in lookups.records.get("rencana", ()) if (key := key_of(record)))}
    for record in records:
        yield from _check_date(record, places)
        yield from _check_position(record, places)
        yield from _check_thread(record, places, planned, budgets)
        yield from _check_photos(record, places, lookups)
        yield from _check_attachments(record, places, lookups)


def budgets_by_key(lookups: Lookups) -> dict[ThreadKey, Decimal]:
    """The budget in force of each sub kegiatan, agency and year that has one."""
    found: dict[ThreadKey, list[Decimal | None]] = {}
    for record in lookups.records.get("anggaran", ()):
        key = key_of(record)
        if key is not None:
            found.setdefault(key, []).append(budget_in_force(record))
    sums = {key: add_exactly(some) for key, some in found.items()}
    return {key: amount for key, amount in sums.items() if amount is not None}


def _check_date(record: Record, places: Places) -> Iterator[Finding]:
    year, day = record.text("tahun"), record.text("tanggal")
    if year and day and not day.startswith(year):
        yield note_cell("M001", record, "tanggal", places, tahun=year)


def _check_position(record: Record, places: Places) -> Iterator[Finding]:
    """Both numbers or none; not swapped; in the region that the row names."""
    latitude, longitude = record.number(LATITUDE), record.number(LONGITUDE)
    if latitude is None or longitude is None:
        if latitude is not None or longitude is not None:
            yield note_cell("M009", record, LATITUDE if latitude is not None else LONGITUDE, places)
        return
    kode = record.text("kode_wilayah")
    if is_within(kode, float(longitude), float(latitude)) is not False:
        return
    swapped = is_within(kode, float(latitude), float(longitude))
    details = {"wilayah": kode}
    yield note_cell("M002" if swapped else "M003", record, LATITUDE, places, **details)


def _check_thread(
    record: Record, places: Places, planned: set[ThreadKey], budgets: dict[ThreadKey, Decimal]
) -> Iterator[Finding]:
    """The sub kegiatan is one that the agency planned that year, and its budget pays for the contract."""
    key = key_of(record)
    if key is None or not planned:
        return
    if key not in planned:
        details = {"instansi": key.instansi, "tahun": str(key.tahun)}
        yield note_cell("M005", record, "kode_sub_kegiatan", places, **details)
    price, budget = record.number(PRICE), budgets.get(key)
    if price is not None and budget is not None and price > budget:
        yield note_cell("M004", record, PRICE, places, pagu=budget)


def _check_photos(record: Record, places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Every photo can be read, is not too large, and is told in words."""
    photos = list_entries(record.text(PHOTO))
    if not photos:
        return
    if len(list_entries(record.text(WORDS))) != len(photos):
        yield note_cell("M007", record, WORDS, places, foto=str(len(photos)))
    for path in photos:
        if lookups.settings is None:
            break
        place = places.of_cell(record.row, PHOTO)
        yield from read_photo(lookups.settings, places.package.folder, path, place)[1]


def _check_attachments(record: Record, places: Places, lookups: Lookups) -> Iterator[Finding]:
    """Every attachment is a PDF that may be published as it is, and has a title."""
    paths = list_entries(record.text(ATTACHMENT))
    if len(list_entries(record.text(TITLE))) != len(paths):
        yield note_cell("M014", record, TITLE, places, lampiran=str(len(paths)))
    for path in paths:
        if lookups.settings is None:
            break
        place = places.of_cell(record.row, ATTACHMENT)
        yield from read_attachment(lookups.settings, places.package.folder, path, place)[1]
