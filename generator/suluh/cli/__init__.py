"""The command line: one module per verb, each imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from suluh import __version__
from suluh.cli.speech import SpokenOption, VerbGroup, run_language, say, speaking_as
from suluh.words.saying import N_

VERBS = {
    "init": ("suluh.cli.init", N_("Mulai situs baru untuk sebuah daerah.")),
    "upgrade": ("suluh.cli.upgrade", N_("Bawa berkas milik Suluh di situs ke versi yang terpasang.")),
    "check": ("suluh.cli.check", N_("Periksa datasets/ dan content/.")),
    "diff": ("suluh.cli.diff", N_("Bandingkan data dua revisi.")),
    "waive": ("suluh.cli.waive", N_("Cetak isian pengecualian untuk sebuah temuan.")),
    "audit": ("suluh.cli.audit", N_("Susun catatan penutupan angka bagi walidata.")),
    "hook": ("suluh.cli.hook", N_("Pasang pemeriksaan data pribadi sebelum commit.")),
    "new": ("suluh.cli.new", N_("Mulai dataset atau laporan kegiatan baru.")),
    "fix": ("suluh.cli.fix", N_("Perbaiki yang aman di CSV.")),
    "explain": ("suluh.cli.explain", N_("Jelaskan sebuah kode temuan.")),
    "retract": ("suluh.cli.retract", N_("Tarik sebuah dataset dari penerbitan.")),
    "build": ("suluh.cli.build", N_("Bangun situs.")),
    "cache": ("suluh.cli.cache", N_("Sebutkan apa yang disimpan supaya tidak dikerjakan dua kali.")),
    "serve": ("suluh.cli.serve", N_("Tampilkan situs selagi diubah.")),
    "codeowners": ("suluh.cli.codeowners", N_("Susun CODEOWNERS dari daftar instansi.")),
    "scope": ("suluh.cli.scope", N_("Sebutkan apa yang disentuh sebuah kiriman.")),
    "inbox": ("suluh.cli.inbox", N_("Sebutkan kiriman yang menunggu walidata.")),
    "doctor": ("suluh.cli.doctor", N_("Periksa perlindungan repositori di penyedianya.")),
    "comment": ("suluh.cli.comment", N_("Susun komentar permintaan tarik.")),
    "late": (
        "suluh.cli.late",
        N_("Sebutkan instansi yang terlambat menyerahkan laporan kegiatan atau realisasi."),
    ),
    "links": ("suluh.cli.links", N_("Periksa tautan di situs jadi.")),
    "deploy": ("suluh.cli.deploy", N_("Terbitkan situs jadi ke folder atau server.")),
    "rollback": ("suluh.cli.rollback", N_("Kembalikan rilis sebelumnya.")),
    "backup": ("suluh.cli.backup", N_("Cadangkan semua untuk membangun situs yang sama lagi.")),
    "restore": ("suluh.cli.restore", N_("Keluarkan proyek dari cadangannya.")),
    "recount": ("suluh.cli.recount", N_("Hitung ulang angka situs dari data yang terbit.")),
    "federate": ("suluh.cli.federate", N_("Gabungkan banyak situs menjadi satu.")),
    "verify": ("suluh.cli.verify", N_("Cocokkan situs jadi dengan manifest.json-nya.")),
}
GARBAGE_EVERY = (20_000, 20, 20)
"""When garbage is collected: with Python's own 700 objects a check takes a twentieth longer."""
MISUSE = 2
INTERNAL_FAULT = 3
GIT_SILENT = 1
"""What cannot be known must not pass, and is no fault of ours."""


class Verbs(VerbGroup):
    """Verbs by name; their modules, and all they import, load when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all verbs, in the order of work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs in the help, without importing any."""
        with formatter.section(say("Perintah")):
            formatter.write_dl([(name, say(text)) for name, (_, text) in VERBS.items()])


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__,
    prog_name="suluh",
    message="%(prog)s %(version)s",
    cls=SpokenOption,
    help="Sebutkan versinya, lalu selesai.",
)
def suluh() -> None:
    """Suluh: menerbitkan data dan laporan pemerintah daerah sebagai situs statis."""


def main() -> None:
    """Run the command line. Exit 0 clean, 1 findings, 2 misuse, 3 our own fault."""
    gc.set_threshold(*GARBAGE_EVERY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with speaking_as(sys.argv[1:]):
        _run()


def _run() -> None:
    try:
        code = suluh.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(misuse.exit_code)
    except click.Abort:
        click.echo(say("Dibatalkan."), err=True)
        sys.exit(130)
    except BrokenPipeError:
        os._exit(0)
    except MemoryError:
        told = say(
            "Memori mesin ini tidak cukup. Periksa sebagian saja (suluh check FOLDER), kecilkan `batas` di "
            "mkdocs.yml supaya tabel yang terlalu besar disebut, atau pakai mesin dengan memori lebih besar."
        )
        click.echo(told, err=True)
        sys.exit(INTERNAL_FAULT)
    except Exception as fault:
        sys.exit(_tell_fault(fault))


def _tell_fault(fault: Exception) -> int:
    """Our own fault, an installed package's or git's: say so; the exit code.

    There is no trace unless SULUH_TRACE asks for it: one may quote cells, and CI logs are public.
    """
    from suluh.checking.broken_packages import blame_package, say_broken
    from suluh.reading.git_answers import GitSilentError

    if os.environ.get("SULUH_TRACE"):
        raise fault
    if isinstance(fault, GitSilentError):
        from suluh.cli.finding_text import print_findings

        print_findings([fault.finding("V021")], run_language())
        return GIT_SILENT
    place = _place_of(fault)
    broken = blame_package(fault, place)
    if broken is not None:
        told = say_broken(broken, run_language())
        click.echo(told, err=True)
        return MISUSE
    told = say(
        "Suluh sendiri bermasalah (%(fault)s di %(place)s). "
        "Ini bukan salah data Anda; mohon laporkan. SULUH_TRACE=1 menampilkan rinciannya.",
        fault=type(fault).__name__,
        place=place,
    )
    click.echo(told, err=True)
    return INTERNAL_FAULT


def _place_of(fault: BaseException) -> str:
    """Module and line in which a fault arose; its message may quote a value that is not public."""
    place = "?"
    trace = fault.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
