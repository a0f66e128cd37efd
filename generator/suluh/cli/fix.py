"""`suluh fix`: mend what is safe to mend, show it, and write it only when told to."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from suluh.cli.refusal import Refusal
from suluh.cli.roots import choose_root
from suluh.cli.speech import argument, option, run_language, say, verb
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.checking.large_mending import LargeMended
    from suluh.checking.mending import Mend, Mended
    from suluh.vocabulary.findings import Finding

EXIT_UNWRITTEN = 1
DIFF_LIMIT = 20_000
SHOWN_LINES = 200
NEW_FILE_MODE = 0o644
_WORDS = {
    "utf16": N_("disimpan ulang sebagai UTF-8"),
    "bom": N_("tanda BOM di awal berkas dihapus"),
    "line_ends": N_("%(count)s akhir baris disamakan"),
    "empty_rows": N_("%(count)s baris kosong di ujung dihapus"),
    "empty_columns": N_("%(count)s kolom kosong di ujung dihapus"),
}

_CELL_WORDS = {
    "blanks": N_("spasi di sekitar isi sel dihapus"),
    "code": N_("kode ditulis dalam bentuk bakunya"),
    "tail": N_("“.0” di belakang kode, tahun, atau bilangan bulat dihapus"),
    "quotes": N_("tanda kutip di dalam isi ditulis dua kali dan selnya dibungkus"),
}


@verb()
@argument("paths", metavar="JALUR", nargs=-1, type=click.Path(path_type=Path))
@option("--write", is_flag=True, help="Tulis perbaikannya; tanpa ini hanya ditampilkan.")
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
def fix(paths: tuple[Path, ...], write: bool, root: Path | None) -> None:
    """Perbaiki yang aman di CSV: penyandian, akhir baris, bentuk kode, baris dan kolom kosong di ujung.

    Di deskriptor, kunci asing ditulis sebagai kunci milik sendiri (x-…).

    Isi yang artinya dapat berubah tidak disentuh. Kode keluar: 0 tidak ada yang perlu ditulis, 1 ada
    perbaikan yang belum ditulis atau berkas yang terlalu besar, 2 salah pakai.
    """
    from suluh.checking.mendable import mend_project
    from suluh.cli.finding_text import print_findings
    from suluh.reading.site_settings import read_settings

    project = choose_root(root)
    for path in paths:
        if not path.exists():
            raise click.UsageError(say("%(path)s tidak ada.", path=path))
        if not path.resolve().is_relative_to(project):
            raise click.UsageError(say("%(path)s ada di luar proyek.", path=path))
    settings, findings = read_settings(project)
    if settings is None:
        told = N_("mkdocs.yml tidak dapat dibaca (%(code)s); lihat suluh check.")
        raise click.UsageError(say(told, code=findings[0].code))
    left_out: list[Finding] = []
    chosen = [path.absolute() for path in paths]
    changed = [mended for mended in mend_project(settings, chosen, left_out.append) if mended.changed]
    for mended in changed:
        for line in show_mended(mended):
            click.echo(line)
        if write:
            _write(mended, project)
    if left_out:
        print_findings(left_out, run_language())
    if changed or not left_out:
        click.echo(_say_summary(len(changed), write))
    if left_out or (changed and not write):
        raise SystemExit(EXIT_UNWRITTEN)


def _write(mended: Mended | LargeMended, project: Path) -> None:
    from suluh.checking.large_mending import ChangedMeanwhileError

    try:
        replace_file(project / mended.path, mended.write)
    except ChangedMeanwhileError:
        raise Refusal(say("%(path)s berubah selagi dibaca; jalankan lagi.", path=mended.path)) from None


def show_mended(mended: Mended | LargeMended) -> Iterator[str]:
    """What changes in a file: kinds of change, then a unified diff if every changed cell is public."""
    from suluh.checking.explanations import show_text
    from suluh.checking.mending import Mended

    yield f"{mended.path}:"
    for mend in mended.mends:
        if mend.kind == "private_key":
            told = say(
                "baris %(line)s: kunci %(before)s ditulis %(after)s",
                line=str(mend.line or "-"),
                before=show_text(mend.before),
                after=mend.after,
            )
            yield f"  - {told}"
        elif mend.kind in _WORDS:
            yield f"  - {say(_WORDS[mend.kind], count=mend.after)}"
    for (kind, column), count in sorted(mended.counts.items()):
        where = say("%(count)s sel di kolom %(column)s", count=count, column=column)
        yield f"  - {say(_CELL_WORDS[kind])}: {where}"
    cells = [mend for mend in mended.mends if mend.column]
    if isinstance(mended, Mended) and mended.public and cells:
        yield from _show_diff(mended)
    else:
        yield from _list_cells(cells, sum(mended.counts.values()))


def _show_diff(mended: Mended) -> Iterator[str]:
    """A unified diff of the lines; for a very large file the cells alone."""
    from suluh.checking.explanations import show_text

    before, after = _lines_of(mended, mended.before), _lines_of(mended, mended.after)
    cells = [mend for mend in mended.mends if mend.column]
    if len(before) > DIFF_LIMIT:
        yield from _list_cells(cells, len(cells))
        return
    diff = difflib.unified_diff(before, after, f"a/{mended.path}", f"b/{mended.path}", lineterm="", n=0)
    for number, line in enumerate(diff):
        if number == SHOWN_LINES:
            yield "… ({})".format(say("%(count)s sel seluruhnya", count=len(cells)))
            return
        yield show_text(line, 400)


def _lines_of(mended: Mended, data: bytes) -> list[str]:
    """Lines without their ends, so that a diff shows cells and not line ends."""
    utf16 = any(mend.kind == "utf16" for mend in mended.mends) and data is mended.before
    return data.decode("utf-16" if utf16 else mended.encoding).lstrip("\ufeff").splitlines()


def _list_cells(cells: list[Mend], count: int) -> Iterator[str]:
    from suluh.checking.explanations import show_text
    from suluh.vocabulary.findings import MASK

    for number, mend in enumerate(cells):
        if number == SHOWN_LINES:
            break
        change = f"“{show_text(mend.before)}” → “{show_text(mend.after)}”" if mend.public else MASK
        where = say("baris %(line)s, kolom %(column)s", line=str(mend.line), column=mend.column)
        yield f"    {where}: {change}"
    if count > SHOWN_LINES:
        yield "    … ({})".format(say("%(count)s sel seluruhnya", count=count))


def replace_bytes(path: Path, data: bytes) -> None:
    """Put `data` in the file's place in one step."""
    replace_file(path, lambda file: file.write(data))


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Put what `write` writes in the file's place in one step.

    Whoever looks sees the old file or the new one, never half of it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else NEW_FILE_MODE)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _say_summary(count: int, written: bool) -> str:
    if not count:
        return say("Tidak ada yang perlu atau dapat diperbaiki sendiri.")
    if written:
        return say("%(count)s berkas diperbaiki. Periksa lagi dengan suluh check.", count=count)
    return say("%(count)s berkas dapat diperbaiki. Tulis dengan suluh fix --write.", count=count)
