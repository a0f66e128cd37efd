"""`suluh retract`: withdraw a dataset, one earlier version of it, or a report, leaving date and reason."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.roots import choose_root

if TYPE_CHECKING:
    from suluh.vocabulary.settings import Settings

SHOWN = 12
"""Versions that a message names."""

AFTERWARDS = """\
Yang masih harus dilakukan, karena Suluh tidak menjangkaunya (rinciannya di halaman Penarikan data):
  1. Commit nisan dan buku penarikan bersama-sama, lalu terbitkan ulang; bangunan berikutnya tidak memuat
     satu byte pun darinya. Baris di buku penarikan tidak pernah dihapus.
  2. Di server sendiri, hapus rilis lama: suluh deploy --keep 1.
  3. Riwayat git masih menyimpan berkasnya: tulis ulang riwayat atau ganti repositorinya.
  4. Mintakan penghapusan di cermin, fork, mesin pencari, dan arsip web.
  5. Bila memuat data pribadi: beri tahu pemiliknya dan lembaga PDP paling lambat %(hours)s jam
     (%(basis)s)."""


@click.command()
@click.argument("name", metavar="DATASET")
@click.option("--reason", required=True, help="Alasan yang akan dibaca umum; jangan menyebut isi datanya.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal penarikan (bawaan: hari ini)."
)
@click.option(
    "--versi", help="Tarik satu versi lama saja, misalnya 2025-06-30-1a2b3c4d; datanya tetap terbit."
)
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi sebelum berkasnya dihapus.")
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml."
)
def retract(
    name: str, reason: str, day: datetime | None, versi: str | None, yes: bool, root: Path | None
) -> None:
    """Tarik DATASET: berkasnya dihapus dari folder, nisannya tinggal dengan tanggal dan alasan.

    Laporan ditarik dengan alamatnya sebagai DATASET, misalnya laporan/dinas-sosial/2025-tw2.
    Dengan --versi hanya satu versi lama yang ditarik; namanya ada di halaman riwayat dataset itu.
    """
    from suluh.assembly.retraction import find_dataset, find_report, retract_dataset, retract_report
    from suluh.reading.clock import read_today
    from suluh.reading.settings import read_settings

    settings, _ = read_settings(choose_root(root))
    if settings is None:
        raise click.UsageError("mkdocs.yml tidak dapat dibaca; jalankan suluh check.")
    if not reason.strip():
        raise click.UsageError("--reason tidak boleh kosong.")
    is_report = "/" in name
    place = find_report(settings, name) if is_report else find_dataset(settings, name)
    if place is None and is_report:
        raise click.UsageError(f"Tidak ada laporan {name}; tulis seperti laporan/dinas-sosial/2025-tw2.")
    if place is None:
        raise click.UsageError(f"Tidak ada dataset bernama {name}, atau namanya dipakai dua kali.")
    today = read_today(settings.zone).day
    when = day.date() if day else today
    if when > today:
        raise click.UsageError("--date tidak boleh di masa depan.")
    if versi is not None and is_report:
        raise click.UsageError("Laporan tidak punya versi lama yang terbuka; tarik laporannya tanpa --versi.")
    if versi is not None:
        _retract_edition(settings, place, versi, reason.strip(), when)
        return
    shown = place.relative_to(settings.root).as_posix()
    if not is_report:
        _tell_twins(settings, place)
    if not yes:
        click.confirm(f"Hapus {shown}?" if is_report else f"Hapus semua berkas di {shown}/?", abort=True)
    withdraw = retract_report if is_report else retract_dataset
    done = withdraw(settings, place, reason.strip(), when)
    click.echo(f"Ditarik: {len(done.removed)} berkas dihapus, {done.tombstone} dan {done.ledger} ditulis.")
    click.echo(_say_afterwards(when.year))


def _say_afterwards(year: int) -> str:
    """What is left to do, by the law of a year."""
    from suluh.reading.deadlines import find_deadlines

    law = find_deadlines("kebocoran_data", year)
    return AFTERWARDS % {"hours": law.content["hours"] if law else "-", "basis": law.basis if law else "-"}


def _tell_twins(settings: Settings, folder: Path) -> None:
    from suluh.assembly.ledger_entries import find_twins

    twins = find_twins(settings, folder)
    if twins:
        click.echo(
            f"Isi yang sama juga ada di {', '.join(twins[:SHOWN])}. Sesudah penarikan ini suluh check juga"
            " menolaknya (V016), dan itu tidak dapat dibatalkan. Bila isinya keliru, tarik keduanya. Bila"
            " dataset ini hanya ganda, jangan ditarik: hapus foldernya, lalu tulis namanya di nama_lama"
            " dataset yang tinggal.",
            err=True,
        )


def _retract_edition(settings: Settings, folder: Path, versi: str, reason: str, day: date) -> None:
    from suluh.assembly.ledger_entries import find_history
    from suluh.assembly.retraction import withdraw_edition

    history = find_history(settings, folder)
    if history is None:
        raise click.UsageError("Data yang terbit sekarang tidak terbaca; perbaiki dulu menurut suluh check.")
    names = [one.name for one in history.editions]
    if versi not in names:
        known = ", ".join(names[:SHOWN]) or "tidak ada, karena riwayat git tidak tersedia"
        raise click.UsageError(f"Tidak ada versi {versi}. Yang tercatat: {known}.")
    edition = next((one for one in history.earlier if one.name == versi), None)
    if edition is None:
        raise click.UsageError(
            "Versi itu yang terbit sekarang. Perbaiki datanya dulu lalu commit, atau tarik datasetnya."
        )
    done = withdraw_edition(settings, folder, edition, reason, day)
    if done is None:
        raise click.UsageError("nisan-versi.yaml tidak terbaca; perbaiki dulu menurut suluh check.")
    click.echo(f"Ditarik: versi {versi}, tercatat di {done.tombstone} dan {done.ledger}.")
    click.echo(_say_afterwards(day.year))
