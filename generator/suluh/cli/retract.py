"""`suluh retract`: withdraw a dataset, one earlier version of it, or a report, leaving date and reason."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.roots import choose_root
from suluh.cli.speech import argument, option, say, verb
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.vocabulary.settings import Settings

SHOWN = 12
"""Versions that a message names."""

AFTERWARDS = N_(
    """\
Yang masih harus dilakukan, karena Suluh tidak menjangkaunya (rinciannya di halaman Penarikan data):
  1. Commit nisan dan buku penarikan bersama-sama, lalu terbitkan ulang; bangunan berikutnya tidak memuat
     satu byte pun darinya. Baris di buku penarikan tidak pernah dihapus.
  2. Di server sendiri, hapus rilis lama: suluh deploy --keep 1.
  3. Riwayat git masih menyimpan berkasnya: tulis ulang riwayat atau ganti repositorinya.
  4. Mintakan penghapusan di cermin, fork, mesin pencari, dan arsip web.
  5. Bila memuat data pribadi: beri tahu pemiliknya dan lembaga PDP paling lambat %(hours)s jam
     (%(basis)s)."""
)


@verb()
@argument("name", metavar="DATASET")
@option("--reason", required=True, help="Alasan yang akan dibaca umum; jangan menyebut isi datanya.")
@option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal penarikan (bawaan: hari ini).")
@option("--versi", help="Tarik satu versi lama saja, misalnya 2025-06-30-1a2b3c4d; datanya tetap terbit.")
@option("--yes", is_flag=True, help="Jangan bertanya lagi sebelum berkasnya dihapus.")
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
def retract(
    name: str, reason: str, day: datetime | None, versi: str | None, yes: bool, root: Path | None
) -> None:
    """Tarik DATASET: berkasnya dihapus dari folder, nisannya tinggal dengan tanggal dan alasan.

    Laporan ditarik dengan alamatnya sebagai DATASET, misalnya laporan/dinas-sosial/2025-tw2.
    Dengan --versi hanya satu versi lama yang ditarik; namanya ada di halaman riwayat dataset itu.
    """
    from suluh.assembly.retraction import find_dataset, find_report, retract_dataset, retract_report
    from suluh.reading.clock import read_today
    from suluh.reading.site_settings import read_settings

    settings, _ = read_settings(choose_root(root))
    if settings is None:
        raise click.UsageError(say("mkdocs.yml tidak dapat dibaca; jalankan suluh check."))
    if not reason.strip():
        raise click.UsageError(say("%(flag)s tidak boleh kosong.", flag="--reason"))
    is_report = "/" in name
    place = find_report(settings, name) if is_report else find_dataset(settings, name)
    if place is None and is_report:
        told = N_("Tidak ada laporan %(name)s; tulis seperti laporan/dinas-sosial/2025-tw2.")
        raise click.UsageError(say(told, name=name))
    if place is None:
        told = N_("Tidak ada dataset bernama %(name)s, atau namanya dipakai dua kali.")
        raise click.UsageError(say(told, name=name))
    today = read_today(settings.zone).day
    when = day.date() if day else today
    if when > today:
        raise click.UsageError(say("%(flag)s tidak boleh di masa depan.", flag="--date"))
    if versi is not None and is_report:
        raise click.UsageError(
            say("Laporan tidak punya versi lama yang terbuka; tarik laporannya tanpa --versi.")
        )
    if versi is not None:
        _retract_edition(settings, place, versi, reason.strip(), when)
        return
    shown = place.relative_to(settings.root).as_posix()
    if not is_report:
        _tell_twins(settings, place)
    if not yes:
        asked = say("Hapus %(path)s?", path=shown)
        if not is_report:
            asked = say("Hapus semua berkas di %(path)s?", path=f"{shown}/")
        click.confirm(asked, abort=True)
    withdraw = retract_report if is_report else retract_dataset
    done = withdraw(settings, place, reason.strip(), when)
    told = say(
        "Ditarik: %(count)s berkas dihapus, %(tombstone)s dan %(ledger)s ditulis.",
        count=len(done.removed),
        tombstone=done.tombstone,
        ledger=done.ledger,
    )
    click.echo(told)
    click.echo(_say_afterwards(when.year))


def _say_afterwards(year: int) -> str:
    """What is left to do, by the law of a year."""
    from suluh.reading.deadlines import find_deadlines

    law = find_deadlines("kebocoran_data", year)
    hours, basis = (str(law.content["hours"]), law.basis) if law else ("-", "-")
    return say(AFTERWARDS, hours=hours, basis=basis)


def _tell_twins(settings: Settings, folder: Path) -> None:
    from suluh.assembly.ledger_entries import find_twins

    twins = find_twins(settings, folder)
    if twins:
        told = say(
            "Isi yang sama juga ada di %(names)s. Sesudah penarikan ini suluh check juga"
            " menolaknya (V016), dan itu tidak dapat dibatalkan. Bila isinya keliru, tarik keduanya. Bila"
            " dataset ini hanya ganda, jangan ditarik: hapus foldernya, lalu tulis namanya di nama_lama"
            " dataset yang tinggal.",
            names=", ".join(twins[:SHOWN]),
        )
        click.echo(told, err=True)


def _retract_edition(settings: Settings, folder: Path, versi: str, reason: str, day: date) -> None:
    from suluh.assembly.ledger_entries import find_history
    from suluh.assembly.retraction import withdraw_edition

    history = find_history(settings, folder)
    if history is None:
        raise click.UsageError(
            say("Data yang terbit sekarang tidak terbaca; perbaiki dulu menurut suluh check.")
        )
    names = [edition.name for edition in history.editions]
    if versi not in names:
        known = ", ".join(names[:SHOWN]) or say("tidak ada, karena riwayat git tidak tersedia")
        told = N_("Tidak ada versi %(name)s. Yang tercatat: %(known)s.")
        raise click.UsageError(say(told, name=versi, known=known))
    edition = next((edition for edition in history.earlier if edition.name == versi), None)
    if edition is None:
        raise click.UsageError(
            say("Versi itu yang terbit sekarang. Perbaiki datanya dulu lalu commit, atau tarik datasetnya.")
        )
    done = withdraw_edition(settings, folder, edition, reason, day)
    if done is None:
        raise click.UsageError(say("nisan-versi.yaml tidak terbaca; perbaiki dulu menurut suluh check."))
    told = say(
        "Ditarik: versi %(name)s, tercatat di %(tombstone)s dan %(ledger)s.",
        name=versi,
        tombstone=done.tombstone,
        ledger=done.ledger,
    )
    click.echo(told)
    click.echo(_say_afterwards(day.year))
