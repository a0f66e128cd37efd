"""`suluh comment`: the comment on a pull request, made of the codes and numbers of a check alone."""

from __future__ import annotations

import re
from pathlib import Path

import click

from suluh.cli.fault_messages import describe_fault
from suluh.cli.output import give_out, output_option
from suluh.cli.speech import argument, language_option, option, say, verb

EXIT_ERRORS = 1
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@verb()
@argument("tally", metavar="HITUNGAN", type=click.Path(dir_okay=False, path_type=Path))
@output_option
@option("--details", default="", help="Alamat jalannya pemeriksaan, https://…")
@option(
    "--conclusion",
    default="",
    help="Hasil jalannya pemeriksaan menurut penyedia repositori: success atau lainnya.",
)
@option(
    "--tool-files",
    type=click.IntRange(0),
    default=0,
    help="Banyaknya berkas perkakas yang ikut diubah kiriman ini, menurut penyedia repositori.",
)
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def comment(
    ctx: click.Context,
    tally: Path,
    output: Path | None,
    details: str,
    conclusion: str,
    tool_files: int,
    lang: str,
    root: Path | None,
) -> None:
    """Susun komentar permintaan tarik dari HITUNGAN (suluh check --format tally).

    Berkas itu dianggap buatan orang lain: hanya kode yang dikenal dan angka yang dipakai, semua
    kalimat dari Suluh sendiri. --conclusion dan --tool-files datang dari penyedia repositori, bukan dari
    kiriman: pemeriksaan yang merah tidak pernah dikatakan bersih, dan kiriman yang mengubah perkakas
    disebut begitu. Kode keluar 1 bila ditolak; komentarnya lalu berkata demikian.
    """
    from suluh.checking.reporting.tally import SIZE_LIMIT, Run, read_tally, write_tally_comment
    from suluh.cli.finding_text import print_findings
    from suluh.cli.roots import load_settings

    if details and not _WEB_ADDRESS.fullmatch(details):
        raise click.UsageError(say("%(flag)s harus berupa alamat https://.", flag="--details"))
    try:
        with tally.open("rb") as file:
            text = file.read(SIZE_LIMIT + 1).decode("utf-8", errors="replace")
    except OSError as fault:
        told = say("%(path)s tidak dapat dibaca: %(fault)s.", path=tally, fault=describe_fault(fault))
        raise click.UsageError(told) from fault
    found, findings = read_tally(text, tally.name)
    settings, _ = load_settings(root)
    site_url = settings.site_url if settings else ""
    run = Run(details, green=conclusion in ("", "success"), tool_files=tool_files)
    give_out(write_tally_comment(found, site_url=site_url, run=run, language=lang), output)
    if findings:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
