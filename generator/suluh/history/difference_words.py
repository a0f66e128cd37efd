"""Differences in words, in Indonesian and English: for a page, a comment, a feed, a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from suluh.checking.personal_patterns import mask_text
from suluh.history.comparison import (
    DatasetDifference,
    ReportChange,
    ReportDifference,
    SchemaChange,
    TableDifference,
    Total,
)

PHRASES: Mapping[str, Mapping[str, str]] = {
    "id": {
        "title": "Yang berubah pada data",
        "between": "{head} dibandingkan dengan {base}.",
        "working": "folder kerja",
        "nothing": "Tidak ada yang berubah pada data yang diumumkan.",
        "hidden": "{count} dataset yang tidak diumumkan juga berubah; isinya tidak ditampilkan.",
        "elsewhere": "Sejak usulan ini dibuat, {base} juga berubah ({count} dataset atau laporan lain); "
        "itu tidak ditampilkan.",
        "to_decide": "Yang perlu diputuskan",
        "datasets": "Dataset",
        "reports": "Laporan",
        "dataset_baru": "dataset baru, {rows} baris",
        "dataset_hilang": "dataset dihapus, {rows} baris",
        "dataset_ditutup": "tidak lagi diumumkan; isinya tidak ditampilkan",
        "dataset_ganti_nama": "nama dataset diganti, dulu {former}",
        "dataset_dialihkan": "nama dataset diganti, dulu {former}; alamat lamanya mengantar ke sini",
        "dataset_berubah": "",
        "report_baru": "laporan baru, tepat waktu",
        "report_terlambat": "laporan baru, melewati tenggat",
        "report_hilang": "laporan dihapus",
        "report_berubah": "laporan diubah",
        "report_dialihkan": "laporan pindah alamat, dan alamat lamanya mengantar ke sini",
        "report_belum_ada": "laporan sudah jatuh tempo dan belum ada",
        "change_judul": "judul diubah",
        "change_tanggal": "tanggal {old} → {new}",
        "change_status": "status data {old} → {new}",
        "change_ringkasan": "ringkasan diubah",
        "change_wilayah_baru": "{count} wilayah ditambahkan ({new})",
        "change_wilayah_hilang": "{count} wilayah dihapus ({old})",
        "change_kegiatan_baru": "{count} sub-kegiatan ditambahkan ({new})",
        "change_kegiatan_hilang": "{count} sub-kegiatan dihapus ({old})",
        "change_paragraf_berubah": "{count} paragraf diubah",
        "change_paragraf_baru": "{count} paragraf baru",
        "change_paragraf_hilang": "{count} paragraf dihapus",
        "change_urutan": "urutan diubah",
        "added": "{count} baris baru",
        "removed": "{count} baris dihapus",
        "changed": "{count} baris diubah",
        "rewritten": "{count} sel ditulis lain tanpa berubah arti",
        "same_rows": "baris tidak berubah",
        "rows": "{before} → {after} baris",
        "table": "tabel {name}",
        "columns": "kolom yang berubah: {list}",
        "retroactive": "{count} baris di antaranya dari periode yang sudah terbit ({list})",
        "breaking": "memutus pemakai",
        "compatible": "aman bagi pemakai",
        "kolom_hilang": "kolom {column} dihapus",
        "kolom_baru": "kolom {column} baru",
        "jenis": "jenis kolom {column}: {old} → {new}",
        "satuan": "satuan kolom {column}: {old} → {new}",
        "tanda_desimal": "tanda desimal kolom {column}: “{old}” → “{new}”",
        "tanda_ribuan": "tanda ribuan kolom {column}: “{old}” → “{new}”",
        "pilihan": "pilihan kolom {column}: {old} → {new}",
        "tanda_kosong": "tanda tanpa nilai kolom {column}: {old} → {new}",
        "keterangan": "keterangan kolom {column} diubah",
        "kunci": "kunci baris: {old} → {new}",
        "urutan": "urutan kolom diubah",
        "nama_tabel": "nama tabel: {old} → {new}",
        "tabel_hilang": "tabel {old} dihapus",
        "tabel_baru": "tabel {new} baru",
        "rows_added": "Baris baru",
        "rows_removed": "Baris dihapus",
        "total": "jumlah {column}{year}: {before} → {after}{share}",
        "none": "tidak ada",
        "column": "Kolom",
        "year": "Tahun",
        "before": "Sebelum",
        "after": "Sesudah",
        "share": "Perubahan",
        "row": "Baris",
        "first": "Pertama dari {count}",
        "whole": "Rincian lain ada di keluaran JSON.",
        "blank": "(kosong)",
    },
    "en": {
        "title": "What changes in the data",
        "between": "{head} compared with {base}.",
        "working": "working folder",
        "nothing": "Nothing changes in the published data.",
        "hidden": "{count} datasets that are not published change too; their contents are not shown.",
        "elsewhere": "Since this was made, {base} has changed as well ({count} other datasets or reports); "
        "that is not shown.",
        "to_decide": "To be decided",
        "datasets": "Datasets",
        "reports": "Reports",
        "dataset_baru": "new dataset, {rows} rows",
        "dataset_hilang": "dataset removed, {rows} rows",
        "dataset_ditutup": "no longer public; its contents are not shown",
        "dataset_ganti_nama": "dataset renamed, formerly {former}",
        "dataset_dialihkan": "dataset renamed, formerly {former}; the old address leads here",
        "dataset_berubah": "",
        "report_baru": "new report, on time",
        "report_terlambat": "new report, past its deadline",
        "report_hilang": "report removed",
        "report_berubah": "report changed",
        "report_dialihkan": "report moved, and its old address leads here",
        "report_belum_ada": "report is due and missing",
        "change_judul": "title changed",
        "change_tanggal": "date {old} → {new}",
        "change_status": "status of data {old} → {new}",
        "change_ringkasan": "summary changed",
        "change_wilayah_baru": "{count} regions added ({new})",
        "change_wilayah_hilang": "{count} regions removed ({old})",
        "change_kegiatan_baru": "{count} sub-activities added ({new})",
        "change_kegiatan_hilang": "{count} sub-activities removed ({old})",
        "change_paragraf_berubah": "{count} paragraphs changed",
        "change_paragraf_baru": "{count} new paragraphs",
        "change_paragraf_hilang": "{count} paragraphs removed",
        "change_urutan": "order changed",
        "added": "{count} new rows",
        "removed": "{count} rows removed",
        "changed": "{count} rows changed",
        "rewritten": "{count} cells written differently with the same meaning",
        "same_rows": "rows unchanged",
        "rows": "{before} → {after} rows",
        "table": "table {name}",
        "columns": "columns that change: {list}",
        "retroactive": "{count} rows of them from periods published before ({list})",
        "breaking": "breaking",
        "compatible": "compatible",
        "kolom_hilang": "column {column} removed",
        "kolom_baru": "column {column} new",
        "jenis": "type of column {column}: {old} → {new}",
        "satuan": "unit of column {column}: {old} → {new}",
        "tanda_desimal": "decimal sign of column {column}: “{old}” → “{new}”",
        "tanda_ribuan": "thousands sign of column {column}: “{old}” → “{new}”",
        "pilihan": "choices of column {column}: {old} → {new}",
        "tanda_kosong": "signs of no value of column {column}: {old} → {new}",
        "keterangan": "description of column {column} changed",
        "kunci": "row key: {old} → {new}",
        "urutan": "order of columns changed",
        "nama_tabel": "name of the table: {old} → {new}",
        "tabel_hilang": "table {old} removed",
        "tabel_baru": "table {new} new",
        "rows_added": "New rows",
        "rows_removed": "Rows removed",
        "total": "total of {column}{year}: {before} → {after}{share}",
        "none": "none",
        "column": "Column",
        "year": "Year",
        "before": "Before",
        "after": "After",
        "share": "Change",
        "row": "Row",
        "first": "First of {count}",
        "whole": "More is in the JSON form.",
        "blank": "(blank)",
    },
}
YEARS_TOLD = 4
"""Totals that a sentence names; tables show all."""


def tell_dataset(one: DatasetDifference, language: str = "id") -> str:
    """What became of a dataset, in one sentence without a full stop."""
    words = PHRASES[language]
    said = words[f"dataset_{one.state}"].format(rows=show_count(one.rows, language), former=one.former_name)
    if said and one.state != "dialihkan":
        return said
    several = len(one.tables) > 1
    parts = [said] if said else []
    for table in one.tables:
        if not table.same:
            named = f"{words['table'].format(name=table.resource)}: " if several else ""
            parts.append(named + tell_table(table, language))
    return "; ".join(parts) or words["same_rows"]


def tell_table(table: TableDifference, language: str = "id") -> str:
    """Rows, columns and description of one table in a sentence without a full stop."""
    words = PHRASES[language]
    parts = [
        words[kind].format(count=show_count(count, language))
        for kind, count in (
            ("added", table.added),
            ("changed", table.changed),
            ("removed", table.removed),
            ("rewritten", table.rewritten),
        )
        if count
    ]
    if table.retroactive:
        count = show_count(sum(table.retroactive.values()), language)
        parts.append(words["retroactive"].format(count=count, list=", ".join(table.retroactive)))
    parts += [tell_schema_change(one, language) for one in table.schema]
    return ", ".join(parts) or words["same_rows"]


def tell_totals(totals: Sequence[Total], language: str = "id") -> list[str]:
    """The newest sums that changed, a sentence each."""
    words = PHRASES[language]
    return [
        words["total"].format(
            column=one.column,
            year=f" {one.year}" if one.year else "",
            before=show_amount(one.before, language),
            after=show_amount(one.after, language),
            share=f" ({show_share(one.share, language)})" if one.share is not None else "",
        )
        for one in list(totals)[-YEARS_TOLD:]
    ]


def tell_schema_change(one: SchemaChange, language: str = "id") -> str:
    """A change of a column or key in words, and whether readers must adapt."""
    words = PHRASES[language]
    blank = words["none"]
    said = words[one.kind].format(column=one.column, old=one.old or blank, new=one.new or blank)
    return f"{said} ({words['breaking' if one.breaking else 'compatible']})"


def tell_report(one: ReportDifference, language: str = "id") -> str:
    """What became of a report, and what of it changed."""
    said = PHRASES[language][f"report_{one.state}"]
    return f"{said}: {tell_report_changes(one.changes, language)}" if one.changes else said


def tell_report_changes(changes: Sequence[ReportChange], language: str = "id") -> str:
    """The changes of a report in a sentence without a full stop."""
    words = PHRASES[language]
    told = (
        words[f"change_{one.kind}"].format(
            count=show_count(one.count, language), old=mask_text(one.old), new=mask_text(one.new)
        )
        for one in changes
    )
    return ", ".join(dict.fromkeys(told))


def show_count(count: int, language: str) -> str:
    """A count with the language's thousands sign."""
    return show_amount(Decimal(count), language)


def show_amount(value: Decimal | None, language: str) -> str:
    """An exact amount with the language's signs, or that there is none."""
    if value is None:
        return PHRASES[language]["none"]
    text = f"{value:,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def show_share(value: Decimal, language: str) -> str:
    """A share of change with its sign: `+12,5 %`."""
    sign = "+" if value > 0 else ""
    return f"{sign}{show_amount(value, language)} %"
