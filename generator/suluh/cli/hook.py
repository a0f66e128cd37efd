"""`suluh hook install`: git asks Suluh before each commit on this machine."""

from __future__ import annotations

import shlex
import stat
import sys
from pathlib import Path

import click

from suluh.cli.roots import choose_root
from suluh.cli.speech import option, say, verb_group

MARK = "# Ditulis oleh `suluh hook install`"
SCRIPT = """#!/bin/sh
{mark}; jalankan lagi bila Python atau foldernya pindah.
# Git untuk Windows menjalankan berkas ini dengan sh miliknya sendiri.
python={python}
if [ -x "$python" ]; then
    exec "$python" -P -m suluh check --staged --root {root}
elif command -v suluh >/dev/null 2>&1; then
    exec suluh check --staged --root {root}
fi
echo {missing} >&2
exit 1
"""


@verb_group()
def hook() -> None:
    """Pemeriksaan data pribadi sebelum setiap commit di komputer ini."""


@hook.command()
@option("--force", is_flag=True, help="Ganti pre-commit lain yang sudah ada.")
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
def install(force: bool, root: Path | None) -> None:
    """Pasang pre-commit: commit yang berisi data pribadi ditolak."""
    from suluh.history.staged_files import find_hooks

    project = choose_root(root)
    found = find_hooks(project)
    if found is None:
        raise click.UsageError(say("Proyek ini bukan repositori git."))
    folder, prefix = found
    path = folder / "pre-commit"
    if path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace") and not force:
        raise click.UsageError(
            say(
                "%(path)s sudah ada. Tambahkan baris `suluh check --staged` ke dalamnya, atau pakai --force.",
                path=path.name,
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(write_script(Path(sys.executable), prefix), encoding="utf-8", newline="\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    click.echo(
        say("Terpasang: setiap commit diperiksa dulu. Melewatinya dengan --no-verify tetap tertangkap di CI.")
    )


def write_script(python: Path, prefix: str) -> str:
    """The hook's text; `prefix` is the project's folder below the top of the repository, or empty."""
    root = f"./{prefix}".rstrip("/") if prefix else "."
    missing = say("Suluh tidak ditemukan, jadi berkas tidak diperiksa. Jalankan: suluh hook install")
    return SCRIPT.format(
        mark=MARK,
        python=shlex.quote(python.as_posix()),
        root=shlex.quote(root),
        missing=shlex.quote(missing),
    )
