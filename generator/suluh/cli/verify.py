"""`suluh verify`: is the published site, or a folder, byte for byte what was built?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from suluh.cli.speech import argument, language_option, option, say, verb

if TYPE_CHECKING:
    from suluh.assembly.verification import Fetch
    from suluh.vocabulary.findings import Finding

EXIT_ERRORS = 1
TIMEOUT_SECONDS = 30
_SCHEMES = ("https://", "http://")


@verb()
@argument("target", metavar="ALAMAT|FOLDER")
@option(
    "--signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Berkas kunci yang dipercaya (allowed_signers OpenSSH): manifest.json.sig harus dari salah satunya.",
)
@language_option
@option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder proyek, yang buku penarikannya ikut dicocokkan (bawaan: folder ini).",
)
@click.pass_context
def verify(ctx: click.Context, target: str, signers: Path | None, lang: str, root: Path | None) -> None:
    """Cocokkan situs di ALAMAT (https://…) atau FOLDER dengan manifest.json-nya, dan dengan buku penarikan.

    Kode keluar: 0 semua sama, 1 ada yang berbeda, 2 salah pakai.
    """
    from suluh.assembly.verification import open_folder, verify_folder, verify_signed, verify_site
    from suluh.cli.finding_text import print_findings

    if target.lower().startswith(_SCHEMES):
        fetch = _open_host(target.rstrip("/") + "/")
        count, findings = verify_site(fetch, hosted=True)
    elif Path(target).is_dir():
        fetch = open_folder(Path(target))
        count, findings = verify_folder(Path(target))
    else:
        raise click.UsageError(say("%(target)s bukan folder dan bukan alamat https://.", target=target))
    findings += _find_withdrawn(fetch, root)
    if signers is not None:
        signer, unsigned = verify_signed(fetch, signers)
        findings += unsigned
        if signer:
            click.echo(say("manifest.json ditandatangani %(signer)s.", signer=signer))
    print_findings(findings, lang)
    if findings:
        wrong = say("%(count)s hal berbeda;", count=len(findings))
        click.echo("{} {}".format(wrong, say("%(count)s berkas diperiksa.", count=count)))
        ctx.exit(EXIT_ERRORS)
    click.echo(say("%(count)s berkas sama dengan yang dibangun.", count=count))


def _find_withdrawn(fetch: Fetch, root: Path | None) -> list[Finding]:
    """What the site still holds although the project at hand withdrew it."""
    from suluh.assembly.verification import find_withdrawn
    from suluh.history.returned import read_retractions
    from suluh.publishing.csv_file import TABLE_FORMS
    from suluh.reading.site_settings import SETTINGS_FILE, read_settings

    folder = (root or Path()).resolve()
    if not (folder / SETTINGS_FILE).is_file():
        if root is not None:
            raise click.UsageError(say("%(folder)s tidak memuat %(file)s.", folder=root, file=SETTINGS_FILE))
        return []
    settings, _ = read_settings(folder)
    if settings is None:
        return []
    retractions, findings = read_retractions(settings, TABLE_FORMS)
    return findings + find_withdrawn(fetch, retractions)


def _open_host(home: str) -> Fetch:
    """Asks the host of a published site, wherever it leads to."""
    from http.client import HTTPException
    from urllib.parse import quote
    from urllib.request import Request, urlopen

    def fetch(path: str, limit: int) -> bytes:
        request = Request(home + quote(path), headers={"Accept-Encoding": "identity"})  # noqa: S310
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310  (http and https alone get here)
                content: bytes = answer.read(limit)
        except HTTPException as fault:
            raise OSError(type(fault).__name__) from None
        return content

    return fetch
