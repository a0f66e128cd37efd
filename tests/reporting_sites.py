"""Small sites in three states of reporting: complete, one agency missing, and long silent."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from small_site import HERE, copy_small_site
from suluh.reading.deadlines import due_date

YEAR = 2025
OWING = ("dinas-sosial", "kecamatan-betoambari")
"""Agencies with a budget of the year; `dinas-pupr` is of the list and has neither plan nor budget."""
CODES = ("1.06.02.2.01.0001", "1.06.02.2.01.0002")
TABLES = "datasets/dinas-sosial/alur"
SILENT_SINCE = 2
STATES = {
    "lengkap": date(2025, 11, 15),
    "satu-diam": date(2025, 11, 15),
    "sunyi": date(2026, 11, 29),
}
"""The day of each state: all of three quarters is there, one agency lacks the third, all are silent since the
second, which was fourteen months ago."""


def make_reporting_site(target: Path, state: str) -> Path:
    """The tiny site with threads of two agencies in one year; RuntimeError for a state that is none."""
    root = copy_small_site(target)
    shutil.copytree(HERE / "sites" / "alur", root, dirs_exist_ok=True)
    last = {"lengkap": 3, "satu-diam": 3, "sunyi": SILENT_SINCE}[state]
    reports = [
        (slug, quarter)
        for slug in OWING
        for quarter in range(1, last + 1)
        if not (state == "satu-diam" and slug == OWING[1] and quarter == last)
    ]
    agencies = root / "datasets/referensi/instansi/instansi.csv"
    agencies.write_text(
        agencies.read_text(encoding="utf-8").rstrip() + "\ndinas-pupr,Dinas Pekerjaan Umum,dinas,\n",
        encoding="utf-8",
    )
    _write_rows(
        root, "usulan", [f"{YEAR},U-1,74.72.01.1007,Balai,1,unit,4000000,kecamatan,ditolak,Belum siap,,"]
    )
    _write_rows(root, "rencana", _plan())
    _write_rows(
        root, "anggaran", [f"{YEAR},{slug},{code},5.1.02,Belanja,DAU,60000000,," for slug, code in _works()]
    )
    _write_rows(root, "realisasi", _realisation(reports))
    _write_reports(root, range(2, last + 1))
    return root


def _works() -> list[tuple[str, str]]:
    return [(slug, code) for slug in OWING for code in CODES]


def _plan() -> list[str]:
    return [
        f"{YEAR},{slug},{code},Relawan yang dilatih,orang,40,naik,r_per_t,jumlah,60000000,,DAU,"
        for slug, code in _works()
    ]


def _realisation(reports: Iterable[tuple[str, int]]) -> list[str]:
    return [
        f"{YEAR},{quarter},{slug},{code},Relawan yang dilatih,10,14000000,,,,,,"
        f"{due_date(YEAR, quarter) - timedelta(days=5)}"
        for slug, quarter in reports
        for code in CODES
    ]


def _write_rows(root: Path, table: str, rows: Iterable[str]) -> None:
    path = root / TABLES / f"{table}.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")


def _write_reports(root: Path, quarters: Iterable[int]) -> None:
    """Narrative reports of the first agency, like the one that is there."""
    folder = root / "content/laporan/dinas-sosial"
    there = (folder / f"{YEAR}-tw2.md").read_text(encoding="utf-8")
    for quarter in quarters:
        text = there.replace("triwulan: 2", f"triwulan: {quarter}")
        (folder / f"{YEAR}-tw{quarter}.md").write_text(text, encoding="utf-8")
