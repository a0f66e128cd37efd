"""`suluh retract`: withdraw a dataset, leaving a tombstone with date and reason."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from suluh.cli.roots import choose_root

AFTERWARDS = """\
Yang masih harus dilakukan, karena Suluh tidak menjangkaunya (rinciannya di halaman Penarikan data):
  1. Commit dan terbitkan ulang; bangunan berikutnya tidak memuat satu byte pun darinya.
  2. Riwayat git masih menyimpan berkasnya: tulis ulang riwayat atau ganti repositorinya.
  3. Mintakan penghapusan di cermin, fork, mesin pencari, dan arsip web.
  4. Bila memuat data pribadi: beri tahu pemiliknya dan lembaga PDP paling lambat 3 x 24 jam
     (UU 27/2022 pasal 46)."""


@click.command()
@click.argument("dataset")
@click.option("--reason", required=True, help="Alasan yang akan dibaca umum; jangan menyebut isi datanya.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal penarikan (bawaan: hari ini)."
)
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi sebelum berkasnya dihapus.")
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml."
)
def retract(dataset: str, reason: str, day: datetime | None, yes: bool, root: Path | None) -> None:
    """Tarik DATASET: berkasnya dihapus dari folder, nisannya tinggal dengan tanggal dan alasan."""
    from suluh.assembly.retraction import find_dataset, retract_dataset
    from suluh.reading.settings import read_settings

    settings, _ = read_settings(choose_root(root))
    if settings is None:
        raise click.UsageError("mkdocs.yml tidak dapat dibaca; jalankan suluh check.")
    if not reason.strip():
        raise click.UsageError("--reason tidak boleh kosong.")
    folder = find_dataset(settings, dataset)
    if folder is None:
        raise click.UsageError(f"Tidak ada dataset bernama {dataset}, atau namanya dipakai dua kali.")
    if not yes:
        click.confirm(f"Hapus semua berkas di {folder.relative_to(settings.root).as_posix()}/?", abort=True)
    when = day.date() if day else datetime.now().astimezone().date()
    done = retract_dataset(settings, folder, reason.strip(), when)
    click.echo(f"Ditarik: {len(done.removed)} berkas dihapus, {done.tombstone} ditulis.")
    click.echo(AFTERWARDS)
