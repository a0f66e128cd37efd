"""A cut of the example project: every kind of data, finding and page, and few of each.

`lay_cut(folder)` copies the project's sources and makes its tables anew from a part of the same plans: its
sums agree, and it has every kind of finding that the whole has. `start_cut(folder)` commits it with a past:
an earlier edition, a dataset and a report that were withdrawn, a dataset that had another name; and with a
record type of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from command_line import ROOT
from example.dice import Dice
from example.ground import Ground
from example.make import PER_YEAR, TABLES, lay_ground, write_table
from example.plans import Plan
from repositories import git
from small_site import DATASET, SMALL_SITE, edit
from suluh.assembly.retraction import retract_dataset, retract_report
from suluh.reading.site_settings import read_settings

SOURCES = ("mkdocs.yml", "content", "datasets", ".gitignore", ".gitattributes")
WILAYAH = "74.72"
YEARS = (2024, 2025)
AGENCIES = (
    "bappeda",
    "bkpsdm",
    "bpkad",
    "dinas-kesehatan",
    "dinas-kominfo",
    "dinas-pupr",
    "dinas-sosial",
    "dpmptsp",
    "kecamatan-betoambari",
)
"""Whoever owns datasets or wrote a report, an agency with five-year targets of its own, and a kecamatan."""
VILLAGES = (
    "74.72.01.1007",
    "74.72.01.1012",
    "74.72.02.1002",
    "74.72.03.1002",
    "74.72.04.1002",
    "74.72.05.1001",
    "74.72.08.1001",
)
WORKS = 5
"""Sub kegiatan of an agency, beside those that a written report names.

With fewer some of the questions in `data/pertanyaan-api.json`, whose answers are of this cut, have none.
"""
WITNESSES = {
    ("bappeda", "5.01.02.2.01.0001"): "M004",
    ("bappeda", "5.01.02.2.01.0003"): "A016",
    ("dinas-kelautan-perikanan", "3.25.03.2.01.0004"): "M007",
    ("dinas-pemadam", "1.05.02.2.02.0012"): "M001",
    ("dinas-pupr", "1.03.02.2.01.0105"): "A013",
    ("dinas-pupr", "1.03.06.2.01.0029"): "A012",
    ("dinas-pupr", "1.03.10.2.01.0044"): "A013",
    ("dinas-sosial", "1.06.04.2.01.0009"): "Q001",
    ("kecamatan-bungi", "7.01.03.2.06.0010"): "M002",
}
"""(agency, sub kegiatan) that the cut keeps for the finding that they bring about."""
SCHOOLS = "datasets/dinas-pendidikan/sarana-pendidikan-kelurahan"
BY_AGENCY = ("dokumen", "layanan", "perizinan", "aduan", "kehadiran")
BY_VILLAGE = ("usulan", "profil_desa")

Row = Mapping[str, object]


@dataclass(frozen=True)
class CutGround(Ground):
    """The ground of the example with a part of its plans; the budget is made of them alone."""

    whole: Ground

    @cached_property
    def plans(self) -> list[Plan]:
        """Plans of the chosen years, agencies and works."""
        chosen = choose_works(self.whole.plans)
        return [plan for plan in self.whole.plans if plan.year in YEARS and plan.key[1:] in chosen]


def choose_works(plans: Iterable[Plan]) -> set[tuple[str, str]]:
    """(agency, sub kegiatan) to keep: what reports name, then some by lot, the same over all years."""
    works: dict[str, dict[str, bool]] = {slug: {} for slug in AGENCIES}
    for plan in plans:
        if plan.agency in works:
            told = works[plan.agency].get(plan.code, False)
            works[plan.agency][plan.code] = told or plan.fixed is not None
    kept = set(WITNESSES)
    for slug, codes in works.items():
        drawn = sorted(codes, key=lambda code: (not codes[code], Dice("kerat", slug, code).share()))
        kept |= {(slug, code) for code in drawn[: WORKS + sum(codes.values())]}
    return kept


def is_kept(table: str, row: Row) -> bool:
    """Whether a row of a table belongs to the cut."""
    if table in BY_AGENCY:
        return row.get("tahun", YEARS[0]) in YEARS and row["instansi"] in ("", *AGENCIES)
    return table not in BY_VILLAGE or (row["tahun"] in YEARS and row["kode_wilayah"] in VILLAGES)


def lay_cut(folder: Path) -> Path:
    """The cut as a project in `folder`, without a past."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    whole = lay_ground(ROOT, WILAYAH, PER_YEAR)
    ground = CutGround(whole.material, WILAYAH, PER_YEAR, whole)
    for name, table in TABLES.items():
        rows = [row for row in table.make(ground) if is_kept(name, row)]
        (folder / "datasets" / table.place).write_bytes(write_table(rows))
    return folder


def start_cut(folder: Path) -> Path:
    """The cut in a repository of its own, with editions, a former name and a withdrawal."""
    lay_cut(folder)
    shutil.copytree(SMALL_SITE.with_name("pasar"), folder, dirs_exist_ok=True)  # a type of the site's own
    git(folder, "init", "-q", "-b", "main")
    withdrawn, report = folder / DATASET, folder / "content/laporan/dinas-sosial/2025-tw1.md"
    shutil.copytree(SMALL_SITE / DATASET, withdrawn)
    shutil.copy(SMALL_SITE / "content/laporan/dinas-sosial/2025-tw2.md", report)
    edit(folder, report.relative_to(folder).as_posix(), "triwulan: 2", "triwulan: 1")
    table = folder / SCHOOLS / "sarana-pendidikan-kelurahan.csv"
    now = table.read_bytes()
    table.write_bytes(now.replace(b",1,", b",2,", 1))
    _commit(folder, "Edisi pertama", "2026-01-05")
    table.write_bytes(now)
    settings, findings = read_settings(folder)
    assert settings is not None, findings
    retract_dataset(settings, withdrawn, "Angkanya belum diperiksa.", date(2026, 2, 2))
    retract_report(settings, report, "Angkanya belum diperiksa.", date(2026, 2, 2))
    edit(folder, f"{SCHOOLS}/datapackage.yaml", "\ntitle:", "\nnama_lama: [sekolah]\ntitle:")
    return _commit(folder, "Edisi kedua, satu dataset dan satu laporan ditarik", "2026-02-02")


def _commit(folder: Path, subject: str, day: str) -> Path:
    """Commit everything that the project's own `.gitignore` does not leave out."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject, date=f"{day}T12:00:00+08:00")
    return folder
