"""`suluh new`: the beginning of a dataset or of a report, in its place and fit to pass `suluh check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.answers import Question, gather_answers
from suluh.cli.roots import choose_root
from suluh.cli.speech import argument, option, options, run_language, say, verb_group
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.vocabulary.settings import Settings

EXIT_ERRORS = 1
ROOT = option(
    "--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml."
)
DESCRIBING = options(
    option("--satuan", help="Satuan ukurnya, misalnya jiwa."),
    option("--periode", help="Waktu yang dicakup, misalnya 2025."),
    option("--frekuensi", help="Seberapa sering diperbarui, misalnya Tahunan."),
    option("--klasifikasi", help="publik, terbatas, atau rahasia."),
    option("--status", help="tetap, sementara, atau simulasi."),
    option("--jenis-informasi", help="berkala, serta-merta, atau setiap-saat."),
    option("--sumber", help="Asal data; nama instansi bila tidak disebut."),
    option("--lisensi", help="Izin pakai, misalnya CC-BY-4.0."),
    option("--kontak", help="Surel atau alamat situs kantor."),
)
"""What may be said alike of one dataset and of all those of a folder."""


@verb_group()
def new() -> None:
    """Mulai dataset atau laporan kegiatan baru."""


@new.command("dataset")
@argument(
    "files",
    metavar="BERKAS",
    nargs=-1,
    type=click.Path(exists=True, path_type=Path),
)
@option("--instansi", help="Alamat instansi, nama foldernya.")
@option("--name", help="Nama dataset: huruf kecil, angka, tanda hubung.")
@option("--standar", help="Bentuk baku yang diikuti, misalnya realisasi.")
@option("--dari", metavar="JENIS", help="Jenis ekspornya, seperti sipd-realisasi; biasanya dikenali sendiri.")
@option("--title", help="Judul yang dibaca warga.")
@option("--description", help="Satu atau dua kalimat: apa, di mana, kapan.")
@option("--definisi", help="Batasannya: apa yang masuk, apa yang tidak.")
@option("--konsep", help="Gagasan yang diukur; judul bila tidak disebut.")
@option("--ukuran", help="Cara mengukur, misalnya Jumlah.")
@DESCRIBING
@option("--keputusan-wilayah", help="Keputusan yang menetapkan kode wilayah.")
@option("--topik", help="Pengelompokan di katalog.")
@option("--jawab", multiple=True, metavar="NAMA=JAWABAN", help="Jawaban atas satu hal yang belum pasti.")
@option(
    "--jawaban",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Berkas jawaban dari --simpan-jawaban.",
)
@option(
    "--simpan-jawaban",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Simpan semua jawaban untuk kiriman berikutnya.",
)
@option(
    "--ke",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Dataset yang diperbarui, seperti datasets/dinas/nama.",
)
@option(
    "--tambah",
    is_flag=True,
    help="Dengan --ke: barisnya ditambahkan, tidak menggantikan yang ada.",
)
@option("--ya", is_flag=True, help="Pakai semua yang tampaknya benar, tanpa bertanya.")
@option("--sheet", help="Lembar yang dibaca, bila ada beberapa.")
@option("--header-row", type=click.IntRange(min=1), help="Nomor baris judul kolom, bila bukan 1.")
@option("--point", multiple=True, metavar="KOLOM=ARTI", help="Arti titik di kolom: desimal atau ribuan.")
@option("--sign", multiple=True, metavar="TANDA=ARTI", help="Arti tanda kosong, misalnya -=tidak berlaku.")
@ROOT
def new_dataset(files: tuple[Path, ...], root: Path | None, ke: Path | None, **flags: object) -> None:
    """Buat datasets/INSTANSI/NAMA/ dari BERKAS sebagaimana adanya, atau dari --standar.

    BERKAS boleh CSV, XLSX, XLS, ODS, GeoJSON, atau JSON; beberapa berkas yang serupa, atau sebuah folder,
    menjadi satu data. Ekspor SIPD, SiRUP, dan SP4N-LAPOR! dikenali sendiri dan menjadi bentuk bakunya;
    keterangan CKAN (package_show) dipakai sebagai uraiannya.
    Cara membacanya diperlihatkan dahulu, dan yang belum pasti ditanyakan sekaligus, atau dijawab --jawab.
    Dengan --ke, BERKAS menggantikan berkas dataset yang sudah ada, dibaca dengan cara yang sama; dengan
    --ke dan --tambah, barisnya ditambahkan. Yang tidak akan lolos pemeriksaan tidak ditulis.
    Kode keluar: 0 jadi, 1 jadi tetapi ada kesalahan, 2 ada yang belum disebut; tidak ada yang ditulis.
    """
    from suluh.cli.new_dataset import create_dataset
    from suluh.cli.renewed_dataset import renew_dataset

    if ke is not None:
        if len(files) != 1:
            raise click.UsageError(say("--ke memerlukan tepat satu BERKAS."))
        settings = _load(root)
        choices = {"adds": bool(flags["tambah"]), "takes_it": bool(flags["ya"])}
        _report(settings, [], [renew_dataset(settings, files[0], ke, **choices)])
        return
    if flags["tambah"]:
        raise click.UsageError(say("--tambah memerlukan --ke, folder dataset yang ditambah."))
    if not files and not flags["standar"]:
        raise click.UsageError(say("Sebutkan BERKAS (CSV, XLSX, ODS, atau lainnya), atau --standar."))
    settings = _load(root)
    folder = create_dataset(settings, files, flags)
    _report(settings, [folder])


@new.command("datasets")
@argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@option("--instansi", help="Alamat instansi, nama foldernya.")
@option("--standar", help="Bentuk baku yang diikuti, misalnya realisasi.")
@DESCRIBING
@option("--topik", help="Pengelompokan di katalog.")
@option(
    "--jawab",
    multiple=True,
    metavar="BERKAS:NAMA=JAWABAN",
    help="Jawaban tentang satu berkas: hal yang belum pasti, atau satuan, periode, name, instansi.",
)
@option("--satukan", multiple=True, metavar="POLA", help="Berkas yang serupa menjadi satu data: 'tw*.xlsx'.")
@option("--tambah", is_flag=True, help="Data yang sudah ada: barisnya ditambahkan, tidak diganti.")
@option("--ya", is_flag=True, help="Pakai semua yang tampaknya benar, dan tulis.")
@ROOT
def new_datasets(folder: Path, root: Path | None, **flags: object) -> None:
    """Jadikan setiap berkas di FOLDER satu data: buku kerja yang tidak serupa, atau hasil ckanapi dump.

    Semuanya diperlihatkan sekaligus, dengan yang belum pasti di tiap berkas. Berkas triwulan berikutnya
    dikenali dari namanya, apa pun waktu yang disebutnya, dan dibaca dengan cara yang sama. Tanpa --ya, atau
    bila ada satu yang belum siap, tidak ada yang ditulis.
    Kode keluar: 0 jadi, 1 jadi tetapi ada kesalahan, 2 ada yang belum disebut.
    """
    from suluh.cli.new_datasets import create_datasets

    settings = _load(root)
    made, renewed = create_datasets(settings, folder, {**flags, "point": (), "sign": ()})
    _report(settings, made, renewed)


@new.command("laporan")
@option("--instansi", help="Alamat instansi, nama foldernya.")
@option("--tahun", help="Tahun laporan.")
@option("--triwulan", help="1 sampai 4.")
@option("--judul", help="Judul laporan.")
@option("--ringkasan", help="Satu atau dua kalimat: apa, berapa, dibanding apa.")
@option("--tanggal", help="Tanggal laporan, seperti 2025-07-10.")
@option("--status", default="sementara", help="tetap, sementara, atau simulasi.")
@option("--wilayah", multiple=True, help="Kode wilayah yang disebut; boleh berulang.")
@option("--kegiatan", multiple=True, help="Kode nomenklatur kegiatan; boleh berulang.")
@ROOT
def new_laporan(
    root: Path | None, wilayah: tuple[str, ...], kegiatan: tuple[str, ...], **flags: str | None
) -> None:
    """Buat formulir laporan triwulanan di content/laporan/INSTANSI/.

    Formulirnya terbatas, jadi belum terbit; ganti menjadi publik bila sudah diisi.
    """
    from suluh.cli.project_agencies import list_agencies
    from suluh.publishing.report_form import ReportHead, fill_report_form

    settings = _load(root)
    answers = gather_answers(
        [
            Question(
                "--instansi",
                N_("Instansi (alamatnya)"),
                flags["instansi"],
                choices=sorted(list_agencies(settings)),
            ),
            Question("--tahun", N_("Tahun"), flags["tahun"], valid=_fault_of_year),
            Question("--triwulan", N_("Triwulan"), flags["triwulan"], choices=("1", "2", "3", "4")),
        ]
    )
    head = ReportHead(
        instansi=answers["--instansi"],
        tahun=int(answers["--tahun"]),
        triwulan=int(answers["--triwulan"]),
        tanggal=flags["tanggal"] or "",
        judul=flags["judul"] or "",
        ringkasan=flags["ringkasan"] or "",
        status_data=flags["status"] or "sementara",
        wilayah=wilayah,
        kegiatan=kegiatan,
    )
    path = settings.content_dir / "laporan" / head.instansi / f"{head.tahun}-tw{head.triwulan}.md"
    if path.exists():
        raise click.UsageError(say("%(path)s sudah ada.", path=path.relative_to(settings.root).as_posix()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fill_report_form(head), encoding="utf-8", newline="\n")
    _report(settings, [path])


def _load(root: Path | None) -> Settings:
    from suluh.reading.site_settings import read_settings

    settings, findings = read_settings(choose_root(root))
    if settings is None:
        told = N_("mkdocs.yml tidak dapat dibaca (%(code)s); lihat suluh check.")
        raise click.UsageError(say(told, code=findings[0].code))
    return settings


def _fault_of_year(answer: str) -> str:
    good = len(answer) == 4 and answer.isascii() and answer.isdecimal()
    return "" if good else N_("Tulis tahun seperti 2025.")


def _report(settings: Settings, made: Sequence[Path], renewed: Sequence[Path] = ()) -> None:
    """Say what was made and renewed, check it, and show what is still to be mended."""
    from suluh.checking.project import check_project
    from suluh.cli.finding_text import print_findings

    for path in made:
        click.echo(say("Dibuat: %(path)s", path=path.relative_to(settings.root).as_posix()))
    for path in renewed:
        click.echo(say("Diperbarui: %(path)s", path=path.relative_to(settings.root).as_posix()))
    checked = check_project(settings, [*made, *renewed])
    print_findings(checked.findings, run_language())
    if checked.errors:
        click.echo(say("%(count)s hal harus diperbaiki sebelum dapat terbit.", count=checked.errors))
        raise SystemExit(EXIT_ERRORS)
    click.echo(say("Lolos pemeriksaan. Lengkapi isinya, lalu jalankan suluh check lagi."))
