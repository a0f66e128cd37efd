"""`suluh fix`: mend what is safe to mend, show it, and write it only when told to."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.roots import choose_root

if TYPE_CHECKING:
    from suluh.checking.mending import Mend, Mended

EXIT_UNWRITTEN = 1
DIFF_LIMIT = 20_000
SHOWN_LINES = 200
_WORDS = {
    "utf16": "disimpan ulang sebagai UTF-8",
    "bom": "tanda BOM di awal berkas dihapus",
    "line_ends": "{after} akhir baris disamakan",
    "empty_rows": "{after} baris kosong di ujung dihapus",
    "empty_columns": "{after} kolom kosong di ujung dihapus",
}

_CELL_WORDS = {
    "blanks": "spasi di sekitar isi sel dihapus",
    "code": "kode ditulis dalam bentuk bakunya",
    "quotes": "tanda kutip di dalam isi ditulis dua kali dan selnya dibungkus",
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Tulis perbaikannya; tanpa ini hanya ditampilkan.")
@click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml."
)
def fix(paths: tuple[Path, ...], write: bool, root: Path | None) -> None:
    """Perbaiki yang aman di CSV: penyandian, akhir baris, bentuk kode, baris dan kolom kosong di ujung.

    Di deskriptor, kunci asing ditulis sebagai kunci milik sendiri (x-…).

    Isi yang artinya dapat berubah tidak disentuh. Kode keluar: 0 tidak ada yang perlu ditulis, 1 ada
    perbaikan yang belum ditulis, 2 salah pakai.
    """
    from suluh.checking.mendable import mend_project
    from suluh.reading.settings import read_settings

    project = choose_root(root)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path} tidak ada.")
        if not path.resolve().is_relative_to(project):
            raise click.UsageError(f"{path} ada di luar proyek.")
    settings, findings = read_settings(project)
    if settings is None:
        raise click.UsageError(f"mkdocs.yml tidak dapat dibaca ({findings[0].code}); lihat suluh check.")
    changed = [one for one in mend_project(settings, [path.absolute() for path in paths]) if one.changed]
    for one in changed:
        for line in show_mended(one):
            click.echo(line)
        if write:
            replace_file(project / one.path, one.after)
    click.echo(_say_summary(len(changed), write))
    if changed and not write:
        raise SystemExit(EXIT_UNWRITTEN)


def show_mended(mended: Mended) -> Iterator[str]:
    """What changes in a file: kinds of change, then a unified diff if every changed cell is public."""
    from suluh.checking.explanations import show_text

    yield f"{mended.path}:"
    counts: Counter[tuple[str, str]] = Counter()
    for mend in mended.mends:
        if mend.kind == "private_key":
            yield f"  - baris {mend.line or '-'}: kunci {show_text(mend.before)} ditulis {mend.after}"
        elif mend.kind in _WORDS:
            yield f"  - {_WORDS[mend.kind].format(after=mend.after)}"
        else:
            counts[mend.kind, mend.column] += 1
    for (kind, column), count in sorted(counts.items()):
        yield f"  - {_CELL_WORDS[kind]}: {count} sel di kolom {column}"
    cells = [mend for mend in mended.mends if mend.column]
    yield from _show_diff(mended) if mended.public and cells else _list_cells(cells)


def _show_diff(mended: Mended) -> Iterator[str]:
    """A unified diff of the lines; for a very large file the cells alone."""
    from suluh.checking.explanations import show_text

    before, after = _lines_of(mended, mended.before), _lines_of(mended, mended.after)
    cells = [mend for mend in mended.mends if mend.column]
    if len(before) > DIFF_LIMIT:
        yield from _list_cells(cells)
        return
    diff = difflib.unified_diff(before, after, f"a/{mended.path}", f"b/{mended.path}", lineterm="", n=0)
    for number, line in enumerate(diff):
        if number == SHOWN_LINES:
            yield f"… ({len(cells)} sel seluruhnya)"
            return
        yield show_text(line, 400)


def _lines_of(mended: Mended, data: bytes) -> list[str]:
    """Lines without their ends, so that a diff shows cells and not line ends."""
    utf16 = any(mend.kind == "utf16" for mend in mended.mends) and data is mended.before
    return data.decode("utf-16" if utf16 else mended.encoding).lstrip("\ufeff").splitlines()


def _list_cells(cells: list[Mend]) -> Iterator[str]:
    from suluh.checking.explanations import show_text
    from suluh.vocabulary.findings import MASK

    for number, mend in enumerate(cells):
        if number == SHOWN_LINES:
            yield f"    … ({len(cells)} sel seluruhnya)"
            return
        change = f"“{show_text(mend.before)}” → “{show_text(mend.after)}”" if mend.public else MASK
        yield f"    baris {mend.line}, kolom {mend.column}: {change}"


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the file's place in one step: whoever looks sees the old or the new, never half."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _say_summary(count: int, written: bool) -> str:
    if not count:
        return "Tidak ada yang perlu atau dapat diperbaiki sendiri."
    if written:
        return f"{count} berkas diperbaiki. Periksa lagi dengan suluh check."
    return f"{count} berkas dapat diperbaiki. Tulis dengan suluh fix --write."
