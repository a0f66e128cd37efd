"""`suluh recount`: work out the published figures of a site anew, from its open data alone."""

from __future__ import annotations

import click

from suluh.cli.speech import argument, language_option, option, verb


@verb()
@argument("target", metavar="ALAMAT|FOLDER")
@option("--singly", is_flag=True, help="Ambil tiap berkas sendiri, bukan paket data/angka-terbit.zip.")
@language_option
@click.pass_context
def recount(ctx: click.Context, target: str, singly: bool, lang: str) -> None:
    """Hitung ulang angka situs di ALAMAT (https://…), FOLDER, atau arsip, hanya dari data yang terbit.

    Sama dengan naskah data/hitung_ulang.py di tiap situs, yang tidak memakai kode Suluh.

    Kode keluar: 0 semua sama, 1 ada yang berbeda, 2 salah pakai atau situs tidak terbaca.
    """
    from suluh.recount.hitung_ulang import LANGUAGES, main

    spoken = lang if lang in LANGUAGES else next(iter(LANGUAGES))
    ctx.exit(main([target, "--lang", spoken, *(["--singly"] if singly else [])]))
