"""`suluh init`: a new site for a region, from the installed package alone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from suluh.cli.output import writing
from suluh.cli.refusal import Refusal
from suluh.cli.speech import argument, option, say, verb
from suluh.vocabulary.forges import FORGES
from suluh.words.saying import N_

if TYPE_CHECKING:
    from suluh.publishing.starter.site_plan import StarterSite
    from suluh.vocabulary.region import Region, Regions

SHOWN = 12


@verb()
@argument("folder", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@option("--wilayah", required=True, help="Kode Kemendagri atau nama: 74.71, 7471, 74, atau Kendari.")
@option("--forge", type=click.Choice(FORGES), default=FORGES[0], help="Tempat repositorinya.")
@option("--alamat", default="", help="Alamat situs kelak, seperti https://data.contoh.go.id/.")
@option("--kontak", default="", help="Surel atau alamat untuk melaporkan kesalahan.")
@option("--pemilik", default="", help="Akun atau tim walidata, seperti @pemda/walidata.")
@option("--contoh", is_flag=True, help="Sertakan sedikit data contoh daerah itu.")
@option("--contoh-nyata", is_flag=True, help="Sertakan data nyata yang ikut di paket: Kabupaten Buru.")
@option("--tanpa-git", is_flag=True, help="Jangan memulai repositori git di folder itu.")
def init(
    folder: Path,
    wilayah: str,
    forge: str,
    alamat: str,
    kontak: str,
    pemilik: str,
    contoh: bool,
    contoh_nyata: bool,
    tanpa_git: bool,
) -> None:
    """Mulai situs baru untuk sebuah daerah di FOLDER, yang harus kosong.

    Isinya pengaturan, daftar instansi yang pasti ada, alur kerja, dan tabel kosong untuk diisi. Tidak perlu
    jaringan.
    """
    from suluh.publishing.starter.site_plan import StarterSite
    from suluh.reading.clock import read_today
    from suluh.reading.region_list import load_regions
    from suluh.reading.zones import zone_of

    regions = load_regions()
    region = _find_region(wilayah, regions)
    _refuse_used(folder)
    if contoh_nyata:
        _refuse_other_region(region, regions, contoh=contoh)
    today = read_today(zone_of(region.kode))
    year = today.year - 1 if contoh else 0
    starter = StarterSite(region, forge, alamat, kontak, pemilik, (today.year, today.quarter), year)
    with writing(folder):
        written = _write(folder, starter, regions, real=contoh_nyata)
    known = _begin_history(folder) if not tanpa_git else False
    _tell(folder, region, written, known=known)


def _find_region(text: str, regions: Regions) -> Region:
    """The province, kabupaten or kota that is meant. Raises Refusal with those that it may be."""
    from suluh.reading.place_names import PlaceFinder

    digits = text.replace(".", "").strip()
    if digits.isascii() and digits.isdecimal():
        code = digits if len(digits) < 3 else f"{digits[:2]}.{digits[2:]}"
        if code in regions and code.count(".") < 2:
            return regions[code]
        raise Refusal(say("Tidak ada provinsi, kabupaten, atau kota berkode %(code)s.", code=text))
    found = PlaceFinder(regions).find(text, (1, 2), "")
    if found.code:
        return regions[found.code]
    names = "\n".join(f"  {code}  {regions[code].full_name}" for code in found.codes[:SHOWN])
    if found.way == "ganda":
        raise Refusal(
            say("“%(name)s” dapat berarti beberapa daerah. Sebutkan kodenya:", name=text) + f"\n{names}"
        )
    told = say("Tidak ada provinsi, kabupaten, atau kota bernama “%(name)s”.", name=text)
    near = say("Yang mirip:")
    raise Refusal(f"{told} {near}\n{names}" if names else told)


def _refuse_used(folder: Path) -> None:
    """An empty folder, or one with a repository and nothing else, may be filled."""
    if folder.exists() and not (folder.is_dir() and all(path.name == ".git" for path in folder.iterdir())):
        told = N_("Folder %(name)s tidak kosong. Pilih folder lain; yang sudah ada tidak ditimpa.")
        raise Refusal(say(told, name=folder.name or str(folder)))


def _write(folder: Path, starter: StarterSite, regions: Regions, *, real: bool) -> int:
    """Write the site, with `real` the real data in it; how many files. Raises Refusal for a wrong answer."""
    from suluh.publishing.codeowners_file import write_codeowners_of
    from suluh.publishing.starter.forge_files import OWNERS_FILES
    from suluh.publishing.starter.real_example import read_real_example
    from suluh.publishing.starter.site_plan import plan_site
    from suluh.reading.kept_files import put_file
    from suluh.reading.site_settings import SETTINGS_FILE, read_settings

    plan = {path: text.encode() for path, text in plan_site(starter, regions).items()}
    plan |= read_real_example() if real else {}
    with TemporaryDirectory() as trial:
        put_file(Path(trial, SETTINGS_FILE), plan[SETTINGS_FILE])
        settings, findings = read_settings(folder, settings_file=Path(trial, SETTINGS_FILE))
    if settings is None:
        wrong = ", ".join(str(finding.place.field) for finding in findings)
        raise Refusal(say("Isian ini tidak dapat dipakai: %(names)s.", names=wrong))
    for path, data in plan.items():
        put_file(folder / path, data)
    if starter.owner and starter.forge in OWNERS_FILES:
        text, _ = write_codeowners_of(settings)
        put_file(folder / OWNERS_FILES[starter.forge], text.encode())
        return len(plan) + 1
    return len(plan)


def _refuse_other_region(region: Region, regions: Regions, *, contoh: bool) -> None:
    """The real data are of one region, and are not mixed with invented ones."""
    from suluh.publishing.starter.real_example import REAL_REGION

    if region.kode != REAL_REGION:
        told = N_("Data nyata yang ikut di paket adalah milik %(name)s; pakai --wilayah %(code)s.")
        raise Refusal(say(told, name=regions[REAL_REGION].full_name, code=REAL_REGION))
    if contoh:
        raise Refusal(say("Pilih salah satu: --contoh atau --contoh-nyata."))


def _begin_history(folder: Path) -> bool:
    """Whether a repository of the site's own was begun, with all of it as its first commit."""
    from suluh.assembly.first_commit import begin_repository

    return begin_repository(folder, say("Awal situs"))


def _tell(folder: Path, region: Region, files: int, *, known: bool) -> None:
    click.echo(
        say(
            "%(name)s (%(code)s): %(count)s berkas ditulis.",
            name=region.full_name,
            code=region.kode,
            count=files,
        )
    )
    if known:
        click.echo(say("Repositori git dimulai, dengan semuanya sebagai commit pertama."))
    click.echo(say("Berikutnya:"))
    click.echo(f"  suluh build --root {folder}")
    click.echo(say("Yang perlu dilengkapi tertulis di README.md di folder itu."))
