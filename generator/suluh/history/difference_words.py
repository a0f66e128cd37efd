"""Differences in words: for a page, a comment, a feed, a terminal."""

from __future__ import annotations

from collections.abc import Sequence
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
from suluh.words.numbers import NBSP, before_percent, format_number
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

PHRASES = Phrases(
    {
        "title": N_("Yang berubah pada data"),
        "between": N_("{head} dibandingkan dengan {base}."),
        "working": N_("folder kerja"),
        "nothing": N_("Tidak ada yang berubah pada data yang diumumkan."),
        "hidden": N_("{count} dataset yang tidak diumumkan juga berubah; isinya tidak ditampilkan."),
        "elsewhere": N_(
            "Sejak usulan ini dibuat, {base} juga berubah ({count} dataset atau laporan lain); itu "
            "tidak ditampilkan."
        ),
        "to_decide": N_("Yang perlu diputuskan"),
        "datasets": N_("Dataset"),
        "reports": N_("Laporan"),
        "dataset_baru": N_("dataset baru, {rows} baris"),
        "dataset_hilang": N_("dataset dihapus, {rows} baris"),
        "dataset_ditutup": N_("tidak lagi diumumkan; isinya tidak ditampilkan"),
        "dataset_ganti_nama": N_("nama dataset diganti, dulu {former}"),
        "dataset_dialihkan": N_("nama dataset diganti, dulu {former}; alamat lamanya mengantar ke sini"),
        "dataset_berubah": "",
        "report_baru": N_("laporan baru, tepat waktu"),
        "report_terlambat": N_("laporan baru, melewati tenggat"),
        "report_hilang": N_("laporan dihapus"),
        "report_berubah": N_("laporan diubah"),
        "report_dialihkan": N_("laporan pindah alamat, dan alamat lamanya mengantar ke sini"),
        "report_belum_ada": N_("laporan sudah jatuh tempo dan belum ada"),
        "change_judul": N_("judul diubah"),
        "change_tanggal": N_("tanggal {old} → {new}"),
        "change_status": N_("status data {old} → {new}"),
        "change_ringkasan": N_("ringkasan diubah"),
        "change_wilayah_baru": N_("{count} wilayah ditambahkan ({new})"),
        "change_wilayah_hilang": N_("{count} wilayah dihapus ({old})"),
        "change_kegiatan_baru": N_("{count} sub kegiatan ditambahkan ({new})"),
        "change_kegiatan_hilang": N_("{count} sub kegiatan dihapus ({old})"),
        "change_paragraf_berubah": N_("{count} paragraf diubah"),
        "change_paragraf_baru": N_("{count} paragraf baru"),
        "change_paragraf_hilang": N_("{count} paragraf dihapus"),
        "change_urutan": N_("urutan diubah"),
        "added": N_("{count} baris baru"),
        "removed": N_("{count} baris dihapus"),
        "changed": N_("{count} baris diubah"),
        "rewritten": N_("{count} sel ditulis lain tanpa berubah arti"),
        "same_rows": N_("baris tidak berubah"),
        "rows": N_("{before} → {after} baris"),
        "table": N_("tabel {name}"),
        "columns": N_("kolom yang berubah: {list}"),
        "retroactive": N_("{count} baris di antaranya dari periode yang sudah terbit ({list})"),
        "breaking": N_("memutus pemakai"),
        "compatible": N_("aman bagi pemakai"),
        "kolom_hilang": N_("kolom {column} dihapus"),
        "kolom_baru": N_("kolom {column} baru"),
        "jenis": N_("jenis kolom {column}: {old} → {new}"),
        "satuan": N_("satuan kolom {column}: {old} → {new}"),
        "tanda_desimal": N_("tanda desimal kolom {column}: “{old}” → “{new}”"),
        "tanda_ribuan": N_("tanda ribuan kolom {column}: “{old}” → “{new}”"),
        "pilihan": N_("pilihan kolom {column}: {old} → {new}"),
        "tanda_kosong": N_("tanda tanpa nilai kolom {column}: {old} → {new}"),
        "keterangan": N_("keterangan kolom {column} diubah"),
        "kunci": N_("kunci baris: {old} → {new}"),
        "urutan": N_("urutan kolom diubah"),
        "nama_tabel": N_("nama tabel: {old} → {new}"),
        "tabel_hilang": N_("tabel {old} dihapus"),
        "tabel_baru": N_("tabel {new} baru"),
        "rows_added": N_("Baris baru"),
        "rows_removed": N_("Baris dihapus"),
        "total": N_("jumlah {column}{year}: {before} → {after}{share}"),
        "none": N_("tidak ada"),
        "column": N_("Kolom"),
        "year": N_("Tahun"),
        "before": N_("Sebelum"),
        "after": N_("Sesudah"),
        "share": N_("Perubahan"),
        "row": N_("Baris"),
        "first": N_("Pertama dari {count}"),
        "whole": N_("Rincian lain ada di keluaran JSON."),
        "blank": N_("(kosong)"),
    }
)
YEARS_TOLD = 4
"""Totals that a sentence names; tables show all."""


def tell_dataset(dataset_difference: DatasetDifference, language: str = "id") -> str:
    """What became of a dataset, in one sentence without a full stop."""
    words = PHRASES[language]
    said = words[f"dataset_{dataset_difference.state}"].format(
        rows=show_count(dataset_difference.rows, language), former=dataset_difference.former_name
    )
    if said and dataset_difference.state != "dialihkan":
        return said
    several = len(dataset_difference.tables) > 1
    parts = [said] if said else []
    for table in dataset_difference.tables:
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
    parts += [tell_schema_change(schema_change, language) for schema_change in table.schema]
    return ", ".join(parts) or words["same_rows"]


def tell_totals(totals: Sequence[Total], language: str = "id") -> list[str]:
    """The newest sums that changed, a sentence each."""
    words = PHRASES[language]
    return [
        words["total"].format(
            column=total.column,
            year=f" {total.year}" if total.year else "",
            before=show_amount(total.before, language),
            after=show_amount(total.after, language),
            share=f" ({show_share(total.share, language)})" if total.share is not None else "",
        )
        for total in list(totals)[-YEARS_TOLD:]
    ]


def tell_schema_change(schema_change: SchemaChange, language: str = "id") -> str:
    """A change of a column or key in words, and whether readers must adapt."""
    words = PHRASES[language]
    blank = words["none"]
    said = words[schema_change.kind].format(
        column=schema_change.column, old=schema_change.old or blank, new=schema_change.new or blank
    )
    return f"{said} ({words['breaking' if schema_change.breaking else 'compatible']})"


def tell_report(report_difference: ReportDifference, language: str = "id") -> str:
    """What became of a report, and what of it changed."""
    said = PHRASES[language][f"report_{report_difference.state}"]
    return (
        f"{said}: {tell_report_changes(report_difference.changes, language)}"
        if report_difference.changes
        else said
    )


def tell_report_changes(changes: Sequence[ReportChange], language: str = "id") -> str:
    """The changes of a report in a sentence without a full stop."""
    words = PHRASES[language]
    told = (
        words[f"change_{change.kind}"].format(
            count=show_count(change.count, language), old=mask_text(change.old), new=mask_text(change.new)
        )
        for change in changes
    )
    return ", ".join(dict.fromkeys(told))


def show_count(count: int, language: str) -> str:
    """A count with the language's thousands sign."""
    return show_amount(Decimal(count), language)


def show_amount(value: Decimal | None, language: str) -> str:
    """An exact amount with the language's signs, or that there is none."""
    if value is None:
        return PHRASES[language]["none"]
    return format_number(value, language)


def show_share(value: Decimal, language: str) -> str:
    """A share of change with its sign: `+12,5 %`."""
    sign = "+" if value > 0 else ""
    blank = before_percent(language).replace(NBSP, " ")
    return f"{sign}{show_amount(value, language)}{blank}%"
