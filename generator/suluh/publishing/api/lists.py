"""Collections of things: agencies, regions, datasets, indicators, formulas, and who reported when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from suluh.measuring.report_coverage import Coverage, cover_agencies, list_quarters
from suluh.publishing.api.answers import (
    Angka,
    Bilangan,
    Cakupan,
    Dataset,
    Hasil,
    Indikator,
    Instansi,
    Kepala,
    Laporan,
    Lisensi,
    Rumus,
    Tabel,
    Wilayah,
)
from suluh.publishing.api.encoding import encode
from suluh.publishing.api.record_files import ShelvedTable, rows_by
from suluh.publishing.api.shards import Item, spell
from suluh.publishing.api.shelves import Shelf, shelve
from suluh.publishing.api.sources import Sources
from suluh.publishing.file_metadata import last_change, list_licenses, marked_title
from suluh.reading.deadlines import due_date
from suluh.reading.fact_formulas import load_fact_formulas
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.facts import in_quarter
from suluh.vocabulary.figures import State
from suluh.vocabulary.region import Regions
from suluh.vocabulary.threads import Record

Places = Mapping[str, tuple[str, ...]]
"""Files that hold something, by its key."""


def shelve_agencies(catalog: Catalog, places: Places, sources: Sources) -> Shelf:
    """All agencies, with the files of their facts and of their sub kegiatan."""
    items = [
        Item(
            spell(slug),
            encode(
                Instansi(
                    kunci=slug,
                    nama=agency.nama,
                    jenis=agency.jenis,
                    nama_singkat=agency.nama_singkat,
                    kode_skpd=agency.kode_skpd,
                    kode_wilayah=agency.kode_wilayah,
                    situs=agency.situs,
                    surel=agency.surel,
                    alamat=places.get(slug, ()),
                )
            ),
        )
        for slug, agency in catalog.agencies.items()
    ]
    head = Kepala("instansi", catalog.agencies_simulated, {}, sources.of(_following(catalog, "instansi")))
    return shelve("instansi", head, items, columns=("kunci",))


def find_regions(tables: Iterable[ShelvedTable], facts: Shelf | None, coded: Iterable[str]) -> Places:
    """The files that hold each region: of its facts, and of the rows that name it; `coded` have facts."""
    found: dict[str, tuple[str, ...]] = {}
    for code in coded if facts else ():
        found[code] = facts.addresses(spell(f"wilayah.{code}")) if facts else ()
    for table in tables:
        if table.region_column in table.table.header:
            for code, files in rows_by(table, table.region_column).items():
                if len(files) <= _MOST_FILES:
                    found[code] = (*found.get(code, ()), *files)
    return found


_MOST_FILES = 8
"""Rows that lie in more files than these are not told by region: their table is not parted by it."""


def shelve_regions(regions: Regions, places: Places, sources: Sources) -> Shelf:
    """The regions that anything is said of."""
    items = [
        Item(
            spell(code),
            encode(
                Wilayah(
                    kode=code,
                    nama=regions[code].full_name,
                    jenis=regions[code].kind,
                    induk=regions[code].parent_code,
                    alamat=files,
                )
            ),
        )
        for code, files in sorted(places.items())
        if code in regions
    ]
    return shelve("wilayah", Kepala("wilayah", False, {}), items, columns=("kode",))


def shelve_datasets(catalog: Catalog, tables: Sequence[ShelvedTable], sources: Sources) -> Shelf:
    """All datasets and lists of our own, with their tables and downloads."""
    items = []
    shelves = {table.name: table.shelf.address for table in tables}
    for name, dataset in sorted(catalog.published.items()):
        package = dataset.package
        answer = Dataset(
            nama=name,
            judul=marked_title(package),
            instansi=dataset.instansi.slug,
            status_data=package.status_data,
            lisensi=tuple(Lisensi(**entry) for entry in list_licenses(package)),
            edisi=sources.edition(name),
            diubah=last_change(dataset),
            periode=str(package.descriptor.get("periode", "")),
            frekuensi=package.text("frekuensi"),
            topik=package.text("topik"),
            kontak=package.text("kontak"),
            tabel=tuple(
                Tabel(
                    f"{name}/{table.name}",
                    table.title,
                    len(dataset.cleared.tables[table.name].rows),
                    shelves.get(f"{name}/{table.name}", ""),
                )
                for table in package.resources
            ),
            unduhan=tuple(some.artifact.address for some in dataset.distributions),
        )
        items.append(Item(spell(name), encode(answer)))
    head = Kepala("dataset", sources.is_simulated(catalog.datasets), {})
    return shelve("dataset", head, items, columns=("nama",))


def shelve_indicators(catalog: Catalog, sources: Sources) -> Shelf:
    """All indicators with their targets and results."""
    results: dict[str, list[Record]] = {}
    for record in catalog.records.get("capaian", ()):
        results.setdefault(record.text("id_indikator"), []).append(record)
    items = [
        Item(
            spell(record.text("id_indikator")),
            encode(
                Indikator(
                    kunci=record.text("id_indikator"),
                    nama=record.text("nama"),
                    satuan=record.text("satuan"),
                    arah=record.text("arah"),
                    definisi=record.text("definisi"),
                    instansi=record.text("instansi"),
                    hasil=tuple(map(_result, results.get(record.text("id_indikator"), ()))),
                )
            ),
        )
        for record in catalog.records.get("indikator", ())
    ]
    datasets = (*_following(catalog, "indikator"), *_following(catalog, "capaian"))
    head = Kepala("indikator", sources.is_simulated(datasets), {}, sources.of(datasets))
    return shelve("indikator", head, items, columns=("kunci",))


def _result(record: Record) -> Hasil:
    return Hasil(
        tahun=record.whole("tahun"),
        triwulan=record.whole("triwulan"),
        kode_wilayah=record.text("kode_wilayah"),
        target=_figure(record, "target"),
        hasil=_figure(record, "realisasi"),
        keterangan=record.text("keterangan"),
    )


def _figure(record: Record, column: str) -> Bilangan | Angka:
    value = record.number(column)
    if value is not None:
        return value
    state = record.cell(column).state
    return Angka(None, State.TIDAK_TERSEDIA if state is State.NILAI else state)


def shelve_coverage(catalog: Catalog, sources: Sources) -> Shelf:
    """Who reported each quarter."""
    book = catalog.threads
    quarters = list_quarters(book)
    cells = cover_agencies(book, quarters, catalog.own_agencies)
    items = []
    for year, number in quarters:
        reports = tuple(_report(slug, of_agency[year, number]) for slug, of_agency in cells.items())
        by_state: dict[str, tuple[str, ...]] = {}
        for report in reports:
            by_state[report.keadaan] = (*by_state.get(report.keadaan, ()), report.instansi)
        answer = Cakupan(in_quarter(year, number), due_date(year, number).isoformat(), by_state, reports)
        items.append(Item(spell(answer.waktu), encode(answer)))
    datasets = (*_following(catalog, "anggaran"), *_following(catalog, "realisasi"))
    simulated = any(thread.simulated for thread in book.threads.values())
    return shelve(
        "cakupan", Kepala("cakupan", simulated, {}, sources.of(datasets)), items, columns=("waktu",)
    )


def _report(slug: str, cell: Coverage) -> Laporan:
    return Laporan(
        instansi=slug,
        keadaan=str(cell.state),
        masuk=cell.reported,
        ditunggu=cell.due,
        terakhir=cell.handed_in,
        sebab=str(cell.left_out or ""),
    )


def shelve_formulas() -> Shelf:
    """How figures of each kind come about."""
    items = [
        Item(
            spell(name),
            encode(
                Rumus(
                    ukuran=name,
                    judul=formula.title,
                    cara=formula.words,
                    satuan=formula.unit,
                    masukan=formula.inputs,
                    tabel=formula.tables,
                )
            ),
        )
        for name, formula in load_fact_formulas().items()
    ]
    return shelve("rumus", Kepala("rumus", False, {}), items, columns=("ukuran",))


def _following(catalog: Catalog, standard: str) -> tuple[str, ...]:
    """The datasets with a table of a record type."""
    return tuple(
        name
        for name, dataset in catalog.datasets.items()
        if any(resource.standar == standard for resource in dataset.package.resources)
    )
