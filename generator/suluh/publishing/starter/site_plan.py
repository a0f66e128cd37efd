"""All files of a new site as texts by path, and which of them stay Suluh's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from suluh.publishing.descriptor_form import fill_descriptor_form
from suluh.publishing.starter.agency_skeleton import write_agency_list
from suluh.publishing.starter.example_data import write_example
from suluh.publishing.starter.forge_files import OWNERS_FILES, read_starter, write_forge_files
from suluh.reading.built_in_guides import fill_words, name_region
from suluh.reading.installed_packages import pin_installed
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.reading.standard_list import load_standard
from suluh.record_types import record_types
from suluh.vocabulary.facts import in_quarter
from suluh.vocabulary.forges import GITEA, GITHUB
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.region import Region, Regions
from suluh.vocabulary.yaml_text import quote_yaml

REQUIREMENTS = "requirements.txt"
TEMPLATES_FOLDER = "templat"
LAPOR = "https://www.lapor.go.id"
"""SP4N-LAPOR!, which answers for every government that has not named an office of its own yet."""
_PUBLISHING = {
    "github": "*Settings* > *Pages* > *Source*: GitHub Actions. Setiap perubahan di `main` lalu terbit.",
    "gitlab": "GitLab Pages. Setiap perubahan di `main` lalu terbit.",
    "gitea": "isi rahasia `SULUH_TUJUAN`, misalnya `pengguna@server:/var/www/suluh`.",
}


@dataclass(frozen=True, slots=True)
class StarterSite:
    """What whoever begins a site has chosen. Left out are what is empty, and example data of year 0."""

    region: Region
    forge: str = GITHUB
    address: str = ""
    contact: str = ""
    owner: str = ""
    first_quarter: Quarter | None = None
    example_year: int = 0


def plan_site(starter: StarterSite, regions: Regions) -> dict[str, str]:
    """Every file of the new site by path, CODEOWNERS aside, which is made of the list of agencies."""
    words = {**name_region(starter.region.kode, regions), **_choices(starter)}
    plan = {
        SETTINGS_FILE: fill_words(read_starter("mkdocs.yml"), words),
        "README.md": fill_words(read_starter("README.md"), words),
        ".gitignore": read_starter("gitignore"),
        ".gitattributes": read_starter("gitattributes"),
        **write_own_files(starter.forge),
        **write_agency_list(starter.region, regions, starter.contact or LAPOR),
        "content/laporan/.gitkeep": "",
    }
    if starter.example_year:
        contact = starter.contact or LAPOR
        plan |= write_example(starter.region, regions, contact, year=starter.example_year)
    return plan


def write_own_files(forge: str) -> dict[str, str]:
    """The files that stay Suluh's own: a newer one brings them up to date."""
    forge_files = write_forge_files(forge) if forge else {}
    return {**forge_files, REQUIREMENTS: write_requirements(), **write_empty_tables()}


def write_requirements() -> str:
    """Suluh and all that it needs, as they are installed here."""
    head = "# Ditulis oleh Suluh, dengan versi yang terpasang waktu itu; `suluh upgrade` memperbaruinya."
    return "\n".join([head, *pin_installed("suluh"), ""])


def write_empty_tables() -> dict[str, str]:
    """For each standard a table without rows and the form of its description, to be copied."""
    found: dict[str, str] = {}
    for name, record_type in record_types().items():
        if record_type.is_table:
            columns = [str(field["name"]) for field in load_standard(name)["fields"]]
            folder = f"{TEMPLATES_FOLDER}/{name}"
            found[f"{folder}/datapackage.yaml"] = fill_descriptor_form(name).replace(".xlsx", ".csv")
            found[f"{folder}/{name}.csv"] = write_rows([columns], end="\n")
    return found


def _choices(starter: StarterSite) -> Mapping[str, str]:
    owners = OWNERS_FILES.get(starter.forge)
    approval = (
        "Gitea dan Forgejo punya aturan sendiri; lihat *Settings* > *Branches*."
        if starter.forge == GITEA
        else f"isi `pemilik` di `mkdocs.yml`, lalu `suluh codeowners --write` menulis `{owners}`."
    )
    return {
        "alamat": _line("site_url", starter.address, "https://data.contoh.go.id/  # alamat situs ini kelak"),
        "kontak": _line("kontak", starter.contact, "ppid@contoh.go.id  # surel atau alamat untuk kesalahan"),
        "pemilik": _line("pemilik", starter.owner, '"@pemda/walidata"'),
        "persetujuan": approval,
        "mulai": _begin(starter.first_quarter),
        "terbit": _PUBLISHING[starter.forge],
    }


def _begin(first: Quarter | None) -> str:
    words = "# triwulan pertama yang ditunggu laporannya"
    return f"mulai_melapor: {in_quarter(*first)}  {words}" if first else f"# mulai_melapor: 2026-tw3  {words}"


def _line(key: str, value: str, example: str) -> str:
    return f"{key}: {quote_yaml(value)}" if value else f"# {key}: {example}"
