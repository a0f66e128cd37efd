"""The lists that a PPID keeps: public information (DIP) and exclusions (DIK), for people and as files."""

from __future__ import annotations

from functools import partial

from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.csv_file import write_list
from suluh.publishing.file_metadata import absolute, dataset_address, last_change
from suluh.publishing.formats import list_formats
from suluh.publishing.workbook import write_plain_workbook
from suluh.vocabulary.catalog import Catalog
from suluh.vocabulary.package import Table
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

DIP_COLUMNS = (
    *("no", "judul", "ringkasan_isi", "pejabat_unit_yang_menguasai", "penanggung_jawab_penerbitan"),
    *("waktu_pembuatan", "tempat_pembuatan", "bentuk_tersedia", "jangka_waktu_simpan", "jenis_media"),
    *("jenis_informasi", "alamat"),
)
DIK_COLUMNS = (
    *("no", "judul", "jenis", "dasar_hukum", "konsekuensi_bila_dibuka", "jangka_waktu", "penguasa"),
)
UNSTATED = "belum dinyatakan"
UNTITLED = "(judul tidak ditampilkan)"


def list_public_information(catalog: Catalog, settings: Settings) -> Table:
    """Every published dataset and report, in the columns that PPID offices use."""
    rows: list[tuple[str, ...]] = []
    place = settings.site_name
    online = f"daring: {', '.join(form.name for form in list_formats())}"
    for dataset in catalog.datasets.values():
        package = dataset.package
        kept = package.descriptor.get("jangka_waktu_simpan")
        made = " · ".join(part for part in (package.text("periode"), last_change(dataset)) if part)
        rows.append(
            (
                *("", package.title, package.description, dataset.instansi.nama),
                *(package.text("produsen") or UNSTATED, made or UNSTATED, place, online),
                *(str(kept) if kept else UNSTATED, "elektronik", package.jenis_informasi.value),
                absolute(settings, dataset_address(package)) or dataset_address(package),
            )
        )
    for cleared in catalog.reports:
        report = cleared.report
        agency = catalog.agencies.get(report.instansi)
        holder = agency.nama if agency else report.instansi
        address = f"laporan/{report.name}/"
        rows.append(
            (
                *("", report.judul, report.ringkasan, holder, holder, report.tanggal.isoformat(), place),
                *("daring: halaman", UNSTATED, "elektronik", report.jenis_informasi.value),
                absolute(settings, address) or address,
            )
        )
    return Table(DIP_COLUMNS, [(str(number), *row[1:]) for number, row in enumerate(rows, start=1)])


def list_excluded_information(catalog: Catalog) -> Table:
    """Every exclusion with what the law asks to be told of it, and never anything of its contents."""
    rows = [
        (
            *(
                str(number),
                excluded_item.title or UNTITLED,
                excluded_item.kind,
                "; ".join(excluded_item.grounds) or UNSTATED,
            ),
            *(
                excluded_item.consequence or UNSTATED,
                excluded_item.term or UNSTATED,
                excluded_item.holder or UNSTATED,
            ),
        )
        for number, excluded_item in enumerate(catalog.excluded, start=1)
    ]
    return Table(DIK_COLUMNS, rows)


def write_information_lists(catalog: Catalog, settings: Settings) -> tuple[Artifact, ...]:
    """Both lists as CSV and XLSX under `ppid/`."""
    lists = {
        "ppid/dip/dip": ("Daftar Informasi Publik", list_public_information(catalog, settings)),
        "ppid/dik/dik": ("Informasi dikecualikan", list_excluded_information(catalog)),
    }
    artifacts = []
    for address, (title, table) in lists.items():
        artifacts.append(measure_artifact(f"{address}.csv", partial(write_list, table=table)))
        write = partial(write_plain_workbook, title=title, table=table, settings=settings)
        artifacts.append(measure_artifact(f"{address}.xlsx", write))
    return tuple(artifacts)
